import { ApiProperty } from '@nestjs/swagger';
import { type Language, LANGUAGES } from '../../layout/i18n.js';
import { type ListFile } from '../../staff/audit/list-file.access.js';
import { type Exclusion, EXCLUSIONS } from './audience.sql.js';
import { type Mailing, MAILING_STATES, type MailingState } from './mailing.entity.js';
import { asTranslationForms } from '../translations/translation.js';
import { TranslationForm } from '../translations/translations.forms.js';
import { AudienceForm } from './mailings.forms.js';

const time = { type: String, format: 'date-time', nullable: true } as const;

/** A mailing without its body, for lists. */
export class MailingSummary {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ enum: MAILING_STATES })
  state: MailingState;
  @ApiProperty({ type: String, nullable: true, description: 'Why it stands still, for paused ones' })
  pause_reason: string | null;
  @ApiProperty()
  subject: string;
  @ApiProperty({ enum: LANGUAGES })
  language: Language;
  @ApiProperty({ type: Number, nullable: true, description: 'Recipients, once frozen' })
  audience_count: number | null;
  @ApiProperty({ description: 'Handed over and taken' })
  sent_count: number;
  @ApiProperty({ description: 'People who clicked; automatic clicks left out' })
  clicked_count: number;
  @ApiProperty()
  is_practice: boolean;
  @ApiProperty(time)
  scheduled_at: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null where it was sent and leaves when the time to undo is over',
  })
  scheduled_zone: string | null;
  @ApiProperty(time)
  started_at: string | null;
  @ApiProperty(time)
  finished_at: string | null;
  @ApiProperty({ format: 'date-time' })
  created_at: string;
  @ApiProperty({ format: 'date-time' })
  updated_at: string;

  static from(
    it: Mailing,
    counts: { sent: number; clicked: number } = { sent: 0, clicked: 0 },
  ): MailingSummary {
    const at = (date: Date | null): string | null => date?.toISOString() ?? null;
    return {
      id: it.id,
      owner_id: it.ownerId,
      name: it.name,
      state: it.state,
      pause_reason: it.pauseReason,
      subject: it.subject,
      language: it.language,
      audience_count: it.audienceCount,
      sent_count: counts.sent,
      clicked_count: counts.clicked,
      is_practice: it.isPractice,
      scheduled_at: at(it.scheduledAt),
      scheduled_zone: it.scheduledZone,
      started_at: at(it.startedAt),
      finished_at: at(it.finishedAt),
      created_at: it.createdAt.toISOString(),
      updated_at: it.updatedAt.toISOString(),
    };
  }
}

export class MailingList {
  @ApiProperty({ type: [MailingSummary] })
  data: MailingSummary[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class MailingResource extends MailingSummary {
  @ApiProperty({ description: "Empty for the organization's own" })
  from_name: string;
  @ApiProperty()
  reply_to: string;
  @ApiProperty()
  preview_text: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Tiptap JSON' })
  body: Record<string, unknown>;
  @ApiProperty({ type: [TranslationForm], description: 'What it says to people who read other languages' })
  translations: TranslationForm[];
  @ApiProperty({ type: AudienceForm })
  audience: AudienceForm;
  @ApiProperty()
  is_tracked: boolean;
  @ApiProperty()
  is_urgent: boolean;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'What it is about' })
  topic_id: string | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Seconds that are left to undo what was sent; null where it was not',
  })
  undo_seconds: number | null;
  @ApiProperty({
    description: 'Of the sunset rule: it goes to those who were asked in it, and to nobody else',
  })
  is_win_back: boolean;
  @ApiProperty({ description: 'Shown in From where from_name is empty' })
  sender_name: string;
  @ApiProperty({ description: 'The address in From' })
  sender_address: string;

  static of(it: Mailing, sender: { fromName: string; fromAddress: string }, now: Date): MailingResource {
    const isLeaving = it.state === 'scheduled' && it.scheduledZone === null && it.scheduledAt !== null;
    return {
      ...MailingSummary.from(it),
      from_name: it.fromName,
      reply_to: it.replyTo,
      preview_text: it.previewText,
      body: it.body as Record<string, unknown>,
      translations: asTranslationForms(it.translations),
      audience: it.audience,
      is_tracked: it.isTracked,
      is_urgent: it.isUrgent,
      topic_id: it.topicId,
      undo_seconds: isLeaving ? Math.max(0, Math.round((+it.scheduledAt! - +now) / 1_000)) : null,
      is_win_back: it.isWinBack,
      sender_name: sender.fromName,
      sender_address: sender.fromAddress,
    };
  }
}

export class MailingPreviewResource {
  @ApiProperty()
  subject: string;
  @ApiProperty({ description: 'A whole document; show it in a sandboxed frame' })
  html: string;
  @ApiProperty()
  text: string;
  @ApiProperty({ description: 'Mail programs cut a message beyond 102 kB' })
  html_bytes: number;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null where nobody is chosen' })
  person_id: string | null;
  @ApiProperty()
  person_name: string;
  @ApiProperty({ enum: LANGUAGES, description: 'Of the text that they get' })
  language: Language;
}

export class ExclusionCount {
  @ApiProperty({ enum: EXCLUSIONS })
  reason: Exclusion;
  @ApiProperty()
  count: number;
}

export class LanguageCount {
  @ApiProperty({ enum: LANGUAGES })
  language: Language;
  @ApiProperty()
  count: number;
}

export class AudienceResource {
  @ApiProperty({ description: 'Addresses it would go to now' })
  count: number;
  @ApiProperty({ type: [LanguageCount], description: 'The same by the language that people read' })
  languages: LanguageCount[];
  @ApiProperty({ description: 'Chosen, but left out' })
  excluded_count: number;
  @ApiProperty({ type: [ExclusionCount] })
  excluded: ExclusionCount[];
}

export class CheckResource {
  @ApiProperty()
  code: string;
  @ApiProperty({ enum: ['ok', 'warning', 'blocking'] })
  level: 'ok' | 'warning' | 'blocking';
  @ApiProperty()
  message: string;
}

export class LackingPerson {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  name: string;
  @ApiProperty()
  address: string;
}

export class LackingPeople {
  @ApiProperty({ type: Number })
  count: number;
  @ApiProperty({ type: [LackingPerson], description: 'The first ten, where you may read people' })
  people: LackingPerson[];
}

export class CheckList {
  @ApiProperty({ type: [CheckResource] })
  checks: CheckResource[];
  @ApiProperty({ description: 'False where a blocking check is among them' })
  may_send: boolean;
  @ApiProperty({
    type: LackingPeople,
    nullable: true,
    description:
      'Who would get it and lacks what a merge tag without a fallback writes; null without such a tag',
  })
  lacking: LackingPeople | null;
}

export class TestSendResource {
  @ApiProperty({ type: [String] })
  to: string[];
}

export const MAILING_FILE: ListFile<MailingSummary> = {
  noun: 'mailings',
  ownerOf: (it) => it.owner_id,
  columns: {
    Mailing: (it) => it.name,
    Subject: (it) => it.subject,
    Language: (it) => it.language,
    State: (it) => it.state,
    Recipients: (it) => it.audience_count,
    Sent: (it) => it.sent_count,
    Clicked: (it) => it.clicked_count,
    'Scheduled at': (it) => it.scheduled_at,
    'Started at': (it) => it.started_at,
    'Finished at': (it) => it.finished_at,
  },
};
