import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  IsUrl,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { LANGUAGES, type Language } from '../../layout/i18n.js';
import { PageQuery } from '../../platform/paging/paging.js';
import {
  STORY_AUDIENCES,
  STORY_CHANNELS,
  STORY_PLACES,
  STORY_SCOPES,
  STORY_STATES,
  type StoryPlace,
  type StoryRelease,
  type StoryState,
} from './story.js';

const TOO_LONG = { message: says('tooLong') };
const REQUIRED = { message: says('required') };
const CHOOSE = { message: says('chooseOne') };

const Text =
  (longest: number): PropertyDecorator =>
  (target, key) => {
    Trimmed()(target, key);
    IsString(REQUIRED)(target, key);
    MaxLength(longest, TOO_LONG)(target, key);
  };
const Day = (): PropertyDecorator => IsISO8601({ strict: true }, { message: 'Enter a day.' });
const Chosen =
  (from: readonly string[]): PropertyDecorator =>
  (target, key) => {
    IsArray(CHOOSE)(target, key);
    ArrayNotEmpty(CHOOSE)(target, key);
    ArrayUnique()(target, key);
    IsIn(from, { each: true, ...CHOOSE })(target, key);
  };

/** A release as it was given, in writing. */
export class NewStoryRelease {
  @ApiProperty({ description: 'What staff call it; not shown in public' })
  @Text(100)
  @MinLength(1, REQUIRED)
  title: string;

  @ApiProperty({ enum: STORY_SCOPES, isArray: true })
  @Chosen(STORY_SCOPES)
  scope: StoryRelease['scope'];

  @ApiProperty({ enum: STORY_AUDIENCES, isArray: true })
  @Chosen(STORY_AUDIENCES)
  audiences: StoryRelease['audiences'];

  @ApiProperty({ enum: STORY_CHANNELS, isArray: true })
  @Chosen(STORY_CHANNELS)
  channels: StoryRelease['channels'];

  @ApiProperty({ description: 'The exact words that were agreed; empty where file_hash is given' })
  @Text(5_000)
  body: string;

  @ApiPropertyOptional({ description: 'SHA-256 (hexadecimal) of the photo or recording that was agreed' })
  @ValidateIf(({ body }: NewStoryRelease) => body === '')
  @Matches(/^[0-9a-f]{64}$/, { message: 'Give the words that were agreed, or choose the file.' })
  file_hash?: string;

  @ApiProperty({ enum: LANGUAGES })
  @IsIn(LANGUAGES, CHOOSE)
  language: Language;

  @ApiProperty({ description: 'The name that may stand with it; empty for none' })
  @Text(100)
  attribution: string;

  @ApiProperty({ format: 'date', description: 'When the risks were talked through with them' })
  @Day()
  risk_checked_on: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Coaching before speaking',
  })
  @IsOptional()
  @Day()
  coached_on?: string | null;

  @ApiProperty({ description: 'Who gave it and how, such as "signed by her on paper, kept in the office"' })
  @Text(200)
  @MinLength(1, REQUIRED)
  given_by: string;

  @ApiProperty({ format: 'date' })
  @Day()
  starts_on: string;

  @ApiProperty({ format: 'date', description: 'The last day, three years on at most' })
  @Day()
  ends_on: string;
}

export class NewStoryUse {
  @ApiProperty({ enum: STORY_PLACES })
  @IsIn(STORY_PLACES, CHOOSE)
  kind: StoryPlace;

  @ApiPropertyOptional({ description: 'Where else it was published: required for outside' })
  @ValidateIf(({ kind }: NewStoryUse) => kind === 'outside')
  @Text(200)
  @MinLength(1, REQUIRED)
  place?: string;

  @ApiPropertyOptional({ description: 'Its address, where it has one' })
  @IsOptional()
  @ValidateIf(({ url }: NewStoryUse) => url !== '')
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true }, { message: says('urlWrong') })
  @MaxLength(500, TOO_LONG)
  url?: string;
}

export class StoryQuery extends PageQuery {
  @ApiPropertyOptional({ enum: [...STORY_STATES, 'to-remove'] })
  @IsOptional()
  @IsIn([...STORY_STATES, 'to-remove'], CHOOSE)
  state?: StoryState | 'to-remove';

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID('all', CHOOSE)
  owner_id?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID('all', CHOOSE)
  person_id?: string;
}
