import { randomInt } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startBuilt, type TestProcess } from '../../support/processes.js';

export interface SignIn {
  email: string;
  password: string;
  role: string;
}

/** What the built-in mailbox tells of a message. */
export interface CaughtMail {
  id: string;
  to: string;
  subject: string;
  raw: string;
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

/** A whole Accord as `npm start` runs it, on free ports and in a data folder of its own. */
export class Product {
  private constructor(
    readonly origin: string,
    private readonly folder: string,
    private readonly process: TestProcess,
    /** From the first line of the start to the address being printed, in milliseconds. */
    readonly startedIn: number,
  ) {}

  static async start(settings: NodeJS.ProcessEnv = {}): Promise<Product> {
    const folder = mkdtempSync(path.join(tmpdir(), `accord-journey-${randomInt(1e6)}-`));
    chmodSync(folder, 0o755); // as root, the database runs as another account, which must be able to enter
    const began = Date.now();
    const [port, mailboxPort] = [await freePort(), await freePort()];
    const running = startBuilt('start', [], {
      env: {
        PORT: String(port),
        MAILBOX_PORT: String(mailboxPort),
        ACCORD_DATA: folder,
        DATABASE_URL: undefined,
        SMTP_URL: undefined,
        REDIS_URL: undefined,
        PUBLIC_URL: undefined,
        LOG_LEVEL: 'warn',
        ...settings,
      },
    });
    await running.says(/Accord is running/, 120_000);
    return new Product(`http://localhost:${port}`, folder, running, Date.now() - began);
  }

  get output(): string {
    return this.process.output;
  }

  get signIns(): SignIn[] {
    return JSON.parse(readFileSync(path.join(this.folder, 'sample-sign-ins.json'), 'utf8')) as SignIn[];
  }

  signInOf(role: string): SignIn {
    const found = this.signIns.find((each) => each.role === role);
    if (!found) throw new Error(`The sample has no ${role}`);
    return found;
  }

  /** The operator's tool, on this product. Throws with its output where it fails. */
  async accord(...args: string[]): Promise<string> {
    const command = startBuilt('cli', args, { env: { ACCORD_DATA: this.folder, DATABASE_URL: undefined } });
    const { code } = await command.ended;
    if (code !== 0) throw new Error(`accord ${args.join(' ')} ended with ${code}:\n${command.output}`);
    return command.output;
  }

  /** A look into the database, as the owner of the tables. */
  async sql<Row extends pg.QueryResultRow>(statement: string, parameters: unknown[] = []): Promise<Row[]> {
    const socket = path.join(this.folder, 'postgres', 'run');
    const client = new pg.Client({ host: socket, user: 'postgres', database: 'accord' });
    await client.connect();
    try {
      return (await client.query<Row>(statement, parameters)).rows;
    } finally {
      await client.end();
    }
  }

  /** Mail to this address that the mailbox has caught, newest first. */
  async mailTo(address: string): Promise<CaughtMail[]> {
    const answer = await fetch(`${this.origin}/mailbox/api/messages?to=${encodeURIComponent(address)}`);
    if (!answer.ok) throw new Error(`The mailbox answered ${answer.status}`);
    return ((await answer.json()) as { data: CaughtMail[] }).data;
  }

  async stop(): Promise<void> {
    await this.process.end('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
