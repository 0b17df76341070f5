import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.service.js';
import { limitTime, OUT_OF_TIME } from '../platform/database/sql.js';
import { type Caller } from '../staff/caller.access.js';
import { type Count, countPeople, countSample, guessCount, keepCount, keptCount } from './counting.sql.js';
import { type Filter } from './filter.access.js';
import { type CountQuestion } from './segments.forms.js';
import { type CountResource } from './segments.resources.js';
import { Segments } from './segments.service.js';

/** Together less than the two seconds that somebody who builds a filter waits for a number. */
const EXACT_MS = 1_300;
const SAMPLE_MS = 400;
/** What is counted faster is counted anew each time; what took longer is kept for as long as a screen is looked at. */
const WORTH_KEEPING_MS = 200;
const KEPT_SECONDS = 300;

/** How many people a filter finds: exactly where that is quick, else about. */
@Injectable()
export class Counting {
  constructor(
    private readonly database: Database,
    private readonly segments: Segments,
    private readonly clock: Clock,
  ) {}

  /** @throws Invalid for what is no filter, NotFound for an organization that the caller has no part in. */
  async count(caller: Caller, question: CountQuestion): Promise<CountResource> {
    caller.requires('people.read', question.owner_id);
    const scope = caller.scope('people.read');
    const within = this.segments.reach(caller, question.owner_id);
    const { filter, key, kept } = await this.database.as(scope, async (tx) => {
      const complete = await this.segments.complete(tx, question.filter, 'filter');
      const known = {
        ownerId: question.owner_id,
        filterHash: hash(complete),
        scopeHash: hash([...(within ?? scope.organizations)].sort()),
      };
      return { filter: complete, key: known, kept: await keptCount(tx, known, KEPT_SECONDS) };
    });
    if (kept) return shown(kept);
    const began = performance.now();
    const counted = await this.counted(caller, filter, within);
    if (performance.now() - began > WORTH_KEEPING_MS)
      await this.database.as(scope, (tx) => keepCount(tx, key, counted, KEPT_SECONDS));
    return shown(counted);
  }

  /** Each try in a transaction of its own: one that ran out of time is over. */
  private async counted(caller: Caller, filter: Filter, within: readonly string[] | null): Promise<Count> {
    const scope = caller.scope('people.read');
    const within_ = (milliseconds: number, ask: typeof countPeople): Promise<number | null> =>
      this.database
        .as(scope, async (tx) => {
          await limitTime(tx, milliseconds);
          return ask(tx, filter, within);
        })
        .catch((error: { code?: string }) => {
          if (error.code === OUT_OF_TIME) return null;
          throw error;
        });
    const exact = await within_(EXACT_MS, countPeople);
    const countedAt = this.clock.now();
    if (exact !== null) return { count: exact, isEstimate: false, countedAt };
    const about =
      (await within_(SAMPLE_MS, countSample)) ??
      (await this.database.as(scope, (tx) => guessCount(tx, filter, within)));
    return { count: twoDigits(about), isEstimate: true, countedAt };
  }
}

/** 123,456 as 120,000: more digits would claim to know. */
function twoDigits(count: number): number {
  return Number(count.toPrecision(2));
}

function hash(value: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(value)).digest();
}

function shown({ count, isEstimate, countedAt }: Count): CountResource {
  return { count, is_estimate: isEstimate, counted_at: countedAt.toISOString() };
}
