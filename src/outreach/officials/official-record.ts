/** What the readers of every format give: one form for people who hold offices, whatever file they came from. */

export const OFFICE_KINDS = [
  'upper',
  'lower',
  'executive',
  'mayor',
  'council',
  'prosecutor',
  'sheriff',
  'police-chief',
  'school-board',
  'agency',
  'company',
] as const;
export type OfficeKind = (typeof OFFICE_KINDS)[number];

export const LEVELS = ['federal', 'state', 'county', 'local'] as const;
export type Level = (typeof LEVELS)[number];

/** An office, whoever holds it; see the columns of `offices`. */
export interface OfficeRecord {
  jurisdiction: string;
  level: Level;
  kind: OfficeKind;
  seat: string;
  seatKey: string;
  areaJurisdiction: string;
  areaLayer: string | null;
  areaKey: string;
  seatCount: number;
  title: string;
}

/** One office held, from and to inclusive dates in ISO 8601; null where the source does not say. */
export interface TermRecord {
  office: OfficeRecord;
  startsOn: string | null;
  endsOn: string | null;
}

export type ChannelKind = 'email' | 'web-form' | 'phone' | 'fax' | 'address';

export interface ChannelRecord {
  kind: ChannelKind;
  value: string;
  label: string;
}

export type OfficialSource = 'open-states' | 'congress-legislators';

export interface OfficialRecord {
  externalId: string;
  /** Ids of the same human in other sources, and the second record of somebody who stands twice in one. */
  otherIds: string[];
  source: OfficialSource;
  name: string;
  givenName: string;
  familyName: string;
  party: string;
  imageUrl: string;
  website: string;
  isRetired: boolean;
  terms: TermRecord[];
  channels: ChannelRecord[];
}

export interface CommitteeRecord {
  externalId: string;
  jurisdiction: string;
  /** upper, lower, or legislature for one of both chambers. */
  chamber: string;
  name: string;
  members: { externalId: string; role: string }[];
}

/** Everything that one load brought. */
export interface OfficialsReading {
  source: OfficialSource;
  officials: OfficialRecord[];
  committees: CommitteeRecord[];
  /** Files and records that were left out, one sentence each. */
  skipped: string[];
}

/** True on the day given: begun or without a known beginning, and not over. */
export function isCurrent(
  { startsOn, endsOn }: Pick<TermRecord, 'startsOn' | 'endsOn'>,
  today: string,
): boolean {
  return (startsOn === null || startsOn <= today) && (endsOn === null || endsOn > today);
}

export function officeKeyOf({ jurisdiction, kind, seatKey }: OfficeRecord): string {
  return `${jurisdiction} ${kind} ${seatKey}`;
}

/**
 * Offices that somebody holds on the day, each with its places. Where districts elect several members (seatCount 0:
 * the number is not known from the seat), there are as many places as holders.
 */
export function heldOffices(records: readonly OfficialRecord[], today: string): OfficeRecord[] {
  const held = new Map<string, { office: OfficeRecord; holders: number }>();
  for (const { terms } of records) {
    const mine = new Map(
      terms.filter((each) => isCurrent(each, today)).map(({ office }) => [officeKeyOf(office), office]),
    );
    for (const [key, office] of mine) held.set(key, { office, holders: (held.get(key)?.holders ?? 0) + 1 });
  }
  return [...held.values()].map(({ office, holders }) => ({
    ...office,
    seatCount: office.seatCount || holders,
  }));
}
