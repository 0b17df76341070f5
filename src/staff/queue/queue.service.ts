import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { NotFound } from '../../platform/http/errors.js';
import { LANES } from '../../platform/jobs/job.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { Audit } from '../audit.service.js';
import { type Caller } from '../caller.access.js';
import { DeadJobResource, LaneResource, type QueueResource } from './queue.resources.js';

/** The queue of background work, for who runs the installation. */
@Injectable()
export class Queue {
  constructor(
    private readonly jobs: Jobs,
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  async look(): Promise<QueueResource> {
    const [counts, dead] = await Promise.all([this.jobs.counts(), this.jobs.dead()]);
    return {
      lanes: LANES.map((lane) => LaneResource.from(lane, counts[lane])),
      dead: dead.map((each) => DeadJobResource.from(each)),
    };
  }

  /** @throws NotFound where no dead job has this id: retried by a colleague, or past its thirty days. */
  async retry(caller: Caller, id: string): Promise<QueueResource> {
    if (!(await this.jobs.retry(id))) throw new NotFound('This job is not among the dead any more.');
    await this.note(caller, 'job.retried', id);
    return this.look();
  }

  async discard(caller: Caller, id: string): Promise<QueueResource> {
    if (!(await this.jobs.discard(id))) throw new NotFound('This job is not among the dead any more.');
    await this.note(caller, 'job.discarded', id);
    return this.look();
  }

  private note(caller: Caller, action: string, id: string): Promise<void> {
    return this.database.as(Scope.nothing, (tx) =>
      this.audit.append(tx, caller, { organizationId: null, action, subject: { kind: 'job', id } }),
    );
  }
}
