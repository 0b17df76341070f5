import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { row } from '../platform/database/sql.js';
import { type Caller } from './caller.access.js';

export interface AuditedAct {
  /** In whose affairs it was done; null for what concerns the whole installation. */
  organizationId: string | null;
  /** `noun.happened`, as in 'petition.published'. */
  action: string;
  subject: { kind: string; id: string | null };
  /** Ids, counts and kinds of values. Never what a person typed, and never a secret: this is kept for ever. */
  detail?: Record<string, unknown>;
}

/**
 * Who did what, when and from where (ASVS 16.3). Rows are only ever added, by the SQL function audit_append, and each
 * carries the hash of the one before it, so that a changed or missing row is found and named by `verify`.
 */
@Injectable()
export class Audit {
  /** Within the transaction of the act: what is rolled back was not done. Null for the product's own doing. */
  async append(tx: EntityManager, caller: Caller | null, act: AuditedAct): Promise<void> {
    await tx.query(`SELECT audit_append($1, $2, $3, $4, $5, $6, $7, $8)`, [
      caller?.accountId ?? null,
      caller?.name ?? 'Accord',
      act.organizationId,
      act.action,
      act.subject.kind,
      act.subject.id,
      JSON.stringify(act.detail ?? {}),
      caller?.address ?? null,
    ]);
  }

  /**
   * Follows the whole chain. Sees all rows only as the owner of the tables (worker, operator's tool).
   *
   * @returns the id of the first row whose contents or predecessor are not what its hash says, or null for an intact
   *   chain. Rows cut off the end are seen only by somebody who kept the newest hash.
   */
  async verify(tx: EntityManager): Promise<{ checked: number; brokenAt: string | null }> {
    const found = await row<{ checked: number; brokenAt: string | null }>(
      tx,
      `SELECT count(*)::int AS checked, (min(id) FILTER (WHERE is_broken))::text AS "brokenAt"
       FROM (
         SELECT id, hash <> audit_hash(previous_hash, at, account_id, actor, organization_id, action, subject_kind,
             subject_id, detail, address)
           OR previous_hash <> coalesce(lag(hash) OVER (ORDER BY id), '\\x00'::bytea) AS is_broken
         FROM audit_entries
       ) entries`,
    );
    return found!;
  }
}
