import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsDateString, IsIn, IsNotEmpty, IsOptional, IsUUID, MaxLength, ValidateIf } from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { PageQuery } from '../../platform/paging/paging.js';
import { TASK_SUBJECTS, type TaskSubjectKind } from './task.js';

const CHOOSE = { message: says('chooseOne') };
const isGiven = (_form: unknown, value: unknown): boolean => value !== null && value !== undefined;

export class TaskChanges {
  @ApiPropertyOptional({ description: 'What is to be done, in one line' })
  @IsOptional()
  @Trimmed()
  @IsNotEmpty({ message: 'Say what is to be done.' })
  @MaxLength(200, { message: says('tooLong') })
  title?: string;

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, description: 'One of its assignees' })
  @ValidateIf(isGiven)
  @IsUUID('all', CHOOSE)
  assignee_id?: string | null;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true })
  @ValidateIf(isGiven)
  @IsDateString({ strict: true }, { message: says('dateWrong') })
  due_on?: string | null;
}

export class NewTask {
  @ApiProperty({ format: 'uuid', description: 'The organization whose task it is' })
  @IsUUID('all', CHOOSE)
  owner_id: string;

  @ApiProperty({ description: 'What is to be done, in one line' })
  @Trimmed()
  @IsNotEmpty({ message: 'Say what is to be done.' })
  @MaxLength(200, { message: says('tooLong') })
  title: string;

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, description: 'One of its assignees' })
  @ValidateIf(isGiven)
  @IsUUID('all', CHOOSE)
  assignee_id?: string | null;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true })
  @ValidateIf(isGiven)
  @IsDateString({ strict: true }, { message: says('dateWrong') })
  due_on?: string | null;

  @ApiPropertyOptional({ enum: TASK_SUBJECTS, nullable: true, description: 'With `subject_id`' })
  @ValidateIf((form: NewTask) => isGiven(form, form.subject_kind) || isGiven(form, form.subject_id))
  @IsIn(TASK_SUBJECTS, CHOOSE)
  subject_kind?: TaskSubjectKind | null;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The record it is about',
  })
  @ValidateIf((form: NewTask) => isGiven(form, form.subject_kind) || isGiven(form, form.subject_id))
  @IsUUID('all', CHOOSE)
  subject_id?: string | null;
}

export class TaskClosing {
  @ApiProperty({ enum: ['done', 'cancelled'] })
  @IsIn(['done', 'cancelled'], CHOOSE)
  outcome: 'done' | 'cancelled';

  @ApiPropertyOptional({ description: 'What came of it; what is cancelled needs a reason' })
  @Trimmed()
  @ValidateIf((form: TaskClosing) => form.outcome === 'cancelled' || form.reason !== undefined)
  @IsNotEmpty({ message: 'Say why it is not done.' })
  @MaxLength(500, { message: says('tooLong') })
  reason?: string;
}

export class TaskQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only those of this organization' })
  @IsOptional()
  @IsUUID('all')
  owner_id?: string;

  @ApiPropertyOptional({ enum: ['me', 'nobody'], description: 'Only yours, or only those that nobody has' })
  @IsOptional()
  @IsIn(['me', 'nobody'])
  assignee?: 'me' | 'nobody';

  @ApiPropertyOptional({
    enum: ['open', 'closed'],
    default: 'open',
    description: 'Closed is done or cancelled',
  })
  @IsOptional()
  @IsIn(['open', 'closed'])
  state: 'open' | 'closed' = 'open';

  @ApiPropertyOptional({ enum: ['true'], description: 'Only those whose day is past' })
  @IsOptional()
  @IsIn(['true'])
  is_overdue?: 'true';

  @ApiPropertyOptional({ enum: TASK_SUBJECTS, description: 'With `subject_id`: only those of this record' })
  @IsOptional()
  @IsIn(TASK_SUBJECTS)
  subject_kind?: TaskSubjectKind;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID('all')
  subject_id?: string;
}

export class AssigneeQuery {
  @ApiProperty({ format: 'uuid', description: 'Whose task it is' })
  @IsUUID('all')
  owner_id: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Only those who may see this person' })
  @IsOptional()
  @IsUUID('all')
  person_id?: string;
}
