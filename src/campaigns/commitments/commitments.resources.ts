import { ApiProperty } from '@nestjs/swagger';
import { LocalizedText } from '../../layout/localized-text.js';
import { localized } from '../../layout/i18n.js';
import { type ListFile } from '../../staff/audit/list-file.access.js';
import {
  type Commitment,
  COMMITMENT_KINDS,
  COMMITMENT_STATES,
  type CommitmentKind,
  type CommitmentState,
} from './commitment.js';

const DAY = { type: String, format: 'date', nullable: true } as const;

export class CommitmentResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid', description: 'The chapter that asked' })
  owner_id: string;
  @ApiProperty({ format: 'uuid', description: 'The partner in the chapter, as in /api/v1/partners' })
  partner_id: string;
  @ApiProperty()
  partner_name: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  campaign_id: string | null;
  @ApiProperty({
    type: LocalizedText,
    nullable: true,
    description: 'Null without, or where you may not see it',
  })
  campaign_title: LocalizedText | null;
  @ApiProperty({ enum: COMMITMENT_KINDS })
  kind: CommitmentKind;
  @ApiProperty()
  details: string;
  @ApiProperty({ enum: COMMITMENT_STATES })
  state: CommitmentState;
  @ApiProperty(DAY)
  due_on: string | null;
  @ApiProperty({ format: 'date' })
  asked_on: string;
  @ApiProperty(DAY)
  answered_on: string | null;
  @ApiProperty({ ...DAY, description: 'When it was done or missed' })
  settled_on: string | null;
  @ApiProperty({ description: 'Neither declined nor settled, and its day is past' })
  is_overdue: boolean;

  static from(this: void, it: Commitment): CommitmentResource {
    return {
      id: it.id,
      owner_id: it.ownerId,
      partner_id: it.membershipId,
      partner_name: it.partnerName,
      campaign_id: it.campaignId,
      campaign_title: it.campaignTitle,
      kind: it.kind,
      details: it.details,
      state: it.state,
      due_on: it.dueOn,
      asked_on: it.askedOn,
      answered_on: it.answeredOn,
      settled_on: it.settledOn,
      is_overdue: it.isOverdue,
    };
  }
}

export class CommitmentList {
  @ApiProperty({ type: [CommitmentResource], description: 'Soonest due first' })
  data: CommitmentResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export const COMMITMENT_FILE: ListFile<CommitmentResource> = {
  noun: 'commitments',
  ownerOf: (it) => it.owner_id,
  columns: {
    Partner: (it) => it.partner_name,
    Campaign: (it) => localized(it.campaign_title, 'en'),
    Kind: (it) => it.kind,
    Details: (it) => it.details,
    State: (it) => it.state,
    'Asked on': (it) => it.asked_on,
    'Answered on': (it) => it.answered_on,
    'Due on': (it) => it.due_on,
    'Settled on': (it) => it.settled_on,
  },
};
