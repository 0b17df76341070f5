import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { affected, row } from '../../platform/database/sql.js';
import { Files } from '../../platform/files/files.service.js';
import { Conflict, NotFound } from '../../platform/http/errors.js';
import { type Upload } from '../../platform/http/upload.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { fromCursor, toPage } from '../../platform/paging/paging.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { changesAhead } from './changes-ahead.sql.js';
import { type ImportState, UNDO_DAYS } from './import.entity.js';
import { type ImportRowsQuery, type ImportsQuery } from './imports.forms.js';
import { ImportRowPage, ImportRowResource } from './import-rows.resources.js';
import { ImportPage, ImportResource } from './imports.resources.js';
import { findImport, type FoundImport, listImports, listRows, moveImport } from './imports.sql.js';
import { undoImport, workImport } from './import.jobs.js';
import { ImportLinking } from './linking.service.js';
import { NewImports } from './new-imports.service.js';

/** Files of people, as staff bring them in. */
@Injectable()
export class Imports {
  constructor(
    private readonly database: Database,
    private readonly fresh: NewImports,
    private readonly files: Files,
    private readonly audit: Audit,
    private readonly linking: ImportLinking,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Takes a file in and says how it is understood. Nothing is imported by it.
   *
   * @throws Invalid on `file` for what is no table of people, or is larger than 100 MB.
   */
  async upload(caller: Caller, ownerId: string, upload: Upload): Promise<ImportResource> {
    caller.requires('people.import', ownerId);
    const id = await this.fresh.receive(caller, ownerId, upload);
    return this.record(caller, id);
  }

  async list(caller: Caller, { owner_id, limit, after }: ImportsQuery): Promise<ImportPage> {
    const [last] = fromCursor(after, 1) ?? [];
    const within = caller.within('people.import');
    const found = await this.database.as(caller.scope('people.import'), (tx) =>
      listImports(
        tx,
        { within, ownerId: owner_id ?? null },
        last === undefined ? null : String(last),
        limit + 1,
      ),
    );
    return toPage(found, limit, ({ id }) => [id], ImportResource.from);
  }

  record(caller: Caller, id: string): Promise<ImportResource> {
    return this.database.as(caller.scope('people.import'), async (tx) =>
      ImportResource.from(await this.find(tx, caller, id)),
    );
  }

  rows(caller: Caller, id: string, { outcome, limit, after }: ImportRowsQuery): Promise<ImportRowPage> {
    const [last = 0] = fromCursor(after, 1) ?? [];
    return this.database.as(caller.scope('people.import'), async (tx) => {
      const it = await this.find(tx, caller, id);
      const found = await listRows(tx, id, outcome ?? null, Number(last), limit + 1);
      const updated = found.filter((each) => each.outcome === 'updated').map(({ place }) => place);
      const changes =
        it.state === 'checked' && updated.length > 0
          ? await changesAhead(tx, it, updated, this.linking.missing.bind(this.linking))
          : [];
      return toPage(
        found,
        limit,
        ({ place }) => [place],
        (each) =>
          ImportRowResource.from(
            each,
            changes.filter(({ place }) => place === each.place),
          ),
      );
    });
  }

  /** Asks what would become of every row. */
  async check(caller: Caller, id: string): Promise<ImportResource> {
    await this.act(caller, id, ['uploaded', 'checked', 'refused'], 'checking');
    await this.jobs.nudge(workImport, { importId: id });
    return this.record(caller, id);
  }

  /** Imports what the dry run found, in the background. */
  async run(caller: Caller, id: string): Promise<ImportResource> {
    await this.database.as(caller.scope('people.import'), async (tx) => {
      const it = await this.find(tx, caller, id);
      await this.start(tx, caller, it);
    });
    await this.jobs.nudge(workImport, { importId: id });
    return this.record(caller, id);
  }

  /** Calls a dry run off, or a run at the edge of its next chunk: what it did until then stays, and can be undone. */
  async cancel(caller: Caller, id: string): Promise<ImportResource> {
    await this.database.as(caller.scope('people.import'), async (tx) => {
      const it = await this.find(tx, caller, id);
      const isOff = (await moveImport(tx, id, ['checking'], 'uploaded')) || (await stop(tx, id));
      if (!isOff) throw standsAs(it.state);
      await this.note(tx, caller, it, 'import.cancelled');
    });
    await this.jobs.nudge(workImport, { importId: id });
    return this.record(caller, id);
  }

  /** Takes back what an import did, within 30 days. */
  async undo(caller: Caller, id: string): Promise<ImportResource> {
    await this.database.as(caller.scope('people.import'), async (tx) => {
      const it = await this.find(tx, caller, id);
      const begun = await affected(
        tx,
        `UPDATE change_batches SET state = 'undoing', undone_by = $2
         WHERE id = $1 AND state IN ('done', 'cancelled') AND finished_at > now() - make_interval(days => $3)`,
        [it.batchId, caller.accountId, UNDO_DAYS],
      );
      if (begun === 0)
        throw new Conflict('not_undoable', `An import can be undone once it is over, for ${UNDO_DAYS} days.`);
      await this.note(tx, caller, it, 'import.undone');
    });
    await this.jobs.nudge(undoImport, { importId: id });
    return this.record(caller, id);
  }

  /** Throws away a file that was not imported. */
  discard(caller: Caller, id: string): Promise<void> {
    return this.database.as(caller.scope('people.import'), async (tx) => {
      const it = await this.find(tx, caller, id);
      const gone = await affected(
        tx,
        `DELETE FROM imports WHERE id = $1 AND state IN ('uploaded', 'checked', 'refused')`,
        [id],
      );
      if (gone === 0) throw standsAs(it.state);
      if (it.fileId) await this.files.remove(tx, it.fileId);
    });
  }

  /** @throws NotFound for what the caller does not see. */
  async find(tx: EntityManager, caller: Caller, id: string): Promise<FoundImport> {
    const found = await findImport(tx, id, caller.within('people.import'));
    if (!found) throw new NotFound();
    return found;
  }

  private async start(tx: EntityManager, caller: Caller, it: FoundImport): Promise<void> {
    await this.linking.require(tx, caller, it);
    if (!(await moveImport(tx, it.id, ['checked'], 'running'))) throw standsAs(it.state);
    await openBatch(tx, it, caller.accountId);
    await this.note(tx, caller, it, 'import.started');
  }

  private async act(caller: Caller, id: string, from: ImportState[], to: ImportState): Promise<void> {
    await this.database.as(caller.scope('people.import'), async (tx) => {
      const it = await this.find(tx, caller, id);
      if (!(await moveImport(tx, id, from, to))) throw standsAs(it.state);
    });
  }

  private note(tx: EntityManager, caller: Caller, it: FoundImport, action: string): Promise<void> {
    return this.audit.append(tx, caller, {
      organizationId: it.ownerId,
      action,
      subject: { kind: 'import', id: it.id },
      detail: { rows: it.totalRows, consent: it.consent?.source ?? 'none' },
    });
  }
}

/** The batch by which the import is undone. */
export async function openBatch(tx: EntityManager, it: FoundImport, accountId: string | null): Promise<void> {
  const batch = await row<{ id: string }>(
    tx,
    `INSERT INTO change_batches (owner_id, kind, reason, state, is_practice, made_by)
     VALUES ($1, 'import', $2, 'running', $3, $4) RETURNING id`,
    [it.ownerId, it.name, it.isPractice, accountId],
  );
  await affected(tx, 'UPDATE imports SET batch_id = $2 WHERE id = $1', [it.id, batch!.id]);
}

async function stop(tx: EntityManager, id: string): Promise<boolean> {
  // Not moveImport: how far the run came must stay.
  return (
    (await affected(tx, `UPDATE imports SET state = 'stopping' WHERE id = $1 AND state = 'running'`, [
      id,
    ])) === 1
  );
}

const standsAs = (state: ImportState): Conflict =>
  new Conflict('import_state', `This import is ${state} now. Look at it again.`);
