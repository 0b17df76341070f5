import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Handles, type Nothing, type Run } from '../../platform/jobs/job.js';
import { AccountMail } from '../account-mail.service.js';
import { rolesWith } from '../roles.access.js';
import { claimTaskMail, findLate, findLateTasks, type Late } from './reminders.sql.js';
import { overdueMail } from './tasks.emails.js';
import { remindOfTasks } from './tasks.jobs.js';

/** Whoever has overdue tasks is told once a day, in one mail. Runs as the owner of the tables. */
@Injectable()
export class TaskReminders {
  constructor(
    private readonly database: Database,
    private readonly mail: AccountMail,
    private readonly config: Config,
  ) {}

  @Handles(remindOfTasks)
  async remind(_nothing: Nothing, { signal }: Pick<Run, 'signal'>): Promise<void> {
    const late = await this.database.as(Scope.nothing, findLate);
    for (const each of late) {
      if (signal.aborted) return;
      await this.tell(each);
    }
    if (late.length > 0) await this.mail.wake();
  }

  /** Claim and mail commit together. The mail is kept no longer than it takes to send it: its words are about people. */
  private async tell(late: Late): Promise<void> {
    await this.database.as(await this.mail.scope(late.accountId), async (tx) => {
      const tasks = await findLateTasks(tx, late.accountId, rolesWith('tasks.read'));
      if (tasks.length === 0 || !(await claimTaskMail(tx, late))) return;
      const url = `${this.config.origin}/console/tasks`;
      await this.mail.sendSecret(tx, late.accountId, (letter) => overdueMail({ ...letter, tasks, url }));
    });
  }
}
