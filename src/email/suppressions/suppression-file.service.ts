import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { findStanding, insertStanding, type Standing } from './suppression-file.sql.js';

export type { Standing } from './suppression-file.sql.js';

/** Rows a statement; an installation may have a million. */
const AT_ONCE = 5_000;

/**
 * The list of addresses that are not mailed, kept beside the backups: a backup from before would mail those again who have left
 * since (E38). In the operator's tool, as owner of the tables.
 */
@Injectable()
export class SuppressionFile {
  constructor(private readonly database: Database) {}

  list(): Promise<Standing[]> {
    return this.database.as(Scope.nothing, (tx) => findStanding(tx));
  }

  /**
   * Adds what is not there. It can be run again.
   *
   * @returns how many were missing
   */
  async apply(list: readonly Standing[]): Promise<number> {
    let added = 0;
    for (let at = 0; at < list.length; at += AT_ONCE)
      added += await this.database.as(Scope.nothing, (tx) =>
        insertStanding(tx, list.slice(at, at + AT_ONCE)),
      );
    return added;
  }
}
