/** What an organization can be named beside. */
export const ACTION_KINDS = ['petition', 'event', 'letter'] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

export interface ActionKey {
  kind: ActionKind;
  id: string;
}

export const STANDINGS = ['can', 'needs-approval', 'cannot'] as const;
export type Standing = (typeof STANDINGS)[number];

/** Why; participation_standing in the migration gives them. */
export const REASONS = [
  'may-sign',
  'preapproved',
  'approved',
  'needs-approval',
  'not-active',
  'declined',
  'may-not-lobby',
  'needs-final-copy',
] as const;
export type Reason = (typeof REASONS)[number];

export const LEVELS = ['', 'local', 'state', 'federal'] as const;
export type ActionLevel = (typeof LEVELS)[number];

export const APPROVALS_NEEDED = ['never', 'lobbying', 'always'] as const;
export type ApprovalNeeded = (typeof APPROVALS_NEEDED)[number];
