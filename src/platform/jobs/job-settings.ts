import { type Config } from '../config/config.js';
import { type Lane } from './job.js';

/** How the queue is reached and how patient it is. Production takes the defaults; tests shorten them. */
export class JobSettings {
  readonly databaseUrl: string;
  /** Where set, the queue lives on this Redis and not in PostgreSQL. */
  readonly redisUrl: string | undefined = undefined;
  /** Jobs of each lane that a worker process runs at once. They mostly wait for the database or a relay. */
  readonly concurrency: Readonly<Record<Lane, number>> = { transactional: 4, default: 4, mail: 10 };
  /** A job whose worker has not renewed its lock for so long is taken to be orphaned, in ms. */
  readonly lockDuration: number = 30_000;
  /** How often orphans are looked for, in ms. With the lock: a killed worker's job runs again within 40 s. */
  readonly stalledInterval: number = 10_000;
  /**
   * How often a job may be orphaned before it is dead. BullMQ's default is 1, and two restarts in a row
   * would then bury a job that did nothing wrong.
   */
  readonly maxStalledCount: number = 20;
  /** The longest that adding a job may hold up a request, in ms. */
  readonly addLimit: number = 5_000;
  /** Shutdown waits so long for running jobs, in ms: the whole process must be gone within 25 s. */
  readonly drainLimit: number = 20_000;
  /** How often a worker looks whether the queue still knows the schedules, in ms: what losing all of it costs. */
  readonly scheduleCheck: number = 60_000;
  /** The wait before another try where the queue cannot be reached at start, in ms. */
  readonly reconnectDelay: number = 1_000;

  constructor(settings: Partial<JobSettings> & { databaseUrl: string }) {
    Object.assign(this, settings);
  }

  static from(config: Config): JobSettings {
    return new JobSettings({ databaseUrl: config.DATABASE_URL, redisUrl: config.REDIS_URL });
  }
}
