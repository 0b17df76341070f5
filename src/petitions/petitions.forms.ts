import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsDateString,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Trimmed } from '../layout/fields.js';
import { says } from '../layout/forms.js';
import { LANGUAGES, type Language } from '../layout/i18n.js';
import { LocalizedText } from '../layout/localized-text.js';
import { PageQuery } from '../platform/paging/paging.js';
import { type NextActionKind, type PetitionState } from './petition.entity.js';

const STATES: readonly PetitionState[] = ['draft', 'open', 'closed', 'delivered'];
const NEXT_ACTIONS: readonly NextActionKind[] = ['letter', 'event', 'petition'];
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const NUMBER = { message: says('numberWrong') };
const MOST_SIGNATURES = 10_000_000;

/** Null takes the value away; absent leaves it. */
const UnlessNull = (): PropertyDecorator =>
  ValidateIf((_form, value) => value !== null && value !== undefined);

/** Everything of a petition that staff write. */
export class PetitionContent {
  @ApiPropertyOptional({ type: LocalizedText })
  @IsOptional()
  @ValidateNested()
  @Type(() => LocalizedText)
  title?: LocalizedText;

  @ApiPropertyOptional({ type: LocalizedText, description: 'Who is asked' })
  @IsOptional()
  @ValidateNested()
  @Type(() => LocalizedText)
  addressed_to?: LocalizedText;

  @ApiPropertyOptional({
    type: LocalizedText,
    description: 'What is signed. Frozen by version from publication on',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => LocalizedText)
  ask?: LocalizedText;

  @ApiPropertyOptional({ type: LocalizedText, description: 'Why; not part of what is signed' })
  @IsOptional()
  @ValidateNested()
  @Type(() => LocalizedText)
  background?: LocalizedText;

  @ApiPropertyOptional({ type: LocalizedText, description: 'Said on the thank-you page and in its mail' })
  @IsOptional()
  @ValidateNested()
  @Type(() => LocalizedText)
  thanks?: LocalizedText;

  @ApiPropertyOptional({ description: 'The end of the address; made from the title where it is not given' })
  @IsOptional()
  @Trimmed()
  @MaxLength(80, { message: says('tooLong') })
  @Matches(SLUG, { message: says('slugWrong') })
  slug?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: MOST_SIGNATURES, description: '100 where it is not given' })
  @IsOptional()
  @IsInt(NUMBER)
  @Min(1, NUMBER)
  @Max(MOST_SIGNATURES, NUMBER)
  goal?: number;

  @ApiPropertyOptional({ type: Number, nullable: true, description: 'The goal never steps above it' })
  @UnlessNull()
  @IsInt(NUMBER)
  @Min(1, NUMBER)
  @Max(MOST_SIGNATURES, NUMBER)
  goal_cap?: number | null;

  @ApiPropertyOptional({ description: 'Shows no count on the public page' })
  @IsOptional()
  @IsBoolean()
  is_count_hidden?: boolean;

  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true })
  @UnlessNull()
  @IsDateString({}, { message: says('dateWrong') })
  closes_at?: string | null;

  @ApiPropertyOptional({
    type: String,
    enum: NEXT_ACTIONS,
    nullable: true,
    description: 'Offered after signing',
  })
  @UnlessNull()
  @IsIn(NEXT_ACTIONS, { message: says('chooseOne') })
  next_action_kind?: NextActionKind | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @UnlessNull()
  @Trimmed()
  @Matches(SLUG, { message: says('slugWrong') })
  next_action_slug?: string | null;

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, description: 'What it is part of' })
  @UnlessNull()
  @IsUUID('all', { message: says('chooseOne') })
  campaign_id?: string | null;
}

export class NewPetition extends PetitionContent {
  @ApiProperty({ format: 'uuid', description: 'The organization whose petition it is' })
  @IsUUID('all', { message: says('chooseOne') })
  owner_id: string;
}

export class PetitionChanges extends PartialType(PetitionContent) {}

export class PetitionPreview extends PetitionContent {
  @ApiProperty({ enum: LANGUAGES })
  @IsIn(LANGUAGES, { message: says('chooseOne') })
  language: Language;
}

export const PETITION_SORTS = ['created_at', '-created_at', 'confirmed_count', '-confirmed_count'] as const;
export type PetitionSort = (typeof PETITION_SORTS)[number];

export class PetitionQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID('all')
  owner_id?: string;

  @ApiPropertyOptional({ enum: STATES })
  @IsOptional()
  @IsIn(STATES)
  state?: PetitionState;

  @ApiPropertyOptional({ description: 'A part of the title' })
  @IsOptional()
  @Trimmed()
  @MaxLength(100)
  q?: string;

  @ApiPropertyOptional({ enum: PETITION_SORTS, default: '-created_at' })
  @IsOptional()
  @IsIn(PETITION_SORTS)
  sort: PetitionSort = '-created_at';
}

export class SignatureQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['confirmed', 'withdrawn', 'suspect'] })
  @IsOptional()
  @IsIn(['confirmed', 'withdrawn', 'suspect'])
  state?: 'confirmed' | 'withdrawn' | 'suspect';

  @ApiPropertyOptional({ description: 'Only those with words of their own' })
  @IsOptional()
  @IsIn(['true', 'false'])
  has_comment?: string;

  @ApiPropertyOptional({ description: 'A part of the name or email' })
  @IsOptional()
  @Trimmed()
  @MaxLength(100)
  q?: string;
}
