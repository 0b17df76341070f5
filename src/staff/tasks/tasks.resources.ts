import { ApiProperty } from '@nestjs/swagger';
import { type ListFile } from '../audit/list-file.access.js';
import { type Task, TASK_STATES, TASK_SUBJECTS, type TaskState, type TaskSubjectKind } from './task.js';

export class AssigneeResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  name: string;
}

export class AssigneeList {
  @ApiProperty({ type: [AssigneeResource], description: 'By name' })
  data: AssigneeResource[];
}

class TaskSubjectResource {
  @ApiProperty({ enum: TASK_SUBJECTS })
  kind: TaskSubjectKind;
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ description: 'As it is called now' })
  title: string;
}

export class TaskResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty()
  owner_name: string;
  @ApiProperty()
  title: string;
  @ApiProperty({ type: AssigneeResource, nullable: true, description: 'Null while nobody has it' })
  assignee: AssigneeResource | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  due_on: string | null;
  @ApiProperty({
    type: TaskSubjectResource,
    nullable: true,
    description: 'Null without, or where you may not see it',
  })
  subject: TaskSubjectResource | null;
  @ApiProperty({ enum: TASK_STATES })
  state: TaskState;
  @ApiProperty({ description: 'What came of it, or why it was cancelled' })
  reason: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null where the product opened it' })
  created_by: string | null;
  @ApiProperty({ format: 'date-time' })
  created_at: string;
  @ApiProperty({ type: String, nullable: true })
  closed_by: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  closed_at: string | null;
  @ApiProperty({ description: 'Open, and its day is past where its organization is' })
  is_overdue: boolean;

  static from(this: void, task: Task): TaskResource {
    return {
      id: task.id,
      owner_id: task.ownerId,
      owner_name: task.ownerName,
      title: task.title,
      assignee: task.assignee,
      due_on: task.dueOn,
      subject: task.subject,
      state: task.state,
      reason: task.reason,
      created_by: task.createdBy,
      created_at: task.createdAt.toISOString(),
      closed_by: task.closedBy,
      closed_at: task.closedAt?.toISOString() ?? null,
      is_overdue: task.isOverdue,
    };
  }
}

export class TaskList {
  @ApiProperty({ type: [TaskResource], description: 'Open: soonest due first. Closed: newest first' })
  data: TaskResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export const TASK_FILE: ListFile<TaskResource> = {
  noun: 'tasks',
  ownerOf: (it) => it.owner_id,
  columns: {
    Task: (it) => it.title,
    Of: (it) => it.owner_name,
    'Assigned to': (it) => it.assignee?.name ?? null,
    'Due on': (it) => it.due_on,
    About: (it) => it.subject?.title ?? null,
    State: (it) => it.state,
    Outcome: (it) => it.reason,
    'Opened by': (it) => it.created_by,
    'Opened at': (it) => it.created_at,
    'Closed by': (it) => it.closed_by,
    'Closed at': (it) => it.closed_at,
  },
};
