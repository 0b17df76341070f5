import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsBoolean,
  IsDateString,
  IsIn,
  IsOptional,
  IsString,
  IsUrl,
  IsUUID,
  MaxLength,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { Trimmed } from '../layout/fields.js';
import { says } from '../layout/forms.js';
import { PageQuery } from '../platform/paging/paging.js';
import {
  LEGAL_TYPES,
  type LegalType,
  MEMBERSHIP_STATUSES,
  type MembershipStatus,
  PARTNER_ROLES,
  type PartnerRole,
  SECTORS,
  type Sector,
} from './partner.terms.js';

const TOO_LONG = { message: says('tooLong') };
const CHOOSE = { message: says('chooseOne') };

export class PartnerQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only partners of this chapter' })
  @IsOptional()
  @IsUUID()
  chapter_id?: string;

  @ApiPropertyOptional({ enum: MEMBERSHIP_STATUSES })
  @IsOptional()
  @IsIn(MEMBERSHIP_STATUSES)
  status?: MembershipStatus;

  @ApiPropertyOptional({ enum: SECTORS })
  @IsOptional()
  @IsIn(SECTORS)
  sector?: Sector;

  @ApiPropertyOptional({ description: 'Part of the name' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;
}

/** What staff may change of a partner. Everything is optional: what is not sent stays. */
export class PartnerChanges {
  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MinLength(1, { message: says('required') })
  @MaxLength(200, TOO_LONG)
  name?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MaxLength(200, TOO_LONG)
  legal_name?: string;

  @ApiPropertyOptional({ enum: SECTORS })
  @IsOptional()
  @IsIn(SECTORS, CHOOSE)
  sector?: Sector;

  @ApiPropertyOptional({ enum: LEGAL_TYPES })
  @IsOptional()
  @IsIn(LEGAL_TYPES, CHOOSE)
  legal_type?: LegalType;

  @ApiPropertyOptional({ description: 'Begins with https:// or http://; empty for none' })
  @IsOptional()
  @Trimmed()
  @ValidateIf((form: PartnerChanges) => form.website !== '')
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true }, { message: says('urlWrong') })
  website?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MaxLength(500, TOO_LONG)
  service_area?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MaxLength(4000, TOO_LONG)
  description?: string;
}

export class NewPartner extends PartnerChanges {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', CHOOSE)
  chapter_id: string;

  @ApiProperty()
  @Trimmed()
  @MinLength(1, { message: says('required') })
  @MaxLength(200, TOO_LONG)
  declare name: string;

  @ApiProperty({ enum: SECTORS })
  @IsIn(SECTORS, CHOOSE)
  declare sector: Sector;
}

export class StatusChange {
  @ApiProperty({ enum: MEMBERSHIP_STATUSES })
  @IsIn(MEMBERSHIP_STATUSES, CHOOSE)
  status: MembershipStatus;

  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MaxLength(1000, TOO_LONG)
  reason?: string;
}

export class ListingConsent {
  @ApiProperty({ description: 'Whether the partner agrees to stand in the public directory' })
  @IsBoolean()
  is_consented: boolean;

  @ApiPropertyOptional({ description: 'Who at the partner agreed, and how: it is kept as evidence' })
  @ValidateIf((form: ListingConsent) => form.is_consented)
  @Trimmed()
  @MinLength(3, { message: says('required') })
  @MaxLength(300, TOO_LONG)
  consented_by?: string;
}

export class NewPartnerNote {
  @ApiProperty()
  @Trimmed()
  @MinLength(1, { message: says('required') })
  @MaxLength(10_000, TOO_LONG)
  body: string;
}

export class NewPartnerRole {
  @ApiProperty({ format: 'uuid', description: 'A person of the same chapter' })
  @IsUUID('all', CHOOSE)
  person_id: string;

  @ApiProperty({ enum: PARTNER_ROLES })
  @IsIn(PARTNER_ROLES, CHOOSE)
  role: PartnerRole;

  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MaxLength(200, TOO_LONG)
  title?: string;

  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @IsDateString({ strict: true }, { message: says('dateWrong') })
  starts_on?: string;
}

/** What is not sent stays. A role that has ended keeps its end, unless another day is given. */
export class PartnerRoleChanges {
  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MaxLength(200, TOO_LONG)
  title?: string;

  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @IsDateString({ strict: true }, { message: says('dateWrong') })
  starts_on?: string;

  @ApiPropertyOptional({ format: 'date', description: 'The last day; may lie ahead' })
  @IsOptional()
  @IsDateString({ strict: true }, { message: says('dateWrong') })
  ends_on?: string;
}
