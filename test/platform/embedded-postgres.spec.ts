import { afterEach, describe, expect, it } from '@jest/globals';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { unprivilegedAccount } from '../../src/platform/database/embedded/account.js';
import { runningEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { type ProcessOptions, type TestProcess, endProcesses, startScript } from '../support/processes.js';
import { settled } from '../support/settled.js';

const account = unprivilegedAccount();
const asRoot = account ? it : it.skip;
const scratch: string[] = [];

function scratchFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'accord-embedded-'));
  scratch.push(folder);
  chmodSync(folder, 0o755);
  return folder;
}

interface Host {
  process: TestProcess;
  url: string;
  isNew: boolean;
}

async function host(folder: string, options: ProcessOptions = {}): Promise<Host> {
  const process = startScript('test/support/embedded-host.ts', [folder], options);
  const [line] = await process.says(/^{.*}$/m);
  return { process, ...(JSON.parse(line) as { url: string; isNew: boolean }) };
}

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

const postmaster = (folder: string): number =>
  Number(readFileSync(path.join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);

afterEach(async () => {
  await endProcesses();
  for (const folder of scratch.splice(0)) {
    const home = path.join(folder, 'postgres');
    if (runningEmbeddedPostgres(home, 'accord')) {
      process.kill(postmaster(home), 'SIGINT');
      await settled('the database had stopped', () => runningEmbeddedPostgres(home, 'accord') === undefined);
    }
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('The embedded PostgreSQL', () => {
  it('keeps its data over a restart and leaves nothing running behind', async () => {
    const home = path.join(scratchFolder(), 'postgres');
    const first = await host(home);
    expect(first.isNew).toBe(true);
    await query(first.url, `CREATE TABLE kept AS SELECT 'yes' AS answer`);
    expect(await first.process.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(runningEmbeddedPostgres(home, 'accord')).toBeUndefined();

    const second = await host(home);
    expect(second.isNew).toBe(false);
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 'yes' }]);
  });

  asRoot('runs as an unprivileged account when started as root, out of reach of others', async () => {
    const home = path.join(scratchFolder(), 'postgres');
    const { url } = await host(home);
    expect(statSync(`/proc/${postmaster(home)}`).uid).toBe(account!.uid);
    expect(statSync(path.join(home, 'run')).mode & 0o777).toBe(0o700);
    expect(await query(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '' }]);
  });

  asRoot('starts as an ordinary user', async () => {
    const folder = scratchFolder();
    chownSync(folder, account!.uid, account!.gid);
    const home = path.join(folder, 'postgres');
    const { uid, gid } = account!;
    const { url, process } = await host(home, { uid, gid, env: { HOME: folder } });
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(statSync(`/proc/${postmaster(home)}`).uid).toBe(uid);
    expect(await process.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  asRoot('says what to do when the unprivileged account cannot enter the folder', async () => {
    const closed = scratchFolder();
    chmodSync(closed, 0o700);
    const refused = startScript('test/support/embedded-host.ts', [path.join(closed, 'postgres')]);
    expect(await refused.ended).toEqual({ code: 1, signal: null });
    expect(refused.output).toMatch(/cannot enter .*Set ACCORD_DATA/s);
  });

  it('refuses a second run on the same folder, saying who has it, and the first goes on', async () => {
    const home = path.join(scratchFolder(), 'postgres');
    const first = await host(home);
    const second = startScript('test/support/embedded-host.ts', [home]);
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.output).toContain(`already running on ${home} (process ${first.process.pid}`);
    expect(await query(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('lets one of two that start at once have the folder', async () => {
    const home = path.join(scratchFolder(), 'postgres');
    const both = [0, 1].map(() => startScript('test/support/embedded-host.ts', [home]));
    const outcomes = await Promise.all(
      both.map(async (each) =>
        (await each.says(/"url"|already running/))[0] === '"url"' ? 'has it' : 'refused',
      ),
    );
    expect(outcomes.sort()).toEqual(['has it', 'refused']);
  });

  it('is taken over, still running, after kill -9 of its owner', async () => {
    const home = path.join(scratchFolder(), 'postgres');
    const first = await host(home);
    await query(first.url, `CREATE TABLE kept AS SELECT 'yes' AS answer`);
    const before = postmaster(home);
    await first.process.end('SIGKILL');
    expect(runningEmbeddedPostgres(home, 'accord')).toBe(first.url);

    const second = await host(home);
    expect(postmaster(home)).toBe(before);
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 'yes' }]);
    expect(await second.process.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  it('recovers after kill -9 of itself and of its owner, with what was committed', async () => {
    const home = path.join(scratchFolder(), 'postgres');
    const first = await host(home);
    await query(first.url, `CREATE TABLE kept AS SELECT 'yes' AS answer`);
    await first.process.end('SIGKILL');
    process.kill(postmaster(home), 'SIGKILL');

    const second = await host(home);
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 'yes' }]);
  });

  it('is started again by its owner after kill -9 of itself', async () => {
    const home = path.join(scratchFolder(), 'postgres');
    const { process: owner, url } = await host(home);
    process.kill(postmaster(home), 'SIGKILL');
    await owner.says(/^revived$/m);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('works in a folder too deep for the path of a socket', async () => {
    const home = path.join(scratchFolder(), 'a-rather-long-name'.repeat(8), 'postgres');
    const { url, process } = await host(home);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await process.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });
});
