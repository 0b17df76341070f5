import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { fromCursor, type PageQuery, toPage } from '../../platform/paging/paging.js';
import { type Caller } from '../../staff/caller.access.js';
import { type FailuresQuery } from './locations.forms.js';
import {
  type DistrictMovePage,
  type DistrictRunList,
  type LocationFailurePage,
} from './locations.resources.js';
import { findFailures, findMoves, findRuns } from './locations.sql.js';

/** Who is not on the map, and who is elsewhere on it than before. */
@Injectable()
export class Locations {
  constructor(private readonly database: Database) {}

  /** Everyone whose address could not be placed, or not in every layer, and why (PC-4). */
  async failures(caller: Caller, query: FailuresQuery): Promise<LocationFailurePage> {
    const found = await this.database.as(caller.scope('people.read'), (tx) =>
      findFailures(tx, caller.within('people.read'), {
        reason: query.reason ?? null,
        after: fromCursor(query.after, 1),
        limit: query.limit + 1,
      }),
    );
    return toPage(
      found,
      query.limit,
      (each) => [each.id],
      (each) => each,
    );
  }

  /** Recalculations since boundaries or ZIP points changed. What changed is public; who moved is each owner's. */
  async runs(caller: Caller): Promise<DistrictRunList> {
    return { data: await this.database.as(caller.scope('people.read'), findRuns) };
  }

  /** Who moved (PC-15). Empty for a run that is not there. */
  async moves(caller: Caller, runId: string, query: PageQuery): Promise<DistrictMovePage> {
    const found = await this.database.as(caller.scope('people.read'), (tx) =>
      findMoves(tx, caller.within('people.read'), {
        runId,
        after: fromCursor(query.after, 3),
        limit: query.limit + 1,
      }),
    );
    return toPage(
      found,
      query.limit,
      (each) => [each.address_id, each.jurisdiction, each.layer],
      ({ address_id, jurisdiction, owner_id, person_id, person_name, layer, from_name, to_name }) => ({
        id: [address_id, jurisdiction, layer].join(' '),
        owner_id,
        person_id,
        person_name,
        layer,
        from_name,
        to_name,
      }),
    );
  }
}
