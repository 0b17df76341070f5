import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type Author } from '../changes/history.sql.js';
import { Undoing } from '../undoing.service.js';
import { isMine } from './checking.service.js';
import { forgetExternalIds, lockMeetings } from './chunk.sql.js';
import { ImportLinking } from './linking.service.js';
import { findImport, type FoundImport } from './imports.sql.js';
import { takeRequestsBack, takeWordsBack } from './words.sql.js';

/** People of one transaction. */
const STRETCH = 2_000;

interface UndoneSoFar {
  removed: number;
  restored: number;
  left: number;
  /** The last person that was come to; null at the start. */
  last: string | null;
}

/**
 * Takes an import back: people whom it made and on whom nothing hangs yet go, what it changed becomes what it was, what
 * somebody changed since stays. Stretch by stretch, each with the note how far it came, so it survives a killed worker.
 */
@Injectable()
export class ImportUndoing {
  constructor(
    private readonly database: Database,
    private readonly undoing: Undoing,
    private readonly linking: ImportLinking,
  ) {}

  async work(importId: string, signal?: AbortSignal): Promise<void> {
    const found = await this.database.as(Scope.nothing, (tx) => findImport(tx, importId, null));
    if (!found) return;
    const scope = Scope.organizations(found.ownerId);
    while (!signal?.aborted) {
      if (await this.database.as(scope, (tx) => this.step(tx, importId))) return;
    }
  }

  private async step(tx: EntityManager, importId: string): Promise<boolean> {
    if (!(await isMine(tx, importId))) return true;
    const it = await findImport(tx, importId, null);
    if (it?.batchState !== 'undoing') return true;
    const { undone = { removed: 0, restored: 0, left: 0, last: null }, by } = await this.soFar(tx, it);
    await lockMeetings(tx, it.ownerId);
    const people = await nextPeople(tx, it, undone.last);
    if (undone.last === null) await takeRequestsBack(tx, it);
    const words = await takeWordsBack(tx, it, people, by.accountId);
    await forgetExternalIds(tx, it, people);
    await this.linking.unlink(tx, it, people);
    const stretch = await this.undoing.stretch(tx, it.batchId!, by, undone.last, STRETCH);
    if (stretch.last === null) await this.linking.removeUnused(tx, it);
    const sum: UndoneSoFar = {
      removed: undone.removed + stretch.removed,
      restored: undone.restored + stretch.restored + words,
      left: undone.left + stretch.left,
      last: stretch.last,
    };
    await affected(
      tx,
      `UPDATE change_batches SET counted = counted || jsonb_build_object('undone', $2::jsonb),
         state = CASE WHEN $3 THEN 'undone' ELSE state END, undone_at = CASE WHEN $3 THEN now() END
       WHERE id = $1`,
      [it.batchId, JSON.stringify(sum), stretch.last === null],
    );
    return stretch.last === null;
  }

  private async soFar(tx: EntityManager, it: FoundImport): Promise<{ undone?: UndoneSoFar; by: Author }> {
    const batch = await row<{ undone: UndoneSoFar | null; undoneBy: string | null }>(
      tx,
      `SELECT counted -> 'undone' AS undone, undone_by AS "undoneBy" FROM change_batches WHERE id = $1`,
      [it.batchId],
    );
    return { undone: batch!.undone ?? undefined, by: { accountId: batch!.undoneBy, batchId: null } };
  }
}

/** Whom the next stretch is about: as Undoing takes them. */
async function nextPeople(tx: EntityManager, it: FoundImport, after: string | null): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    `SELECT DISTINCT person_id AS id FROM person_changes
     WHERE batch_id = $1 AND ($2::uuid IS NULL OR person_id > $2) ORDER BY person_id LIMIT $3`,
    [it.batchId, after, STRETCH],
  );
  return found.map(({ id }) => id);
}
