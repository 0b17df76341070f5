import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Config } from '../platform/config/config.js';
import { keptSecretKey } from '../platform/config/secret-key.js';
import { type EmbeddedPostgres } from '../platform/database/embedded-postgres.js';
import { migrate } from '../platform/database/migrate.js';
import { dataFolder, startOwnDatabase } from '../platform/database/own-database.js';
import { waitForDatabase } from '../platform/database/wait-for-database.js';
import { checkKeys } from '../platform/tokens/check-keys.js';
import { Supervised } from '../platform/process/supervised.js';
import { OwedSample, sampleSignIns } from './sample.js';
import { welcome } from './welcome.js';

const COMPILED = path.resolve(import.meta.dirname, '..');

/**
 * Everything that `npm start` runs on one machine: database, migrations, sample, web, workers. `start` brings it up in
 * that order, `stop` takes it down in the reverse order. In production each part is run by itself instead.
 */
export class Supervisor {
  private embedded: EmbeddedPostgres | undefined;
  private sample: OwedSample | undefined;
  private children: Supervised[] = [];
  private reviving: NodeJS.Timeout | undefined;
  private starting: Promise<void> | undefined;
  private readonly calledOff = new AbortController();
  private stopping: Promise<void> | undefined;

  constructor(
    private readonly environment: NodeJS.ProcessEnv,
    private readonly say: (line: string) => void,
    /** Called when a part can never come up. */
    private readonly onHopeless: (error: Error) => void,
  ) {}

  /** Resolves once the web process answers that it is ready, or the start was called off by `stop`. */
  start(): Promise<void> {
    this.starting = this.bringUp().catch((error: unknown) => {
      if (!this.calledOff.signal.aborted) throw error;
    });
    return this.starting;
  }

  /** Children first: they drain for up to 25 s and need the database for it. Then the database. */
  stop(): Promise<void> {
    this.stopping ??= this.takeDown();
    return this.stopping;
  }

  /** Ends the children without a drain; the `stop` under way then finishes at once. */
  hurry(): void {
    for (const child of this.children) child.kill();
  }

  private async bringUp(): Promise<void> {
    const data = dataFolder(this.environment.ACCORD_DATA);
    if (!this.environment.DATABASE_URL) await this.startEmbedded(data);
    mkdirSync(data.path, { recursive: true });
    const url = this.environment.DATABASE_URL || this.embedded!.url;
    const env: NodeJS.ProcessEnv = {
      // React renders six to nine times slower outside production mode.
      NODE_ENV: 'production',
      ...this.environment,
      ACCORD_DATA: data.path,
      DATABASE_URL: url,
      SECRET_KEY: this.environment.SECRET_KEY || keptSecretKey(data.path),
    };
    const config = Config.from(env);
    this.calledOff.signal.throwIfAborted();
    await waitForDatabase(url, { say: this.say, signal: this.calledOff.signal });
    const { applied } = await migrate(url);
    if (applied.length > 0) this.say(`Database brought up to date (${applied.length} migrations).`);
    await checkKeys(config);
    this.calledOff.signal.throwIfAborted();
    this.startChildren(config, env);
    // Both take seconds to boot, and neither needs the other: the sample appears whole, by one commit.
    await Promise.all([this.loadOwedSample(config, env), this.webIsReady(config)]);
    const signIns = sampleSignIns(data.path);
    const database = this.embedded?.folder;
    this.say(
      welcome({ origin: config.origin, data: data.path, database, usesMailbox: config.usesMailbox, signIns }),
    );
  }

  private async startEmbedded(data: { path: string; isDefault: boolean }): Promise<void> {
    const embedded = await startOwnDatabase(data);
    this.embedded = embedded;
    this.sample = new OwedSample(embedded.folder);
    if (embedded.isNew) this.sample.owe();
    let isReviving = false;
    this.reviving = setInterval(() => {
      if (isReviving) return;
      isReviving = true;
      embedded
        .revive()
        .then((hadDied) => hadDied && this.say('The database had been ended from outside; it runs again.'))
        .catch((error: Error) => this.onHopeless(error))
        .finally(() => (isReviving = false));
    }, 1_000);
  }

  private async loadOwedSample(config: Config, env: NodeJS.ProcessEnv): Promise<void> {
    if (!this.sample?.isOwed) return;
    if (config.ACCORD_SAMPLE === 'none') return this.sample.settle();
    this.say('Loading the sample coalition ...');
    try {
      await this.sample.load(path.join(COMPILED, 'cli.js'), env);
    } catch (error) {
      this.calledOff.signal.throwIfAborted();
      // An empty coalition is still a working one; the next start tries again.
      this.say((error as Error).message);
    }
  }

  private startChildren(config: Config, env: NodeJS.ProcessEnv): void {
    const { say, onHopeless } = this;
    const add = (name: string, file: string) =>
      this.children.push(new Supervised({ name, script: path.join(COMPILED, file), env, say, onHopeless }));
    add('web', 'main.js');
    for (let n = 1; n <= config.WORKER_PROCESSES; n++) add(`worker ${n}`, 'worker.js');
    for (const child of this.children) child.start();
  }

  /** However long it takes: a web process that cannot come up is reported as hopeless by its supervision. */
  private async webIsReady(config: Config): Promise<void> {
    const host = ['0.0.0.0', '::'].includes(config.HOST) ? '127.0.0.1' : config.HOST;
    const address = `http://${host.includes(':') ? `[${host}]` : host}:${config.PORT}/health/ready`;
    for (;;) {
      this.calledOff.signal.throwIfAborted();
      const answer = await fetch(address, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined); // not up yet
      await answer?.body?.cancel();
      if (answer?.ok) return;
      await sleep(100);
    }
  }

  private async takeDown(): Promise<void> {
    this.calledOff.abort();
    this.sample?.interrupt();
    const childrenStopped = Promise.all(this.children.map((child) => child.stop()));
    await this.starting?.catch(() => undefined); // its error has gone to whoever called start
    await childrenStopped;
    clearInterval(this.reviving);
    await this.embedded?.stop();
  }
}
