import { type EntityManager } from 'typeorm';
import { affected } from '../platform/database/sql.js';

export const SUPPRESSION_REASONS = [
  'unsubscribed',
  'hard-bounce',
  'soft-bounces',
  'complaint',
  'staff',
  'invalid',
] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

export interface NewSuppression {
  canonicalEmail: string;
  /** Null: nobody mails this address. */
  organizationId: string | null;
  reason: SuppressionReason;
  detail?: string;
  deliveryId?: string | null;
}

/** One living suppression per address and organization: the unique index decides, so two at once make one. */
export async function insertSuppression(db: EntityManager, given: NewSuppression): Promise<void> {
  await db.query(
    `INSERT INTO suppressions (canonical_email, organization_id, reason, detail, delivery_id)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (canonical_email, organization_id) WHERE lifted_at IS NULL DO NOTHING`,
    [
      given.canonicalEmail,
      given.organizationId,
      given.reason,
      (given.detail ?? '').slice(0, 300),
      given.deliveryId ?? null,
    ],
  );
}

export async function liftSuppression(
  db: EntityManager,
  given: { canonicalEmail: string; organizationId: string | null; accountId: string | null },
): Promise<boolean> {
  const lifted = await affected(
    db,
    `UPDATE suppressions SET lifted_at = now(), lifted_by = $3
     WHERE canonical_email = $1 AND organization_id IS NOT DISTINCT FROM $2 AND lifted_at IS NULL`,
    [given.canonicalEmail, given.organizationId, given.accountId],
  );
  return lifted > 0;
}

export async function undoSuppression(db: EntityManager, deliveryId: string): Promise<boolean> {
  const lifted = await affected(
    db,
    `UPDATE suppressions SET lifted_at = now()
     WHERE delivery_id = $1 AND reason = 'unsubscribed' AND lifted_at IS NULL AND created_at > now() - interval '1 day'`,
    [deliveryId],
  );
  return lifted > 0;
}
