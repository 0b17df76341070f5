/** Every partner is expected at a coalition meeting, and its health counts those; at the others only who was asked. */
export const MEETING_KINDS = ['coalition', 'steering', 'working-group', 'one-to-one', 'other'] as const;
export type MeetingKind = (typeof MEETING_KINDS)[number];

export interface Meeting {
  id: string;
  ownerId: string;
  ownerName: string;
  /** The day where the owner is, YYYY-MM-DD. */
  heldOn: string;
  kind: MeetingKind;
  title: string;
  /** Partners that were there, as far as the caller may know. */
  partnerCount: number;
  isPractice: boolean;
  /** Null where there are none, and for partners, whom they are not for. */
  notes: string | null;
}

/** A partner of the owner beside one meeting. */
export interface PartnerAtMeeting {
  membershipId: string;
  name: string;
  isThere: boolean;
}

export interface PersonAtMeeting {
  personId: string;
  name: string;
  /** Of the partner that they came for, as in the API; null for somebody who came on their own. */
  membershipId: string | null;
}
