import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { row } from '../../platform/database/sql.js';
import { Invalid } from '../../platform/http/errors.js';
import { type Caller } from '../../staff/caller.access.js';
import { Affiliations, type Selection } from './affiliations.access.js';
import { refused } from './file-refusal.js';
import { type Import } from './import.entity.js';
import { type RowsOfImport } from './proposals.sql.js';

/** More is no list of organizations, but the wrong column. */
const MOST_NEW = 500;

type Planned = Pick<Import, 'ownerId' | 'mapping' | 'rules'>;

/** The column that says to which organization people belong. Without one, nothing here does anything. */
@Injectable()
export class ImportLinking {
  constructor(private readonly affiliations: Affiliations) {}

  /**
   * Whoever links people with partners writes partners.
   *
   * @throws Forbidden without that right, Invalid on `mapping` where the people are not a chapter's: only chapters have partners.
   */
  async require(tx: EntityManager, caller: Caller, it: Planned): Promise<void> {
    if (!names(it)) return;
    caller.requires('partners.write', it.ownerId);
    if (await isChapter(tx, it.ownerId)) return;
    throw new Invalid([{ param: 'mapping', message: 'Only a chapter can link people with organizations.' }]);
  }

  /** Whether a guess may name such a column at all. */
  async isPossible(tx: EntityManager, caller: Caller, ownerId: string): Promise<boolean> {
    return caller.can('partners.write', ownerId) && (await isChapter(tx, ownerId));
  }

  /** SELECT of person_id and name of the links that these rows would make; null where the file has no such column. */
  missing(it: Import, rows: RowsOfImport): Selection | null {
    return names(it)
      ? this.affiliations.missing(linksOf(rows), { ownerId: it.ownerId, mayAdd: mayAdd(it) })
      : null;
  }

  /**
   * How many organizations the file names that the chapter does not know.
   *
   * @throws Invalid on `file` where so many would be added that it is the wrong column.
   */
  async countUnknown(tx: EntityManager, it: Import): Promise<number> {
    if (!names(it)) return 0;
    const where = `r.import_id = $1 AND r.outcome <> 'rejected'`;
    const unknown = await this.affiliations.countUnknown(
      tx,
      it.ownerId,
      linksOf({ where, parameters: [it.id] }),
    );
    if (mayAdd(it) && unknown > MOST_NEW)
      throw refused(
        `This file names ${unknown} organizations that are not here, and an import adds ${MOST_NEW} at most. Is it the right column?`,
      );
    return unknown;
  }

  async link(tx: EntityManager, it: Import, rows: RowsOfImport): Promise<void> {
    if (!names(it)) return;
    const { ownerId, isPractice, madeBy: accountId, batchId } = it;
    await this.affiliations.link(
      tx,
      { ownerId, mayAdd: mayAdd(it), isPractice, accountId, batchId },
      linksOf(rows),
    );
  }

  async unlink(tx: EntityManager, it: Import, personIds: readonly string[]): Promise<void> {
    if (names(it)) await this.affiliations.unlink(tx, it.batchId!, personIds);
  }

  /** At the end of an undo. */
  async removeUnused(tx: EntityManager, it: Import): Promise<void> {
    if (names(it)) await this.affiliations.removeUnused(tx, it.batchId!);
  }
}

const names = ({ mapping }: Pick<Import, 'mapping'>): boolean =>
  mapping.some(({ is }) => is === 'organization');
const mayAdd = ({ rules }: Pick<Import, 'rules'>): boolean => rules.newOrganizations === 'add';

const linksOf = ({ where, parameters }: RowsOfImport): Selection => ({
  sql: `SELECT r.person_id, r.organization AS name FROM import_rows r WHERE ${where} AND r.organization IS NOT NULL`,
  parameters,
});

async function isChapter(tx: EntityManager, id: string): Promise<boolean> {
  return (await row(tx, 'SELECT 1 FROM chapters WHERE id = $1', [id])) !== undefined;
}
