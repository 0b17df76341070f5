import { setTimeout as sleep } from 'node:timers/promises';
import { type Dice } from './dice.js';
import { type Fleet } from './fleet.js';
import { ask, type StormDatabase } from './storm-database.js';

export type Strike =
  'kill' | 'kill both' | 'freeze' | 'stop' | 'fast restart' | 'crash of the database' | 'cut connections';

const STRIKES: Readonly<Record<Strike, number>> = {
  kill: 30,
  'kill both': 5,
  freeze: 20,
  stop: 10,
  'fast restart': 12,
  'crash of the database': 13,
  'cut connections': 10,
};
/** The leases of deliveries are shorter than the longest freeze: a frozen worker may find its rows taken away. */
const LONGEST_FREEZE = 50_000;
/** Between two strikes at most so many messages arrive, and at most so much time passes, in ms. */
const MOST_BETWEEN = 150;
const LULL = 20_000;

/** What happens to workers and the database: by the seed, one thing after another. */
export class Weather {
  readonly struck = new Map<Strike, number>();
  private readonly frozen: Promise<void>[] = [];

  constructor(
    private readonly dice: Dice,
    private readonly fleet: Fleet,
    private readonly database: StormDatabase,
    private readonly say: (line: string) => void,
  ) {}

  /**
   * Strikes again and again while there is mail to send, for so many seconds at most; after that
   * two workers live, none is frozen, and the database answers.
   *
   * @param progress how many messages have arrived; undefined once all is done. Some must between two strikes, or a slow
   *   machine would see nothing but processes that start.
   */
  async rage(seconds: number, progress: () => Promise<number | undefined>): Promise<void> {
    const until = Date.now() + seconds * 1_000;
    const longest = Math.min(LONGEST_FREEZE, seconds * 200);
    for (let before: number | undefined = 0; Date.now() < until && before !== undefined;) {
      await sleep(this.dice.between(500, 3_000));
      before = await this.afterMore(progress, before);
      if (before === undefined) break;
      const strike = this.dice.pick(STRIKES);
      this.struck.set(strike, (this.struck.get(strike) ?? 0) + 1);
      this.say(`${strike} (${before} messages so far)`);
      await this.strike(strike, longest);
    }
    await Promise.all(this.frozen);
  }

  private async afterMore(
    progress: () => Promise<number | undefined>,
    before: number,
  ): Promise<number | undefined> {
    const wanted = before + this.dice.between(1, MOST_BETWEEN);
    for (const end = Date.now() + LULL; ; await sleep(100)) {
      const now = await progress();
      if (now === undefined || now >= wanted || Date.now() > end) return now;
    }
  }

  private async strike(strike: Strike, longestFreeze: number): Promise<void> {
    const workers = this.fleet.names.filter((name) => name.startsWith('worker'));
    const one = workers[this.dice.between(0, workers.length - 1)]!;
    switch (strike) {
      case 'kill':
        return this.replace([one], 'SIGKILL');
      case 'kill both':
        return this.replace(workers, 'SIGKILL');
      case 'stop':
        return this.replace([one], 'SIGTERM');
      case 'freeze': {
        const long = this.dice.between(1_000, longestFreeze);
        this.fleet.freeze(one);
        this.frozen.push(sleep(long).then(() => this.fleet.thaw(one)));
        return;
      }
      case 'fast restart':
        return this.database.restart('fast', this.dice.between(0, 5_000));
      case 'crash of the database':
        return this.database.restart('immediate', this.dice.between(0, 3_000));
      case 'cut connections':
        await ask(
          this.database.url,
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND pid <> pg_backend_pid() AND random() < 0.5`,
        );
    }
  }

  /** A frozen process takes no SIGTERM before it is thawed, as a frozen machine does not. */
  private async replace(names: readonly string[], signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (signal === 'SIGTERM') for (const name of names) this.fleet.thaw(name);
    const ends = names.map((name) => this.fleet.end(name, signal));
    // Its successor does not wait for one that drains: deploys overlap.
    if (signal === 'SIGKILL') await Promise.all(ends);
    else this.frozen.push(Promise.all(ends).then(() => undefined));
    for (const _ of names) this.fleet.start('worker');
  }
}
