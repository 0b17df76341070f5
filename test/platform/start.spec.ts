import { afterEach, describe, expect, it } from '@jest/globals';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runningEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { processIdentity } from '../../src/platform/process/process-identity.js';
import { type TestProcess, endProcesses, startBuilt } from '../support/processes.js';
import { settled } from '../support/settled.js';

const scratch: string[] = [];

/** A data folder with free ports of its own, so that several runs of the tests do not meet. */
async function settings(more: NodeJS.ProcessEnv = {}): Promise<NodeJS.ProcessEnv & { ACCORD_DATA: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'accord-start-'));
  scratch.push(folder);
  chmodSync(folder, 0o755);
  const ports = { PORT: String(await freePort()), MAILBOX_PORT: String(await freePort()) };
  const unset = { DATABASE_URL: undefined, REDIS_URL: undefined, SMTP_URL: undefined, SECRET_KEY: undefined };
  return { ...unset, ...ports, ACCORD_SAMPLE: 'none', ACCORD_DATA: folder, ...more };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

const isRunning = (start: TestProcess) => start.says(/Accord is running/, 60_000);
const database = (data: string): string | undefined =>
  runningEmbeddedPostgres(path.join(data, 'postgres'), 'accord');
const NOT_UP = new Set(['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET']);
async function isReady(port: string | undefined): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok;
  } catch (error) {
    if (NOT_UP.has(((error as Error).cause as { code?: string } | undefined)?.code ?? '')) return false;
    throw error;
  }
}

const postmaster = (data: string): number =>
  Number(readFileSync(path.join(data, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** The pids of the processes that this one started. */
function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
}

/** The pids of whatever runs on this data: its folder stands in their command or in what they were given. */
function processesWith(data: string): string[] {
  const says = (pid: string, file: string): boolean => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8').includes(data);
    } catch {
      return false; // it has ended meanwhile
    }
  };
  return readdirSync('/proc').filter(
    (pid) => /^\d+$/.test(pid) && (says(pid, 'cmdline') || says(pid, 'environ')),
  );
}

