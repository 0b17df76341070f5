import { ApiProperty } from '@nestjs/swagger';
import { LocalizedText } from '../layout/localized-text.js';
import { localized } from '../layout/i18n.js';
import { type ListFile } from '../staff/audit/list-file.access.js';
import { type NextActionKind, type PetitionState } from './petition.entity.js';
import { type ListedPetition } from './petition-list.sql.js';

export class PetitionResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty()
  owner_name: string;
  @ApiProperty()
  slug: string;
  @ApiProperty({ description: 'The public page; it opens once the petition is published' })
  url: string;
  @ApiProperty({ enum: ['draft', 'open', 'closed', 'delivered'] })
  state: PetitionState;
  @ApiProperty({ type: LocalizedText })
  title: LocalizedText;
  @ApiProperty({ type: LocalizedText })
  addressed_to: LocalizedText;
  @ApiProperty({ type: LocalizedText })
  ask: LocalizedText;
  @ApiProperty({ type: LocalizedText })
  background: LocalizedText;
  @ApiProperty({ type: LocalizedText })
  thanks: LocalizedText;
  @ApiProperty({ description: 'Of the frozen text; 0 before the first publication' })
  version: number;
  @ApiProperty()
  goal: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Null: the goal steps up without a limit' })
  goal_cap: number | null;
  @ApiProperty()
  is_count_hidden: boolean;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null: open until closed by hand',
  })
  closes_at: string | null;
  @ApiProperty({ type: String, enum: ['letter', 'event', 'petition'], nullable: true })
  next_action_kind: NextActionKind | null;
  @ApiProperty({ type: String, nullable: true })
  next_action_slug: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'What it is part of' })
  campaign_id: string | null;
  @ApiProperty({ description: 'Confirmed signatures, one a person; late by seconds' })
  confirmed_count: number;
  @ApiProperty({ description: 'Confirmed in the last 24 hours' })
  confirmed_today: number;
  @ApiProperty()
  is_practice: boolean;
  @ApiProperty({ format: 'date-time' })
  created_at: string;
  @ApiProperty({ format: 'date-time' })
  updated_at: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null for a draft' })
  opened_at: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null while open' })
  closed_at: string | null;

  static from(it: ListedPetition, origin: string): PetitionResource {
    return {
      id: it.id,
      owner_id: it.ownerId,
      owner_name: it.ownerName,
      slug: it.slug,
      url: `${origin}/petitions/${it.slug}`,
      state: it.state,
      title: it.title,
      addressed_to: it.addressedTo,
      ask: it.ask,
      background: it.background,
      thanks: it.thanks,
      version: it.version,
      goal: it.goal,
      goal_cap: it.goalCap,
      is_count_hidden: it.isCountHidden,
      closes_at: it.closesAt?.toISOString() ?? null,
      next_action_kind: it.nextActionKind,
      next_action_slug: it.nextActionSlug,
      campaign_id: it.campaignId,
      confirmed_count: it.confirmedCount,
      confirmed_today: it.confirmedToday,
      is_practice: it.isPractice,
      created_at: it.createdAt.toISOString(),
      updated_at: it.updatedAt.toISOString(),
      opened_at: it.openedAt?.toISOString() ?? null,
      closed_at: it.closedAt?.toISOString() ?? null,
    };
  }
}

export class PetitionList {
  @ApiProperty({ type: [PetitionResource] })
  data: PetitionResource[];
  @ApiProperty({ type: String, nullable: true, description: 'Null on the last page' })
  next: string | null;
}

export class PetitionPreviewResource {
  @ApiProperty({ description: 'The public page as it would be, for a sandboxed frame' })
  html: string;
}

export const PETITION_FILE: ListFile<PetitionResource> = {
  noun: 'petitions',
  ownerOf: (it) => it.owner_id,
  columns: {
    Petition: (it) => localized(it.title, 'en'),
    Of: (it) => it.owner_name,
    'Addressed to': (it) => localized(it.addressed_to, 'en'),
    State: (it) => it.state,
    Goal: (it) => it.goal,
    Confirmed: (it) => it.confirmed_count,
    Today: (it) => it.confirmed_today,
    'Opened at': (it) => it.opened_at,
    'Closes at': (it) => it.closes_at,
    'Closed at': (it) => it.closed_at,
    Page: (it) => it.url,
  },
};
