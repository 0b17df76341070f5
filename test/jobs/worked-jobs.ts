import 'reflect-metadata';
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test, type TestingModule } from '@nestjs/testing';
import { Handles, job, type Run } from '../../src/platform/jobs/job.js';
import { JobHandlers } from '../../src/platform/jobs/job-handlers.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { JobSchedules } from '../../src/platform/jobs/job-schedules.js';
import { JobSettings } from '../../src/platform/jobs/job-settings.js';
import { Jobs } from '../../src/platform/jobs/jobs.service.js';

export const greet = job<{ personId: string }>('people.greet');
export const recount = job<{ petitionId: string }>('petitions.recount', {
  key: ({ petitionId }) => petitionId,
});
export const flaky = job<{ failures: number }>('weather.flaky', { attempts: 4, backoff: 100 });
export const doomed = job<{ message: string }>('weather.doomed', { attempts: 2, backoff: 50 });
export const tick = job('clock.tick', { schedule: { every: 1_000 } });
export const nightly = job('clock.nightly', { schedule: { cron: '30 3 * * *', tz: 'America/New_York' } });
export const grind = job<{ file: string; ms: number }>('mill.grind', { lane: 'mail' });
export const fatal = job('mill.fatal', { lane: 'mail' });

/** Does the jobs above and remembers what it did. */
@Injectable()
export class Worked {
  greeted: string[] = [];
  recounts = 0;
  atOnce = 0;
  tries: { attempt: number; at: number }[] = [];
  ticks: number[] = [];
  isDoomLifted = false;

  @Handles(greet)
  async greets({ personId }: { personId: string }): Promise<void> {
    this.greeted.push(personId);
    await sleep(1);
  }

  @Handles(recount)
  async counts(_payload: { petitionId: string }): Promise<void> {
    this.recounts += 1;
    await sleep(300);
  }

  @Handles(flaky)
  async fails({ failures }: { failures: number }, { attempt }: Run): Promise<void> {
    this.tries.push({ attempt, at: Date.now() });
    await sleep(1);
    if (attempt <= failures) throw new Error('rain');
  }

  @Handles(doomed)
  async dies({ message }: { message: string }): Promise<void> {
    await sleep(1);
    if (this.isDoomLifted) return;
    // A payload cannot carry such a text either, so the handler makes it.
    throw new Error(message === 'unstorable' ? 'the sky \0 fell \uD800 down' : message);
  }

  @Handles(tick)
  async ticked(): Promise<void> {
    this.ticks.push(Date.now());
    await sleep(1);
  }

  @Handles(nightly)
  async slept(): Promise<void> {
    await sleep(1);
  }

  /** As a job does that takes more memory than there is. */
  @Handles(fatal)
  async kills(): Promise<void> {
    process.kill(process.pid, 'SIGKILL');
    await sleep(60_000);
  }

  /** Says in the file that it began and that it ended: the parent reads it while this process is killed. */
  @Handles(grind)
  async grinds({ file, ms }: { file: string; ms: number }, { signal }: Run): Promise<void> {
    appendFileSync(file, `began ${process.pid}\n`);
    await sleep(ms, undefined, { signal }).catch(() => appendFileSync(file, 'told to stop\n'));
    appendFileSync(file, `ended ${process.pid}\n`);
  }
}

/** A process that adds jobs; with `works`, one that does them too. */
export async function boot(
  settings: Partial<JobSettings> & { databaseUrl: string },
  { works = true } = {},
): Promise<TestingModule> {
  const runner = works ? [JobHandlers, JobSchedules, JobRunner, Worked] : [];
  const providers = [{ provide: JobSettings, useValue: new JobSettings(settings) }, Jobs, ...runner];
  const app = await Test.createTestingModule({ imports: [DiscoveryModule], providers }).compile();
  // The deaths and kills that these tests bring about are no news.
  app.useLogger(false);
  return app.init();
}
