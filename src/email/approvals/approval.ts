import { type Mailing } from '../mailings/mailing.entity.js';

/**
 *   asked --approve--> approved --edit--> withdrawn
 *   asked --decline--> declined
 *   asked --withdraw, edit--> withdrawn
 */
export const APPROVAL_STATES = ['asked', 'approved', 'declined', 'withdrawn'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

/** What a second person is asked, and what they said. */
export interface Approval {
  id: string;
  mailingId: string;
  ownerId: string;
  audienceCount: number;
  usualCount: number | null;
  state: ApprovalState;
  /** When it is to go out; null for at once. */
  wantedAt: Date | null;
  wantedZone: string | null;
  askedBy: string;
  askedByName: string;
  askedAt: Date;
  decidedByName: string | null;
  decidedAt: Date | null;
  note: string;
  taskId: string | null;
}

export const NEEDS = ['network-wide', 'over-limit'] as const;
/** Why a second person has to look at a mailing. */
export type Need = (typeof NEEDS)[number];

/** What the question is decided by. */
export interface Reach {
  need: Need | null;
  count: number;
  limit: number;
}

/** An audience may grow by a tenth between the approval and the hour: people join every day. Beyond that it is another. */
export const covers = ({ audienceCount }: Pick<Approval, 'audienceCount'>, count: number): boolean =>
  count <= Math.ceil(audienceCount * 1.1);

export function reachOf(
  { ownerId, audience }: Pick<Mailing, 'ownerId' | 'audience'>,
  ownerKind: string,
  count: number,
  limit: number,
): Reach {
  const isNetworkWide = ownerKind === 'network' || audience.organizations.some((id) => id !== ownerId);
  return { need: isNetworkWide ? 'network-wide' : count > limit ? 'over-limit' : null, count, limit };
}
