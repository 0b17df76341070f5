import { Injectable, Logger } from '@nestjs/common';
import { type RepeatOptions } from 'bullmq';
import { type Job, LANES, type Nothing, type Schedule } from './job.js';
import { Jobs, retryOptions } from './jobs.service.js';

/** Keeps the queue's schedules as the declarations have them. */
@Injectable()
export class JobSchedules {
  private readonly log = new Logger(JobSchedules.name);

  constructor(private readonly jobs: Jobs) {}

  /**
   * Idempotent, so every worker does it at boot: a schedule is one entry by its job's name, however many
   * workers there are. What is declared no more, or in another lane, is removed.
   */
  async register(declared: Iterable<Job<never>>): Promise<void> {
    const scheduled = [...declared].filter((each) => each.schedule !== undefined);
    for (const lane of LANES) {
      const queue = await this.jobs.queue(lane);
      const ours = scheduled.filter((each) => each.lane === lane);
      for (const { name, schedule, attempts, backoff } of ours) {
        await queue.upsertJobScheduler(name, repeat(schedule!), {
          name,
          data: {},
          opts: retryOptions({ attempts, backoff }),
        });
      }
      const names = new Set(ours.map((each) => each.name));
      for (const { key } of await queue.getJobSchedulers()) {
        if (names.has(key)) continue;
        await queue.removeJobScheduler(key);
        this.log.log(`${key} is not scheduled any more`);
      }
    }
    for (const each of scheduled) if (each.atStart) await this.jobs.add(each as unknown as Job<Nothing>, {});
  }
}

function repeat(schedule: Schedule): Omit<RepeatOptions, 'key'> {
  return 'every' in schedule ? { every: schedule.every } : { pattern: schedule.cron, tz: schedule.tz };
}
