import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Files } from '../../platform/files/files.service.js';
import { Audit } from '../../staff/audit.service.js';
import { erasePerson } from './access-copy.sql.js';
import { type Erasure, findErasures, isBack, likeThem } from './erase-list.sql.js';

export type { Erasure } from './erase-list.sql.js';

export interface Applied {
  /** People who were back and are erased again. */
  erased: number;
  /** Records with an address of somebody erased, for people to decide about. */
  alike: string[];
}

/**
 * The list of who was erased, kept beside the backups: a backup from before brings people back whom somebody was promised
 * to forget, and the list takes them out again. In the operator's tool, as owner of the tables.
 */
@Injectable()
export class EraseList {
  constructor(
    private readonly database: Database,
    private readonly files: Files,
    private readonly audit: Audit,
  ) {}

  list(): Promise<Erasure[]> {
    return this.database.as(Scope.nothing, (tx) => findErasures(tx));
  }

  /** Erases whoever of the list is here again; each in a transaction, so that it can be run again after a fault. */
  async apply(erasures: readonly Erasure[]): Promise<Applied> {
    const applied: Applied = { erased: 0, alike: [] };
    for (const erasure of erasures) {
      const files = await this.eraseAgain(erasure);
      if (files !== null) applied.erased++;
      await this.files.removeBytes(files ?? []);
    }
    // Afterwards: who was only merged then went with the record they were merged into.
    for (const erasure of erasures) {
      const scope = Scope.organizations(erasure.ownerId);
      const alike = await this.database.as(scope, (tx) => likeThem(tx, erasure));
      applied.alike.push(...alike.map(({ id }) => id));
    }
    return { ...applied, alike: [...new Set(applied.alike)] };
  }

  /** @returns null where they are not back */
  private eraseAgain(erasure: Erasure): Promise<string[] | null> {
    const { ownerId, personId } = erasure;
    return this.database.as(Scope.organizations(ownerId), async (tx) => {
      if (!(await isBack(tx, erasure))) return null;
      const files = await erasePerson(tx, personId, null);
      if (files !== null)
        await this.audit.append(tx, null, {
          organizationId: ownerId,
          action: 'person.erased-again',
          subject: { kind: 'person', id: personId },
        });
      return files;
    });
  }
}
