import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Claimed, type DeliveryState } from '../sending/deliveries.sql.js';
import { mostOnDay } from './warm-up.js';
import { countWarming, holdWarming } from './warm-ups.sql.js';

type Found = Claimed & { state: DeliveryState };

/** Keeps mailings from a new domain to what it may send on this day; the rest waits for the next. */
@Injectable()
export class WarmUps {
  /** Claims by `claim`, and no more than is left of the day. */
  async claim(
    tx: EntityManager,
    mailingId: string,
    limit: number,
    claim: (limit: number) => Promise<Found[]>,
  ): Promise<Found[]> {
    const domain = await holdWarming(tx, mailingId);
    const most = domain && mostOnDay(domain.day);
    if (!domain || most === undefined || most === null) return claim(limit);
    const left = most - domain.count;
    if (left <= 0) return [];
    const found = await claim(Math.min(limit, left));
    await countWarming(tx, domain.id, found.filter(({ state }) => state === 'claimed').length);
    return found;
  }
}
