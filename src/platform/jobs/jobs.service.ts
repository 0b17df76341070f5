import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { type JobsOptions } from 'bullmq';
import { within } from '../clock/time-limit.js';
import { type Job, type Lane, LANES } from './job.js';
import { JobSettings } from './job-settings.js';
import { type LaneQueue, openQueueBackend, type QueueBackend } from './queue-backend.js';

/** Kept so that staff can see and retry what died; pruned by age, as pruning by count costs a scan each time. */
const DEAD_KEPT_FOR = 30 * 24 * 3_600;

/** A job that was tried as often as it may be and waits for somebody to look. */
export interface DeadJob {
  readonly id: string;
  readonly name: string;
  readonly lane: Lane;
  readonly payload: object;
  /** The message of the last failure. */
  readonly error: string;
  readonly attempts: number;
  readonly diedAt: Date;
}

/** Jobs of one lane by what becomes of them next. */
export interface LaneCounts {
  readonly waiting: number;
  readonly delayed: number;
  readonly active: number;
  readonly dead: number;
}

/** The queue as the rest of the product sees it: add work, see what died. Works in web and worker alike. */
@Injectable()
export class Jobs implements OnApplicationShutdown {
  private readonly log = new Logger(Jobs.name);
  private readonly queues = new Map<Lane, Promise<LaneQueue>>();
  private readonly adding = new Set<Promise<unknown>>();
  private backend: QueueBackend | undefined;
  private isClosed = false;

  constructor(private readonly settings: JobSettings) {}

  /**
   * Adds one job per payload. Call it after the commit: the queue's connection is not the transaction's, and a
   * worker might look before the row is there. Rejects where the queue cannot be reached within five seconds.
   */
  async add<Payload extends object>(declared: Job<Payload>, ...payloads: Payload[]): Promise<void> {
    if (payloads.length === 0) return;
    const added = this.enqueue(declared, payloads);
    this.adding.add(added);
    try {
      await within(this.settings.addLimit, added, `The queue did not take ${declared.name} in time`);
    } finally {
      this.adding.delete(added);
    }
  }

  /**
   * Adds jobs that only hasten what a scheduled sweep would find anyway. Where the queue is away it says so in
   * the log and returns false: a signature that is safely stored must not be answered with an error.
   */
  async nudge<Payload extends object>(declared: Job<Payload>, ...payloads: Payload[]): Promise<boolean> {
    try {
      await this.add(declared, ...payloads);
      return true;
    } catch (error) {
      this.log.warn(`${declared.name} was not queued and is left to its sweep: ${(error as Error).message}`);
      return false;
    }
  }

  /** The dead, newest first, at most `limit` of each lane. */
  async dead(limit = 100): Promise<DeadJob[]> {
    const found = await Promise.all(
      LANES.map(async (lane) => {
        const failed = await (await this.queue(lane)).getFailed(0, limit - 1);
        return failed.map((each) => ({
          id: each.id!,
          name: each.name,
          lane,
          payload: each.data,
          error: each.failedReason ?? '',
          attempts: each.attemptsMade,
          diedAt: new Date(each.finishedOn ?? each.timestamp),
        }));
      }),
    );
    return found.flat().sort((a, b) => b.diedAt.getTime() - a.diedAt.getTime());
  }

  /** Gives a dead job all its attempts again. False where no dead job has this id, for instance any more. */
  async retry(id: string): Promise<boolean> {
    const found = await this.findDead(id);
    await found?.retry('failed', { resetAttemptsMade: true });
    return found !== undefined;
  }

  /** Removes a dead job that nobody needs any more. False where no dead job has this id. */
  async discard(id: string): Promise<boolean> {
    const found = await this.findDead(id);
    await found?.remove();
    return found !== undefined;
  }

  async counts(): Promise<Record<Lane, LaneCounts>> {
    const entries = await Promise.all(
      LANES.map(async (lane) => {
        const queue = await this.queue(lane);
        const counted = await queue.getJobCounts('waiting', 'delayed', 'active', 'failed', 'prioritized');
        const { waiting = 0, prioritized = 0, delayed = 0, active = 0, failed = 0 } = counted;
        return [lane, { waiting: waiting + prioritized, delayed, active, dead: failed }] as const;
      }),
    );
    return Object.fromEntries(entries) as Record<Lane, LaneCounts>;
  }

  /** The queue of a lane, opened at first use. For the runner, which registers schedules there. */
  queue(lane: Lane): Promise<LaneQueue> {
    if (this.isClosed) return Promise.reject(new Error('The queue is closed: this process is stopping'));
    const open = this.queues.get(lane);
    if (open) return open;
    const opening = this.open(lane);
    this.queues.set(lane, opening);
    // A failed opening is never kept: BullMQ remembers a rejected connection for ever, so the next caller
    // must get a new queue or this process would stay deaf after the database came back.
    opening.catch(() => this.queues.delete(lane));
    return opening;
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    // An add on a closed PostgreSQL queue never settles, so those under way come first.
    await Promise.race([Promise.allSettled([...this.adding]), after(this.settings.addLimit)]);
    const open = await Promise.allSettled(this.queues.values());
    const closing = open.flatMap((each) => (each.status === 'fulfilled' ? [each.value.close()] : []));
    await Promise.race([Promise.allSettled(closing), after(1_000)]);
    await this.backend?.close();
  }

  private async enqueue<Payload extends object>(declared: Job<Payload>, payloads: Payload[]): Promise<void> {
    const queue = await this.queue(declared.lane);
    const entries = payloads.map((data) => ({ name: declared.name, data, opts: jobOptions(declared, data) }));
    await queue.addBulk(entries);
  }

  private async open(lane: Lane): Promise<LaneQueue> {
    const { databaseUrl, redisUrl } = this.settings;
    this.backend ??= openQueueBackend({ databaseUrl, redisUrl, users: LANES.length });
    // Events are kept for nobody: we listen to none of them.
    const queue = this.backend.queue(lane, { streams: { events: { maxLen: 100 } } });
    queue.on('error', (error) => this.log.warn(`queue ${lane}: ${error.message}`));
    try {
      await queue.waitUntilReady();
    } catch (error) {
      await queue.close();
      throw error;
    }
    return queue;
  }

  private async findDead(id: string) {
    for (const lane of LANES) {
      const found = await (await this.queue(lane)).getJob(id);
      if (found && (await found.isFailed())) return found;
    }
    return undefined;
  }
}

/** What BullMQ is told of a job. */
export function jobOptions<Payload extends object>(declared: Job<Payload>, payload: Payload): JobsOptions {
  const { name, attempts, backoff, key } = declared;
  return {
    // Ids of our own: the automatic ones need a sequence per queue, which only the owner may create.
    jobId: randomUUID(),
    ...retryOptions({ attempts, backoff }),
    ...(key && { deduplication: { id: `${name}:${key(payload)}`, keepLastIfActive: true } }),
  };
}

/** How a job is tried again, and for how long what became of it is kept. */
export function retryOptions({ attempts, backoff }: { attempts: number; backoff: number }): JobsOptions {
  return {
    attempts,
    // The jitter keeps a thousand jobs that failed together from coming back together.
    backoff: { type: 'exponential', delay: backoff, jitter: 0.2 },
    removeOnComplete: true,
    removeOnFail: { age: DEAD_KEPT_FOR },
  };
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());
