import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { Invalid, NotFound, Refusal } from '../platform/http/errors.js';
import { fromCursor, type PageQuery, toPage } from '../platform/paging/paging.js';
import { type ReferenceImportPage, ReferenceImportResource } from './import-resources.access.js';
import {
  beginImport,
  findImport,
  importFiles,
  insertImport,
  listImports,
  noteProgress,
  type ReferenceImport,
  type ReferenceKind,
  settleImport,
  unfinishedImports,
} from './reference-imports.sql.js';

export type { ReferenceImport, ReferenceKind } from './reference-imports.sql.js';

/** A file as a person chose it. The name may hold a folder: "ma/retired/…yml". */
export interface ImportFile {
  name: string;
  content: string;
}

export type Progress = (done: number, total: number) => Promise<void>;

/** Loads of reference data that somebody asked for in the console: kept with their files until a worker is done. */
@Injectable()
export class ReferenceImports {
  private readonly log = new Logger(ReferenceImports.name);

  constructor(private readonly database: Database) {}

  /** Keeps the files and what to do with them. The caller adds the job after this returns. */
  async open(
    kind: ReferenceKind,
    title: string,
    options: object,
    files: readonly ImportFile[],
    accountId: string | null,
  ): Promise<ReferenceImport> {
    const clean = files.map(({ name, content }) => ({ name, content: content.replaceAll('\0', '') }));
    if (clean.every(({ content }) => content.trim() === '')) {
      throw new Invalid([{ param: 'files', message: 'The files are empty.' }]);
    }
    return this.database.as(Scope.nothing, (tx) =>
      insertImport(tx, { kind, title, options, accountId }, clean),
    );
  }

  /**
   * Does a load that is due: claims it, runs the work on its files and stores the report. A refusal (a wrong file) is
   * its result and is stored for the person who sent it; any other error is stored too and goes on to the queue.
   */
  async work(
    id: string,
    work: (load: ReferenceImport, files: ImportFile[], progress: Progress) => Promise<object>,
  ): Promise<void> {
    const claimed = await this.database.as(Scope.nothing, async (tx) => {
      const load = await beginImport(tx, id);
      return load && { load, files: await importFiles(tx, id) };
    });
    if (!claimed) return;
    const progress: Progress = (done, total) =>
      this.database.as(Scope.nothing, (tx) => noteProgress(tx, id, done, total));
    try {
      const report = await work(claimed.load, claimed.files, progress);
      await this.settle(id, { report });
    } catch (error) {
      const isRefusal = error instanceof Refusal;
      await this.settle(id, {
        error: isRefusal ? said(error) : 'The import failed on our side. It has been recorded.',
      });
      if (!isRefusal) throw error;
      this.log.warn(`${claimed.load.kind} import ${id} was refused: ${error.code}`);
    }
  }

  /** Loads that no worker has in hand: for the sweep. */
  due(kind: ReferenceKind): Promise<string[]> {
    return this.database.as(Scope.nothing, async (tx) =>
      (await unfinishedImports(tx)).filter((each) => each.kind === kind).map(({ id }) => id),
    );
  }

  async list(query: PageQuery): Promise<ReferenceImportPage> {
    const after = fromCursor(query.after, 1)?.[0];
    const found = await this.database.as(Scope.nothing, (tx) =>
      listImports(tx, after === undefined ? null : String(after), query.limit + 1),
    );
    return toPage(found, query.limit, ({ id }) => [id], ReferenceImportResource.from);
  }

  /** @throws NotFound */
  async find(id: string): Promise<ReferenceImportResource> {
    const found = await this.database.as(Scope.nothing, (tx) => findImport(tx, id));
    if (!found) throw new NotFound();
    return ReferenceImportResource.from(found);
  }

  private settle(id: string, end: { report: object } | { error: string }): Promise<void> {
    return this.database.as(Scope.nothing, (tx) => settleImport(tx, id, end));
  }
}

function said(refusal: Refusal): string {
  return refusal.fields.map(({ message }) => message).join(' ') || refusal.message;
}
