import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { LANGUAGES, type Language } from '../../layout/i18n.js';
import { PageQuery } from '../../platform/paging/paging.js';
import { COLUMN_KINDS, type ColumnKind } from './columns.js';
import {
  type Attestation,
  CHANNELS,
  OUTCOMES,
  type Outcome,
  OVERWRITABLE,
  type Overwritable,
} from './import.entity.js';
import { type Encoding, ENCODINGS } from './text-encoding.js';

const CHOOSE = { message: says('chooseOne') };
const TOO_LONG = { message: says('tooLong') };
const REQUIRED = { message: says('required') };

export class NewImportQuery {
  @ApiProperty({ format: 'uuid', description: 'The organization that will know these people' })
  @IsUUID('all', CHOOSE)
  owner_id: string;

  @ApiProperty({ description: 'What the file is called, with its ending' })
  @Trimmed()
  @MaxLength(200, TOO_LONG)
  name: string;
}

export class ImportsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID('all', CHOOSE)
  owner_id?: string;
}

export class ImportRowsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: OUTCOMES })
  @IsOptional()
  @IsIn(OUTCOMES, CHOOSE)
  outcome?: Outcome;
}

export class ColumnForm {
  @ApiProperty({ enum: COLUMN_KINDS, enumName: 'ColumnKind' })
  @IsIn(COLUMN_KINDS, CHOOSE)
  is: ColumnKind;

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, description: 'With `field`: which' })
  @ValidateIf(({ is }: ColumnForm) => is === 'field')
  @IsUUID('all', { message: 'Choose the field.' })
  field_id?: string | null;
}

export class FormatForm {
  @ApiPropertyOptional({ enum: ENCODINGS, description: 'Of a text' })
  @IsOptional()
  @IsIn(ENCODINGS, CHOOSE)
  encoding?: Encoding;

  @ApiPropertyOptional({ description: 'Of a text: the one character between two cells' })
  @IsOptional()
  @Matches(/^[^"\r\n]$/, { message: 'Give one character.' })
  delimiter?: string;

  @ApiPropertyOptional({ description: 'Of a workbook: the name of the sheet that holds the people' })
  @IsOptional()
  @IsString(CHOOSE)
  sheet?: string;

  @ApiProperty({ description: 'The first row names the columns' })
  @IsBoolean()
  has_headings: boolean;
}

export class RulesForm {
  @ApiProperty({
    enum: ['fill', 'skip'],
    description: 'People who are there already: fill what is blank, or leave them',
  })
  @IsIn(['fill', 'skip'], CHOOSE)
  on_match: 'fill' | 'skip';

  @ApiProperty({ enum: OVERWRITABLE, isArray: true, description: 'What of them is overwritten' })
  @IsArray()
  @ArrayUnique()
  @IsIn(OVERWRITABLE, { each: true, message: says('chooseOne') })
  overwrite: Overwritable[];

  @ApiProperty({ enum: ['one-person', 'by-name'], description: 'Two rows with one email' })
  @IsIn(['one-person', 'by-name'], CHOOSE)
  same_email: 'one-person' | 'by-name';

  @ApiProperty({ enum: ['create', 'skip'] })
  @IsIn(['create', 'skip'], CHOOSE)
  on_possible_duplicate: 'create' | 'skip';

  @ApiProperty({ type: [String], description: 'Tags for everybody in the file' })
  @IsArray()
  @ArrayMaxSize(20, { message: 'Twenty tags at most.' })
  @Trimmed()
  @MinLength(1, { each: true, message: says('required') })
  @MaxLength(60, { each: true, message: says('tooLong') })
  tags: string[];

  @ApiProperty({ enum: LANGUAGES, description: 'Of people whose row names none' })
  @IsIn(LANGUAGES, CHOOSE)
  language: Language;

  @ApiPropertyOptional({
    enum: ['add', 'leave'],
    default: 'leave',
    description: 'Organizations that the chapter does not know: added as prospects, or left out',
  })
  @IsOptional()
  @IsIn(['add', 'leave'], CHOOSE)
  new_organizations?: 'add' | 'leave';

  @ApiPropertyOptional({
    enum: ['ask', 'leave'],
    default: 'leave',
    description:
      'People whose "yes" to email a rule of opt-in wants confirmed: asked by a mail, or unsubscribed',
  })
  @IsOptional()
  @IsIn(['ask', 'leave'], CHOOSE)
  opt_in?: 'ask' | 'leave';

  @ApiProperty({ description: 'The system whose ids the column of external ids holds' })
  @Matches(/^[a-z0-9][a-z0-9-]{0,39}$/, { message: 'Use small letters, digits and hyphens.' })
  system: string;
}

const SOURCES: Attestation['source'][] = ['event-sheet', 'partner', 'form', 'other'];

export class AttestationForm {
  @ApiProperty({ enum: SOURCES })
  @IsIn(SOURCES, CHOOSE)
  source: Attestation['source'];

  @ApiProperty({ description: 'Where and how they agreed; it is kept with each consent, word for word' })
  @Trimmed()
  @MinLength(10, { message: 'Say where and how they agreed, so that somebody else understands it.' })
  @MaxLength(1_000, TOO_LONG)
  text: string;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Give the day as year, month and day.' })
  collected_on?: string | null;

  @ApiProperty({ enum: CHANNELS, isArray: true, description: 'What they agreed to get' })
  @IsArray()
  @ArrayUnique()
  @MinLength(1, { each: true, ...CHOOSE })
  @IsIn(CHANNELS, { each: true, message: says('chooseOne') })
  channels: Attestation['channels'];
}

/** How the file is to be used. What is left out stays as it is. */
export class ImportPlan {
  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(200, TOO_LONG)
  name?: string;

  @ApiPropertyOptional({ type: FormatForm })
  @IsOptional()
  @ValidateNested()
  @Type(() => FormatForm)
  format?: FormatForm;

  @ApiPropertyOptional({ type: [ColumnForm], description: 'One for each column, in their order' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(250)
  @ValidateNested({ each: true })
  @Type(() => ColumnForm)
  mapping?: ColumnForm[];

  @ApiPropertyOptional({ type: RulesForm })
  @IsOptional()
  @ValidateNested()
  @Type(() => RulesForm)
  rules?: RulesForm;

  @ApiPropertyOptional({
    type: AttestationForm,
    nullable: true,
    description: 'Null: nobody is subscribed by it',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => AttestationForm)
  consent?: AttestationForm | null;
}

export class MappingName {
  @ApiProperty({ format: 'uuid', description: 'Whose columns to save' })
  @IsUUID('all', CHOOSE)
  import_id: string;

  @ApiProperty()
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(60, TOO_LONG)
  name: string;
}

export class MappingQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID('all', CHOOSE)
  owner_id?: string;
}
