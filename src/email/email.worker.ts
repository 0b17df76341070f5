import { Injectable } from '@nestjs/common';
import { Handles, type Nothing, type Run } from '../platform/jobs/job.js';
import { sendPost, sweepEmail } from './email.jobs.js';
import { Posting } from './sending/posting.service.js';
import { Sweeping } from './sending/sweeping.service.js';

/** The feature's jobs: each asks a service. */
@Injectable()
export class EmailWorker {
  constructor(
    private readonly posting: Posting,
    private readonly sweeping: Sweeping,
  ) {}

  @Handles(sendPost)
  async sendPost(_: Nothing, { signal }: Run): Promise<void> {
    await this.posting.send(signal);
  }

  @Handles(sweepEmail)
  async sweep(): Promise<void> {
    await this.sweeping.sweep();
  }
}
