import { type Schema } from '../api/client';
import { type Tone } from '../parts/status-badge';

export type Summary = Schema<'MailingSummary'>;
export type Mailing = Schema<'MailingResource'>;
export type MailingState = Summary['state'];
export type Audience = Schema<'AudienceForm'>;
export type Progress = Schema<'MailingProgress'>;
export type DeliveryState = Schema<'DeliveryResource'>['state'];
export type Language = Mailing['language'];
export type SuppressionReason = Schema<'SuppressionResource'>['reason'];

export const states: Record<MailingState, { label: string; tone: Tone }> = {
  draft: { label: 'Draft', tone: 'neutral' },
  scheduled: { label: 'Scheduled', tone: 'waiting' },
  held: { label: 'Waits for you', tone: 'waiting' },
  preparing: { label: 'Preparing', tone: 'active' },
  sending: { label: 'Sending', tone: 'active' },
  paused: { label: 'Paused', tone: 'waiting' },
  finished: { label: 'Sent', tone: 'good' },
  cancelled: { label: 'Stopped', tone: 'bad' },
};

/** What is sent and can still be undone is not what somebody put off to another day. */
export function stateOf({ state, scheduled_zone }: Pick<Summary, 'state' | 'scheduled_zone'>): {
  label: string;
  tone: Tone;
} {
  return state === 'scheduled' && scheduled_zone === null
    ? { label: 'Leaving', tone: 'active' }
    : states[state];
}

export const deliveryStates: Record<DeliveryState, { label: string; tone: Tone }> = {
  pending: { label: 'Waiting', tone: 'neutral' },
  claimed: { label: 'In hand', tone: 'active' },
  handed: { label: 'In hand', tone: 'active' },
  sent: { label: 'Delivered', tone: 'good' },
  deferred: { label: 'Put off', tone: 'waiting' },
  failed: { label: 'Bounced', tone: 'bad' },
  unknown: { label: 'Unknown', tone: 'waiting' },
  suppressed: { label: 'Held back', tone: 'neutral' },
  cancelled: { label: 'Stopped', tone: 'neutral' },
};

/** What versions of a mail are compared by. */
export const metrics: Record<Schema<'SplitTestForm'>['metric'], string> = {
  clicks: 'Clicks',
  actions: 'Actions taken',
  opens: 'Opens (unreliable)',
};

/** What somebody did with a mail, machines left out. */
export const deliveryResponses = {
  opened: 'Opened it',
  clicked: 'Followed a link',
  'not-clicked': 'Followed no link',
  unsubscribed: 'Unsubscribed',
  complained: 'Called it spam',
} as const;
export type DeliveryResponse = keyof typeof deliveryResponses;

/** Why somebody who was chosen gets nothing. */
export const exclusions: Record<Schema<'ExclusionCount'>['reason'], string> = {
  'no-address': 'have no email address',
  'bad-address': 'have an address that bounces',
  'not-subscribed': 'did not ask for mail from you, or unsubscribed',
  suppressed: 'are on the suppression list',
  'not-wished': 'asked for less mail than this, or have had enough for now',
  'topic-not-wanted': 'asked for no mail about this topic',
  sunset: 'have not responded for long, nor when they were asked',
  capped: 'have had as much mail as the network allows',
  'same-address': 'share an address with somebody else',
  'not-drawn': 'were not drawn: there are more than your limit',
};

/** What the engine writes beside a row, in the words of staff. */
const reasons: Record<string, string> = {
  'hard-bounce': 'The mailbox does not exist',
  'soft-bounce': 'It came back: full, or out of reach',
  'policy-bounce': 'It came back: the receiver objects to the mail or its sender',
  'final-bounce': 'It came back: too large, or malformed',
  refused: 'The message was refused',
  policy: 'Refused by policy',
  soft: 'The receiver said “not now”',
  'relay-away': 'The mail relay was away',
  'no-answer': 'No answer after the message was handed over',
  'sender-died': 'Our server stopped in the middle of it',
  quarantined: 'Making it stopped our server three times, so it was set aside',
  suppressed: 'On the suppression list',
  'not-subscribed': 'Unsubscribed since it began',
  'not-wished': 'Wants less mail than this, or has had enough for now',
  capped: 'Has had as much mail as the network allows',
  'topic-not-wanted': 'Wants no mail about this topic',
  'person-gone': 'The record is gone or sealed',
  seen: 'Somebody opened it, so it arrived',
  'sent-again': 'Sent again by hand',
  'treated-as-sent': 'Taken as sent by hand',
};

export function reasonText(reason: string): string {
  if (reason.startsWith('gave-up')) return 'Given up after four days of tries';
  return reasons[reason] ?? reason;
}

export const languages: Record<Language, string> = { en: 'English', es: 'Español', pt: 'Português' };

export const suppressionReasons: Record<SuppressionReason, { label: string; tone: Tone }> = {
  unsubscribed: { label: 'Unsubscribed', tone: 'neutral' },
  'hard-bounce': { label: 'Mailbox does not exist', tone: 'bad' },
  'soft-bounces': { label: 'Bounced 3 times in 30 days', tone: 'waiting' },
  complaint: { label: 'Complained', tone: 'bad' },
  staff: { label: 'Added by staff', tone: 'neutral' },
  invalid: { label: 'No address', tone: 'bad' },
  erased: { label: 'Asked to be erased', tone: 'neutral' },
};

export const optionsOf = <Key extends string>(words: Record<Key, string | { label: string }>) =>
  (Object.entries(words) as [Key, string | { label: string }][]).map(([value, word]) => ({
    value,
    label: typeof word === 'string' ? word : word.label,
  }));
