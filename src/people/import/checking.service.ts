import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { copyIn } from '../../platform/database/copy.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { affected, row } from '../../platform/database/sql.js';
import { Refusal } from '../../platform/http/errors.js';
import { Relays } from '../relays.service.js';
import { findTrainings } from '../volunteering/volunteering.sql.js';
import { importedFields } from './fields.sql.js';
import { type FileRow } from './delimited-text.js';
import { type Counted, type Import, type ImportState } from './import.entity.js';
import { withoutHidden } from './hidden-addresses.js';
import { ImportFiles } from './import-files.service.js';
import { ImportLinking } from './linking.service.js';
import { findImport, noteProgress } from './imports.sql.js';
import { matchByContact, matchByName, matchSharedEmail } from './matching.sql.js';
import { countOutcomes, markUpdated } from './outcomes.sql.js';
import { markMatchedTwice, markRepeats } from './repeats.sql.js';
import { type ReadRow } from './read-row.js';
import { RowReader } from './row-reader.js';
import { SealedCells } from './sealed-cells.service.js';
import { STAGED_COLUMNS, staged } from './staging-text.js';
import { countUnsubscribed } from './unsubscribed.sql.js';
import { countWaiting } from './words.sql.js';

/** Rows that one statement matches: enough for a plan by sets, few enough that progress is seen. */
const STRETCH = 50_000;
const PROGRESS_MS = 1_000;

/** The import was called off while it was being checked. */
class CalledOff extends Error {}

/**
 * The dry run: reads every row of the file into import_rows and finds out what would become of it. One transaction, so a
 * worker that is killed leaves nothing, and whoever takes over begins anew. Nothing else is written.
 */
@Injectable()
export class ImportChecking {
  constructor(
    private readonly database: Database,
    private readonly files: ImportFiles,
    private readonly linking: ImportLinking,
    private readonly sealing: SealedCells,
    private readonly relays: Relays,
  ) {}

  /** @param place where the file's bytes are. Does nothing where another worker has it in hand. */
  async check(it: Import, place: string): Promise<void> {
    const scope = Scope.organizations(it.ownerId);
    try {
      await this.database.atLength(scope, async (tx) => {
        if (!(await isMine(tx, it.id))) return;
        const found = await findImport(tx, it.id, null);
        if (found?.state !== 'checking') return;
        const statusCells = await this.stage(tx, found, place);
        const staying = await this.match(tx, found);
        const unknownOrganizations = await this.linking.countUnknown(tx, found);
        const counted: Counted = {
          ...(await countOutcomes(tx, it.id)),
          ...staying,
          unknownOrganizations,
          statusCells,
        };
        const settled = await affected(
          tx,
          `UPDATE imports SET state = 'checked', counted = $2, done_rows = 0,
             total_rows = (SELECT count(*) FROM import_rows WHERE import_id = $1)
           WHERE id = $1 AND state = 'checking'`,
          [it.id, JSON.stringify(counted)],
        );
        if (settled === 0) throw new CalledOff();
      });
    } catch (error) {
      if (error instanceof CalledOff) return;
      if (!(error instanceof Refusal)) throw error;
      const reason = error.fields[0]?.message ?? error.message;
      await this.database.as(scope, (tx) =>
        tx.query(`UPDATE imports SET state = 'refused', refusal = $2 WHERE id = $1 AND state = 'checking'`, [
          it.id,
          reason,
        ]),
      );
    }
  }

  /** @returns in which columns cells seem to tell who was exploited. */
  private async stage(tx: EntityManager, it: Import, place: string): Promise<Counted['statusCells']> {
    await affected(tx, 'DELETE FROM import_rows WHERE import_id = $1', [it.id]);
    const fields = await importedFields(tx, it.ownerId, { seesRestricted: true }); // whoever mapped them was asked
    const trainings = await findTrainings(tx, null, it.ownerId);
    const known = new Map(trainings.map(({ id, name }) => [name.toLowerCase(), id]));
    const reader = new RowReader(it.headings, it.mapping, fields, known);
    const behind = await this.relays.allBehind(tx, it.ownerId, it.madeBy);
    const read = (given: FileRow): ReadRow => {
      const kept = this.sealing.seal(reader.read(given), it.mapping, fields);
      if (!behind) return kept;
      return withoutHidden(kept, (canonical) => {
        const relay = behind(canonical);
        return relay?.isRead ? relay.address : undefined;
      });
    };
    await copyIn(tx, `COPY import_rows (${STAGED_COLUMNS}) FROM STDIN`, this.staged(it, read, place));
    await learnRows(tx);
    return reader.status.found;
  }

  private async *staged(
    it: Import,
    read: (given: FileRow) => ReadRow,
    place: string,
  ): AsyncGenerator<string> {
    let at = 0;
    let toldAt = Date.now();
    for await (const batch of this.files.rows(place, it.format)) {
      let text = '';
      for (const each of batch) text += staged(it.id, ++at, read(each));
      if (text !== '') yield text;
      if (Date.now() - toldAt < PROGRESS_MS) continue;
      toldAt = Date.now();
      await this.progress(it, at);
    }
  }

  /** @returns how many rows are of people who get no email, and of how many a "yes" must be confirmed. */
  private async match(
    tx: EntityManager,
    it: Import,
  ): Promise<Required<Pick<Counted, 'unsubscribed' | 'toConfirm'>>> {
    const total = await row<{ n: number }>(
      tx,
      'SELECT coalesce(max(place), 0)::int AS n FROM import_rows WHERE import_id = $1',
      [it.id],
    );
    await markRepeats(tx, it);
    const stretches = Array.from({ length: Math.ceil(total!.n / STRETCH) }, (_, at) => ({
      from: at * STRETCH,
      to: (at + 1) * STRETCH,
    }));
    for (const places of stretches) {
      await matchByContact(tx, it, places);
      await matchByName(tx, it, places);
      if (it.rules.sameEmail === 'by-name') await matchSharedEmail(tx, it, places);
      await this.progress(it, places.to);
    }
    await markMatchedTwice(tx, it);
    await learnRows(tx); // until now all were new, and what asks for the others would be planned for none
    for (const places of stretches)
      await markUpdated(tx, it, places, this.linking.missing.bind(this.linking));
    return { unsubscribed: await countUnsubscribed(tx, it), toConfirm: await countWaiting(tx, it) };
  }

  /** Outside the transaction, so that others see it while the work goes on. */
  private async progress(it: Import, doneRows: number): Promise<void> {
    const state = await this.database.as(Scope.organizations(it.ownerId), (tx) =>
      noteProgress(tx, it.id, doneRows),
    );
    if (state !== ('checking' satisfies ImportState)) throw new CalledOff();
  }
}

/**
 * Tells the planner what the rows are like: thousands that it knows nothing of would be joined row by row. A sample of 3,000
 * (300 for each of the target) says enough; of 30,000 it took as long as matching them.
 */
async function learnRows(tx: EntityManager): Promise<void> {
  await tx.query(`SELECT set_config('default_statistics_target', '10', true)`);
  await tx.query('ANALYZE import_rows');
}

/** One worker at a time has an import in hand; the lock goes with the transaction. */
export async function isMine(tx: EntityManager, importId: string): Promise<boolean> {
  const taken = await row<{ ok: boolean }>(
    tx,
    'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 4006)) AS ok',
    [importId],
  );
  return taken!.ok;
}
