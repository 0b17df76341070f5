import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Turns } from '../../platform/clock/turns.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { storableText } from '../../platform/jobs/storable.js';
import { domainOf } from '../../platform/mail/address.js';
import { type MailTransport } from '../../platform/mail/transport.service.js';
import {
  acquit,
  type Claimed,
  type DeliveryState,
  failClaimed,
  LEASE_SECONDS,
  release,
  renewLeases,
  suspect,
} from './deliveries.sql.js';
import { DeliveryLedger } from './delivery-ledger.service.js';
import { type Outgoing } from './outgoing.service.js';
import { type Consequence, consequenceOf } from './settlement.js';

export interface Work {
  /** Claims the next rows for this token; an empty answer ends the work. */
  claim: (claimToken: string) => Promise<(Claimed & { state: DeliveryState })[]>;
  make: (row: Claimed) => Outgoing | Promise<Outgoing>;
  transport: MailTransport;
  /** Aborted at shutdown: no further message is begun. */
  signal: AbortSignal;
  /** Milliseconds after which no further rows are claimed. */
  slice: number;
}

/** Why the work ended. `empty`: nothing is due. `slice`: time is up. `away`: the relay does not answer. */
export type End = 'empty' | 'slice' | 'away' | 'stopped';

/** A message that hangs gets so long after the signal to stop; then it is cut, and its row says "unknown". */
const LAST_MESSAGE_MS = 12_000;

/** What one connection does: claims rows and hands them in, one after the other, with a commit between two. */
@Injectable()
export class Connection {
  private readonly log = new Logger(Connection.name);
  private readonly suspects = new Turns(1);

  constructor(
    private readonly database: Database,
    private readonly ledger: DeliveryLedger,
  ) {}

  async run(work: Work): Promise<End> {
    const until = Date.now() + work.slice;
    const cut = new AbortController();
    const cutLater = (): void => void setTimeout(() => cut.abort(), LAST_MESSAGE_MS).unref();
    work.signal.addEventListener('abort', cutLater, { once: true });
    try {
      while (!work.signal.aborted) {
        if (Date.now() >= until) return 'slice';
        const claimToken = randomUUID();
        const found = await work.claim(claimToken);
        if (found.length === 0) return 'empty';
        const claimed = found.filter(({ state }) => state === 'claimed');
        const end = await this.handIn(claimed, claimToken, work, cut.signal);
        if (end) return end;
      }
      return 'stopped';
    } finally {
      work.signal.removeEventListener('abort', cutLater);
    }
  }

  private async handIn(
    rows: readonly Claimed[],
    claimToken: string,
    work: Work,
    cut: AbortSignal,
  ): Promise<End | undefined> {
    const left = new Set(rows.map(({ id }) => id));
    const renewing = this.keepLease(left, claimToken);
    let last: Consequence | null = null;
    try {
      for (const row of rows) {
        if (work.signal.aborted) return 'stopped';
        const outgoing = await this.make(row, work);
        if (!outgoing) continue;
        const mayGo = await this.ledger.step(last, row);
        last = null;
        // Paused, suppressed or too late. What is left is given back, and the next claim sees each row's own reason.
        if (!mayGo) return undefined;
        const { envelopeFrom, raw, hiddenTo } = outgoing;
        const outcome = await work.transport.deliver({
          envelopeFrom,
          raw,
          to: hiddenTo ?? row.canonicalEmail,
          secrets: hiddenTo === undefined ? [] : partsOf(hiddenTo),
          signal: cut,
        });
        last = consequenceOf(row, outcome);
        if (last.isRelayAway) return 'away';
        // What is left is claimed anew, without those that wait.
        if (last.pause !== null || last.slowing) return undefined;
      }
      return undefined;
    } finally {
      try {
        await this.ledger.step(last, null);
        await this.giveBack(left, claimToken);
      } finally {
        clearInterval(renewing);
      }
    }
  }

  /**
   * A row can take its process with it, by needing more memory than there is (faults.md F7), and then nobody is left to say
   * which it was. So each of those that a dead process had is made with no other suspect beside it, and it is written down
   * before; the sweep sets aside one over which senders go on dying.
   */
  private async make(row: Claimed, work: Work): Promise<Outgoing | null> {
    if (row.senderDeaths === 0) return this.tryToMake(row, work);
    return this.suspects.take('', async () => {
      await this.database.as(Scope.nothing, (tx) => suspect(tx, row.id, row.claimToken));
      const outgoing = await this.tryToMake(row, work);
      await this.database.as(Scope.nothing, (tx) => acquit(tx, row.id, row.claimToken));
      return outgoing;
    });
  }

  private async tryToMake(row: Claimed, work: Work): Promise<Outgoing | null> {
    try {
      const outgoing = await work.make(row);
      return outgoing.dkim ? { ...outgoing, raw: await outgoing.dkim.sign(outgoing.raw) } : outgoing;
    } catch (error) {
      const reason = storableText(`Not a message: ${(error as Error).message}`, 300);
      await this.database.as(Scope.nothing, (tx) => failClaimed(tx, row.id, row.claimToken, reason));
      return null;
    }
  }

  private keepLease(ids: ReadonlySet<string>, claimToken: string): NodeJS.Timeout {
    return setInterval(
      () => {
        this.database
          .as(Scope.nothing, (tx) => renewLeases(tx, [...ids], claimToken))
          .catch((error: Error) => this.log.warn(`A lease was not renewed: ${error.message}`));
      },
      (LEASE_SECONDS * 1_000) / 4,
    );
  }

  private async giveBack(ids: ReadonlySet<string>, claimToken: string): Promise<void> {
    if (ids.size === 0) return;
    await this.database.as(Scope.nothing, (tx) => release(tx, [...ids], claimToken));
  }
}

/** Servers repeat in their replies to whom they were asked to deliver, whole or in part. */
function partsOf(address: string): string[] {
  const [local, domain] = [address.slice(0, address.lastIndexOf('@')), domainOf(address)];
  return [address, domain, ...(local.length > 1 ? [local] : [])];
}
