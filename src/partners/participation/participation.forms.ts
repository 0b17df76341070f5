import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { EmailAddress, Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import {
  ACTION_KINDS,
  type ActionKind,
  type ActionLevel,
  APPROVALS_NEEDED,
  type ApprovalNeeded,
  LEVELS,
} from './participation.access.js';

const TOO_LONG = { message: says('tooLong') };
const CHOOSE = { message: says('chooseOne') };
const MOST_PREAPPROVALS = 100;

export class PreapprovalForm {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: every topic' })
  @ValidateIf(({ topic_id }: PreapprovalForm) => topic_id !== null)
  @IsUUID('all', CHOOSE)
  topic_id: string | null;

  @ApiProperty({ enum: LEVELS, description: 'Of government; empty: every one' })
  @IsIn(LEVELS, CHOOSE)
  level: ActionLevel;
}

/** All of an organization's rules; they are stated together. */
export class ParticipationRulesForm {
  @ApiProperty({ description: 'May be named where something is asked of a decision maker about legislation' })
  @IsBoolean()
  may_lobby: boolean;

  @ApiProperty({ enum: APPROVALS_NEEDED })
  @IsIn(APPROVALS_NEEDED, CHOOSE)
  needs_approval: ApprovalNeeded;

  @ApiProperty({ description: 'Who answers for the organization' })
  @Trimmed()
  @MaxLength(200, TOO_LONG)
  approver_name: string;

  @ApiProperty({ description: 'Where they are asked; empty only where nobody has to be' })
  @ValidateIf((form: ParticipationRulesForm) => form.needs_approval !== 'never' || form.approver_email !== '')
  @EmailAddress()
  approver_email: string;

  @ApiProperty({ minimum: 0, maximum: 120, description: 'Days that an answer takes' })
  @IsInt({ message: says('numberWrong') })
  @Min(0, { message: says('numberWrong') })
  @Max(120, { message: says('numberWrong') })
  lead_days: number;

  @ApiProperty({ description: 'Lends its name only to a text that is published' })
  @IsBoolean()
  needs_final_copy: boolean;

  @ApiProperty({ description: 'What it receives may have to be disclosed (public records laws)' })
  @IsBoolean()
  is_public_record: boolean;

  @ApiProperty({ type: [PreapprovalForm], description: 'What it need not be asked about' })
  @IsArray()
  @ArrayMaxSize(MOST_PREAPPROVALS)
  @ValidateNested({ each: true })
  @Type(() => PreapprovalForm)
  preapprovals: PreapprovalForm[];
}

/** Names an action of any kind. */
export class ActionForm {
  @ApiProperty({ enum: ACTION_KINDS })
  @IsIn(ACTION_KINDS, CHOOSE)
  action_kind: ActionKind;

  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', CHOOSE)
  action_id: string;
}

export class NewApprovalRequest extends ActionForm {
  @ApiProperty({ format: 'uuid', description: 'The organization that is asked' })
  @IsUUID('all', CHOOSE)
  organization_id: string;
}
