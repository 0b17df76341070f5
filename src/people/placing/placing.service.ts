import { Injectable } from '@nestjs/common';
import { DistrictRuns } from '../../geography/district-runs.service.js';
import { isLocated, Locating, type Lookup } from '../../geography/locating.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Handles, type Nothing, type Run } from '../../platform/jobs/job.js';
import { placeAddresses, placeAgain } from './placing.jobs.js';
import {
  claimUnplaced,
  dequeue,
  type Placed,
  primaryAddresses,
  type ReadAddress,
  stillTheSame,
  writePlaces,
} from './placing.sql.js';

/** A geocoder takes this many at once, and a transaction of them is over in a second. */
const STRETCH = 1_000;

/**
 * Where people live, by their addresses: the point, and by the primary address the districts. Works as the owner of the
 * tables, for all organizations alike; nothing is looked up outside of this installation for a sealed record.
 */
@Injectable()
export class Placing {
  constructor(
    private readonly database: Database,
    private readonly locating: Locating,
    private readonly runs: DistrictRuns,
  ) {}

  /** Until the queue is empty. What is claimed and not finished, because a worker died, is free again after five minutes. */
  @Handles(placeAddresses)
  async placeNew(_: Nothing, { signal }: Pick<Run, 'signal'>): Promise<void> {
    const memory = new Map<string, Promise<Lookup>>();
    while (!signal.aborted) {
      const read = await this.database.as(Scope.nothing, (tx) => claimUnplaced(tx, STRETCH));
      if (read.length === 0) return;
      const placed = await this.look(read, memory);
      await this.database.as(Scope.nothing, async (tx) => {
        const same = await stillTheSame(tx, read);
        await writePlaces(
          tx,
          placed.filter(({ id }) => same.has(id)),
          null,
        );
        await dequeue(tx, [...same]);
      });
    }
  }

  /** Everybody once more, stretch by stretch; started again it goes on where it was. */
  @Handles(placeAgain)
  async placeAll(_: Nothing, { signal }: Pick<Run, 'signal'>): Promise<void> {
    const run = await this.database.as(Scope.nothing, (tx) => this.runs.claim(tx));
    if (!run) return;
    const memory = new Map<string, Promise<Lookup>>();
    let after = run.doneUntil;
    while (!signal.aborted) {
      const from = after;
      const read = await this.database.as(Scope.nothing, (tx) => primaryAddresses(tx, from, STRETCH));
      const last = read.at(-1);
      if (!last) return this.database.as(Scope.nothing, (tx) => this.runs.finish(tx, run.id));
      const placed = await this.look(read, memory);
      await this.database.as(Scope.nothing, async (tx) => {
        const same = await stillTheSame(tx, read);
        await writePlaces(
          tx,
          placed.filter(({ id }) => same.has(id)),
          run.id,
        );
        await this.runs.advance(tx, run.id, last.id, same.size);
      });
      after = last.id;
    }
  }

  private async look(read: readonly ReadAddress[], memory: Map<string, Promise<Lookup>>): Promise<Placed[]> {
    const refused = new Map(read.map((address) => [address, hopeless(address)]));
    const hopeful = read.filter((address) => refused.get(address) === null);
    const lookups = await this.locating.locateAll(hopeful, memory);
    const found = new Map(hopeful.map((address, at) => [address, lookups[at]!]));
    return read.map((address) => toPlaced(address, found.get(address) ?? refused.get(address)!));
  }
}

/** Why it is not worth looking, or null. */
function hopeless({ isInvalid, country, city, zip }: ReadAddress): string | null {
  if (isInvalid) return 'marked-invalid';
  if (country !== 'US') return 'abroad';
  return city.trim() === '' && zip === '' ? 'no-address' : null;
}

function toPlaced({ id }: ReadAddress, found: Lookup | string): Placed {
  const nowhere = { id, latitude: null, longitude: null, by: null, layers: [], districts: [] };
  if (typeof found === 'string') return { ...nowhere, reason: found };
  if (!isLocated(found)) return { ...nowhere, reason: found.problem };
  const layers = [...new Set(found.choices.map(({ layer }) => layer))].sort();
  return {
    id,
    ...found.point,
    by: found.by,
    reason: layers.length > 0 ? 'several-districts' : null,
    layers,
    districts: found.districts.map((district) => district.id),
  };
}
