import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.service.js';
import { Conflict, NotFound } from '../platform/http/errors.js';
import { Jobs } from '../platform/jobs/jobs.service.js';
import { fromCursor, type Page, toPage } from '../platform/paging/paging.js';
import { Audit } from '../staff/audit.service.js';
import { type Caller } from '../staff/caller.access.js';
import { type BatchesQuery } from './batches/batches.forms.js';
import { BatchResource, type LeftList } from './batches/batches.resources.js';
import {
  type Batch,
  beginUndo,
  findBatch,
  findBatches,
  insertBatch,
  moveBatch,
} from './batches/batches.sql.js';
import { findLeft, peopleOfBatch } from './changes/undo.sql.js';
import { Merging } from './merging.service.js';
import { undoBatch } from './people.jobs.js';

/** More people than anybody reads through; a longer list is looked at from its batch's figures. */
const MOST_LEFT = 500;

/**
 * What can be undone as one: imports, bulk changes and merges.
 *
 * previewed --start--> running --finish--> done --undo (within 30 days)--> undoing --> undone
 *                      running --cancel--> cancelled --undo--> undoing
 */
@Injectable()
export class Batches {
  constructor(
    private readonly database: Database,
    private readonly merging: Merging,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
  ) {}

  /**
   * Opens a batch in the caller's transaction. Give its id as `batchId` of the author to Changes.
   *
   * @param state `running` for work that goes on in a job, `done` where this transaction does all of it.
   */
  open(
    tx: EntityManager,
    caller: Caller,
    batch: {
      ownerId: string;
      kind: 'import' | 'bulk';
      reason: string;
      state: 'previewed' | 'running' | 'done';
      isPractice?: boolean;
    },
  ): Promise<string> {
    return insertBatch(tx, { isPractice: false, ...batch, accountId: caller.accountId });
  }

  /** Moves a batch on. @throws Conflict `batch_state` where it is in another state by now. */
  async move(
    tx: EntityManager,
    id: string,
    move: { from: Batch['state']; to: Batch['state']; counted?: Record<string, unknown> },
  ): Promise<void> {
    if ((await moveBatch(tx, id, move)) === 0)
      throw new Conflict('batch_state', 'Somebody else has moved this on meanwhile.');
  }

  list(caller: Caller, query: BatchesQuery): Promise<Page<BatchResource>> {
    const filter = {
      within: caller.within('people.write'),
      ownerId: query.owner_id ?? null,
      kind: query.kind ?? null,
    };
    return this.database.as(caller.scope('people.write'), async (tx) => {
      const found = await findBatches(tx, filter, fromCursor(query.after, 2), query.limit + 1);
      return toPage(
        found,
        query.limit,
        ({ key }) => key,
        (each) => BatchResource.from(each),
      );
    });
  }

  record(caller: Caller, id: string): Promise<BatchResource> {
    return this.database.as(caller.scope('people.write'), async (tx) =>
      BatchResource.from(await this.find(tx, caller, id)),
    );
  }

  /** What an undo left as it is, because somebody changed it since. */
  left(caller: Caller, id: string): Promise<LeftList> {
    return this.database.as(caller.scope('people.write'), async (tx) => {
      const { state } = await this.find(tx, caller, id);
      if (state !== 'undone') return { data: [] };
      const personIds = await peopleOfBatch(tx, id, null, MOST_LEFT);
      return { data: await findLeft(tx, { batchId: id, personIds }) };
    });
  }

  /**
   * Undoes a batch: a merge at once, a bulk change by a job.
   *
   * @throws Conflict `own_way` for an import (Imports.undo), `not_undoable` where its days are over, or it runs, or was undone.
   */
  async undo(caller: Caller, id: string): Promise<BatchResource> {
    const batch = await this.database.as(caller.scope('people.write'), async (tx) => {
      const found = await this.find(tx, caller, id);
      if (found.kind === 'import')
        throw new Conflict(
          'own_way',
          'An import is undone where it was made: it takes back more than its changes.',
        );
      if ((await beginUndo(tx, id, caller.accountId)) === 0)
        throw new Conflict(
          'not_undoable',
          'This can no longer be undone: it runs, was undone, or is over thirty days old.',
        );
      if (found.kind === 'merge') {
        const undone = await this.merging.undo(tx, caller, id);
        await this.move(tx, id, { from: 'undoing', to: 'undone', counted: { ...undone } });
      }
      await this.audit.append(tx, caller, {
        organizationId: found.ownerId,
        action: 'batch.undone',
        subject: { kind: 'batch', id },
        detail: { kind: found.kind },
      });
      return this.find(tx, caller, id);
    });
    if (batch.state === 'undoing') await this.jobs.nudge(undoBatch, { batchId: id, ownerId: batch.ownerId });
    return BatchResource.from(batch);
  }

  private async find(tx: EntityManager, caller: Caller, id: string): Promise<Batch> {
    const found = await findBatch(tx, id, caller.within('people.write'));
    if (!found) throw new NotFound();
    return found;
  }
}
