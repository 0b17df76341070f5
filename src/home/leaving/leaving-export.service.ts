import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { NotFound } from '../../platform/http/errors.js';
import { Audit } from '../../staff/audit.service.js';
import { OpenedSecrets } from '../keys/opened-secrets.service.js';
import { findOrganization, findOwnedTables, readRows } from './owned-rows.sql.js';

/**
 * What a chapter or partner takes along when it leaves: exactly what it owns, sealed records with it, and nothing that
 * others own or showed to it. For the operator's tool, which works as the owner of the tables.
 */
@Injectable()
export class LeavingExport {
  constructor(
    private readonly database: Database,
    private readonly secrets: OpenedSecrets,
    private readonly audit: Audit,
  ) {}

  /**
   * Writes one line of JSON a row, `{ "table": ..., "row": { ... } }`. What is encrypted about people is opened: whoever
   * leaves has no key of ours.
   *
   * @param write is awaited for each line, so that a slow disk slows the reading.
   * @returns how many rows.
   * @throws NotFound for a slug that no organization has.
   */
  write(slug: string, write: (line: string) => Promise<void> | void): Promise<number> {
    return this.database.as(Scope.nothing, async (tx) => {
      const organization = await findOrganization(tx, slug);
      if (!organization) throw new NotFound(`No organization is called ${slug}.`);
      let count = 0;
      for (const table of await findOwnedTables(tx)) {
        for await (const row of readRows(tx, table, organization.id)) {
          await write(`{"table":"${table.name}","row":${this.secrets.openText(table.name, row)}}\n`);
          count++;
        }
      }
      await this.audit.append(tx, null, {
        organizationId: organization.id,
        action: 'organization.exported',
        subject: { kind: 'organization', id: organization.id },
        detail: { rows: count },
      });
      return count;
    });
  }
}