afterEach(async () => {
  await endProcesses();
  for (const folder of scratch.splice(0)) {
    if (database(folder)) {
      process.kill(postmaster(folder), 'SIGINT');
      await settled('the database had stopped', () => database(folder) === undefined);
    }
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('npm start', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'runs everything, and stops all of it cleanly on %s',
    async (signal) => {
      const env = await settings();
      const start = startBuilt('start', [], { env });
      await isRunning(start);
      expect(start.output).toContain(`http://localhost:${env['PORT']}/console`);
      expect(start.output).toContain(env.ACCORD_DATA);
      expect(await isReady(env['PORT'])).toBe(true);
      const children = childrenOf(start.pid);
      expect(await start.end(signal)).toEqual({ code: 0, signal: null });
      expect(database(env.ACCORD_DATA)).toBeUndefined();
      expect(children.map(processIdentity)).toEqual(children.map(() => undefined));
    },
    120_000,
  );

  it('keeps its secret key to itself, and the same over a restart', async () => {
    const env = await settings();
    const keys: string[] = [];
    for (let n = 0; n < 2; n++) {
      const start = startBuilt('start', [], { env });
      await isRunning(start);
      keys.push(readFileSync(path.join(env.ACCORD_DATA, 'secret-key'), 'utf8'));
      expect(start.output).not.toContain(keys[n]);
      await start.end('SIGTERM');
    }
    expect(keys[0]).toBe(keys[1]);
    expect(keys[0]!.length).toBeGreaterThanOrEqual(43); // 256 bits as base64url
  }, 120_000);

  it('starts a web process or worker again that was killed, and the database too', async () => {
    const env = await settings();
    const start = startBuilt('start', [], { env });
    await isRunning(start);
    for (const pid of childrenOf(start.pid)) process.kill(pid, 'SIGKILL');
    await start.says(/web process was ended by SIGKILL; starting it again/);
    await start.says(/worker 1 process was ended by SIGKILL; starting it again/);
    process.kill(postmaster(env.ACCORD_DATA), 'SIGKILL');
    await start.says(/database had been ended from outside; it runs again/);
    await settled('the web process answered again', () => isReady(env['PORT']), 30_000);
    expect(await start.end('SIGTERM')).toEqual({ code: 0, signal: null });
  }, 120_000);

  it('leaves no orphan after kill -9: its processes end by themselves, and the next start takes over', async () => {
    const env = await settings();
    const first = startBuilt('start', [], { env });
    await isRunning(first);
    const children = childrenOf(first.pid);
    await first.end('SIGKILL');
    const areGone = () => children.every((pid) => processIdentity(pid) === undefined);
    await settled('its processes had ended', areGone, 30_000);

    const second = startBuilt('start', [], { env });
    await isRunning(second);
    expect(await second.end('SIGTERM')).toEqual({ code: 0, signal: null });
  }, 120_000);

  it('leaves nothing behind wherever SIGTERM meets its start, and the next one goes on from there', async () => {
    const env = await settings();
    // Before it listens to signals, while the database is made, starts, is migrated, while its processes boot: which it is
    // depends on the machine, and what is expected never does.
    for (const moment of [50, 300, 800, 1_500, 2_500, 4_000, 6_000]) {
      const start = startBuilt('start', [], { env });
      await sleep(moment);
      const exit = await start.end('SIGTERM');
      expect([
        { code: 0, signal: null },
        { code: null, signal: 'SIGTERM' },
      ]).toContainEqual(exit);
      expect(database(env.ACCORD_DATA)).toBeUndefined();
      await settled('no process of it was left', () => processesWith(env.ACCORD_DATA).length === 0, 30_000);
    }
    const whole = startBuilt('start', [], { env });
    await isRunning(whole);
    expect(await isReady(env['PORT'])).toBe(true);
    expect(await whole.end('SIGTERM')).toEqual({ code: 0, signal: null });
  }, 240_000);

  it('refuses a second run on the same data, which harms nothing', async () => {
    const env = await settings();
    const first = startBuilt('start', [], { env });
    await isRunning(first);
    const second = startBuilt('start', [], { env: { ...env, PORT: String(await freePort()) } });
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.output).toMatch(/^Accord is already running on .*set ACCORD_DATA to another folder\.\n$/s);
    expect(await isReady(env['PORT'])).toBe(true);
  }, 120_000);

  it('names a wrong setting and stops', async () => {
    const env = await settings({ PORT: 'http', WORKER_PROCESSES: 'many' });
    const start = startBuilt('start', [], { env });
    expect(await start.ended).toEqual({ code: 1, signal: null });
    expect(start.output).toMatch(/PORT.*WORKER_PROCESSES/s);
    expect(database(env.ACCORD_DATA)).toBeUndefined();
  }, 60_000);

  it('F14: uses the database of DATABASE_URL and starts none; while that is away it says so and waits', async () => {
    const env = await settings({ DATABASE_URL: `postgresql://nobody@127.0.0.1:${await freePort()}/accord` });
    const start = startBuilt('start', [], { env });
    await start.says(/Waiting for the database: .*ECONNREFUSED/);
    expect(existsSync(path.join(env.ACCORD_DATA, 'postgres'))).toBe(false);
    expect(await start.end('SIGTERM')).toEqual({ code: 0, signal: null });
  }, 60_000);
});

describe('A process run by itself', () => {
  it.each(['main', 'worker'])(
    '%s waits for a database that is away, and says so',
    async (entry) => {
      const away = `postgresql://nobody@127.0.0.1:${await freePort()}/accord`;
      const env = await settings({ DATABASE_URL: away, SECRET_KEY: 'x'.repeat(43) });
      const process = startBuilt(entry, [], { env });
      await process.says(/Waiting for the database: .*ECONNREFUSED/);
      await process.end('SIGTERM');
    },
    60_000,
  );
});
