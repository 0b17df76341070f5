import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Files } from '../../platform/files/files.service.js';
import { csvLine, BYTE_ORDER_MARK } from '../../platform/csv/csv-text.js';
import { NotFound } from '../../platform/http/errors.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { Suppressions } from '../../email/suppressions/suppressions.service.js';
import { People } from '../../people/people.service.js';
import { Relays } from '../../people/relays.service.js';
import { OpenedSecrets } from '../keys/opened-secrets.service.js';
import { type AccessCopy, accessCopy, erasePerson, ownerOf, TABLE_OF_PART } from './access-copy.sql.js';

/** What somebody may ask of an organization about their own record (GDPR 15 and 17): a copy of all of it, and its end. */
@Injectable()
export class Erasing {
  constructor(
    private readonly database: Database,
    private readonly files: Files,
    private readonly secrets: OpenedSecrets,
    private readonly audit: Audit,
    private readonly people: People,
    private readonly relays: Relays,
    private readonly suppressions: Suppressions,
  ) {}

  /**
   * Everything this organization keeps about the person. Looking at it is written down. What is encrypted is opened for who
   * may see it, and left out otherwise.
   */
  copy(caller: Caller, id: string): Promise<AccessCopy> {
    return this.database.as(caller.scope('people.export'), async (tx) => {
      const found = await ownerOf(tx, id, caller.within('people.export'));
      if (!found) throw new NotFound();
      caller.requires('people.export', found.ownerId);
      await this.audit.append(tx, caller, {
        organizationId: found.ownerId,
        action: 'person.copied',
        subject: { kind: 'person', id },
      });
      const mayOpen = caller.can('people.restricted', found.ownerId);
      const copy = await accessCopy(tx, id);
      for (const [part, rows] of Object.entries(copy))
        copy[part] = rows.map((row) => this.secrets.open(TABLE_OF_PART.get(part)!, row, mayOpen));
      return copy;
    });
  }

  /** The same as a table of one fact a line, for a spreadsheet. */
  async copyAsCsv(caller: Caller, id: string): Promise<string> {
    const copy = await this.copy(caller, id);
    const lines = Object.entries(copy).flatMap(([part, rows]) =>
      rows.flatMap((row, at) =>
        Object.entries(row).map(([field, value]) => csvLine([part, at + 1, field, written(value)])),
      ),
    );
    return BYTE_ORDER_MARK + csvLine(['part', 'number', 'field', 'value']) + lines.join('');
  }

  /**
   * Erases somebody, for good. What others count on stays without them; their address stays as a hash on the suppression
   * list, so that no later import mails them. It reaches rows merged into theirs, and the files of imports.
   */
  async erase(caller: Caller, id: string): Promise<void> {
    const files = await this.database.as(caller.scope('people.erase'), async (tx) => {
      const found = await ownerOf(tx, id, caller.within('people.erase'));
      if (!found) throw new NotFound();
      caller.requires('people.erase', found.ownerId);
      const hidden = await this.relays.ofPerson(tx, await this.people.records(tx, id));
      const removed = await erasePerson(tx, id, caller.accountId);
      if (removed === null) throw new NotFound();
      if (hidden) await this.suppressions.addErased(tx, hidden.ownerId, hidden.realAddress);
      await this.audit.append(tx, caller, {
        organizationId: found.ownerId,
        action: 'person.erased',
        subject: { kind: 'person', id },
      });
      return removed;
    });
    await this.files.removeBytes(files);
  }
}

function written(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
