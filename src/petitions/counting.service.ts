import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { GentleNudge } from '../platform/jobs/gentle-nudge.js';
import { Handles } from '../platform/jobs/job.js';
import { Jobs } from '../platform/jobs/jobs.service.js';
import { addUpDeltas, type Drift, findDrift, healDrift, lockCounts } from './counting.sql.js';
import { rollUp, verifyCounts } from './petitions.jobs.js';

/**
 * How many have signed. A confirmation writes a delta row and touches no counter, because one hot row that every signer
 * waits for is what stops petitions that go round the world; the deltas are added up within seconds, by one at a time.
 */
@Injectable()
export class Counting {
  private readonly log = new Logger(Counting.name);
  private readonly nudge: GentleNudge;

  constructor(
    private readonly database: Database,
    jobs: Jobs,
  ) {
    this.nudge = new GentleNudge(jobs, rollUp);
  }

  /** After the commit of a confirmation or withdrawal. */
  soon(): void {
    this.nudge.soon();
  }

  @Handles(rollUp)
  async rollUp(): Promise<void> {
    await this.database.as(Scope.nothing, async (tx) => {
      await lockCounts(tx);
      await addUpDeltas(tx);
    });
  }

  /** Counts that are off; empty where all is well. Sees all petitions only as the owner of the tables. */
  drift(): Promise<Drift[]> {
    return this.database.as(Scope.nothing, findDrift);
  }

  @Handles(verifyCounts)
  async heal(): Promise<void> {
    const healed = await this.database.as(Scope.nothing, async (tx) => {
      await lockCounts(tx);
      return healDrift(tx);
    });
    for (const { slug, counted, actual } of healed)
      this.log.warn(`The count of ${slug} was ${counted} and is ${actual}: mended`);
  }
}
