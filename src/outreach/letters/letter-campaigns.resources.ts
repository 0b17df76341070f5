import { ApiProperty } from '@nestjs/swagger';
import { LocalizedText } from '../../layout/localized-text.js';
import { localized } from '../../layout/i18n.js';
import { type ListFile } from '../../staff/audit/list-file.access.js';
import { LETTER_CAMPAIGN_STATES, type LetterCampaignState } from './letter-campaign.js';
import { TargetRuleForm } from './letter-campaigns.forms.js';
import { type LetterCampaignRow } from './letter-campaigns.sql.js';
import { namedIn } from './targets.js';
import { type LetterState, type OutreachChannel, type OutreachState } from './letter.js';
import { type ListedLetter } from './letter-list.sql.js';

export class LetterCampaignResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty()
  owner_name: string;
  @ApiProperty({ description: 'Its page is /letters/ and this' })
  slug: string;
  @ApiProperty({ enum: LETTER_CAMPAIGN_STATES })
  state: LetterCampaignState;
  @ApiProperty({ type: LocalizedText })
  title: LocalizedText;
  @ApiProperty({ type: LocalizedText })
  introduction: LocalizedText;
  @ApiProperty({ type: LocalizedText })
  subject: LocalizedText;
  @ApiProperty({ type: LocalizedText })
  body: LocalizedText;
  @ApiProperty({ type: TargetRuleForm })
  targets: TargetRuleForm;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'What to call the committees and offices of `targets`, by id',
  })
  target_names: Record<string, string>;
  @ApiProperty({ description: 'How often the text was frozen; 0 before it was published' })
  version: number;
  @ApiProperty()
  is_story_required: boolean;
  @ApiProperty()
  is_test_mode: boolean;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Where letters of test mode and practice go in place of officials',
  })
  sink_address: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  closes_at: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'What it is part of' })
  campaign_id: string | null;
  @ApiProperty({ description: 'Letters whose writers confirmed them' })
  confirmed_count: number;
  @ApiProperty({ description: 'Of letters to officials: those that went out' })
  sent_count: number;
  @ApiProperty()
  is_practice: boolean;
  @ApiProperty({ format: 'date-time' })
  created_at: string;

  static from(
    row: LetterCampaignRow,
    sink: string,
    names: ReadonlyMap<string, string>,
  ): LetterCampaignResource {
    const { id, owner_id, owner_name, slug, state, title, introduction, subject, body, targets, version } =
      row;
    const { is_story_required, is_test_mode, is_practice, confirmed_count, sent_count, campaign_id } = row;
    return {
      ...{ id, owner_id, owner_name, slug, state, title, introduction, subject, body, targets, version },
      ...{ is_story_required, is_test_mode, is_practice, confirmed_count, sent_count, campaign_id },
      target_names: Object.fromEntries(
        namedIn(targets).flatMap((each) => (names.has(each) ? [[each, names.get(each)!]] : [])),
      ),
      sink_address: is_test_mode || is_practice ? sink : null,
      closes_at: row.closes_at?.toISOString() ?? null,
      created_at: row.created_at.toISOString(),
    };
  }
}

export class LetterCampaignPage {
  @ApiProperty({ type: [LetterCampaignResource] })
  data: LetterCampaignResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class OutreachResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  official_id: string;
  @ApiProperty()
  official_name: string;
  @ApiProperty()
  title: string;
  @ApiProperty()
  seat: string;
  @ApiProperty({ enum: ['email', 'web-form', 'phone'] })
  channel: OutreachChannel;
  @ApiProperty({ enum: ['proposed', 'queued', 'sent', 'failed', 'unknown', 'handed-off', 'cancelled'] })
  state: OutreachState;
  @ApiProperty({ type: String, nullable: true, description: 'Where it went in place of the official' })
  sink_address: string | null;
}

export class LetterResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null until it is confirmed' })
  person_id: string | null;
  @ApiProperty({ enum: ['pending', 'confirmed', 'withdrawn'] })
  state: LetterState;
  @ApiProperty()
  given_name: string;
  @ApiProperty()
  family_name: string;
  @ApiProperty({ description: 'Of the text that it was written on' })
  version: number;
  @ApiProperty()
  subject: string;
  @ApiProperty()
  body: string;
  @ApiProperty({ description: 'Why it matters to the writer, in their words' })
  story: string;
  @ApiProperty({ description: 'How much of the text is the writer’s own, 0 to 1' })
  edit_share: number;
  @ApiProperty({
    enum: ['map-pin', 'geocoder', 'zip-point', 'town-point'],
    description: 'How their districts were found',
  })
  located_by: string;
  @ApiProperty({ type: [String] })
  districts: string[];
  @ApiProperty()
  verification_code: string;
  @ApiProperty({ description: 'Looks like a program’s: no mail was sent for it' })
  is_suspect: boolean;
  @ApiProperty({ format: 'date-time' })
  created_at: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  confirmed_at: string | null;
  @ApiProperty({ type: [OutreachResource] })
  outreach: OutreachResource[];

  static from(this: void, letter: ListedLetter): LetterResource {
    return {
      ...letter,
      districts: letter.districts.map(({ name }) => name),
      created_at: letter.created_at.toISOString(),
      confirmed_at: letter.confirmed_at?.toISOString() ?? null,
    };
  }
}

export class LetterPage {
  @ApiProperty({ type: [LetterResource] })
  data: LetterResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class TargetCount {
  @ApiProperty({ description: 'Officials the rule means today, those of `always` among them' })
  count: number;
  @ApiProperty({ description: 'Of these, how many can be written to by email' })
  with_email: number;
  @ApiProperty({ type: [String], description: 'Some of them, with their offices' })
  examples: string[];
}

export const LETTER_CAMPAIGN_FILE: ListFile<LetterCampaignResource> = {
  noun: 'letter-campaigns',
  ownerOf: (it) => it.owner_id,
  columns: {
    Campaign: (it) => localized(it.title, 'en'),
    Of: (it) => it.owner_name,
    State: (it) => it.state,
    Confirmed: (it) => it.confirmed_count,
    Sent: (it) => it.sent_count,
    'Closes at': (it) => it.closes_at,
    'Made at': (it) => it.created_at,
  },
};

export const LETTER_FILE: ListFile<LetterResource> = {
  noun: 'letters',
  ownerOf: (it) => it.owner_id,
  columns: {
    'First name': (it) => it.given_name,
    'Last name': (it) => it.family_name,
    State: (it) => it.state,
    Subject: (it) => it.subject,
    Text: (it) => it.body,
    'Own words': (it) => it.story,
    'Written anew': (it) => it.edit_share,
    Districts: (it) => it.districts.join(', '),
    'Written at': (it) => it.created_at,
    'Confirmed at': (it) => it.confirmed_at,
  },
};
