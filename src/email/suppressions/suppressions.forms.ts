import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { EmailAddress, Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { PageQuery } from '../../platform/paging/paging.js';
import { type ListFile } from '../../staff/audit/list-file.access.js';
import { type Suppression, SUPPRESSION_REASONS, type SuppressionReason } from './suppressions.sql.js';

export class SuppressionQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Part of the address' })
  @IsOptional()
  @Trimmed()
  @MaxLength(100)
  q?: string;

  @ApiPropertyOptional({ enum: SUPPRESSION_REASONS })
  @IsOptional()
  @IsIn(SUPPRESSION_REASONS)
  reason?: SuppressionReason;
}

export class NewSuppressionForm {
  @ApiProperty({ format: 'uuid', description: 'Whose mail it is to get no more' })
  @IsUUID()
  owner_id: string;

  @ApiProperty()
  @EmailAddress()
  address: string;

  @ApiPropertyOptional({ description: 'Why, for colleagues' })
  @IsOptional()
  @Trimmed()
  @IsString()
  @MaxLength(300, { message: says('tooLong') })
  detail?: string;
}

export class SuppressionResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  address: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: nobody mails it' })
  owner_id: string | null;
  @ApiProperty({ enum: SUPPRESSION_REASONS })
  reason: SuppressionReason;
  @ApiProperty({ description: "The receiving side's own words, or a colleague's" })
  detail: string;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The mailing that led to it, if yours',
  })
  mailing_id: string | null;
  @ApiProperty({ type: String, nullable: true })
  mailing_name: string | null;
  @ApiProperty({ description: 'False for what only the person themselves can take back' })
  may_be_lifted: boolean;
  @ApiProperty({ format: 'date-time' })
  created_at: string;

  static from(it: Suppression): SuppressionResource {
    return {
      id: it.id,
      address: it.canonicalEmail,
      owner_id: it.organizationId,
      reason: it.reason,
      detail: it.detail,
      mailing_id: it.mailingId,
      mailing_name: it.mailingName,
      may_be_lifted: isLiftable(it),
      created_at: it.createdAt.toISOString(),
    };
  }
}

export class SuppressionList {
  @ApiProperty({ type: [SuppressionResource] })
  data: SuppressionResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

/** Staff may take back what staff or a machine said. What the person said, and what holds for everybody, stands. */
export function isLiftable({ reason, organizationId }: Suppression): boolean {
  return organizationId !== null && !['unsubscribed', 'complaint'].includes(reason);
}

export const SUPPRESSION_FILE: ListFile<SuppressionResource> = {
  noun: 'suppressions',
  ownerOf: (it) => it.owner_id,
  columns: {
    Address: (it) => it.address,
    Reason: (it) => it.reason,
    Detail: (it) => it.detail,
    Mailing: (it) => it.mailing_name,
    Since: (it) => it.created_at,
  },
};
