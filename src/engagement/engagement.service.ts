import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { People } from '../people/people.service.js';
import { ACTIONS, type Deed } from './engagement.access.js';
import { insertDeed, insertDeeds } from './engagement.sql.js';
import { readTimeline, type TimelineEntry, type TimelineReading } from './timeline.sql.js';

export interface Timeline {
  data: TimelineEntry[];
  /** Give as `after` for the next page; null on the last. */
  next: string | null;
}

/** The ledger of what people did: written by every feature, read by timelines, segments and reports. */
@Injectable()
export class Engagement {
  constructor(
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  /** Adds one line, in the transaction of the deed itself. The transaction's scope must hold the owner. */
  async record(tx: EntityManager, deed: Deed): Promise<void> {
    const at = deed.at ?? this.clock.now();
    await insertDeed(tx, { ...deed, at });
    if (deed.personId && ACTIONS.has(deed.did)) await this.people.acted(tx, deed.personId, at);
  }

  /**
   * Adds many lines in one statement, for what happens to hundreds of people a second and is nobody's action: it moves no
   * "last action".
   */
  async recordAll(tx: EntityManager, deeds: readonly Deed[]): Promise<void> {
    if (deeds.some(({ did }) => ACTIONS.has(did))) throw new Error('An action is recorded by itself');
    const now = this.clock.now();
    if (deeds.length > 0)
      await insertDeeds(
        tx,
        deeds.map((deed) => ({ ...deed, at: deed.at ?? now })),
      );
  }

  /**
   * What happened between this person and the organizations of the transaction's scope, newest first: deeds, notes, changes
   * of consent and of the record, merges and tasks in one list.
   *
   * @param reading `after` is the `next` of the page before; `kinds` are verbs of `Did`, 'noted', 'consented', 'changed' and 'task';
   *   `limit` 1 to 100.
   */
  async timeline(tx: EntityManager, reading: TimelineReading): Promise<Timeline> {
    const { limit } = reading;
    const found = await readTimeline(tx, { ...reading, limit: limit + 1 });
    const data = found.slice(0, limit);
    return { data, next: found.length > limit ? data.at(-1)!.cursor : null };
  }
}
