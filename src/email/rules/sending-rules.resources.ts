import { ApiProperty } from '@nestjs/swagger';
import {
  CALENDAR_VIEWS,
  type CalendarView,
  CAP_PASSES,
  type CapPasses,
  type NetworkRules,
  type SendingRules,
} from './sending-rules.sql.js';

export class SendingRulesResource {
  @ApiProperty({ format: 'uuid' })
  organization_id: string;
  @ApiProperty()
  undo_minutes: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Null for the limit of the network' })
  approval_over: number | null;
  @ApiProperty({ description: 'The most that no second person has to approve, by the network' })
  network_approval_over: number;
  @ApiProperty({ description: 'What holds: the lower of the two' })
  effective_approval_over: number;

  static of(organizationId: string, it: SendingRules): SendingRulesResource {
    return {
      organization_id: organizationId,
      undo_minutes: it.undoMinutes,
      approval_over: it.ownApprovalOver,
      network_approval_over: it.networkApprovalOver,
      effective_approval_over: approvalOver(it),
    };
  }
}

export class NetworkRulesResource {
  @ApiProperty()
  approval_over: number;
  @ApiProperty({ type: Number, nullable: true })
  cap_mails: number | null;
  @ApiProperty()
  cap_days: number;
  @ApiProperty({ enum: CAP_PASSES })
  cap_passes: CapPasses;
  @ApiProperty()
  is_told_of_sends: boolean;
  @ApiProperty()
  allows_own_relays: boolean;
  @ApiProperty({ enum: CALENDAR_VIEWS })
  calendar: CalendarView;

  static of(it: NetworkRules): NetworkRulesResource {
    return {
      approval_over: it.approvalOver,
      cap_mails: it.capMails,
      cap_days: it.capDays,
      cap_passes: it.capPasses,
      is_told_of_sends: it.isToldOfSends,
      allows_own_relays: it.allowsOwnRelays,
      calendar: it.calendar,
    };
  }
}

/** How many may get a mailing without a second person: an organization may ask for one earlier, never later. */
export function approvalOver({ ownApprovalOver, networkApprovalOver }: SendingRules): number {
  return Math.min(ownApprovalOver ?? networkApprovalOver, networkApprovalOver);
}
