import { ApiProperty, ApiPropertyOptional, PartialType, PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsTimeZone,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { type Language, LANGUAGES } from '../../layout/i18n.js';
import { type WhichInstant } from '../../platform/clock/local-time.js';
import { PageQuery } from '../../platform/paging/paging.js';
import { FilterTree } from '../../segments/filter.access.js';
import { MailBody } from '../compose/mail-body.access.js';
import { TranslationForm } from '../translations/translations.forms.js';
import { AWKWARD_READERS, type AwkwardReader } from './awkward-readers.js';
import { MAILING_STATES, type MailingState } from './mailing.entity.js';

const TOO_LONG = { message: says('tooLong') };
const MOST_CHOSEN = 100;

/** Whom a mailing goes to: everybody of these organizations who is in `include` and not in `exclude`. */
export class AudienceForm {
  @ApiProperty({ type: [String], format: 'uuid', description: 'Whose people; empty for those of the sender' })
  @IsArray()
  @ArrayMaxSize(MOST_CHOSEN)
  @IsUUID('all', { each: true })
  organizations: string[] = [];

  @FilterTree({ nullable: true, description: 'Null is everybody' })
  include: unknown = null;

  @FilterTree({ nullable: true, description: 'Null is nobody' })
  exclude: unknown = null;

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    minimum: 1,
    description:
      'At most so many of those who would get it, drawn at random; the same ones whenever it is asked',
  })
  @IsOptional()
  @IsInt()
  @Min(1, { message: 'Give a number of one or more.' })
  @Max(1_000_000_000, { message: 'That is more than everybody.' })
  limit?: number | null;
}

/** What staff write of a mailing. */
export class MailingContent {
  @ApiProperty({ description: 'For the staff; recipients do not see it' })
  @Trimmed()
  @IsString()
  @MinLength(1, { message: says('required') })
  @MaxLength(200, TOO_LONG)
  name: string;

  @ApiProperty({ enum: LANGUAGES })
  @IsIn(LANGUAGES)
  language: Language;

  @ApiProperty({ description: "Empty for the organization's own" })
  @Trimmed()
  @IsString()
  @MaxLength(100, TOO_LONG)
  from_name: string;

  @ApiProperty({ description: "An address, or empty for the organization's own" })
  @Trimmed()
  @Matches(/^$|^[^\s@,<>]+@[^\s@,<>]+\.[^\s@,<>]+$/, { message: says('emailWrong') })
  @MaxLength(254, TOO_LONG)
  reply_to: string;

  @ApiProperty({ description: 'May hold merge tags: {{given_name|friend}}' })
  @Trimmed()
  @IsString()
  @MaxLength(300, TOO_LONG)
  subject: string;

  @ApiProperty({ description: 'The line that inboxes show after the subject' })
  @Trimmed()
  @IsString()
  @MaxLength(300, TOO_LONG)
  preview_text: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Tiptap JSON' })
  @MailBody()
  body: Record<string, unknown>;

  @ApiProperty({
    type: [TranslationForm],
    description: 'What it says to people who read other languages; everybody else gets its own text',
  })
  @IsArray()
  @ArrayMaxSize(LANGUAGES.length - 1)
  @ValidateNested({ each: true })
  @Type(() => TranslationForm)
  translations: TranslationForm[];

  @ApiProperty({ type: AudienceForm })
  @IsObject()
  @ValidateNested()
  @Type(() => AudienceForm)
  audience: AudienceForm;

  @ApiProperty({ description: 'Whether opens and clicks are counted' })
  @IsBoolean()
  is_tracked: boolean;

  @ApiProperty({ description: 'Whether people get it who want only what is urgent' })
  @IsBoolean()
  is_urgent: boolean;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'What it is about: it leaves out who wants no mail about that',
  })
  @IsOptional()
  @IsUUID()
  topic_id: string | null;
}

export class MailingChanges extends PartialType(MailingContent) {}

export class NewMailing extends PartialType(MailingContent) {
  @ApiProperty({ format: 'uuid', description: 'Who sends it' })
  @IsUUID()
  owner_id: string;
}

export class MailingQuery extends PageQuery {
  @ApiPropertyOptional({ enum: MAILING_STATES })
  @IsOptional()
  @IsIn(MAILING_STATES)
  state?: MailingState;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  owner_id?: string;

  @ApiPropertyOptional({ description: 'Part of the name or the subject' })
  @IsOptional()
  @Trimmed()
  @MaxLength(100)
  q?: string;
}

/** The mailing as it stands in the editor, saved or not, and for whom it is shown. */
export class PreviewForm extends PartialType(MailingContent) {
  @ApiPropertyOptional({ format: 'uuid', description: 'One of its audience; at random where absent' })
  @IsOptional()
  @IsUUID()
  person_id?: string;

  @ApiPropertyOptional({ description: 'Part of the name of one of its audience; asks for people.read' })
  @IsOptional()
  @Trimmed()
  @IsString()
  @MaxLength(100, TOO_LONG)
  reader_name?: string;

  @ApiPropertyOptional({
    enum: LANGUAGES,
    description: "The text in this language, as one who reads it; the reader's own where absent",
  })
  @IsOptional()
  @IsIn(LANGUAGES)
  shown_language?: Language;

  @ApiPropertyOptional({ enum: AWKWARD_READERS, description: 'An invented one instead, who is not in it' })
  @IsOptional()
  @IsIn(AWKWARD_READERS)
  reader?: AwkwardReader;
}

export class AudienceQuestion extends PickType(PartialType(MailingContent), ['is_urgent', 'topic_id']) {
  @ApiPropertyOptional({ type: AudienceForm, description: 'As it stands in the editor; the saved one else' })
  @IsOptional()
  @ValidateNested()
  @Type(() => AudienceForm)
  audience?: AudienceForm;
}

export class TestSend {
  @ApiPropertyOptional({
    type: [String],
    description: 'At most 5, of yourself and colleagues who see mailings; your own where absent',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(5)
  @Matches(/^[^\s@,<>]+@[^\s@,<>]+\.[^\s@,<>]+$/, { each: true, message: says('emailWrong') })
  to?: string[];
}

/** When it goes out: now, or at a local time somewhere. */
export class SendingForm {
  @ApiPropertyOptional({ description: 'Local time there, such as 2026-11-24T09:00; now where absent' })
  @IsOptional()
  @Matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, { message: says('dateWrong') })
  at?: string;

  @ApiPropertyOptional({ description: 'IANA zone of that time, such as America/New_York' })
  @ValidateIf((form: SendingForm) => form.at !== undefined)
  @IsTimeZone({ message: says('chooseOne') })
  zone?: string;

  @ApiPropertyOptional({
    enum: ['earlier', 'later'],
    description: 'Which is meant of a time that the clock shows twice or skips; 422 asks for it',
  })
  @IsOptional()
  @IsIn(['earlier', 'later'], { message: says('chooseOne') })
  which?: WhichInstant;
}

export const FOLLOW_UPS = ['same', 'not-clicked', 'not-acted'] as const;
export type FollowUp = (typeof FOLLOW_UPS)[number];

/** Whom a copy of a mailing goes to. */
export class MailingCopy {
  @ApiPropertyOptional({
    enum: FOLLOW_UPS,
    description:
      'The same audience, or of those who were mailed: who followed no link, or who took no action since it began',
    default: 'same',
  })
  @IsOptional()
  @IsIn(FOLLOW_UPS)
  to: FollowUp = 'same';
}
