import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { Conflict, Forbidden, Invalid, NotFound } from '../../platform/http/errors.js';
import { fromCursor, toPage } from '../../platform/paging/paging.js';
import { type Caller } from '../caller.access.js';
import { rolesWith } from '../roles.access.js';
import { findAssignees } from './assignees.sql.js';
import { type Task, type TaskToOpen } from './task.js';
import {
  type AssigneeQuery,
  type NewTask,
  type TaskChanges,
  type TaskClosing,
  type TaskQuery,
} from './tasks.forms.js';
import { type AssigneeList, type TaskList, TaskResource } from './tasks.resources.js';
import {
  closeTask,
  findConcerned,
  findTask,
  findTasks,
  insertTask,
  keyOf,
  reopenTask,
  subjectTitle,
  updateTask,
} from './tasks.sql.js';

/**
 * What somebody has to do, by when and about what. A task about a person is seen by those who see the person; what it is
 * linked to otherwise shows its title only to who may read that. Features open one with `open`.
 */
@Injectable()
export class Tasks {
  constructor(private readonly database: Database) {}

  /**
   * Opens a task in the transaction of the deed that asks for it; its scope must hold the owner, and see the person.
   *
   * @returns its id
   */
  open(tx: EntityManager, task: TaskToOpen): Promise<string> {
    return insertTask(tx, task);
  }

  /** Closes one that the deed itself has done or made pointless; one that somebody closed stays as they left it. */
  async settle(
    tx: EntityManager,
    id: string,
    { outcome, accountId }: { outcome: 'done' | 'cancelled'; accountId: string | null },
  ): Promise<void> {
    await closeTask(tx, id, { to: outcome, reason: '', accountId });
  }

  list(caller: Caller, query: TaskQuery): Promise<TaskList> {
    const { assignee, subject_kind: kind, subject_id: id } = query;
    const filter = {
      within: caller.within('tasks.read'),
      ownerId: query.owner_id ?? null,
      assignee: assignee === 'me' ? caller.accountId : (assignee ?? null),
      isOpen: query.state === 'open',
      isOverdue: query.is_overdue === 'true',
      subject: kind && id ? { kind, id } : null,
    };
    return this.database.as(caller.scope('tasks.read'), async (tx) => {
      const found = await findTasks(tx, filter, fromCursor(query.after, 2), query.limit + 1);
      return toPage(found, query.limit, keyOf, TaskResource.from);
    });
  }

  /** @throws NotFound for a person whom the caller does not see. */
  assignees(
    caller: Caller,
    { owner_id: ownerId, person_id: personId }: AssigneeQuery,
  ): Promise<AssigneeList> {
    caller.requires('tasks.write', ownerId);
    return this.database.as(caller.scope('tasks.read'), async (tx) => {
      const concerned = personId ? await findConcerned(tx, personId) : undefined;
      if (personId && concerned?.ownerId !== ownerId) throw new NotFound();
      return { data: await findAssignees(tx, ownerId, concerned?.id ?? null, rolesWith('tasks.write')) };
    });
  }

  /** @throws Invalid for a record that the caller does not see, and for somebody who could not see the task. */
  create(caller: Caller, form: NewTask): Promise<TaskResource> {
    caller.requires('tasks.write', form.owner_id);
    const { subject_kind: kind, subject_id: id } = form;
    return this.database.as(caller.scope('tasks.read'), async (tx) => {
      const subject = kind && id ? await this.subject(tx, form.owner_id, { kind, id }) : null;
      const personId = subject?.kind === 'person' ? subject.id : null;
      await this.assertAssignable(tx, form.owner_id, personId, form.assignee_id);
      const taskId = await insertTask(tx, {
        ownerId: form.owner_id,
        title: form.title,
        assigneeId: form.assignee_id,
        dueOn: form.due_on,
        subject,
        createdBy: caller.accountId,
      });
      return this.show(tx, caller, taskId);
    });
  }

  change(caller: Caller, id: string, form: TaskChanges): Promise<TaskResource> {
    return this.writing(caller, id, async (tx, task) => {
      if (form.assignee_id !== task.assignee?.id)
        await this.assertAssignable(tx, task.ownerId, task.personId, form.assignee_id);
      await updateTask(tx, id, { title: form.title, dueOn: form.due_on, assigneeId: form.assignee_id });
    });
  }

  /** open -> done | cancelled. @throws Conflict from any other state. */
  close(caller: Caller, id: string, { outcome, reason = '' }: TaskClosing): Promise<TaskResource> {
    return this.writing(caller, id, async (tx, { state }) => {
      const isClosed = await closeTask(tx, id, { to: outcome, reason, accountId: caller.accountId });
      if (!isClosed) throw new Conflict('task_state', `This is ${state} already.`);
    });
  }

  /** done | cancelled -> open. @throws Conflict where it is open. */
  reopen(caller: Caller, id: string): Promise<TaskResource> {
    return this.writing(caller, id, async (tx) => {
      if (!(await reopenTask(tx, id))) throw new Conflict('task_state', 'This is open already.');
    });
  }

  private writing(
    caller: Caller,
    id: string,
    work: (tx: EntityManager, task: Task) => Promise<void>,
  ): Promise<TaskResource> {
    return this.database.as(caller.scope('tasks.read'), async (tx) => {
      const task = await findTask(tx, id, caller.within('tasks.read'));
      if (!task) throw new NotFound();
      if (!caller.can('tasks.write', task.ownerId)) throw new Forbidden();
      await work(tx, task);
      return this.show(tx, caller, id);
    });
  }

  /** The record that a task is to be linked to; of a person who was merged, the one that was kept. */
  private async subject(
    tx: EntityManager,
    ownerId: string,
    subject: NonNullable<TaskToOpen['subject']>,
  ): Promise<NonNullable<TaskToOpen['subject']>> {
    const missing = new Invalid([{ param: 'subject_id', message: 'This record is not there.' }]);
    if (subject.kind === 'person') {
      const concerned = await findConcerned(tx, subject.id);
      if (concerned?.ownerId !== ownerId) throw missing;
      return { kind: 'person', id: concerned.id };
    }
    if ((await subjectTitle(tx, subject)) === null) throw missing;
    return subject;
  }

  private async assertAssignable(
    tx: EntityManager,
    ownerId: string,
    personId: string | null,
    assigneeId: string | null | undefined,
  ): Promise<void> {
    if (!assigneeId) return;
    const able = await findAssignees(tx, ownerId, personId, rolesWith('tasks.write'));
    if (!able.some(({ id }) => id === assigneeId))
      throw new Invalid([{ param: 'assignee_id', message: 'This colleague cannot be given this task.' }]);
  }

  private async show(tx: EntityManager, caller: Caller, id: string): Promise<TaskResource> {
    const found = await findTask(tx, id, caller.within('tasks.read'));
    if (!found) throw new NotFound();
    return TaskResource.from(found);
  }
}
