/**
 *   planned --the mailing begins--> testing --the time is over, one is better--> decided
 *                                   testing --the time is over, none is--> undecided --staff choose--> decided
 *                                   testing --too many leave or complain--> stopped --staff choose--> decided
 *                                   testing --staff choose--> decided
 *
 * SplitTests makes the arrows that people make, TestDeciding the others. While it is tested the rest of the audience is due
 * at no time (`deliveries.next_at` is infinity), so that the mailing cannot finish and nothing else has to know of the
 * test; with the decision the rest becomes due, in one transaction.
 */
export const TEST_STATES = ['planned', 'testing', 'undecided', 'stopped', 'decided'] as const;
export type TestState = (typeof TEST_STATES)[number];

/** What the versions are compared by. Opens are made by machines as well and say little. */
export const METRICS = ['clicks', 'actions', 'opens'] as const;
export type Metric = (typeof METRICS)[number];

export const VARIANTS = ['A', 'B', 'C', 'D'] as const;
export type Variant = (typeof VARIANTS)[number];

export interface SplitTest {
  samplePercent: number;
  metric: Metric;
  waitHours: number;
  /** Of those who were sent a version; above it the test stops. */
  mostLeavingPercent: number;
  state: TestState;
  /** Why it has no winner, or was stopped. */
  reason: string | null;
  decideAt: Date | null;
  winner: Variant | null;
  decidedAt: Date | null;
  variants: VariantText[];
}

/** What a version says differently; null is what the mailing says. */
export interface VariantText {
  variant: Variant;
  subject: string | null;
  fromName: string | null;
  body: unknown;
}

/** The mailing as this version of it says it. */
export function asVariant<Text extends { subject: string; fromName: string; body: unknown }>(
  mailing: Text,
  { subject, fromName, body }: Omit<VariantText, 'variant'>,
): Text {
  return {
    ...mailing,
    subject: subject ?? mailing.subject,
    fromName: fromName ?? mailing.fromName,
    body: body ?? mailing.body,
  };
}
