import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { mostOnDay } from '../domains/warm-up.js';
import { DEFAULT_RELAY } from '../pacing/rates.sql.js';
import { type Claimed, type DeliveryState } from '../sending/deliveries.sql.js';
import { type OpenRelay } from './relay-transports.service.js';
import { relayOf, type Stream, type Way, waysOf } from './ways.js';
import { countWarmingRelay, findWarming, holdWarmingRelay, ownerOfMailing, routesOf } from './ways.sql.js';

type Found = Claimed & { state: DeliveryState };

/**
 * Which way mail goes. It is decided when a message is claimed and not when it is written: what waits goes by whatever relay
 * holds for its owner by then, so a relay that is changed or given up strands nothing.
 */
@Injectable()
export class Ways {
  constructor(private readonly database: Database) {}

  /** All ways of a stream, that of SMTP_URL first. */
  all(stream: Stream): Promise<Way[]> {
    return this.database.as(Scope.nothing, async (tx) => waysOf(await routesOf(tx, stream)));
  }

  /** By which relay a mailing goes. */
  ofMailing(mailingId: string): Promise<string> {
    return this.database.as(Scope.nothing, async (tx) => {
      const routes = await routesOf(tx, 'bulk');
      const ownerId = routes.length > 0 ? await ownerOfMailing(tx, mailingId) : undefined;
      return ownerId === undefined ? DEFAULT_RELAY : relayOf(waysOf(routes), ownerId);
    });
  }

  /**
   * Claims by `claim` for a relay: nothing any more where its settings have changed since its connections were opened, and
   * no more bulk mail than is left of its day, while it warms up.
   */
  async claim(
    tx: EntityManager,
    { relay, version }: OpenRelay,
    { limit, isBulk }: { limit: number; isBulk: boolean },
    claim: (limit: number) => Promise<Found[]>,
  ): Promise<Found[]> {
    if (version === null) return claim(limit);
    const seen = await findWarming(tx, relay, version);
    if (!seen) return [];
    if (!isBulk || seen.day === null) return claim(limit);
    const held = await holdWarmingRelay(tx, relay, version);
    if (!held) return [];
    const most = held.day === null ? null : mostOnDay(held.day);
    if (most === null) return claim(limit);
    const left = most - held.count;
    if (left <= 0) return [];
    const found = await claim(Math.min(limit, left));
    await countWarmingRelay(tx, relay, found.filter(({ state }) => state === 'claimed').length);
    return found;
  }
}
