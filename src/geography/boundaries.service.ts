import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { BoundaryIndex } from './boundary-index.js';
import { allDistricts, boundaryVersion } from './geography.sql.js';

/** How long a process may answer from boundaries that another has replaced, in milliseconds. */
const STALE_MS = 2_000;

/**
 * The boundaries, in this process's memory. They change with redistricting, every ten years or so, and are asked for
 * on every letter: reading and indexing those of Massachusetts takes about half a second, asking a few microseconds.
 */
@Injectable()
export class Boundaries {
  private version: string | undefined;
  private checkedAt = 0;
  private loading: Promise<BoundaryIndex> | undefined;

  constructor(private readonly database: Database) {}

  /** The index, read anew where boundaries were imported since: by this process at once, by another after two seconds. */
  async index(): Promise<BoundaryIndex> {
    if (this.loading && Date.now() - this.checkedAt < STALE_MS) return this.loading;
    const version = await this.database.as(Scope.nothing, (tx) => boundaryVersion(tx));
    this.checkedAt = Date.now();
    if (this.loading && version === this.version) return this.loading;
    this.version = version;
    const loading = this.database.as(Scope.nothing, async (tx) => new BoundaryIndex(await allDistricts(tx)));
    this.loading = loading;
    // A failed reading is not kept, or this process would answer with the failure for ever.
    loading.catch(() => this.loading === loading && this.forget());
    return loading;
  }

  /** Makes the next question look. */
  forget(): void {
    this.checkedAt = 0;
    this.loading = undefined;
    this.version = undefined;
  }
}
