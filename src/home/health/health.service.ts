import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { NotFound } from '../../platform/http/errors.js';
import { fromCursor, toPage } from '../../platform/paging/paging.js';
import { type Caller } from '../../staff/caller.access.js';
import { findHealth, healthKey } from './health.sql.js';
import { type HealthList, type HealthQuery, HealthResource } from './health.resources.js';

/** How close partners are: when they were last spoken to, whether they come, whether they keep their word (PO-15). */
@Injectable()
export class PartnerHealth {
  constructor(private readonly database: Database) {}

  /** A partner's own people find their own organization alone. */
  list(caller: Caller, query: HealthQuery): Promise<HealthList> {
    const filter = {
      within: caller.within('partners.read'),
      chapterId: query.chapter_id ?? null,
      membershipId: null,
      isAtRisk: query.is_at_risk === 'true',
    };
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const found = await findHealth(tx, filter, query.sort, fromCursor(query.after, 3), query.limit + 1);
      return toPage(found, query.limit, healthKey, HealthResource.from);
    });
  }

  /** @throws NotFound for a partner that the caller does not see, or that does not work with the chapter now. */
  of(caller: Caller, membershipId: string): Promise<HealthResource> {
    const filter = { within: caller.within('partners.read'), chapterId: null, membershipId, isAtRisk: false };
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const [found] = await findHealth(tx, filter, 'name', undefined, 1);
      if (!found) throw new NotFound();
      return HealthResource.from(found);
    });
  }
}
