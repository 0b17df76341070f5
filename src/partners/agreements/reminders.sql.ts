import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';
import { REMINDER_DAYS } from './agreement.terms.js';

export interface EndingAgreement {
  id: string;
  ownerId: string;
  title: string;
  parties: string[];
  expiresOn: string;
  daysLeft: number;
  isSharing: boolean;
}

/** Agreements in force for whose days left no reminder went yet, unless one that follows them is signed already. */
export function findEnding(db: EntityManager): Promise<EndingAgreement[]> {
  return rows(
    db,
    `SELECT a.id, a.owner_id AS "ownerId", a.title, a.expires_on::text AS "expiresOn", left_.days AS "daysLeft",
       'shares-people' = ANY (a.clauses) AS "isSharing",
       (SELECT array_agg(o.public_name ORDER BY o.public_name) FROM agreement_parties p
          JOIN organizations o ON o.id = p.organization_id
        WHERE p.agreement_id = a.id AND p.organization_id <> a.owner_id) AS parties
     FROM agreements a LEFT JOIN chapters c ON c.id = a.owner_id
     CROSS JOIN LATERAL (SELECT a.expires_on - (now() AT TIME ZONE coalesce(c.time_zone, 'America/New_York'))::date AS days) left_
     WHERE a.ended_at IS NULL AND left_.days BETWEEN 0 AND $1 AND agreement_status(a.id) = 'in-force'
       AND NOT EXISTS (SELECT 1 FROM agreements n WHERE n.renews_id = a.id
         AND agreement_status(n.id) IN ('upcoming', 'in-force'))
       AND EXISTS (SELECT 1 FROM unnest($2::int[]) AS step WHERE step >= left_.days AND NOT EXISTS
         (SELECT 1 FROM agreement_reminders r WHERE r.agreement_id = a.id AND r.days_before = step))`,
    [Math.max(...REMINDER_DAYS), REMINDER_DAYS],
  );
}

/** Writes down every reminder that is due or past. False where another worker was first. */
export async function claimReminders(db: EntityManager, { id, daysLeft }: EndingAgreement): Promise<boolean> {
  const claimed = await rows(
    db,
    `INSERT INTO agreement_reminders (agreement_id, days_before)
     SELECT $1, step FROM unnest($2::int[]) AS step WHERE step >= $3
     ON CONFLICT DO NOTHING RETURNING 1`,
    [id, REMINDER_DAYS, daysLeft],
  );
  return claimed.length > 0;
}
