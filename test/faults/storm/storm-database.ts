import { chmodSync, mkdirSync, readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isAway } from '../../../src/platform/database/away.js';
import { migrate } from '../../../src/platform/database/migrate.js';
import { postmasterOf } from '../../../src/platform/database/embedded/postmaster.js';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../../src/platform/database/embedded-postgres.js';

/** How long a question waits for a database that is away, in ms. */
const PATIENCE = 120_000;

/** A PostgreSQL of the storm's own, which it may stop as it likes. Commits are safe from its crashes, not from the machine's. */
export class StormDatabase {
  private constructor(private readonly server: EmbeddedPostgres) {}

  static async start(folder: string): Promise<StormDatabase> {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o755); // the server runs as an account of its own where we are root
    const settings = { fsync: 'off', shared_buffers: '64MB' };
    const server = await startEmbeddedPostgres({ folder, database: 'storm', settings });
    const database = new StormDatabase(server);
    // Where the run itself is broken off: a server is nobody's child, and would stay.
    process.once('exit', () => database.signal('SIGQUIT'));
    await migrate(server.url);
    return database;
  }

  get url(): string {
    return this.server.url;
  }

  /** A second database with the same tables; nobody may be connected to the first. */
  async twin(name: string): Promise<string> {
    const url = new URL(this.url);
    url.pathname = '/postgres';
    const client = new pg.Client({ connectionString: url.toString() });
    await client.connect();
    await client.query(`CREATE DATABASE ${name} TEMPLATE storm`);
    await client.end();
    url.pathname = `/${name}`;
    return url.toString();
  }

  /** A connection of the caller's own, for it to end. */
  async connected(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.url });
    await client.connect();
    return client;
  }

  /** `fast` ends every session and shuts down in order; `immediate` is a crash, mended from the log at the next start. */
  async restart(mode: 'fast' | 'immediate', away: number): Promise<void> {
    await this.leave(mode);
    await sleep(away);
    await this.comeBack();
  }

  /** Gone when it resolves. */
  async leave(mode: 'fast' | 'immediate'): Promise<void> {
    this.signal(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    while (this.postmaster !== undefined) await sleep(20);
  }

  async comeBack(): Promise<void> {
    await this.server.revive();
  }

  /** Stops every process of the server where it stands: connections stay, new ones are taken in, and nobody answers. */
  freeze(): void {
    const { data } = this;
    for (const pid of [this.postmaster!, ...processesIn(data)]) process.kill(pid, 'SIGSTOP');
    // What the postmaster had just begun when it was stopped.
    for (const pid of processesIn(data)) process.kill(pid, 'SIGSTOP');
  }

  thaw(): void {
    for (const pid of processesIn(this.data)) process.kill(pid, 'SIGCONT');
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  private get data(): string {
    return path.join(this.server.folder, 'data');
  }

  private get postmaster(): number | undefined {
    return postmasterOf(this.data);
  }

  private signal(signal: NodeJS.Signals): void {
    const { postmaster } = this;
    if (postmaster !== undefined) process.kill(postmaster, signal);
  }
}

/** PostgreSQL works inside its data folder, each of its processes. */
function processesIn(data: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && workingFolder(name) === data)
    .map(Number);
}

function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // gone, or not ours to look at
  }
}

/** Asks by a connection of its own, again and again while the database is away. */
export async function ask<Row>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  for (const end = Date.now() + PATIENCE; ; await sleep(200)) {
    const client = new pg.Client({ connectionString: url, query_timeout: 30_000 });
    client.on('error', () => undefined); // the server may go at any time: the question itself has failed then, too
    try {
      await client.connect();
      return (await client.query<Row & pg.QueryResultRow>(sql, values)).rows;
    } catch (error) {
      if (!isAway(error) || Date.now() > end) throw error;
    } finally {
      await client.end().catch(() => undefined); // of a connection that is broken already
    }
  }
}
