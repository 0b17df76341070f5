import { ApiProperty } from '@nestjs/swagger';
import { jurisdictionName } from '../../geography/jurisdiction.access.js';
import { type ListFile } from '../../staff/audit/list-file.access.js';
import { LEVELS, type Level, OFFICE_KINDS, type OfficeKind } from './official-record.js';
import { type CommitteeRow, type OfficialRow, type VacancyRow } from './officials.sql.js';

/** Somebody who holds an office. Whoever holds two is there twice: `id` and `office_id` together are the key. */
export class OfficialResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  office_id: string;
  @ApiProperty()
  name: string;
  @ApiProperty()
  party: string;
  @ApiProperty({ description: 'Empty where none is known' })
  image_url: string;
  @ApiProperty({ example: 'State Representative' })
  title: string;
  @ApiProperty({ example: '7th Suffolk' })
  seat: string;
  @ApiProperty({ enum: LEVELS })
  level: Level;
  @ApiProperty({ enum: OFFICE_KINDS })
  kind: OfficeKind;
  @ApiProperty({ example: 'Massachusetts' })
  jurisdiction_name: string;
  @ApiProperty({ type: String, nullable: true, format: 'date' })
  starts_on: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date', description: 'Null where no end is known' })
  ends_on: string | null;
  @ApiProperty({ description: 'Whether letters can go by email' })
  has_email: boolean;
  @ApiProperty({ format: 'date-time', description: 'When a source last had them so' })
  verified_at: string;
  @ApiProperty()
  is_practice: boolean;

  static from(this: void, row: OfficialRow): OfficialResource {
    const { id, office_id, name, party, image_url, title, seat, level, kind, starts_on, ends_on, has_email } =
      row;
    return {
      ...{ id, office_id, name, party, image_url, title, seat, level, kind, starts_on, ends_on, has_email },
      jurisdiction_name: jurisdictionName(row.jurisdiction),
      verified_at: row.verified_at.toISOString(),
      is_practice: row.is_practice,
    };
  }
}

export class OfficialPage {
  @ApiProperty({ type: [OfficialResource] })
  data: OfficialResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class OfficialTerm {
  @ApiProperty({ format: 'uuid' })
  office_id: string;
  @ApiProperty()
  title: string;
  @ApiProperty()
  seat: string;
  @ApiProperty({ enum: LEVELS })
  level: Level;
  @ApiProperty()
  jurisdiction_name: string;
  @ApiProperty({ type: String, nullable: true, format: 'date' })
  starts_on: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date' })
  ends_on: string | null;
  @ApiProperty()
  is_current: boolean;
}

export class OfficialChannel {
  @ApiProperty({ enum: ['email', 'web-form', 'phone', 'fax', 'address'] })
  kind: 'email' | 'web-form' | 'phone' | 'fax' | 'address';
  @ApiProperty()
  value: string;
  @ApiProperty({ description: 'Which office it is, or empty' })
  label: string;
  @ApiProperty({ enum: ['ok', 'bouncing', 'invalid'] })
  status: 'ok' | 'bouncing' | 'invalid';
}

export class OfficialCommittee {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ example: 'vice chair' })
  role: string;
}

export class OfficialSourceResource {
  @ApiProperty()
  external_id: string;
  @ApiProperty({ enum: ['open-states', 'congress-legislators'] })
  source: string;
  @ApiProperty({ format: 'date-time' })
  verified_at: string;
}

export class OfficialOutreach {
  @ApiProperty({ format: 'uuid' })
  campaign_id: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  title: Record<string, string>;
  @ApiProperty({ example: 'sent' })
  state: string;
  @ApiProperty()
  count: number;
  @ApiProperty({ format: 'date-time' })
  last_at: string;
}

export class OfficialRecordResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  name: string;
  @ApiProperty()
  party: string;
  @ApiProperty()
  image_url: string;
  @ApiProperty()
  website: string;
  @ApiProperty({ description: 'Out of office: never written to' })
  is_retired: boolean;
  @ApiProperty()
  is_practice: boolean;
  @ApiProperty({ type: [OfficialTerm] })
  terms: OfficialTerm[];
  @ApiProperty({ type: [OfficialChannel] })
  channels: OfficialChannel[];
  @ApiProperty({ type: [OfficialCommittee] })
  committees: OfficialCommittee[];
  @ApiProperty({ type: [OfficialSourceResource] })
  sources: OfficialSourceResource[];
  @ApiProperty({ type: [OfficialOutreach], description: 'Letters of the organizations you work for' })
  outreach: OfficialOutreach[];
}

export class VacancyResource {
  @ApiProperty({ format: 'uuid' })
  office_id: string;
  @ApiProperty()
  title: string;
  @ApiProperty()
  seat: string;
  @ApiProperty({ enum: LEVELS })
  level: Level;
  @ApiProperty({ enum: OFFICE_KINDS })
  kind: OfficeKind;
  @ApiProperty()
  jurisdiction_name: string;
  @ApiProperty({ type: String, nullable: true })
  last_holder: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date' })
  vacant_since: string | null;

  static from(this: void, { jurisdiction, ...row }: VacancyRow): VacancyResource {
    return { ...row, jurisdiction_name: jurisdictionName(jurisdiction) };
  }
}

export class VacancyPage {
  @ApiProperty({ type: [VacancyResource] })
  data: VacancyResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class CommitteeResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ description: 'upper, lower, or legislature for one of both' })
  chamber: string;
  @ApiProperty()
  jurisdiction_name: string;
  @ApiProperty()
  member_count: number;

  static from(this: void, { jurisdiction, ...row }: CommitteeRow): CommitteeResource {
    return { ...row, jurisdiction_name: jurisdictionName(jurisdiction) };
  }
}

export class CommitteePage {
  @ApiProperty({ type: [CommitteeResource] })
  data: CommitteeResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export const OFFICIAL_FILE: ListFile<OfficialResource> = {
  noun: 'officials',
  ownerOf: () => null,
  columns: {
    Name: (it) => it.name,
    Office: (it) => it.title,
    Seat: (it) => it.seat,
    Level: (it) => it.level,
    Place: (it) => it.jurisdiction_name,
    Party: (it) => it.party,
    Since: (it) => it.starts_on,
    Until: (it) => it.ends_on,
    'By email': (it) => (it.has_email ? 'yes' : 'no'),
    'As of': (it) => it.verified_at,
  },
};

export const VACANCY_FILE: ListFile<VacancyResource> = {
  noun: 'vacancies',
  ownerOf: () => null,
  columns: {
    Office: (it) => it.title,
    Seat: (it) => it.seat,
    Level: (it) => it.level,
    Place: (it) => it.jurisdiction_name,
    'Last held by': (it) => it.last_holder,
    'Vacant since': (it) => it.vacant_since,
  },
};

export const COMMITTEE_FILE: ListFile<CommitteeResource> = {
  noun: 'committees',
  ownerOf: () => null,
  columns: {
    Committee: (it) => it.name,
    Chamber: (it) => it.chamber,
    Place: (it) => it.jurisdiction_name,
    Members: (it) => it.member_count,
  },
};
