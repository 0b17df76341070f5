import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { affected, row } from '../../platform/database/sql.js';
import { Files } from '../../platform/files/files.service.js';
import { type Author } from '../changes/history.sql.js';
import { Changes } from '../changes.service.js';
import { noteTypedAddress } from '../meeting.sql.js';
import { Relays } from '../relays.service.js';
import { isMine } from './checking.service.js';
import {
  addressesIn,
  keepExternalIds,
  lockMeetings,
  makePeople,
  makeTags,
  newRows,
  suggestDuplicates,
} from './chunk.sql.js';
import { says } from './columns.js';
import { type Counted, type Import } from './import.entity.js';
import { ImportLinking } from './linking.service.js';
import { findImport } from './imports.sql.js';
import { matchByContact, type Places } from './matching.sql.js';
import { countOutcomes, hasRows, markUpdated, matchedRows } from './outcomes.sql.js';
import {
  proposedAddresses,
  proposedEmails,
  proposedFacts,
  proposedOffers,
  proposedPhones,
  proposedTags,
  proposedTrainings,
  proposedValues,
  type RowsOfImport,
} from './proposals.sql.js';
import { recordWords } from './words.sql.js';

/** Rows of one transaction: some tenths of a second, for which forms of the same organization wait. */
const CHUNK = 5_000;

/**
 * Writes what a dry run found, chunk by chunk. A chunk and the note how far it came are one transaction, so a worker that is
 * killed loses at most the chunk at hand, and whoever takes over goes on behind the last one.
 */
@Injectable()
export class ImportRunning {
  constructor(
    private readonly database: Database,
    private readonly changes: Changes,
    private readonly files: Files,
    private readonly linking: ImportLinking,
    private readonly relays: Relays,
  ) {}

  /** Works until the import is over, the signal asks to stop, or another worker has it in hand. */
  async run(it: Import, signal?: AbortSignal): Promise<void> {
    while (!signal?.aborted) {
      const isOver = await this.database.as(Scope.organizations(it.ownerId), (tx) => this.step(tx, it.id));
      if (isOver) return;
    }
  }

  private async step(tx: EntityManager, id: string): Promise<boolean> {
    if (!(await isMine(tx, id))) return true;
    const it = await findImport(tx, id, null);
    if (it?.state === 'stopping') return this.end(tx, it, 'cancelled');
    if (it?.state !== 'running') return true;
    if (it.doneRows < it.totalRows) {
      const places = { from: it.doneRows, to: Math.min(it.doneRows + CHUNK, it.totalRows) };
      await this.chunk(tx, it, places);
      await affected(tx, 'UPDATE imports SET done_rows = $2 WHERE id = $1', [id, places.to]);
      return false;
    }
    await this.repeats(tx, it);
    return this.end(tx, it, 'done');
  }

  private async chunk(tx: EntityManager, it: Import, places: Places): Promise<void> {
    await lockMeetings(tx, it.ownerId);
    await matchByContact(tx, it, places);
    await markUpdated(tx, it, places, this.linking.missing.bind(this.linking));
    const making = newRows(it, places);
    const matched = matchedRows(it, places);
    await makeTags(tx, it, { ...making, where: `${making.where} OR (${matched.where})` });
    await makePeople(tx, it, making);
    const { where, parameters } = making;
    await this.changes.created(tx, authorOf(it), {
      sql: `SELECT r.person_id FROM import_rows r WHERE ${where}`,
      parameters,
    });
    await recordWords(tx, it, making);
    await keepExternalIds(tx, it, making);
    await suggestDuplicates(tx, it, making);
    await this.linking.link(tx, it, making);
    await this.change(tx, it, matched);
    await this.noteTyped(tx, it, places);
  }

  /** Mail to what the file says plainly of people behind relays keeps to their safe contact, as with forms (Meeting). */
  private async noteTyped(tx: EntityManager, it: Import, places: Places): Promise<void> {
    const behind = await this.relays.allBehind(tx, it.ownerId, it.madeBy);
    if (!behind) return;
    for (const canonical of await addressesIn(tx, it, places)) {
      const relay = behind(canonical);
      if (relay && !relay.isRead) await noteTypedAddress(tx, it.ownerId, canonical, relay.address);
    }
  }

