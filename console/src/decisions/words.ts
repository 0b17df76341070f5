import { type Schema } from '../api/client';
import { type Tone } from '../parts/status-badge';

export type Decision = Schema<'CoalitionDecision'>;
export type DecisionRecord = Schema<'DecisionRecord'>;
export type Party = Schema<'DecisionPartyResource'>;
export type Answer = NonNullable<Party['answer']>;
export type Rule = Decision['rule'];
export type Result = NonNullable<Decision['result']>;

export const answers: Record<Answer, { label: string; tone: Tone }> = {
  support: { label: 'Support', tone: 'good' },
  'stand-aside': { label: 'Stand aside', tone: 'neutral' },
  object: { label: 'Object', tone: 'bad' },
};

/** Each rule with what it means, so that nobody learns it from the result. */
export const rules: Record<Rule, { label: string; meaning: string }> = {
  consensus: { label: 'Consensus', meaning: 'Carried when somebody supports it and nobody objects.' },
  'simple-majority': { label: 'Simple majority', meaning: 'Carried when more support than object.' },
  'two-thirds': {
    label: 'Two thirds',
    meaning: 'Carried when at least two thirds of those who take a side support it.',
  },
  'by-chair': { label: 'By the chair', meaning: 'The answers are advice; the chair decides.' },
};

export const results: Record<Result, { label: string; tone: Tone }> = {
  carried: { label: 'Carried', tone: 'good' },
  'not-carried': { label: 'Not carried', tone: 'bad' },
};

/** How far it is, in one word. */
export function stateOf({ state, result }: Decision): { label: string; tone: Tone } {
  if (state === 'open') return { label: 'Open', tone: 'active' };
  return result ? results[result] : { label: 'Waits for the chair', tone: 'waiting' };
}
