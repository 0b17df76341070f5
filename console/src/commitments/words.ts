import { type Schema } from '../api/client';

export type Commitment = Schema<'CommitmentResource'>;
export type CommitmentState = Commitment['state'];
export type CommitmentKind = Commitment['kind'];

export const states: Record<CommitmentState, string> = {
  asked: 'Asked',
  agreed: 'Agreed',
  done: 'Done',
  missed: 'Missed',
  declined: 'Declined',
};

export const kinds: Record<CommitmentKind, string> = {
  sign: 'Sign',
  host: 'Host',
  venue: 'Give a venue',
  speaker: 'Send a speaker',
  'email-list': 'Write to its own list',
  other: 'Something else',
};
