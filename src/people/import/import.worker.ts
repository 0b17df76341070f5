import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Files } from '../../platform/files/files.service.js';
import { Handles, type Nothing, type Run } from '../../platform/jobs/job.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { Duplicates } from '../duplicates.service.js';
import { ImportChecking } from './checking.service.js';
import { findDuplicatesOfImport, sweepPeopleImports, undoImport, workImport } from './import.jobs.js';
import { dueImports, findImport } from './imports.sql.js';
import { ImportRunning } from './running.service.js';
import { ImportUndoing } from './undoing-imports.service.js';

/** The jobs of imports. Works as the owner of the tables; each step keeps to the organization of its import. */
@Injectable()
export class ImportWorker {
  constructor(
    private readonly database: Database,
    private readonly files: Files,
    private readonly checking: ImportChecking,
    private readonly running: ImportRunning,
    private readonly undoing: ImportUndoing,
    private readonly duplicates: Duplicates,
    private readonly jobs: Jobs,
  ) {}

  @Handles(workImport)
  async work({ importId }: { importId: string }, { signal }: Run): Promise<void> {
    const it = await this.database.as(Scope.nothing, (tx) => findImport(tx, importId, null));
    if (it?.state === 'checking' && it.fileId) await this.checking.check(it, this.files.placeOf(it.fileId));
    if (it?.state === 'running' || it?.state === 'stopping') {
      await this.running.run(it, signal);
      await this.jobs.nudge(findDuplicatesOfImport, { importId });
    }
  }

  /** Also those who were made before a run was cancelled, and twice over where two workers had it: a pair stands once. */
  @Handles(findDuplicatesOfImport)
  async findDuplicates({ importId }: { importId: string }): Promise<void> {
    const it = await this.database.as(Scope.nothing, (tx) => findImport(tx, importId, null));
    const isOver = it?.state === 'done' || it?.state === 'cancelled';
    if (isOver && it.startedAt) await this.duplicates.find(it.ownerId, it.startedAt);
  }

  @Handles(undoImport)
  undo({ importId }: { importId: string }, { signal }: Run): Promise<void> {
    return this.undoing.work(importId, signal);
  }

  @Handles(sweepPeopleImports)
  async sweep(_: Nothing): Promise<void> {
    const due = await this.database.as(Scope.nothing, dueImports);
    await this.jobs.add(
      workImport,
      ...due.filter(({ isUndo }) => !isUndo).map(({ id }) => ({ importId: id })),
    );
    await this.jobs.add(
      undoImport,
      ...due.filter(({ isUndo }) => isUndo).map(({ id }) => ({ importId: id })),
    );
  }
}
