export const TIE_KINDS = [
  'family',
  'friend',
  'colleague',
  'neighbor',
  'constituent',
  'donor',
  'staff',
  'other',
] as const;
export type TieKind = (typeof TIE_KINDS)[number];

/** That a person knows an official. */
export interface Tie {
  id: string;
  ownerId: string;
  personId: string;
  personName: string;
  officialId: string;
  officialName: string;
  kind: TieKind;
  /** 1 has met them, 5 can call them at any hour. */
  strength: number;
  saidBy: string;
  /** YYYY-MM-DD */
  verifiedOn: string;
}
