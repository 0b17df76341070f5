import { ApiProperty } from '@nestjs/swagger';
import { type ActionLevel, APPROVALS_NEEDED, type ApprovalNeeded, LEVELS } from './participation.access.js';
import { type Rules } from './participation.sql.js';

export class PreapprovalResource {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: every topic' })
  topic_id: string | null;
  @ApiProperty({ enum: LEVELS })
  level: ActionLevel;
}

export class ParticipationRulesResource {
  @ApiProperty()
  may_lobby: boolean;
  @ApiProperty({ enum: APPROVALS_NEEDED })
  needs_approval: ApprovalNeeded;
  @ApiProperty()
  approver_name: string;
  @ApiProperty()
  approver_email: string;
  @ApiProperty()
  lead_days: number;
  @ApiProperty()
  needs_final_copy: boolean;
  @ApiProperty()
  is_public_record: boolean;
  @ApiProperty({ type: [PreapprovalResource] })
  preapprovals: PreapprovalResource[];
  @ApiProperty({ description: 'False where nobody has said anything yet, and the legal type speaks' })
  is_stated: boolean;
  @ApiProperty({
    description: 'Whether the caller may change them: an organization with an administrator keeps its own',
  })
  is_changeable: boolean;

  static from(it: Rules, isChangeable: boolean): ParticipationRulesResource {
    return {
      may_lobby: it.mayLobby,
      needs_approval: it.needsApproval,
      approver_name: it.approverName,
      approver_email: it.approverEmail,
      lead_days: it.leadDays,
      needs_final_copy: it.needsFinalCopy,
      is_public_record: it.isPublicRecord,
      preapprovals: it.preapprovals.map(({ topicId, level }) => ({ topic_id: topicId, level })),
      is_stated: it.isStated,
      is_changeable: isChangeable,
    };
  }
}
