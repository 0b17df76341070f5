import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.service.js';
import { binding } from '../platform/database/sql.js';
import { Conflict, NotFound } from '../platform/http/errors.js';
import { fromCursor, toPage } from '../platform/paging/paging.js';
import { type Among } from '../people/people-selection.access.js';
import { type Caller } from '../staff/caller.access.js';
import { boundsOf, compile } from './compile.js';
import { type BoundedColumn } from './conditions/definition.js';
import { drawSample, idsOf } from './counting.sql.js';
import { type Filter, FILTER_VERSION } from './filter.access.js';
import { readFilter } from './reading.js';
import { withReferences } from './referring.js';
import { type NewSegment, type SegmentChanges, type SegmentQuery } from './segments.forms.js';
import { type SegmentList, SegmentResource } from './segments.resources.js';
import {
  filtersOf,
  findSegment,
  findSegments,
  insertSegment,
  removeSegment,
  type Segment,
  updateSegment,
} from './segments.sql.js';

/** Saved questions about people, and the one way to turn a filter into SQL. */
@Injectable()
export class Segments {
  constructor(private readonly database: Database) {}

  list(caller: Caller, { limit, owner_id, q, after }: SegmentQuery): Promise<SegmentList> {
    const filter = { within: caller.within('people.read'), ownerId: owner_id ?? null, text: q || null };
    return this.database.as(caller.scope('people.read'), async (tx) =>
      toPage(
        await findSegments(tx, filter, fromCursor(after, 2), limit + 1),
        limit,
        ({ name, id }) => [name.toLowerCase(), id],
        SegmentResource.from,
      ),
    );
  }

  record(caller: Caller, id: string): Promise<SegmentResource> {
    return this.database.as(caller.scope('people.read'), async (tx) =>
      SegmentResource.from(await this.find(tx, caller, id)),
    );
  }

  /** @throws Invalid for what is no filter, Conflict `name_taken` */
  create(caller: Caller, form: NewSegment): Promise<SegmentResource> {
    caller.requires('segments.write', form.owner_id);
    return this.database.as(caller.scope('people.read'), async (tx) => {
      const filter = await this.checked(tx, form.filter, null);
      const id = await insertSegment(tx, {
        ...{ ownerId: form.owner_id, name: form.name, filter, version: FILTER_VERSION },
        accountId: caller.accountId,
      });
      if (id === null) throw nameTaken();
      return SegmentResource.from(await this.find(tx, caller, id));
    });
  }

  /** @throws Invalid for what is no filter, Conflict `name_taken` */
  change(caller: Caller, id: string, changes: SegmentChanges): Promise<SegmentResource> {
    return this.writing(caller, id, async (tx, segment) => {
      const filter =
        changes.filter === undefined ? segment.filter : await this.checked(tx, changes.filter, id);
      const name = changes.name ?? segment.name;
      if (!(await updateSegment(tx, { ...segment, name, filter, version: FILTER_VERSION })))
        throw nameTaken();
      return SegmentResource.from(await this.find(tx, caller, id));
    });
  }

  /** Takes it off the list. What refers to it goes on meaning what it said. */
  async remove(caller: Caller, id: string): Promise<void> {
    await this.writing(caller, id, async (tx) => {
      if (!(await removeSegment(tx, id))) throw new NotFound();
    });
  }

  /**
   * A filter as a client sent it, read and complete in itself: every reference to a segment is replaced by that segment's
   * tree. Sees the segments of the transaction's scope.
   *
   * @throws Invalid, on the path of what is wrong.
   */
  async complete(tx: EntityManager, input: unknown, param: string): Promise<Filter> {
    return this.resolve(tx, readFilter(input, param), param);
  }

  /** Only what may be stored: read, and its references looked up but left in place. @throws Invalid */
  async check(tx: EntityManager, input: unknown, param: string): Promise<Filter> {
    const filter = readFilter(input, param);
    await this.resolve(tx, filter, param);
    return filter;
  }

  /**
   * `SELECT id` of everybody in the filter, to be embedded: `p.id IN (...)`. Its values are added to the statement's own
   * parameters. Sealed people are in no filter, and nobody outside the transaction's scope is.
   *
   * @param filter complete (see above).
   * @param within organizations, as Caller.within gives them.
   */
  peopleOf(filter: Filter, within: readonly string[] | null): Among {
    return (parameters) => idsOf(filter, within, parameters);
  }

  /** The same as a condition, for a statement that reads `segment_people p` itself. */
  where(filter: Filter): Among {
    return (parameters) => compile(filter, binding(parameters));
  }

  /** What the filter says of this column of everybody in it, as a condition over `p`. */
  bounds(filter: Filter, column: BoundedColumn): Among {
    return (parameters) => boundsOf(filter, column, binding(parameters));
  }

  /** For statements that read `segment_people_sample` in place of `segment_people`. @returns how many percent it is */
  sample(tx: EntityManager): Promise<number> {
    return drawSample(tx);
  }

  /**
   * Whose people a filter of this owner is asked of: the owner's, and for a network those of the chapters that the caller
   * reaches through it. Never more than the caller may list.
   */
  reach(caller: Caller, ownerId: string): string[] | null {
    const reached = new Set([
      ownerId,
      ...caller.roles.flatMap(({ organizationId, reaches }) => (organizationId === ownerId ? reaches : [])),
    ]);
    return caller.within('people.read')?.filter((id) => reached.has(id)) ?? null;
  }

  /** @throws NotFound, also for a segment of others. */
  async find(tx: EntityManager, caller: Caller, id: string): Promise<Segment> {
    const segment = await findSegment(tx, id, caller.within('people.read'));
    if (!segment) throw new NotFound();
    return segment;
  }

  private checked(tx: EntityManager, input: unknown, itself: string | null): Promise<Filter> {
    const filter = readFilter(input, 'filter');
    return this.resolve(tx, filter, 'filter', itself).then(() => filter);
  }

  private resolve(
    tx: EntityManager,
    filter: Filter,
    param: string,
    itself: string | null = null,
  ): Promise<Filter> {
    const find = async (ids: readonly string[]): Promise<Map<string, Filter>> => {
      const found = await filtersOf(tx, ids);
      for (const { version } of found.values()) if (version !== FILTER_VERSION) throw wrongVersion();
      return new Map([...found].map(([id, segment]) => [id, segment.filter]));
    };
    return withReferences(filter, param, find, itself);
  }

  private writing<T>(
    caller: Caller,
    id: string,
    work: (tx: EntityManager, segment: Segment) => Promise<T>,
  ): Promise<T> {
    return this.database.as(caller.scope('people.read'), async (tx) => {
      const segment = await this.find(tx, caller, id);
      caller.requires('segments.write', segment.ownerId);
      return work(tx, segment);
    });
  }
}

function nameTaken(): Conflict {
  const message = 'There is a segment of this name already.';
  return new Conflict('name_taken', message, [{ param: 'name', message }]);
}

function wrongVersion(): Conflict {
  return new Conflict(
    'wrong_version',
    'This segment was written by another version of the product. Try again soon.',
  );
}
