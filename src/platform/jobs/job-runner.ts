import { setTimeout as sleep } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { within } from '../clock/time-limit.js';
import { declaredJobs, type Handler, type Lane, LANES } from './job.js';
import { JobHandlers } from './job-handlers.js';
import { JobSchedules } from './job-schedules.js';
import { JobSettings } from './job-settings.js';
import { type LaneWorker, openQueueBackend, type QueueBackend, type Work } from './queue-backend.js';
import { storableError } from './storable.js';

/**
 * Works the queue: one worker a lane. Only the worker process has one. It waits for a queue that is away, at
 * start and later, and says so; it is never up and deaf.
 */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(JobRunner.name);
  private readonly stopping = new AbortController();
  private readonly workers = new Map<Lane, LaneWorker>();
  private backend: QueueBackend;
  private running: Promise<void>[] = [];

  constructor(
    private readonly settings: JobSettings,
    private readonly handlers: JobHandlers,
    private readonly schedules: JobSchedules,
  ) {}

  onApplicationBootstrap(): void {
    const handlers = this.handlers.find(declaredJobs);
    const { databaseUrl, redisUrl } = this.settings;
    // The workers' own LISTEN connections, and one more each for their statements.
    this.backend = openQueueBackend({ databaseUrl, redisUrl, users: LANES.length * 2 });
    this.running = [
      ...LANES.map((lane) => this.untilStopped(`lane ${lane}`, () => this.work(lane, handlers))),
      this.untilStopped('schedules', () => this.keepSchedules()),
    ];
  }

  /** True while every lane has a worker that takes jobs: the worker's readiness. */
  get isWorking(): boolean {
    return LANES.every((lane) => this.workers.get(lane)?.isRunning());
  }

  /** Stops claiming, lets running jobs finish within the limit, then lets go of the rest: others take them over. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.stopping.signal.aborted) return;
    this.stopping.abort();
    const workers = [...this.workers.values()];
    const drained = Promise.all(workers.map((worker) => worker.close()));
    try {
      await within(this.settings.drainLimit, drained, 'jobs still run');
    } catch (error) {
      this.log.warn(`${(error as Error).message}; another worker will run them again`);
    }
    await within(1_000, Promise.allSettled(this.running), 'a lane did not stop').catch((error: Error) =>
      this.log.warn(error.message),
    );
    await within(1_000, this.backend?.close() ?? Promise.resolve(), 'connections stayed open').catch(
      (error: Error) => this.log.warn(error.message),
    );
  }

  private async keepSchedules(): Promise<void> {
    await this.schedules.register(declaredJobs.values());
    for (;;) {
      await sleep(this.settings.scheduleCheck, undefined, { signal: this.stopping.signal });
      await this.schedules.mend(declaredJobs.values());
    }
  }

  /** Runs the task; where it fails, says so and tries again until the process stops. */
  private async untilStopped(what: string, task: () => Promise<void>): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        return await task();
      } catch (error) {
        if (signal.aborted) return;
        this.log.warn(`${what} waits for the queue: ${(error as Error).message}`);
        await sleep(this.settings.reconnectDelay, undefined, { signal }).catch(() => undefined); // stopping
      }
    }
  }

  /** Settles when the lane's worker stops. A worker that could not start is thrown away, not kept. */
  private async work(lane: Lane, handlers: Map<string, Handler<object>>): Promise<void> {
    const worker = this.backend.worker(lane, this.doing(handlers), {
      autorun: false,
      concurrency: this.settings.concurrency[lane],
      lockDuration: this.settings.lockDuration,
      stalledInterval: this.settings.stalledInterval,
      maxStalledCount: this.settings.maxStalledCount,
      // After a lost connection; the default of 15 s would add to every outage.
      runRetryDelay: 2_000,
    });
    worker.on('error', (error) => this.log.warn(`lane ${lane}: ${error.message}`));
    worker.on('failed', (job, error) => {
      const isDead = job && job.attemptsMade >= (job.opts.attempts ?? 1);
      const line = `${job?.name ?? 'a job'} failed at attempt ${job?.attemptsMade}: ${error.message}`;
      if (isDead) this.log.error(`${line}; it is dead and waits for somebody to retry it`);
      else this.log.warn(line);
    });
    try {
      await worker.waitUntilReady();
      if (this.stopping.signal.aborted) return await worker.close();
      this.workers.set(lane, worker);
      await worker.run();
    } catch (error) {
      this.workers.delete(lane);
      await worker.close(true);
      throw error;
    }
  }

  private doing(handlers: Map<string, Handler<object>>): Work {
    return async ({ name, data, attemptsMade }) => {
      const handler = handlers.get(name);
      // Not a mistake for ever: during a deploy an old worker meets jobs of the new version.
      if (!handler) throw new Error(`This version does not know the job ${name}`);
      try {
        // Nothing is returned: the queue would store it, and fail a job whose effect has already happened.
        await handler(data, { attempt: attemptsMade + 1, signal: this.stopping.signal });
      } catch (error) {
        throw storableError(error);
      }
    };
  }
}
