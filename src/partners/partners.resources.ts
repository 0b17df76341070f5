import { ApiProperty } from '@nestjs/swagger';
import { type ListFile } from '../staff/audit/list-file.access.js';
import {
  LEGAL_TYPES,
  type LegalType,
  MEMBERSHIP_STATUSES,
  type MembershipStatus,
  NEXT_STATUSES,
  PARTNER_ROLES,
  type PartnerRole,
  SECTORS,
  type Sector,
} from './partner.terms.js';
import { type Membership, type RoleHolder, type TimelineEntry } from './partners.sql.js';

/** A partner in one chapter. `id` names the membership: a partner in two chapters is two of these. */
export class PartnerResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  organization_id: string;
  @ApiProperty({ format: 'uuid' })
  chapter_id: string;
  @ApiProperty()
  chapter_name: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ type: String, nullable: true })
  legal_name: string | null;
  @ApiProperty({ enum: SECTORS })
  sector: Sector;
  @ApiProperty({ enum: LEGAL_TYPES })
  legal_type: LegalType;
  @ApiProperty()
  website: string;
  @ApiProperty()
  service_area: string;
  @ApiProperty()
  description: string;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Changes with the picture; null without one',
  })
  logo_file_id: string | null;
  @ApiProperty({ enum: MEMBERSHIP_STATUSES })
  status: MembershipStatus;
  @ApiProperty({ format: 'date' })
  status_since: string;
  @ApiProperty({ enum: MEMBERSHIP_STATUSES, isArray: true, description: 'Where the status may go from here' })
  next_statuses: readonly MembershipStatus[];
  @ApiProperty({ description: 'Whether it agreed to stand in the public directory' })
  is_listed: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  listing_consented_at: string | null;
  @ApiProperty()
  listing_consented_by: string;
  @ApiProperty({ type: String, nullable: true, description: 'Who of the staff looks after it' })
  owner_name: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  last_contact_at: string | null;
  @ApiProperty({ description: 'People in a role there now, as far as the caller sees them' })
  people_count: number;
  @ApiProperty()
  is_practice: boolean;

  static from(it: Membership): PartnerResource {
    return {
      id: it.membershipId,
      organization_id: it.partnerId,
      chapter_id: it.chapterId,
      chapter_name: it.chapterName,
      name: it.name,
      legal_name: it.legalName,
      sector: it.sector,
      legal_type: it.legalType,
      website: it.website,
      service_area: it.serviceArea,
      description: it.description,
      logo_file_id: it.logoFileId,
      status: it.status,
      status_since: it.statusSince,
      next_statuses: NEXT_STATUSES[it.status],
      is_listed: it.isListingConsented,
      listing_consented_at: it.listingConsentedAt?.toISOString() ?? null,
      listing_consented_by: it.listingConsentedBy,
      owner_name: it.ownerName,
      last_contact_at: it.lastContactAt?.toISOString() ?? null,
      people_count: it.peopleCount,
      is_practice: it.isPractice,
    };
  }
}

export class PartnerPage {
  @ApiProperty({ type: [PartnerResource] })
  data: PartnerResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class PartnerRoleResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  person_id: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ type: String, nullable: true })
  email: string | null;
  @ApiProperty({ enum: PARTNER_ROLES })
  role: PartnerRole;
  @ApiProperty()
  title: string;
  @ApiProperty({ format: 'date' })
  starts_on: string;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  ends_on: string | null;

  static from(it: RoleHolder): PartnerRoleResource {
    const { id, personId: person_id, name, email, role, title, startsOn: starts_on, endsOn: ends_on } = it;
    return { id, person_id, name, email, role, title, starts_on, ends_on };
  }
}

export class PartnerTimelineEntry {
  @ApiProperty()
  id: string;
  @ApiProperty({ enum: ['status', 'note', 'role'] })
  kind: 'status' | 'note' | 'role';
  @ApiProperty({ format: 'date-time' })
  at: string;
  @ApiProperty({ type: String, nullable: true })
  actor: string | null;
  @ApiProperty({ description: 'The note, the reason of a change, or the name of a person in a role' })
  text: string;
  @ApiProperty({ type: String, nullable: true })
  from: string | null;
  @ApiProperty({ type: String, nullable: true })
  to: string | null;

  static from(it: TimelineEntry): PartnerTimelineEntry {
    return { ...it, at: it.at.toISOString() };
  }
}

export class PartnerRecord extends PartnerResource {
  @ApiProperty({ type: [PartnerRoleResource] })
  roles: PartnerRoleResource[];
  @ApiProperty({ type: [PartnerTimelineEntry] })
  timeline: PartnerTimelineEntry[];
}

export const PARTNER_FILE: ListFile<PartnerResource> = {
  noun: 'partners',
  ownerOf: (it) => it.chapter_id,
  columns: {
    Name: (it) => it.name,
    'Legal name': (it) => it.legal_name,
    Sector: (it) => it.sector,
    'Legal type': (it) => it.legal_type,
    Website: (it) => it.website,
    'Service area': (it) => it.service_area,
    Status: (it) => it.status,
    'Status since': (it) => it.status_since,
    Chapter: (it) => it.chapter_name,
  },
};
