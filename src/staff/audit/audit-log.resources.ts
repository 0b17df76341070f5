import { ApiProperty } from '@nestjs/swagger';
import { type ListFile } from './list-file.access.js';
import { type AuditEntry } from './audit-log.sql.js';

export class AuditEntryResource {
  @ApiProperty({ description: 'Grows with time' })
  id: string;
  @ApiProperty({ format: 'date-time' })
  at: string;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Null for the product’s own doing',
  })
  account_id: string | null;
  @ApiProperty({ description: 'The name of whoever did it, as it was then' })
  actor: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  organization_id: string | null;
  @ApiProperty({ type: String, nullable: true })
  organization_name: string | null;
  @ApiProperty({ example: 'petition.published' })
  action: string;
  @ApiProperty({ example: 'petition' })
  subject_kind: string;
  @ApiProperty({ type: String, nullable: true })
  subject_id: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Ids, counts and kinds of values' })
  detail: Record<string, unknown>;
  @ApiProperty({ type: String, nullable: true, description: 'The network address it came from' })
  address: string | null;
}

export class AuditPage {
  @ApiProperty({ type: [AuditEntryResource] })
  data: AuditEntryResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export function showEntry(entry: AuditEntry): AuditEntryResource {
  return {
    id: entry.id,
    at: entry.at.toISOString(),
    account_id: entry.accountId,
    actor: entry.actor,
    organization_id: entry.organizationId,
    organization_name: entry.organizationName,
    action: entry.action,
    subject_kind: entry.subjectKind,
    subject_id: entry.subjectId,
    detail: entry.detail,
    address: entry.address,
  };
}

export const AUDIT_FILE: ListFile<AuditEntryResource> = {
  noun: 'audit-entries',
  ownerOf: (it) => it.organization_id,
  columns: {
    When: (it) => it.at,
    Who: (it) => it.actor,
    Organization: (it) => it.organization_name,
    Did: (it) => it.action,
    To: (it) => it.subject_kind,
    Id: (it) => it.subject_id,
    Detail: (it) => JSON.stringify(it.detail),
    'Network address': (it) => it.address,
  },
};
