import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Conflict, NotFound } from '../../platform/http/errors.js';
import { canonicalEmail } from '../../platform/mail/address.js';
import { toPage } from '../../platform/paging/paging.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import {
  isLiftable,
  type NewSuppressionForm,
  SuppressionList,
  type SuppressionQuery,
  SuppressionResource,
} from './suppressions.forms.js';
import { Suppressions } from './suppressions.service.js';
import { findSuppression, findSuppressions } from './suppressions.sql.js';

/** The suppression list as staff see and keep it. */
@Injectable()
export class SuppressionListing {
  constructor(
    private readonly database: Database,
    private readonly suppressions: Suppressions,
    private readonly audit: Audit,
  ) {}

  list(caller: Caller, { q = '', reason, limit, after }: SuppressionQuery): Promise<SuppressionList> {
    return this.database.as(caller.scope('mailings.read'), async (tx) => {
      const owners = caller.within('mailings.read');
      const found = await findSuppressions(tx, {
        owners,
        search: q,
        reason: reason ?? null,
        after,
        limit: limit + 1,
      });
      return toPage(
        found,
        limit,
        (it) => [it.id],
        (it) => SuppressionResource.from(it),
      );
    });
  }

  /** Adding one that stands already changes nothing. */
  async add(caller: Caller, { owner_id, address, detail = '' }: NewSuppressionForm): Promise<void> {
    caller.requires('suppressions.write', owner_id);
    await this.database.as(caller.scope('suppressions.write'), async (tx) => {
      await this.suppressions.add(tx, {
        canonicalEmail: canonicalEmail(address)!,
        organizationId: owner_id,
        reason: 'staff',
        detail,
      });
      await this.audit.append(tx, caller, {
        organizationId: owner_id,
        action: 'suppression.added',
        subject: { kind: 'suppression', id: null },
      });
    });
  }

  /** @throws Conflict for what only the person themselves can take back (E38) */
  async lift(caller: Caller, id: string): Promise<void> {
    await this.database.as(caller.scope('suppressions.write'), async (tx) => {
      const found = await findSuppression(tx, id, caller.within('suppressions.write'));
      if (!found) throw new NotFound();
      if (!isLiftable(found))
        throw new Conflict('not_liftable', 'They asked for it themselves, so only they can take it back.');
      const { organizationId } = found;
      caller.requires('suppressions.write', organizationId!);
      await this.suppressions.lift(tx, { id, accountId: caller.accountId });
      await this.audit.append(tx, caller, {
        organizationId,
        action: 'suppression.lifted',
        subject: { kind: 'suppression', id },
      });
    });
  }
}
