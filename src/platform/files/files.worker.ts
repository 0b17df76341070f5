import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { Database } from '../database/database.service.js';
import { Scope } from '../database/scope.js';
import { rows } from '../database/sql.js';
import { Handles, type Nothing, type Run } from '../jobs/job.js';
import { sweepFiles } from './files.jobs.js';
import { Files } from './files.service.js';

/** Bytes younger than this may belong to a transaction that is still open. */
const GRACE_MS = 60 * 60_000;

/** Keeps the data folder and the table alike. Runs as the owner of the tables, which sees every row. */
@Injectable()
export class FilesWorker {
  constructor(
    private readonly files: Files,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Handles(sweepFiles)
  async sweep(_nothing: Nothing, { signal }: Pick<Run, 'signal'>): Promise<void> {
    for (const folder of await namesIn(this.files.folder)) {
      if (signal.aborted) return;
      const place = path.join(this.files.folder, folder);
      const old = await this.oldIn(place);
      const known = folder === 'incoming' ? new Set<string>() : await this.known(old);
      for (const name of old) if (!known.has(name)) await rm(path.join(place, name), { force: true });
    }
  }

  private async oldIn(folder: string): Promise<string[]> {
    const before = this.clock.now().getTime() - GRACE_MS;
    const old: string[] = [];
    for (const name of await namesIn(folder)) {
      const found = await stat(path.join(folder, name)).catch(orGone);
      if (found && found.mtimeMs < before) old.push(name);
    }
    return old;
  }

  private async known(names: readonly string[]): Promise<Set<string>> {
    const found = await this.database.as(Scope.nothing, (tx) =>
      rows<{ id: string }>(tx, `SELECT id FROM files WHERE id::text = ANY ($1)`, [names]),
    );
    return new Set(found.map(({ id }) => id));
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(orGone)) ?? [];
}

/** Another worker may have removed it in between, and before the first upload there is no folder. */
function orGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
