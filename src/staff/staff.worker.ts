import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { affected } from '../platform/database/sql.js';
import { Handles } from '../platform/jobs/job.js';
import { deleteDeadSessions } from './sessions.sql.js';
import { sweepSignIns } from './staff.jobs.js';

@Injectable()
export class StaffWorker {
  constructor(private readonly database: Database) {}

  @Handles(sweepSignIns)
  async sweep(): Promise<void> {
    await this.database.as(Scope.nothing, async (tx) => {
      await deleteDeadSessions(tx);
      await affected(tx, `DELETE FROM one_time_links WHERE expires_at < now() - interval '1 day'`);
      await affected(tx, `DELETE FROM rate_counters WHERE window_start < now() - interval '1 hour'`);
    });
  }
}
