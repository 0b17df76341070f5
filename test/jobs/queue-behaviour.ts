import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type TestingModule } from '@nestjs/testing';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { type JobSettings } from '../../src/platform/jobs/job-settings.js';
import { Jobs } from '../../src/platform/jobs/jobs.service.js';
import { boot, doomed, fatal, flaky, greet, grind, recount, Worked } from './worked-jobs.js';
import { settled } from '../support/settled.js';

export type Where = Partial<JobSettings> & { databaseUrl: string };

/**
 * What the queue promises, whatever it is kept in.
 *
 * @param forget takes everything out of the queue's store behind its back
 */
export function behavesAsAQueue(
  where: () => Promise<Where>,
  forget: (settings: Where) => Promise<unknown>,
): void {
  const impatient = { lockDuration: 1_500, stalledInterval: 500, drainLimit: 3_000, scheduleCheck: 500 };
  let settings: Where;
  let app: TestingModule;
  let second: TestingModule;
  let jobs: Jobs;
  let worked: Worked;

  beforeAll(async () => {
    settings = { ...(await where()), ...impatient };
    app = await boot(settings);
    second = await boot(settings);
    jobs = app.get(Jobs);
    worked = app.get(Worked);
    await settled('both workers work', () => app.get(JobRunner).isWorking && second.get(JobRunner).isWorking);
  });

  afterAll(async () => {
    await second?.close(); // undefined where beforeAll failed
    await app?.close();
  });

  /** Closing twice is harmless; the jobs of the last tests must fall to workers of their own. */
  const stepAside = async () => {
    await second.close();
    await app.close();
  };
  const both = () => [worked, second.get(Worked)];

  it('carries a payload to its handler as it was added', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `person-${index} é 🎉`);
    await jobs.add(greet, ...ids.map((personId) => ({ personId })));
    await settled('all jobs ran', () => both().flatMap(({ greeted }) => greeted).length >= ids.length);
    expect(
      both()
        .flatMap(({ greeted }) => greeted)
        .sort(),
    ).toEqual([...ids].sort());
  });

  it('tries a failed job again, waiting longer each time', async () => {
    await jobs.add(flaky, { failures: 2 });
    const tries = () => both().flatMap((each) => each.tries);
    await settled('it was tried three times', () => tries().length === 3);
    const [first, next, last] = tries().sort((a, b) => a.at - b.at);
    expect([first!.attempt, next!.attempt, last!.attempt]).toEqual([1, 2, 3]);
    expect(next!.at - first!.at).toBeGreaterThanOrEqual(75);
    expect(last!.at - next!.at).toBeGreaterThanOrEqual(150);
  });

  it('shows a dead job with its error, and does it when somebody retries it', async () => {
    await jobs.add(doomed, { message: 'plain' });
    await settled('the job is dead', async () => (await jobs.dead()).length === 1);
    const [dead] = await jobs.dead();
    expect(dead).toMatchObject({ name: 'weather.doomed', lane: 'default', error: 'plain', attempts: 2 });
    expect(dead!.payload).toEqual({ message: 'plain' });
    expect((await jobs.counts()).default.dead).toBe(1);
    for (const each of both()) each.isDoomLifted = true;
    expect(await jobs.retry(dead!.id)).toBe(true);
    await settled('the retried job is done', async () => {
      const { waiting, active, delayed, dead } = (await jobs.counts()).default;
      return waiting + active + dead === 0 && delayed === 2; // the two schedules
    });
    expect(await jobs.retry(dead!.id)).toBe(false);
  });

  it('keeps an error message that its store would refuse, in a form it can store', async () => {
    for (const each of both()) each.isDoomLifted = false;
    await jobs.add(doomed, { message: 'unstorable' });
    await settled('the job is dead', async () => (await jobs.dead()).length === 1);
    const [dead] = await jobs.dead();
    expect(dead!.error).toBe('the sky \uFFFD fell \uFFFD down');
    expect(await jobs.discard(dead!.id)).toBe(true);
    expect(await jobs.dead()).toEqual([]);
  });

  it('makes one job of many with the same key, and one more of those added while it runs', async () => {
    const total = () => both().reduce((sum, each) => sum + each.recounts, 0);
    await jobs.add(recount, { petitionId: 'bees' });
    await settled('the first runs', () => total() === 1);
    await jobs.add(recount, ...Array.from({ length: 20 }, () => ({ petitionId: 'bees' })));
    await settled('one more runs', () => total() === 2);
    await sleep(700);
    expect(total()).toBe(2);
  });

  it('fires a schedule once, however many workers there are', async () => {
    const ticks = () => both().flatMap((each) => each.ticks);
    const [before, from] = [ticks().length, Date.now()];
    await sleep(4_000);
    const fired = ticks().length - before;
    expect(fired).toBeGreaterThanOrEqual(2);
    // One a second, and as long as it took: five, where nothing else keeps the machine.
    expect(fired).toBeLessThanOrEqual(1 + (Date.now() - from) / 1_000);
    const schedulers = await (await jobs.queue('default')).getJobSchedulers();
    expect(schedulers.map(({ key }) => key).sort()).toEqual(['clock.nightly', 'clock.tick']);
    const nightly = schedulers.find(({ key }) => key === 'clock.nightly');
    expect(nightly).toMatchObject({ pattern: '30 3 * * *', tz: 'America/New_York' });
  });

  it('F20: fires its schedules again after it has lost everything', async () => {
    await forget(settings);
    const ticks = () => both().flatMap((each) => each.ticks).length;
    const queue = await jobs.queue('default');
    await settled('the schedules are known again', async () => (await queue.getJobSchedulersCount()) === 2);
    const before = ticks();
    await settled('it ticked again', () => ticks() >= before + 3);
    await jobs.add(greet, { personId: 'after the flood' });
    await settled('a job ran', () => both().some(({ greeted }) => greeted.includes('after the flood')));
  });

  it('F4: runs the job of a killed worker again, however often it is killed', async () => {
    await stepAside();
    const file = join(mkdtempSync(join(tmpdir(), 'accord-jobs-')), 'log');
    const lines = () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []);
    const producer = await boot(settings, { works: false });
    await producer.get(Jobs).add(grind, { file, ms: 4_000 });
    for (let kill = 1; kill <= 4; kill++) {
      const victim = worker(settings);
      await settled(`worker ${kill} has the job`, () => lines().length === kill, 20_000);
      victim.kill('SIGKILL');
    }
    const survivor = worker(settings);
    await settled('the job is done', () => lines().some((line) => line.startsWith('ended')), 20_000);
    survivor.kill('SIGTERM');
    const [code] = await new Promise<[number | null]>((resolve) =>
      survivor.once('exit', (exit) => resolve([exit])),
    );
    expect(code).toBe(0);
    expect(lines().filter((line) => line.startsWith('began')).length).toBe(5);
    expect((await producer.get(Jobs).counts()).mail).toEqual({ waiting: 0, delayed: 0, active: 0, dead: 0 });
    await producer.close();
  }, 90_000);

  it('F7: buries a job that kills every process that takes it, and shows it', async () => {
    await stepAside();
    const producer = await boot(settings, { works: false });
    await producer.get(Jobs).add(fatal, {});
    const deadly = { ...settings, maxStalledCount: 2 };
    for (let death = 1; death <= 3; death++) {
      const victim = worker(deadly);
      await new Promise((resolve) => victim.once('exit', resolve));
    }
    const survivor = worker(deadly);
    await settled('the job is buried', async () => (await producer.get(Jobs).dead()).length === 1, 20_000);
    const [dead] = await producer.get(Jobs).dead();
    expect(dead).toMatchObject({ name: 'mill.fatal', error: expect.stringContaining('stalled') });
    await producer.get(Jobs).discard(dead!.id);
    survivor.kill('SIGTERM');
    await new Promise((resolve) => survivor.once('exit', resolve));
    await producer.close();
  }, 90_000);

  it('lets a running job finish when its worker is told to stop', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'accord-jobs-')), 'log');
    const lines = () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []);
    await stepAside();
    const leaving = await boot(settings);
    await leaving.get(Jobs).add(grind, { file, ms: 10_000 });
    await settled('the job runs', () => lines().length === 1);
    const stopped = Date.now();
    await leaving.close();
    expect(Date.now() - stopped).toBeLessThan(4_000);
    expect(lines().slice(1)).toEqual(['told to stop', `ended ${process.pid}`]);
  });
}

function worker(settings: Where): ChildProcess {
  const loader = new URL('../../bin/typescript.mjs', import.meta.url).href;
  const program = new URL('./worker-process.ts', import.meta.url).pathname;
  return spawn(process.execPath, ['--import', loader, program, JSON.stringify(settings)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
