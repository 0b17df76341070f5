import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDateString,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { type Slot, SLOTS } from './volunteering.access.js';

const isGiven = (_form: unknown, value: unknown): boolean => value !== null && value !== undefined;
const KM = { message: 'Write 1 to 1,000 km, or nothing.' };
const MONTHS = { message: 'Write 1 to 120 months, or nothing.' };
const SKILL = { message: 'Write skills of 1 to 60 characters.' };
const DATE = { message: says('dateWrong') };

/** Sorted, trimmed and each once, so that what is the same is the same in history too. */
const AsSet = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    Array.isArray(value)
      ? [...new Set(value.map((each: unknown) => (typeof each === 'string' ? each.trim() : each)))].sort()
      : value,
  );

export class OfferForm {
  @ApiProperty({
    type: [String],
    description: 'Such as "Driving" or "Spreadsheets"; never what happened to somebody',
  })
  @AsSet()
  @IsArray()
  @ArrayMaxSize(30, { message: 'Write at most 30 skills.' })
  @Matches(/^[^\r\n]{1,60}$/, { each: true, ...SKILL })
  skills: string[];

  @ApiProperty({ type: [String], description: 'Spoken with others, as ISO 639 codes such as "pt"' })
  @AsSet()
  @IsArray()
  @ArrayMaxSize(20, { message: 'Choose at most 20 languages.' })
  @Matches(/^[a-z]{2,3}$/, { each: true, message: 'Choose languages from the list.' })
  languages: string[];

  @ApiProperty({ enum: SLOTS, isArray: true, description: 'When they are mostly free' })
  @AsSet()
  @IsArray()
  @IsIn(SLOTS, { each: true, message: says('chooseOne') })
  availability: Slot[];

  @ApiPropertyOptional({ type: Number, nullable: true, description: 'How far they travel, in km' })
  @ValidateIf(isGiven)
  @IsInt(KM)
  @Min(1, KM)
  @Max(1000, KM)
  travel_km?: number | null;
}

export class TrainingDone {
  @ApiProperty({ format: 'date' })
  @IsDateString({ strict: true }, DATE)
  done_on: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The last day that it holds; by the training’s own rule where it is left out, null for ever',
  })
  @ValidateIf(isGiven)
  @IsDateString({ strict: true }, DATE)
  expires_on?: string | null;
}

export class TrainingChanges {
  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @IsNotEmpty({ message: 'Give it a name.' })
  @MaxLength(100, { message: says('tooLong') })
  name?: string;

  @ApiPropertyOptional({ type: Number, nullable: true, description: 'How long it holds; null for ever' })
  @ValidateIf(isGiven)
  @IsInt(MONTHS)
  @Min(1, MONTHS)
  @Max(120, MONTHS)
  valid_months?: number | null;

  @ApiPropertyOptional({ description: 'Whether it is still offered; who did it keeps it' })
  @IsOptional()
  @IsBoolean()
  is_active?: boolean;
}

export class NewTraining {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: says('chooseOne') })
  owner_id: string;

  @ApiProperty()
  @Trimmed()
  @IsNotEmpty({ message: 'Give it a name.' })
  @MaxLength(100, { message: says('tooLong') })
  name: string;

  @ApiPropertyOptional({ type: Number, nullable: true, description: 'How long it holds; null for ever' })
  @ValidateIf(isGiven)
  @IsInt(MONTHS)
  @Min(1, MONTHS)
  @Max(120, MONTHS)
  valid_months?: number | null;
}

export class TrainingQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only those of this organization' })
  @IsOptional()
  @IsUUID('all')
  owner_id?: string;
}
