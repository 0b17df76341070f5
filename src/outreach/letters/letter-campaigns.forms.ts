import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDateString,
  IsDefined,
  IsIn,
  IsOptional,
  IsUUID,
  Matches,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { Localizable, LocalizedText } from '../../layout/localized-text.js';
import { PageQuery } from '../../platform/paging/paging.js';
import { LEVELS, type Level, OFFICE_KINDS, type OfficeKind } from '../officials/official-record.js';
import { LETTER_CAMPAIGN_STATES, type LetterCampaignState } from './letter-campaign.js';
import { MOST_ALWAYS } from './targets.js';

const CHOOSE = { message: says('chooseOne') };

/** Whom a campaign writes to; see targets.ts. An empty list does not narrow. */
export class TargetRuleForm {
  @ApiProperty({ enum: OFFICE_KINDS, isArray: true })
  @IsArray()
  @IsIn(OFFICE_KINDS, { each: true, ...CHOOSE })
  chambers: OfficeKind[] = [];

  @ApiProperty({ enum: LEVELS, isArray: true })
  @IsArray()
  @IsIn(LEVELS, { each: true, ...CHOOSE })
  levels: Level[] = [];

  @ApiProperty({ type: [String], description: 'Ids of committees: only their members' })
  @IsArray()
  @ArrayMaxSize(50)
  @IsUUID('all', { each: true, ...CHOOSE })
  committees: string[] = [];

  @ApiProperty({
    type: [String],
    description: 'Ids of offices that every letter goes to as well, four at most',
  })
  @IsArray()
  @ArrayMaxSize(MOST_ALWAYS, { message: 'Choose four offices at most.' })
  @IsUUID('all', { each: true, ...CHOOSE })
  always: string[] = [];

  @ApiProperty({
    default: true,
    description: 'Whoever has no target among their own officials writes to nobody',
  })
  @IsBoolean()
  constituentsOnly: boolean = true;
}

export class LetterCampaignContent {
  @ApiPropertyOptional({ type: LocalizedText })
  @IsOptional()
  @Localizable()
  title?: LocalizedText;

  @ApiPropertyOptional({ type: LocalizedText, description: 'What it is about, beside the form' })
  @IsOptional()
  @Localizable()
  introduction?: LocalizedText;

  @ApiPropertyOptional({ type: LocalizedText, description: 'The subject that supporters start from' })
  @IsOptional()
  @Localizable()
  subject?: LocalizedText;

  @ApiPropertyOptional({
    type: LocalizedText,
    description:
      'The letter that they start from; may hold {{official.salutation}}, {{constituent.name}} and {{district}}',
  })
  @IsOptional()
  @Localizable()
  body?: LocalizedText;

  @ApiPropertyOptional({ type: TargetRuleForm })
  @IsOptional()
  @ValidateNested()
  @Type(() => TargetRuleForm)
  targets?: TargetRuleForm;

  @ApiPropertyOptional({ description: 'The end of the address; made from the title where it is not given' })
  @IsOptional()
  @Trimmed()
  @MaxLength(80, { message: says('tooLong') })
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: says('slugWrong') })
  slug?: string;

  @ApiPropertyOptional({ description: 'A sentence of their own is asked of everybody' })
  @IsOptional()
  @IsBoolean()
  is_story_required?: boolean;

  @ApiPropertyOptional({ description: 'Every letter goes to your own address, and none to an official' })
  @IsOptional()
  @IsBoolean()
  is_test_mode?: boolean;

  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true })
  @ValidateIf((_form, value) => value !== null && value !== undefined)
  @IsDateString({}, { message: says('dateWrong') })
  closes_at?: string | null;

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, description: 'What it is part of' })
  @ValidateIf((_form, value) => value !== null && value !== undefined)
  @IsUUID('all', CHOOSE)
  campaign_id?: string | null;
}

export class NewLetterCampaign extends LetterCampaignContent {
  @ApiProperty({ format: 'uuid', description: 'The organization whose campaign it is' })
  @IsUUID('all', CHOOSE)
  owner_id: string;
}

export class LetterCampaignChanges extends PartialType(LetterCampaignContent) {}

export class LetterCampaignQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID('all')
  owner_id?: string;

  @ApiPropertyOptional({ enum: LETTER_CAMPAIGN_STATES })
  @IsOptional()
  @IsIn(LETTER_CAMPAIGN_STATES)
  state?: LetterCampaignState;
}

export class TargetCheck {
  @ApiProperty({ type: TargetRuleForm })
  @IsDefined(CHOOSE)
  @ValidateNested()
  @Type(() => TargetRuleForm)
  targets: TargetRuleForm;
}
