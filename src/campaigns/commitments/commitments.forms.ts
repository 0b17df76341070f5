import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsDateString, IsIn, IsOptional, IsUUID, MaxLength, ValidateIf } from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { PageQuery } from '../../platform/paging/paging.js';
import {
  COMMITMENT_KINDS,
  COMMITMENT_STATES,
  type CommitmentKind,
  type CommitmentState,
} from './commitment.js';

const CHOOSE = { message: says('chooseOne') };

export class CommitmentChanges {
  @ApiPropertyOptional({ description: 'What exactly; the partner reads it too' })
  @IsOptional()
  @Trimmed()
  @MaxLength(1000, { message: says('tooLong') })
  details?: string;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true })
  @ValidateIf((_form, value) => value !== null && value !== undefined)
  @IsDateString({ strict: true }, { message: says('dateWrong') })
  due_on?: string | null;
}

export class NewCommitment extends CommitmentChanges {
  @ApiProperty({ enum: COMMITMENT_KINDS })
  @IsIn(COMMITMENT_KINDS, CHOOSE)
  kind: CommitmentKind;

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true })
  @ValidateIf((_form, value) => value !== null && value !== undefined)
  @IsUUID('all', CHOOSE)
  campaign_id?: string | null;
}

export class CommitmentAnswer {
  @ApiProperty({ enum: ['agreed', 'declined'] })
  @IsIn(['agreed', 'declined'], CHOOSE)
  answer: 'agreed' | 'declined';
}

export class CommitmentOutcome {
  @ApiProperty({ enum: ['done', 'missed'] })
  @IsIn(['done', 'missed'], CHOOSE)
  outcome: 'done' | 'missed';
}

export class CommitmentQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only those of this chapter' })
  @IsOptional()
  @IsUUID('all')
  owner_id?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Only of this partner in a chapter' })
  @IsOptional()
  @IsUUID('all')
  partner_id?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID('all')
  campaign_id?: string;

  @ApiPropertyOptional({ enum: COMMITMENT_STATES })
  @IsOptional()
  @IsIn(COMMITMENT_STATES)
  state?: CommitmentState;

  @ApiPropertyOptional({ enum: ['true'], description: 'Only those whose day is past' })
  @IsOptional()
  @IsIn(['true'])
  is_overdue?: 'true';
}
