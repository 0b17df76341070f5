import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsDateString,
  IsIn,
  IsOptional,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { LANGUAGES, type Language } from '../../layout/i18n.js';
import { FIELD_VALUE } from '../fields/fields.forms.js';
import { type FieldValue } from '../fields/person-field.js';

const CHOOSE = { message: says('chooseOne') };
const REQUIRED = { message: says('required') };
const TOO_LONG = { message: says('tooLong') };

/** There is no "subscribe": nobody's consent is given by the hundred (PC-13). */
export const BULK_ACTS = [
  'add-tag',
  'remove-tag',
  'set-language',
  'set-value',
  'add-skill',
  'remove-skill',
  'add-training',
  'unsubscribe',
] as const;
export type BulkAct = (typeof BULK_ACTS)[number];

const isAbout =
  (...acts: BulkAct[]) =>
  ({ act }: BulkQuestion): boolean =>
    acts.includes(act);

/** What is to become of whom. */
export class BulkQuestion {
  @ApiProperty({ format: 'uuid', description: 'Whose people' })
  @IsUUID('all', CHOOSE)
  owner_id: string;

  @ApiPropertyOptional({ type: [String], format: 'uuid', description: 'These people, or those of a segment' })
  @ValidateIf(({ segment_id }: BulkQuestion) => segment_id === undefined)
  @ArrayNotEmpty({ message: 'Choose people, or a segment.' })
  @ArrayMaxSize(10_000, { message: 'Choose at most 10,000 people, or a segment.' })
  @IsUUID('all', { each: true, ...CHOOSE })
  person_ids?: string[];

  @ApiPropertyOptional({ format: 'uuid' })
  @ValidateIf(({ person_ids }: BulkQuestion) => person_ids === undefined)
  @IsUUID('all', CHOOSE)
  segment_id?: string;

  @ApiProperty({ enum: BULK_ACTS })
  @IsIn(BULK_ACTS, CHOOSE)
  act: BulkAct;

  @ApiPropertyOptional({
    description: 'The name of the tag; one that does not exist is made when it is given',
  })
  @ValidateIf(isAbout('add-tag', 'remove-tag'))
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(60, TOO_LONG)
  tag?: string;

  @ApiPropertyOptional({ enum: LANGUAGES })
  @ValidateIf(isAbout('set-language'))
  @IsIn(LANGUAGES, CHOOSE)
  language?: Language;

  @ApiPropertyOptional({ format: 'uuid', description: 'A field of the organization that is not sealed' })
  @ValidateIf(isAbout('set-value'))
  @IsUUID('all', CHOOSE)
  field_id?: string;

  @ApiPropertyOptional({ ...FIELD_VALUE, description: 'As of one person; null takes the value away' })
  @IsOptional()
  value?: FieldValue;

  @ApiPropertyOptional({ description: 'Such as "Driving"; never what happened to somebody' })
  @ValidateIf(isAbout('add-skill', 'remove-skill'))
  @Trimmed()
  @Matches(/^[^\r\n]{1,60}$/, { message: 'Write a skill of 1 to 60 characters.' })
  skill?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @ValidateIf(isAbout('add-training'))
  @IsUUID('all', CHOOSE)
  training_id?: string;

  @ApiPropertyOptional({ format: 'date', description: 'When they did it; it holds as long as its rule says' })
  @ValidateIf(isAbout('add-training'))
  @IsDateString({ strict: true }, { message: says('dateWrong') })
  done_on?: string;
}

export class BulkChange extends BulkQuestion {
  @ApiProperty({
    description: 'Why; it stands in the history, and for "unsubscribe" in the ledger of consents',
  })
  @Trimmed()
  @MinLength(3, REQUIRED)
  @MaxLength(300, TOO_LONG)
  reason: string;
}
