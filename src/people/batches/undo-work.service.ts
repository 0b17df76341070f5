import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Handles, type Run } from '../../platform/jobs/job.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { sweepUndos, undoBatch } from '../people.jobs.js';
import { Undoing } from '../undoing.service.js';
import { claimUndo, keepCounted, moveBatch, openUndos } from './batches.sql.js';

/** People of one transaction: some seconds of work, so that a worker that stops loses no more. */
const STRETCH = 2_000;

/** Works off undos of bulk changes. */
@Injectable()
export class UndoWork {
  constructor(
    private readonly database: Database,
    private readonly undoing: Undoing,
    private readonly jobs: Jobs,
  ) {}

  @Handles(undoBatch)
  async work({ batchId, ownerId }: { batchId: string; ownerId: string }, { signal }: Run): Promise<void> {
    while (!signal.aborted && (await this.stretch(batchId, ownerId)));
  }

  @Handles(sweepUndos)
  async sweep(): Promise<void> {
    const open = await this.database.as(Scope.nothing, openUndos);
    await this.jobs.add(undoBatch, ...open.map(({ id, ownerId }) => ({ batchId: id, ownerId })));
  }

  /** @returns whether there is more. The row keeps how far it got, so a worker that takes over goes on from there. */
  private stretch(batchId: string, ownerId: string): Promise<boolean> {
    return this.database.as(Scope.organizations(ownerId), async (tx) => {
      const undo = await claimUndo(tx, batchId);
      if (!undo) return false;
      const so = (name: string): number => Number(undo.counted[name] ?? 0);
      const after = typeof undo.counted['undone_to'] === 'string' ? undo.counted['undone_to'] : null;
      const by = { accountId: undo.accountId, batchId: null };
      const { removed, restored, left, last } = await this.undoing.stretch(tx, batchId, by, after, STRETCH);
      await keepCounted(tx, batchId, {
        removed: so('removed') + removed,
        restored: so('restored') + restored,
        left: so('left') + left,
        undone_to: last,
      });
      if (last !== null) return true;
      await moveBatch(tx, batchId, { from: 'undoing', to: 'undone' });
      return false;
    });
  }
}
