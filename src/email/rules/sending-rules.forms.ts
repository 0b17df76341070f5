import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, Max, Min, ValidateIf } from 'class-validator';
import { says } from '../../layout/forms.js';
import { CALENDAR_VIEWS, type CalendarView, CAP_PASSES, type CapPasses } from './sending-rules.sql.js';

const Between = (least: number, most: number): PropertyDecorator => {
  const told = { message: `Write a whole number from ${least} to ${most.toLocaleString('en-US')}.` };
  return (target, key) => {
    IsInt(told)(target, key);
    Min(least, told)(target, key);
    Max(most, told)(target, key);
  };
};

export class SendingRulesForm {
  @ApiProperty({
    minimum: 0,
    maximum: 60,
    description: 'How long nothing leaves after "Send"; 0 sends at once',
  })
  @Between(0, 60)
  undo_minutes: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    minimum: 1,
    maximum: 1_000_000,
    description: 'Over so many recipients a second person approves; null for the limit of the network',
  })
  @ValidateIf((form: SendingRulesForm) => form.approval_over !== null)
  @Between(1, 1_000_000)
  approval_over: number | null;
}

export class NetworkRulesForm {
  @ApiProperty({
    minimum: 1,
    maximum: 1_000_000,
    description: 'The most that no second person has to approve',
  })
  @Between(1, 1_000_000)
  approval_over: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    minimum: 1,
    maximum: 100,
    description: 'Bulk mails a person may get within cap_days, over all who send; null for no cap',
  })
  @ValidateIf((form: NetworkRulesForm) => form.cap_mails !== null)
  @Between(1, 100)
  cap_mails: number | null;

  @ApiProperty({ minimum: 1, maximum: 31 })
  @Between(1, 31)
  cap_days: number;

  @ApiProperty({ enum: CAP_PASSES, description: 'Whose urgent mailings go out although the cap is reached' })
  @IsIn(CAP_PASSES, { message: says('chooseOne') })
  cap_passes: CapPasses;

  @ApiProperty({ description: "Whether the network's administrators are told by mail when any group sends" })
  @IsBoolean()
  is_told_of_sends: boolean;

  @ApiProperty({ description: 'Whether chapters may send by mail servers of their own' })
  @IsBoolean()
  allows_own_relays: boolean;

  @ApiProperty({
    enum: CALENDAR_VIEWS,
    description:
      "What organizations see of each other's mailings: nothing, whose and when, or also how many subscribe to both",
  })
  @IsIn(CALENDAR_VIEWS, { message: says('chooseOne') })
  calendar: CalendarView;
}
