import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';

export interface AuditEntry {
  id: string;
  at: Date;
  accountId: string | null;
  actor: string;
  organizationId: string | null;
  organizationName: string | null;
  action: string;
  subjectKind: string;
  subjectId: string | null;
  detail: Record<string, unknown>;
  address: string | null;
}

export interface AuditFilter {
  organizationId: string | null;
  action: string | null;
  accountId: string | null;
  subjectKind: string | null;
  subjectId: string | null;
  since: Date | null;
  until: Date | null;
}

/** Newest first, by the key of the table. Leans on the index (organization_id, id DESC). */
export function findEntries(
  db: EntityManager,
  within: string[] | null,
  filter: AuditFilter,
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<AuditEntry[]> {
  return rows(
    db,
    `SELECT e.id, e.at, e.account_id AS "accountId", e.actor, e.organization_id AS "organizationId",
       o.public_name AS "organizationName", e.action, e.subject_kind AS "subjectKind", e.subject_id AS "subjectId",
       e.detail, e.address
     FROM audit_entries e LEFT JOIN organizations o ON o.id = e.organization_id
     WHERE ($1::uuid[] IS NULL OR e.organization_id = ANY ($1))
       AND ($2::uuid IS NULL OR e.organization_id = $2)
       AND ($3::text IS NULL OR e.action = $3 OR split_part(e.action, '.', 1) = $3)
       AND ($4::uuid IS NULL OR e.account_id = $4)
       AND ($5::text IS NULL OR e.subject_kind = $5)
       AND ($6::text IS NULL OR e.subject_id = $6)
       AND ($7::timestamptz IS NULL OR e.at >= $7)
       AND ($8::timestamptz IS NULL OR e.at < $8)
       AND ($9::bigint IS NULL OR e.id < $9)
     ORDER BY e.id DESC LIMIT $10`,
    [
      within,
      filter.organizationId,
      filter.action,
      filter.accountId,
      filter.subjectKind,
      filter.subjectId,
      filter.since,
      filter.until,
      after?.[0] ?? null,
      limit + 1,
    ],
  );
}
