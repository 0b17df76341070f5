import { ApiProperty } from '@nestjs/swagger';
import {
  type Approval,
  APPROVAL_STATES,
  type ApprovalState,
  covers,
  type Need,
  NEEDS,
  type Reach,
} from './approval.js';

export class ApprovalRequestResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: APPROVAL_STATES })
  state: ApprovalState;
  @ApiProperty({ description: 'Recipients when it was asked' })
  audience_count: number;
  @ApiProperty({ type: Number, nullable: true, description: 'What its sender sent to as a rule then' })
  usual_count: number | null;
  @ApiProperty()
  asked_by: string;
  @ApiProperty({ description: 'Whether the caller asked: then somebody else has to answer' })
  is_yours: boolean;
  @ApiProperty({ format: 'date-time' })
  asked_at: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null for at once' })
  wanted_at: string | null;
  @ApiProperty({ type: String, nullable: true })
  wanted_zone: string | null;
  @ApiProperty({ type: String, nullable: true })
  decided_by: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decided_at: string | null;
  @ApiProperty()
  note: string;
  @ApiProperty({ description: 'Whether the caller may answer it now' })
  may_decide: boolean;
}

export class ApprovalResource {
  @ApiProperty({
    enum: NEEDS,
    nullable: true,
    description: 'Why a second person has to approve it; null for not',
  })
  need: Need | null;
  @ApiProperty({ description: 'Whether it may be sent now, as far as approval goes' })
  is_allowed: boolean;
  @ApiProperty({ description: 'The most that goes out without approval' })
  limit: number;
  @ApiProperty({ description: 'Recipients now' })
  audience_count: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'The median of the last ten; null before the first',
  })
  usual_count: number | null;
  @ApiProperty({ type: ApprovalRequestResource, nullable: true, description: 'The newest question' })
  request: ApprovalRequestResource | null;

  static of(given: {
    reach: Reach;
    usual: number | null;
    approval: Approval | undefined;
    accountId: string;
    mayDecide: boolean;
  }): ApprovalResource {
    const { reach, usual, approval } = given;
    return {
      need: reach.need,
      is_allowed: reach.need === null || (approval?.state === 'approved' && covers(approval, reach.count)),
      limit: reach.limit,
      audience_count: reach.count,
      usual_count: usual,
      request: approval ? requestOf(approval, given) : null,
    };
  }
}

function requestOf(
  it: Approval,
  { accountId, mayDecide }: { accountId: string; mayDecide: boolean },
): ApprovalRequestResource {
  const isYours = it.askedBy === accountId;
  return {
    id: it.id,
    state: it.state,
    audience_count: it.audienceCount,
    usual_count: it.usualCount,
    asked_by: it.askedByName,
    is_yours: isYours,
    asked_at: it.askedAt.toISOString(),
    wanted_at: it.wantedAt?.toISOString() ?? null,
    wanted_zone: it.wantedZone,
    decided_by: it.decidedByName,
    decided_at: it.decidedAt?.toISOString() ?? null,
    note: it.note,
    may_decide: it.state === 'asked' && mayDecide && !isYours,
  };
}
