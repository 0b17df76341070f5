import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createServer, connect, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LANES } from '../../src/platform/jobs/job.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { Jobs } from '../../src/platform/jobs/jobs.service.js';
import { freshDatabase } from '../support/database.js';
import { endProcesses, startScript } from '../support/processes.js';
import { settled } from '../support/settled.js';
import { boot, greet, grind, Worked } from './worked-jobs.js';

/** A door before PostgreSQL that tests open and shut. */
class Door {
  private readonly open = new Set<Socket>();
  private readonly listening = new Set<Socket>();
  private server: Server | undefined;
  port = 0;

  constructor(private readonly target: { host: string; port: number }) {}

  async unlock(): Promise<void> {
    this.server = createServer((client) => {
      const upstream = connect(this.target);
      for (const socket of [client, upstream]) {
        this.open.add(socket);
        socket.on('error', () => socket.destroy()).on('close', () => this.open.delete(socket));
      }
      client.on('data', (sent: Buffer) => {
        if (/\bLISTEN\b/.test(sent.toString('latin1'))) this.listening.add(upstream);
      });
      upstream.on('close', () => this.listening.delete(upstream));
      client.pipe(upstream).pipe(client);
    });
    await new Promise<void>((resolve) => this.server!.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as { port: number }).port;
  }

  /** Nothing more comes from the database on connections that listen, and nobody is told: as behind a firewall. */
  deafen(): number {
    for (const upstream of this.listening) upstream.unpipe().resume();
    return this.listening.size;
  }

  async shut(): Promise<void> {
    const closed = new Promise((resolve) => this.server!.close(resolve));
    for (const socket of this.open) socket.destroy();
    await closed;
  }
}

describe('a database that is away', () => {
  let door: Door;
  let databaseUrl: string;

  beforeAll(async () => {
    const direct = new URL(await freshDatabase());
    const socketFolder = direct.searchParams.get('host');
    const target = socketFolder
      ? { path: `${socketFolder}/.s.PGSQL.${direct.port || 5432}` }
      : { host: direct.hostname, port: Number(direct.port || 5432) };
    door = new Door(target as { host: string; port: number });
    await door.unlock();
    direct.searchParams.delete('host');
    databaseUrl = Object.assign(direct, { host: `127.0.0.1:${door.port}` }).toString();
    await door.shut();
  });

  afterAll(async () => {
    await endProcesses();
    await door.shut();
  });

  it('F14: at start makes the worker wait and the adder fail fast, and neither stays deaf when it comes', async () => {
    const app = await boot({ databaseUrl, reconnectDelay: 200, addLimit: 2_000 });
    const jobs = app.get(Jobs);
    await expect(jobs.add(greet, { personId: 'early' })).rejects.toThrow();
    expect(await jobs.nudge(greet, { personId: 'early' })).toBe(false);
    expect(app.get(JobRunner).isWorking).toBe(false);

    await door.unlock();
    await settled('the worker works', () => app.get(JobRunner).isWorking);
    await jobs.add(greet, { personId: 'late' });
    await settled('the job ran', () => app.get(Worked).greeted.includes('late'));

    await door.shut();
    await expect(jobs.add(greet, { personId: 'lost' })).rejects.toThrow();
    await door.unlock();
    await settled('the queue takes jobs again', () => jobs.nudge(greet, { personId: 'back' }));
    await settled('the job ran after the outage', () => app.get(Worked).greeted.includes('back'), 15_000);
    await app.close();
  }, 60_000);

  it('F19: does a job within the minute though the connection that hears of jobs is dead', async () => {
    const worker = startScript('test/jobs/worker-process.ts', [JSON.stringify({ databaseUrl })]);
    await settled('its connections listen', () => door.deafen() >= LANES.length);
    const adder = await boot({ databaseUrl }, { works: false });
    // In a lane without a schedule, which would make the worker look anyway.
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'accord-deaf-')), 'log');
    await adder.get(Jobs).add(grind, { file, ms: 1 });
    await settled('the job ran', () => existsSync(file), 90_000);
    await adder.close();
    await worker.end('SIGKILL');
    rmSync(path.dirname(file), { recursive: true });
  }, 200_000);

  it('F19: lets a worker stop whose connections that hear of jobs are dead, and break while it stops', async () => {
    const worker = startScript('test/jobs/worker-process.ts', [JSON.stringify({ databaseUrl })]);
    await settled('its connections listen', () => door.deafen() >= LANES.length);
    await worker.says(/^ready$/m);
    const ended = worker.end('SIGTERM');
    await sleep(200);
    await door.shut();
    expect([await ended, worker.output]).toEqual([{ code: 0, signal: null }, 'ready\n']);
    await door.unlock();
  }, 120_000);

  it('does not hold up a shutdown', async () => {
    const settings = { databaseUrl, reconnectDelay: 200, drainLimit: 2_000 };
    const worker = startScript('test/jobs/worker-process.ts', [JSON.stringify(settings)]);
    await worker.says(/^ready$/m);
    await door.shut();
    expect(await worker.end('SIGTERM')).toEqual({ code: 0, signal: null });
    await door.unlock();
  }, 120_000);
});
