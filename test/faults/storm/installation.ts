import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../../bench/load.js';
import { startScript, type TestProcess } from '../../support/processes.js';
import { type RelayEvent } from './evidence.js';
import { Fleet } from './fleet.js';

/** A relay of its own, and the settings by which processes find it and the database. */
export class Installation {
  readonly fleet: Fleet;
  private readonly events: RelayEvent[] = [];
  private read = 0;

  private constructor(
    readonly databaseUrl: string,
    readonly origin: string,
    /** What must be in no log. */
    readonly secrets: readonly string[],
    environment: NodeJS.ProcessEnv,
    private readonly relay: TestProcess,
    private readonly log: string,
  ) {
    this.fleet = new Fleet(environment);
  }

  static async at(
    folder: string,
    { databaseUrl, seed, cap }: { databaseUrl: string; seed: number; cap: number },
  ): Promise<Installation> {
    mkdirSync(folder, { recursive: true });
    const log = path.join(folder, 'relay.jsonl');
    const relay = startScript('test/faults/storm/relay-process.ts', [log, String(seed), String(cap)]);
    const [, relayPort] = await relay.says(/^(\d+)$/m);
    const [key, password] = [randomBytes(32).toString('hex'), randomBytes(12).toString('hex')];
    const port = await freePort();
    const environment = {
      DATABASE_URL: databaseUrl,
      SECRET_KEY: key,
      SMTP_URL: `smtp://storm:${password}@127.0.0.1:${relayPort}`,
      SENDING_DOMAIN_CHECKS: 'advised',
      PORT: String(port),
      PUBLIC_URL: 'http://accord.test',
      ACCORD_DATA: folder,
      REDIS_URL: undefined,
      LOG_LEVEL: 'info',
      TRUSTED_PROXIES: '127.0.0.1', // visitors come from many addresses; the limit of forms is per address
    };
    return new Installation(
      databaseUrl,
      `http://127.0.0.1:${port}`,
      [key, password, Buffer.from(`\0storm\0${password}`).toString('base64')],
      environment,
      relay,
      log,
    );
  }

  /** From here on the relay refuses only for mailboxes that are bad for good. */
  calm(): void {
    process.kill(this.relay.pid, 'SIGUSR2');
  }

  /** What the relay has written down so far. What follows the last line feed is a line that it is still writing. */
  relayed(): readonly RelayEvent[] {
    if (!existsSync(this.log)) return this.events;
    const lines = readFileSync(this.log, 'utf8').split('\n').slice(0, -1);
    for (; this.read < lines.length; this.read++)
      this.events.push(JSON.parse(lines[this.read]!) as RelayEvent);
    return this.events;
  }

  async close(): Promise<void> {
    await this.fleet.stopAll();
    await this.relay.end('SIGTERM');
  }
}
