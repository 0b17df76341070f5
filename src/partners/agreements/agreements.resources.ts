import { ApiProperty } from '@nestjs/swagger';
import { type ListFile } from '../../staff/audit/list-file.access.js';
import {
  AGREEMENT_KINDS,
  AGREEMENT_STATUSES,
  type AgreementKind,
  type AgreementStatus,
  type Clause,
  CLAUSES,
} from './agreement.terms.js';
import { type Agreement, type Party } from './agreements.sql.js';

export class AgreementPartyResource {
  @ApiProperty({ format: 'uuid' })
  organization_id: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ description: 'Who signed; empty until then' })
  signed_by: string;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  signed_on: string | null;

  static from({ organizationId, name, signedBy, signedOn }: Party): AgreementPartyResource {
    return { organization_id: organizationId, name, signed_by: signedBy, signed_on: signedOn };
  }
}

export class AgreementResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty()
  owner_name: string;
  @ApiProperty({ enum: AGREEMENT_KINDS })
  kind: AgreementKind;
  @ApiProperty()
  title: string;
  @ApiProperty({ enum: CLAUSES, isArray: true })
  clauses: Clause[];
  @ApiProperty({ enum: AGREEMENT_STATUSES, description: 'By its signatures and its time, at this moment' })
  status: AgreementStatus;
  @ApiProperty({ format: 'date' })
  effective_on: string;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Its last day' })
  expires_on: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Until its last day; negative after it' })
  days_left: number | null;
  @ApiProperty({ type: [AgreementPartyResource], description: 'Those that the caller may see' })
  parties: AgreementPartyResource[];
  @ApiProperty({ type: String, nullable: true, description: 'What the signed file is called' })
  file_name: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  renews_id: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The one that follows it' })
  renewed_by_id: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  ended_at: string | null;
  @ApiProperty()
  end_reason: string;
  @ApiProperty({ description: 'People shown to a party under it now, as far as the caller sees them' })
  share_count: number;
  @ApiProperty({ description: 'Whether the caller may change it, here and now' })
  is_changeable: boolean;
  @ApiProperty()
  is_practice: boolean;

  static from(it: Agreement, mayWrite: boolean): AgreementResource {
    return {
      id: it.id,
      owner_id: it.ownerId,
      owner_name: it.ownerName,
      kind: it.kind,
      title: it.title,
      clauses: it.clauses,
      status: it.status,
      effective_on: it.effectiveOn,
      expires_on: it.expiresOn,
      days_left: it.daysLeft,
      parties: it.parties.map((each) => AgreementPartyResource.from(each)),
      file_name: it.fileName,
      renews_id: it.renewsId,
      renewed_by_id: it.renewedById,
      ended_at: it.endedAt?.toISOString() ?? null,
      end_reason: it.endReason,
      share_count: it.shareCount,
      is_changeable: mayWrite && it.status === 'draft',
      is_practice: it.isPractice,
    };
  }
}

export class AgreementPage {
  @ApiProperty({ type: [AgreementResource] })
  data: AgreementResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export const AGREEMENT_FILE: ListFile<AgreementResource> = {
  noun: 'agreements',
  ownerOf: (it) => it.owner_id,
  columns: {
    Agreement: (it) => it.title,
    Of: (it) => it.owner_name,
    Kind: (it) => it.kind,
    Status: (it) => it.status,
    Parties: (it) => it.parties.map(({ name }) => name).join(', '),
    Clauses: (it) => it.clauses.join(', '),
    From: (it) => it.effective_on,
    'Last day': (it) => it.expires_on,
    'Days left': (it) => it.days_left,
    'Ended at': (it) => it.ended_at,
    'Why it ended': (it) => it.end_reason,
    'People shown under it': (it) => it.share_count,
  },
};
