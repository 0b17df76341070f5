/*
 *  open --close, or its deadline--> closed (by-chair: without a result) --rule--> closed
 */
export const DECISION_STATES = ['open', 'closed'] as const;
export type DecisionState = (typeof DECISION_STATES)[number];

export const DECISION_RULES = ['consensus', 'simple-majority', 'two-thirds', 'by-chair'] as const;
export type DecisionRule = (typeof DECISION_RULES)[number];

export const DECISION_RESULTS = ['carried', 'not-carried'] as const;
export type DecisionResult = (typeof DECISION_RESULTS)[number];

export const ANSWERS = ['support', 'stand-aside', 'object'] as const;
export type Answer = (typeof ANSWERS)[number];

/** Partners by their last answer on the present text. */
export interface Tally {
  support: number;
  standAside: number;
  object: number;
  silent: number;
}

export interface Decision {
  id: string;
  ownerId: string;
  ownerName: string;
  title: string;
  rule: DecisionRule;
  state: DecisionState;
  version: number;
  /** YYYY-MM-DDTHH:MM by the clock of `timeZone`. */
  deadlineLocal: string;
  timeZone: string;
  deadlineAt: Date;
  result: DecisionResult | null;
  closedAt: Date | null;
  ruledBy: string;
  tally: Tally;
  isPractice: boolean;
}

export interface DecisionVersion {
  version: number;
  text: string;
  /** SHA-256 in hexadecimal of the text in UTF-8; null while nobody has answered. */
  textHash: string | null;
  frozenAt: Date | null;
  writtenAt: Date;
}

/** A partner that was asked, and its last answer on the present text. */
export interface DecisionParty {
  membershipId: string;
  organizationId: string;
  name: string;
  answer: Answer | null;
  reason: string;
  saidBy: string;
  answeredAt: Date | null;
}

export interface GivenAnswer {
  id: string;
  version: number;
  membershipId: string;
  name: string;
  answer: Answer;
  reason: string;
  saidBy: string;
  at: Date;
}

/**
 * What the answers amount to. Who stands aside, or says nothing, stops nobody; without a single supporter nothing is carried.
 * Null where the chair decides.
 */
export function resultOf(rule: DecisionRule, { support, object }: Tally): DecisionResult | null {
  if (rule === 'by-chair') return null;
  const needed = {
    consensus: object === 0,
    'simple-majority': support > object,
    // In whole numbers: two of three is enough, and no fraction is rounded.
    'two-thirds': support * 3 >= (support + object) * 2,
  }[rule];
  return support > 0 && needed ? 'carried' : 'not-carried';
}
