import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { type FileAnswer } from '../../platform/http/answers.js';
import { NotFound } from '../../platform/http/errors.js';
import { fromCursor, toPage } from '../../platform/paging/paging.js';
import { EXPORT_PAGE, Exporting } from '../../staff/audit/exporting.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { findHealth, healthKey } from './health.sql.js';
import { type HealthList, type HealthQuery, HealthResource } from './health.resources.js';

const COLUMNS: Record<string, (partner: HealthResource) => string | number | null> = {
  Name: (it) => it.name,
  Chapter: (it) => it.chapter_name,
  Reasons: (it) => it.risks.join(', '),
  'Last contact': (it) => it.last_contact_at,
  'Days since contact': (it) => it.days_since_contact,
  'Meetings held': (it) => it.meetings_held,
  'Meetings attended': (it) => it.meetings_attended,
  'Commitments due': (it) => it.commitments_due,
  'Commitments kept': (it) => it.commitments_kept,
};

/** How close partners are: when they were last spoken to, whether they come, whether they keep their word (PO-15). */
@Injectable()
export class PartnerHealth {
  constructor(
    private readonly database: Database,
    private readonly exporting: Exporting,
  ) {}

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

  csv(caller: Caller, query: HealthQuery): Promise<FileAnswer> {
    return this.exporting.csv(caller, {
      noun: 'partner-health',
      subjectId: null,
      columns: COLUMNS,
      ownerOf: ({ chapter_id }) => chapter_id,
      page: (after) => this.list(caller, { ...query, after, limit: EXPORT_PAGE }),
    });
  }
}
