/** Why a partner may be drifting away. Each is a fact that staff can check, and none is a judgement of anybody. */
export const RISKS = ['no-contact', 'absent', 'promises-broken'] as const;
export type Risk = (typeof RISKS)[number];

/** Two monthly meetings were missed and nobody called. */
export const QUIET_DAYS = 60;
/** Fewer meetings than this say nothing about who comes. */
export const MEETINGS_THAT_TELL = 3;

export const HEALTH_FIELDS = ['name', 'risk', 'contact', 'attendance', 'commitments'] as const;
export type HealthField = (typeof HEALTH_FIELDS)[number];
export const HEALTH_SORTS = HEALTH_FIELDS.flatMap((field) => [field, `-${field}`] as const);
export type HealthSort = HealthField | `-${HealthField}`;

/** How close a partner is to one chapter. */
export interface Health {
  membershipId: string;
  chapterId: string;
  chapterName: string;
  name: string;
  /** Null where there never was any. */
  lastContactAt: Date | null;
  /** Days by the chapter's calendar; null where there never was any. */
  daysSinceContact: number | null;
  /** Coalition meetings of the chapter since the partner is known there, at most the last five. */
  held: number;
  attended: number;
  /** What it agreed to and was done, of what was done, missed, or is past its day. */
  kept: number;
  due: number;
  risks: Risk[];
  /** What it was sorted by, for the next page. */
  rank: number;
}
