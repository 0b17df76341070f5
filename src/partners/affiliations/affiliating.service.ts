import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Organizations } from '../../network/organizations.service.js';
import { rows } from '../../platform/database/sql.js';
import { Affiliations, type Linking, type Selection } from '../../people/import/affiliations.access.js';
import { insertMembership } from '../partners.sql.js';
import { insertContacts, missingLinks, removeContacts, unknownNames } from './affiliations.sql.js';

/** People and the partners that a file names with them. */
@Injectable()
export class Affiliating extends Affiliations {
  constructor(private readonly organizations: Organizations) {
    super();
  }

  missing(proposed: Selection, { ownerId, mayAdd }: Pick<Linking, 'ownerId' | 'mayAdd'>): Selection {
    const { sql, parameters } = missingLinks(proposed, ownerId, mayAdd);
    return { sql: `SELECT person_id, name FROM (${sql}) missing`, parameters };
  }

  async countUnknown(tx: EntityManager, ownerId: string, proposed: Selection): Promise<number> {
    return (await unknownNames(tx, ownerId, proposed)).length;
  }

  async link(tx: EntityManager, by: Linking, proposed: Selection): Promise<void> {
    if (by.mayAdd) {
      for (const name of await unknownNames(tx, by.ownerId, proposed)) await this.add(tx, by, name);
    }
    await insertContacts(tx, missingLinks(proposed, by.ownerId, false), by.batchId);
  }

  unlink(tx: EntityManager, batchId: string, personIds: readonly string[]): Promise<void> {
    return removeContacts(tx, batchId, personIds);
  }

  async removeUnused(tx: EntityManager, batchId: string): Promise<void> {
    const unused = await rows<{ id: string }>(tx, 'SELECT unused_partners_of_batch($1) AS id', [batchId]);
    for (const { id } of unused) await this.organizations.remove(tx, id);
  }

  /** A prospect, of which nothing is known but its name: that it is in the coalition is for people to say. */
  private async add(tx: EntityManager, by: Linking, name: string): Promise<void> {
    const { ownerId: chapterId, isPractice, accountId: changedBy, batchId } = by;
    const partnerId = await this.organizations.create(tx, { kind: 'partner', name, isPractice });
    await tx.query(`INSERT INTO partners (id, sector) VALUES ($1, 'other')`, [partnerId]);
    await insertMembership(tx, {
      partnerId,
      chapterId,
      status: 'prospect',
      isPractice,
      changedBy,
      batchId,
    });
  }
}
