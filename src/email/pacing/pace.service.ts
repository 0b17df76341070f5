import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { type EntityManager } from 'typeorm';
import { Tasks } from '../../staff/tasks/tasks.service.js';
import { type Held, TO_OFFICE } from '../sending/claiming.sql.js';
import { type Claimed, type DeliveryState, release } from '../sending/deliveries.sql.js';
import {
  connectionsAtWork,
  domainsOf,
  EVERYBODY,
  fullOffices,
  keepersOf,
  type Limit,
  limitsInForce,
  lockLimits,
  OFFICES,
  openBuckets,
  payTokens,
  slow,
} from './rates.sql.js';
import { surplusOf } from './surplus.js';
import { type Slowing } from './throttling.js';

/** One office's mailbox: about one letter a second, which a small mail server takes without calling it a flood. */
const LETTERS_PER_MINUTE = 60;

type Found = Claimed & { state: DeliveryState };

/** A claim as it is asked for. */
export interface Asked {
  relay: string;
  claimToken: string;
  limit: number;
  /** Mail that somebody waits for pays for its place and is not kept waiting for it, unless its receiver takes nothing. */
  isBulk: boolean;
}

/**
 * How fast mail leaves: by relay, by who receives it, and by office. Kept in the database and by its clock, so that all
 * workers share it and a restart forgets nothing. Who is limited is skipped, and everybody else's mail goes on.
 */
@Injectable()
export class Pace {
  private readonly log = new Logger(Pace.name);

  constructor(private readonly tasks: Tasks) {}

  /**
   * Claims by `statement`, leaving out whom mail may not go to now. What was claimed is then paid for; what cannot be paid
   * for, because another worker was quicker, is given back in the same transaction.
   */
  async claim(
    tx: EntityManager,
    asked: Asked,
    statement: (asked: { limit: number; claimToken: string }, held: Held) => Promise<Found[]>,
  ): Promise<Found[]> {
    const { relay, claimToken, isBulk } = asked;
    const limits = await limitsInForce(tx, relay);
    const atWork = await this.atWork(tx, asked, limits);
    const isShut = (limit: Limit): boolean => surplusOf(limit, 1, atWork.get(limit.receiver), isBulk) > 0;
    const whole = limits.find(({ receiver }) => receiver === EVERYBODY);
    if (whole && isShut(whole)) return [];
    const shut = limits.filter(isShut).map(({ receiver }) => receiver);
    const limit = isBulk ? Math.min(asked.limit, whole?.allowance ?? asked.limit) : asked.limit;
    const found = await statement(
      { limit, claimToken },
      {
        relay,
        domains: shut.length > 0 ? await domainsOf(tx, shut) : [],
        offices: isBulk ? [] : await fullOffices(tx),
      },
    );
    const surplus = new Set([
      ...(await this.pay(tx, asked, found, limits)),
      ...(await this.payOffices(tx, found)),
    ]);
    if (surplus.size > 0) await release(tx, [...surplus], claimToken);
    return found.filter(({ id }) => !surplus.has(id));
  }

  /** Leaves alone whoever asked for it, in the transaction that writes the outcome: nothing further is handed to them. */
  async slow(
    tx: EntityManager,
    asked: readonly (Slowing & Pick<Claimed, 'relay' | 'receiver'>)[],
  ): Promise<void> {
    const each = new Map(
      asked.map((slowing) => {
        const receiver = slowing.scope === 'relay' ? EVERYBODY : slowing.receiver;
        return [`${slowing.relay} ${receiver}`, { ...slowing, receiver }] as const;
      }),
    );
    for (const [, { relay, receiver, ...given }] of [...each].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const atWork =
        given.connections === 'fewer' ? await connectionsAtWork(tx, relay, randomUUID()) : new Map();
      const { isNewlyBroken } = await slow(tx, relay, receiver, given, (atWork.get(receiver) ?? 0) as number);
      if (isNewlyBroken) await this.alert(tx, relay, given.reason);
      this.log.warn(`${receiver === EVERYBODY ? `Relay ${relay}` : receiver} slowed: ${given.reason}`);
    }
  }

  /** Once, by a task: mail itself cannot tell that mail does not go out. */
  private async alert(tx: EntityManager, relay: string, reason: string): Promise<void> {
    this.log.error(`No mail goes out by relay ${relay} until this is mended: ${reason}`);
    for (const { ownerId, relayName } of await keepersOf(tx, relay)) {
      const by = relayName === null ? '' : ` by ${relayName}`;
      await this.tasks.open(tx, { ownerId, title: `No mail goes out${by}: ${reason}`.slice(0, 200) });
    }
  }

  /** The ids of what the limits have no room for. */
  private async pay(
    tx: EntityManager,
    asked: Asked,
    found: readonly Found[],
    limits: readonly Limit[],
  ): Promise<string[]> {
    const claimed = found.filter(({ state }) => state === 'claimed');
    const touched = new Set([EVERYBODY, ...claimed.map(({ receiver }) => receiver)]);
    const due = limits.filter(({ receiver }) => touched.has(receiver)).map(({ receiver }) => receiver);
    if (claimed.length === 0 || due.length === 0) return [];
    const locked = await lockLimits(tx, asked.relay, due);
    const atWork = await this.atWork(tx, asked, locked);
    const left = new Set(claimed);
    const surplus: string[] = [];
    const paid = new Map<string, number>();
    // The relay as a whole comes last: it pays for what is left.
    for (const limit of [...locked].sort((a) => (a.receiver === EVERYBODY ? 1 : -1))) {
      const own = [...left].filter(({ receiver }) => [receiver, EVERYBODY].includes(limit.receiver));
      const over = surplusOf(limit, own.length, atWork.get(limit.receiver), asked.isBulk);
      for (const row of own.slice(own.length - over)) {
        left.delete(row);
        surplus.push(row.id);
      }
      paid.set(limit.receiver, own.length - over);
    }
    await payTokens(tx, asked.relay, paid);
    return surplus;
  }

  private async payOffices(tx: EntityManager, found: readonly Found[]): Promise<string[]> {
    const letters = found.filter(({ kind, state }) => kind === TO_OFFICE && state === 'claimed');
    if (letters.length === 0) return [];
    const offices = [...new Set(letters.map(({ canonicalEmail }) => canonicalEmail))];
    await openBuckets(tx, OFFICES, offices, LETTERS_PER_MINUTE);
    const locked = await lockLimits(tx, OFFICES, offices);
    const paid = new Map<string, number>();
    const surplus = locked.flatMap((limit) => {
      const own = letters.filter(({ canonicalEmail }) => canonicalEmail === limit.receiver);
      const over = surplusOf(limit, own.length, 0, true);
      paid.set(limit.receiver, own.length - over);
      return own.slice(own.length - over).map(({ id }) => id);
    });
    await payTokens(tx, OFFICES, paid);
    return surplus;
  }

  private async atWork(
    tx: EntityManager,
    { relay, claimToken }: Asked,
    limits: readonly Limit[],
  ): Promise<Map<string, number>> {
    return limits.some(({ connections, most }) => (connections ?? most) !== null)
      ? connectionsAtWork(tx, relay, claimToken)
      : new Map<string, number>();
  }
}
