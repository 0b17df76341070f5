import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { sendPost } from '../email.jobs.js';
import { isPostDue, sweepLeases } from './sweeping.sql.js';

/** Puts right what a process that died left behind, and wakes what waits. Safe to run at any time, twice at once. */
@Injectable()
export class Sweeping {
  private readonly log = new Logger(Sweeping.name);

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
  ) {}

  async sweep(): Promise<void> {
    const { swept, postIsDue } = await this.database.as(Scope.nothing, async (tx) => ({
      swept: await sweepLeases(tx),
      postIsDue: await isPostDue(tx),
    }));
    const unknown = swept.filter(({ state }) => state === 'unknown').length;
    if (swept.length > 0) {
      this.log.warn(
        `${swept.length} deliveries had no living sender; of ${unknown} nobody knows the outcome`,
      );
    }
    if (postIsDue) await this.jobs.nudge(sendPost, {});
  }
}
