import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsDateString,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { PageQuery } from '../../platform/paging/paging.js';
import {
  AGREEMENT_KINDS,
  AGREEMENT_STATUSES,
  type AgreementKind,
  type AgreementStatus,
  type Clause,
  CLAUSES,
} from './agreement.terms.js';

const TOO_LONG = { message: says('tooLong') };
const REQUIRED = { message: says('required') };
const CHOOSE = { message: says('chooseOne') };
const DATE = { message: says('dateWrong') };
const MOST_PARTIES = 50;

export class AgreementQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only of this chapter’s register' })
  @IsOptional()
  @IsUUID()
  owner_id?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Only those that name this organization' })
  @IsOptional()
  @IsUUID()
  organization_id?: string;

  @ApiPropertyOptional({ enum: AGREEMENT_KINDS })
  @IsOptional()
  @IsIn(AGREEMENT_KINDS)
  kind?: AgreementKind;

  @ApiPropertyOptional({ enum: AGREEMENT_STATUSES })
  @IsOptional()
  @IsIn(AGREEMENT_STATUSES)
  status?: AgreementStatus;

  @ApiPropertyOptional({ description: 'Part of the title' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;
}

/** What stands in it. Once every party has signed, none of this changes: what follows is a new agreement. */
export class AgreementChanges {
  @ApiPropertyOptional({ enum: AGREEMENT_KINDS })
  @IsOptional()
  @IsIn(AGREEMENT_KINDS, CHOOSE)
  kind?: AgreementKind;

  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(200, TOO_LONG)
  title?: string;

  @ApiPropertyOptional({ enum: CLAUSES, isArray: true })
  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @IsIn(CLAUSES, { each: true, message: says('chooseOne') })
  clauses?: Clause[];

  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @IsDateString({ strict: true }, DATE)
  effective_on?: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The last day, where the chapter is; null: until it is ended. Sharing people needs one',
  })
  @IsOptional()
  @ValidateIf((_form, value) => value !== null)
  @IsDateString({ strict: true }, DATE)
  expires_on?: string | null;

  @ApiPropertyOptional({
    isArray: true,
    type: String,
    format: 'uuid',
    description: 'The other parties: partners of the chapter, chapters, the network',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1, REQUIRED)
  @ArrayMaxSize(MOST_PARTIES)
  @ArrayUnique()
  @IsUUID('all', { each: true, message: says('chooseOne') })
  party_ids?: string[];
}

export class NewAgreement extends AgreementChanges {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', CHOOSE)
  owner_id: string;

  @ApiProperty({ enum: AGREEMENT_KINDS })
  @IsIn(AGREEMENT_KINDS, CHOOSE)
  declare kind: AgreementKind;

  @ApiProperty()
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(200, TOO_LONG)
  declare title: string;

  @ApiProperty({ format: 'date' })
  @IsDateString({ strict: true }, DATE)
  declare effective_on: string;

  @ApiProperty({ isArray: true, type: String, format: 'uuid' })
  @IsArray()
  @ArrayMinSize(1, REQUIRED)
  @ArrayMaxSize(MOST_PARTIES)
  @ArrayUnique()
  @IsUUID('all', { each: true, message: says('chooseOne') })
  declare party_ids: string[];

  @ApiPropertyOptional({ format: 'uuid', description: 'The agreement that this one follows' })
  @IsOptional()
  @IsUUID('all', CHOOSE)
  renews_id?: string;
}

export class AgreementSignature {
  @ApiProperty({ description: 'Who signed for the organization, with their title' })
  @Trimmed()
  @MinLength(2, REQUIRED)
  @MaxLength(200, TOO_LONG)
  signed_by: string;

  @ApiProperty({ format: 'date' })
  @IsDateString({ strict: true }, DATE)
  signed_on: string;
}

export class AgreementEnd {
  @ApiProperty({ description: 'Why it ends before its day: it is kept' })
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(1000, TOO_LONG)
  reason: string;
}