  /** Brings matched people up to what their rows say. */
  private async change(tx: EntityManager, it: Import, rows: RowsOfImport): Promise<void> {
    await keepExternalIds(tx, it, rows);
    if (it.rules.onMatch === 'skip') return;
    const updated = { ...rows, where: `${rows.where} AND r.outcome <> 'unchanged'` };
    if (!(await hasRows(tx, updated))) return;
    const author = authorOf(it);
    await this.changes.setFacts(tx, author, proposedFacts(it, updated));
    await this.changes.addContacts(tx, author, 'email', proposedEmails(updated));
    await this.changes.addContacts(tx, author, 'phone', proposedPhones(updated));
    await this.changes.addContacts(tx, author, 'address', proposedAddresses(updated));
    await this.changes.setTags(tx, author, proposedTags(it, updated));
    await this.changes.setValues(tx, author, proposedValues(it, updated));
    if (says(it, 'skills', 'speaks')) await this.changes.setOffers(tx, author, proposedOffers(updated));
    if (says(it, 'trainings')) await this.changes.setTrainings(tx, author, proposedTrainings(updated));
    await recordWords(tx, it, updated);
    await this.linking.link(tx, it, updated);
  }

  /** The further rows of people who stand in the file more than once: turn by turn, so that no turn holds somebody twice. */
  private async repeats(tx: EntityManager, it: Import): Promise<void> {
    await affected(
      tx,
      `UPDATE import_rows r SET person_id = f.person_id FROM import_rows f
       WHERE r.import_id = $1 AND r.turn > 1 AND f.import_id = $1 AND f.place = r.repeats`,
      [it.id],
    );
    const last = await row<{ turn: number }>(
      tx,
      'SELECT coalesce(max(turn), 1) AS turn FROM import_rows WHERE import_id = $1 AND turn > 1',
      [it.id],
    );
    for (let turn = 2; turn <= last!.turn; turn++) {
      const rows = {
        where: `r.import_id = $1 AND r.turn = $2 AND r.outcome = 'repeated'`,
        parameters: [it.id, turn],
      };
      await makeTags(tx, it, rows);
      await this.change(tx, it, rows);
    }
  }

  /** Settles the import and its batch, and lets go of what nobody needs any more: the file, and rows that went well. */
  private async end(tx: EntityManager, it: Import, state: 'done' | 'cancelled'): Promise<boolean> {
    const { unsubscribed, toConfirm, unknownOrganizations } = it.counted;
    const done = await countDone(tx, it, state);
    const counted: Counted = { ...done, unsubscribed, toConfirm, unknownOrganizations };
    await affected(
      tx,
      `UPDATE imports SET state = $2, counted = $3, finished_at = now(), file_id = NULL WHERE id = $1`,
      [it.id, state, JSON.stringify(counted)],
    );
    await affected(
      tx,
      `UPDATE change_batches SET state = $2, counted = $3, finished_at = now() WHERE id = $1`,
      [it.batchId, state, JSON.stringify(counted)],
    );
    await affected(
      tx,
      `DELETE FROM import_rows WHERE import_id = $1 AND cells IS NULL AND outcome <> 'possible-duplicate'`,
      [it.id],
    );
    if (it.fileId) await this.files.remove(tx, it.fileId);
    return true;
  }
}

function authorOf(it: Import): Author {
  return { accountId: it.madeBy, batchId: it.batchId };
}

/** Of a cancelled run only the rows that it came to. */
async function countDone(tx: EntityManager, it: Import, state: 'done' | 'cancelled'): Promise<Counted> {
  if (state === 'cancelled') {
    await affected(tx, 'DELETE FROM import_rows WHERE import_id = $1 AND (place > $2 OR turn > 1)', [
      it.id,
      it.doneRows,
    ]);
  }
  return countOutcomes(tx, it.id);
}
