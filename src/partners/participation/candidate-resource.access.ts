import { ApiProperty } from '@nestjs/swagger';
import { type Reason, REASONS, type Standing, STANDINGS } from './participation.access.js';
import { type Candidate } from './participation.sql.js';

/** A partner, and whether it can be named beside an action; features that name organizations answer with it too. */
export class CandidateResource {
  @ApiProperty({ format: 'uuid' })
  organization_id: string;
  @ApiProperty({ format: 'uuid', description: 'Its membership, as /partners names it' })
  partner_id: string;
  @ApiProperty()
  name: string;
  @ApiProperty()
  sector: string;
  @ApiProperty({
    enum: STANDINGS,
    description: 'Whether it can be named beside this action, as it stands now',
  })
  standing: Standing;
  @ApiProperty({ enum: REASONS })
  reason: Reason;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'When its answer can be expected',
  })
  answer_by: string | null;
  @ApiProperty({ description: 'Its approver was asked about this very text' })
  is_asked: boolean;
  @ApiProperty({ description: 'Whether there is somebody to ask' })
  has_approver: boolean;
  @ApiProperty()
  is_public_record: boolean;

  static from(it: Candidate): CandidateResource {
    return {
      organization_id: it.organizationId,
      partner_id: it.membershipId,
      name: it.name,
      sector: it.sector,
      standing: it.standing,
      reason: it.reason,
      answer_by: it.answerBy,
      is_asked: it.isAsked,
      has_approver: it.hasApprover,
      is_public_record: it.isPublicRecord,
    };
  }
}
