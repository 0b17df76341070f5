import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { fromCursor, toPage } from '../../platform/paging/paging.js';
import { type Caller } from '../caller.access.js';
import { type AuditQuery } from './audit-log.forms.js';
import { type AuditPage, showEntry } from './audit-log.resources.js';
import { findEntries } from './audit-log.sql.js';

/** Reading the audit log; writing it is audit.service.ts. */
@Injectable()
export class AuditLog {
  constructor(private readonly database: Database) {}

  async list(caller: Caller, query: AuditQuery): Promise<AuditPage> {
    const filter = {
      organizationId: query.organization_id ?? null,
      action: query.action ?? null,
      accountId: query.account_id ?? null,
      subjectKind: query.subject_kind ?? null,
      subjectId: query.subject_id ?? null,
      since: query.since ?? null,
      until: query.until ?? null,
    };
    const found = await this.database.as(caller.scope('audit.read'), (tx) =>
      findEntries(tx, caller.within('audit.read'), filter, fromCursor(query.after, 1), query.limit),
    );
    return toPage(found, query.limit, ({ id }) => [id], showEntry);
  }
}
