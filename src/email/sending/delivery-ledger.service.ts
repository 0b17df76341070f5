import { Injectable, Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAway } from '../../platform/database/away.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { rows } from '../../platform/database/sql.js';
import { Aftermath, type Ended } from './aftermath.service.js';
import { type Claimed } from './deliveries.sql.js';
import { type SettledRow, STEP, type Stepped, stepParameters } from './step.sql.js';
import { type Consequence } from './settlement.js';

interface Step {
  last: Consequence | null;
  next: Claimed | null;
  done: (mayGo: boolean) => void;
  failed: (error: unknown) => void;
}

/** One statement's worth: larger ones win nothing and hold their rows longer. */
const MOST = 200;
/** What cannot be written though the database is there may be written a moment later: so for about half a minute, in ms. */
const RETRIES = [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000];
/**
 * A database that is away is waited for, in ms, and asked often: what is known of a message that went out is known to this
 * process alone, and would otherwise be in doubt for good (faults.md F12).
 */
const AWAY_LIMIT = 15 * 60_000;
const AWAY_PAUSE = 2_000;

/**
 * The commit between two messages of a connection: writes what became of the last, and marks the next as handed. A
 * message is handed in only after that commit, so a killed process leaves at most one message per connection of which
 * nobody can say whether it went out.
 *
 * Steps that arrive while a commit is under way share the next one: connections cost one commit together, not each.
 */
@Injectable()
export class DeliveryLedger {
  private readonly log = new Logger(DeliveryLedger.name);
  private waiting: Step[] = [];
  private isWriting = false;

  constructor(
    private readonly database: Database,
    private readonly aftermath: Aftermath,
  ) {}

  /**
   * @param last what became of the message before, or null for none
   * @param next the claimed row that goes out now, or null for none
   * @returns true where `next` may and must be handed in now; false where it must not
   * @throws the database's error, where it stayed away for a quarter of an hour, or refuses for half a minute
   */
  step(last: Consequence | null, next: Claimed | null): Promise<boolean> {
    if (!last && !next) return Promise.resolve(false);
    return new Promise((done, failed) => {
      this.waiting.push({ last, next, done, failed });
      if (!this.isWriting) void this.writeAll();
    });
  }

  private async writeAll(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) {
      const steps = this.waiting.splice(0, MOST);
      try {
        await this.write(steps);
      } catch {
        // One row that cannot be written must not hold up the others: each goes alone, and each for as long as it takes.
        await Promise.all(steps.map((step) => this.writeAlone(step)));
      }
    }
    this.isWriting = false;
  }

  private async writeAlone(step: Step): Promise<void> {
    const pauses = [...RETRIES];
    for (const end = Date.now() + AWAY_LIMIT; ;) {
      try {
        return await this.write([step]);
      } catch (error) {
        const pause = isAway(error) && Date.now() < end ? AWAY_PAUSE : pauses.shift();
        if (pause === undefined) return step.failed(error);
        this.log.warn(`A delivery waits for the database: ${(error as Error).message}`);
        await sleep(pause);
      }
    }
  }

  /**
   * Nearly always one statement. Where an outcome concerns more than its row (an address to suppress, a mailing to pause),
   * that is written in the same transaction, and before anything further is handed over.
   */
  private async write(steps: readonly Step[]): Promise<void> {
    const outcomes = steps.flatMap(({ last }) => last ?? []);
    const claims = steps.flatMap(({ next }) => next ?? []);
    const handed = outcomes.some((outcome) => this.aftermath.isDue(outcome))
      ? await this.database.as(Scope.nothing, async (tx) => {
          const { settled } = await this.run((values) => rows(tx, STEP.text, values), outcomes, []);
          await this.aftermath.of(tx, ended(outcomes, settled));
          return (await this.run((values) => rows(tx, STEP.text, values), [], claims)).handed;
        })
      : (await this.run((values) => this.database.prepared(STEP, values), outcomes, claims)).handed;
    const going = new Set(handed);
    for (const { next, done } of steps) done(next !== null && going.has(next.id));
  }

  private async run(
    query: (values: unknown[]) => Promise<Stepped[]>,
    outcomes: readonly Consequence[],
    claims: readonly Claimed[],
  ): Promise<Stepped> {
    const settlements = outcomes.map(({ settlement }) => settlement);
    const [stepped] = await query(stepParameters(settlements, claims));
    const known = new Set(stepped!.settled.map(({ id }) => id));
    for (const { id, state } of settlements) {
      // Somebody decided about this row in the meantime: their word stands, and ours is in the log.
      if (!known.has(id)) this.log.warn(`Delivery ${id} was taken away before it ended as ${state}`);
    }
    return stepped!;
  }
}

function ended(outcomes: readonly Consequence[], settled: readonly SettledRow[]): Ended[] {
  const found = new Map(settled.map((row) => [row.id, row]));
  return outcomes.flatMap((outcome) => {
    const row = found.get(outcome.settlement.id);
    return row ? [{ ...outcome, row }] : [];
  });
}
