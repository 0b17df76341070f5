import { Injectable, Logger } from '@nestjs/common';
import { type RepeatOptions } from 'bullmq';
import { type Job, LANES, type Nothing, type Schedule } from './job.js';
import { Jobs, retryOptions } from './jobs.service.js';
import { type LaneQueue } from './queue-backend.js';

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
      for (const each of ours) await put(queue, each);
      const names = new Set(ours.map((each) => each.name));
      for (const { key } of await queue.getJobSchedulers()) {
        if (names.has(key)) continue;
        await queue.removeJobScheduler(key);
        this.log.log(`${key} is not scheduled any more`);
      }
    }
    for (const each of scheduled) if (each.atStart) await this.jobs.add(each as unknown as Job<Nothing>, {});
  }

  /**
   * Puts back what a queue that lost its memory (a Redis that was flushed, restored or full) knows no more: without its
   * schedules no sweep would run again until a worker starts. One that is only late is left alone.
   */
  async mend(declared: Iterable<Job<never>>): Promise<void> {
    const scheduled = [...declared].filter((each) => each.schedule !== undefined);
    for (const lane of LANES) {
      const queue = await this.jobs.queue(lane);
      const known = new Map((await queue.getJobSchedulers()).map(({ key, next }) => [key, next]));
      for (const each of scheduled) {
        if (each.lane !== lane || (known.get(each.name) ?? 0) > Date.now() - LOST_AFTER) continue;
        await put(queue, each);
        this.log.warn(`${each.name} was not scheduled any more: the queue had lost it`);
      }
    }
  }
}

/** A run so long overdue is not late but gone, in ms: schedules are moved on when their job is taken. */
const LOST_AFTER = 10 * 60_000;

async function put(queue: LaneQueue, { name, schedule, attempts, backoff }: Job<never>): Promise<void> {
  await queue.upsertJobScheduler(name, repeat(schedule!), {
    name,
    data: {},
    opts: retryOptions({ attempts, backoff }),
  });
}

function repeat(schedule: Schedule): Omit<RepeatOptions, 'key'> {
  return 'every' in schedule ? { every: schedule.every } : { pattern: schedule.cron, tz: schedule.tz };
}
