import { type Schema } from '../api/client';

export type Meeting = Schema<'MeetingResource'>;
export type MeetingRecord = Schema<'MeetingRecord'>;
export type MeetingKind = Meeting['kind'];
export type Health = Schema<'HealthResource'>;
export type Risk = Health['risks'][number];

export const meetingKinds: Record<MeetingKind, string> = {
  coalition: 'Coalition meeting',
  steering: 'Steering committee',
  'working-group': 'Working group',
  'one-to-one': 'One to one',
  other: 'Other',
};

export const risks: Record<Risk, string> = {
  'no-contact': 'No contact in 60 days',
  absent: 'Misses meetings',
  'promises-broken': 'Promises not kept',
};

const SORTED = ['name', 'risk', 'contact', 'attendance', 'commitments'] as const;
export type HealthField = (typeof SORTED)[number];
export type HealthSort = HealthField | `-${HealthField}`;
export const healthSorts = SORTED.flatMap((field) => [field, `-${field}`] as const);
