import { ApiProperty } from '@nestjs/swagger';
import { LocalizedText } from '../layout/localized-text.js';
import { localized } from '../layout/i18n.js';
import { type ListFile } from '../staff/audit/list-file.access.js';
import { CAMPAIGN_STATES, type CampaignState } from './campaign.js';
import { type ListedCampaign } from './campaigns.sql.js';

export class CampaignResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty()
  owner_name: string;
  @ApiProperty()
  slug: string;
  @ApiProperty({ description: 'The public page; it opens once the campaign is published' })
  url: string;
  @ApiProperty({ enum: CAMPAIGN_STATES })
  state: CampaignState;
  @ApiProperty({ type: LocalizedText })
  title: LocalizedText;
  @ApiProperty({ type: LocalizedText })
  ask: LocalizedText;
  @ApiProperty({ type: LocalizedText })
  background: LocalizedText;
  @ApiProperty({ type: LocalizedText })
  goal: LocalizedText;
  @ApiProperty({ type: LocalizedText })
  outcome: LocalizedText;
  @ApiProperty({ description: 'Whether you may change it: a chapter reads the campaigns of its network' })
  is_writable: boolean;
  @ApiProperty()
  is_practice: boolean;
  @ApiProperty({ format: 'date-time' })
  created_at: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null for a draft' })
  published_at: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null until it has ended' })
  ended_at: string | null;

  static from(it: ListedCampaign, origin: string, isWritable: boolean): CampaignResource {
    return {
      id: it.id,
      owner_id: it.ownerId,
      owner_name: it.ownerName,
      slug: it.slug,
      url: `${origin}/campaigns/${it.slug}`,
      state: it.state,
      title: it.title,
      ask: it.ask,
      background: it.background,
      goal: it.goal,
      outcome: it.outcome,
      is_writable: isWritable,
      is_practice: it.isPractice,
      created_at: it.createdAt.toISOString(),
      published_at: it.publishedAt?.toISOString() ?? null,
      ended_at: it.endedAt?.toISOString() ?? null,
    };
  }
}

export class CampaignList {
  @ApiProperty({ type: [CampaignResource] })
  data: CampaignResource[];
  @ApiProperty({ type: String, nullable: true, description: 'Null on the last page' })
  next: string | null;
}

export const CAMPAIGN_FILE: ListFile<CampaignResource> = {
  noun: 'campaigns',
  ownerOf: (it) => it.owner_id,
  columns: {
    Campaign: (it) => localized(it.title, 'en'),
    Of: (it) => it.owner_name,
    State: (it) => it.state,
    'What it wants': (it) => localized(it.ask, 'en'),
    Goal: (it) => localized(it.goal, 'en'),
    Outcome: (it) => localized(it.outcome, 'en'),
    Page: (it) => it.url,
    'Published at': (it) => it.published_at,
    'Ended at': (it) => it.ended_at,
  },
};
