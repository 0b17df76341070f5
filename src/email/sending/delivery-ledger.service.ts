import { Injectable, Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { type Claimed, handOver, settle } from './deliveries.sql.js';
import { Aftermath } from './aftermath.service.js';
import { type Consequence } from './settlement.js';

interface Step {
  last: Consequence | null;
  next: Claimed | null;
  done: (mayGo: boolean) => void;
  failed: (error: unknown) => void;
}

/** One statement's worth: larger ones win nothing and hold their rows longer. */
const MOST = 200;
/** For about half a minute: a database that is restarting comes back in that time (faults.md F12). */
const RETRIES = [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000] as const;

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
   * @throws the database's error, where it stayed away for half a minute
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
    for (const pause of [...RETRIES, null]) {
      try {
        return await this.write([step]);
      } catch (error) {
        if (pause === null) return step.failed(error);
        this.log.warn(`A delivery waits for the database: ${(error as Error).message}`);
        await sleep(pause);
      }
    }
  }

  private async write(steps: readonly Step[]): Promise<void> {
    const handed = await this.database.as(Scope.nothing, async (tx) => {
      await this.settle(
        tx,
        steps.flatMap(({ last }) => last ?? []),
      );
      const next = steps.flatMap((step) => step.next ?? []);
      return next.length > 0 ? handOver(tx, next) : new Set<string>();
    });
    for (const { next, done } of steps) done(next !== null && handed.has(next.id));
  }

  private async settle(tx: EntityManager, consequences: readonly Consequence[]): Promise<void> {
    if (consequences.length === 0) return;
    const settled = await settle(
      tx,
      consequences.map(({ settlement }) => settlement),
    );
    const rows = new Map(settled.map((row) => [row.id, row]));
    for (const { settlement } of consequences) {
      // Somebody decided about this row in the meantime: their word stands, and ours is in the log.
      if (!rows.has(settlement.id))
        this.log.warn(`Delivery ${settlement.id} was taken away before it ended as ${settlement.state}`);
    }
    await this.aftermath.of(
      tx,
      consequences.flatMap((consequence) => {
        const row = rows.get(consequence.settlement.id);
        return row ? [{ ...consequence, row }] : [];
      }),
    );
  }
}
