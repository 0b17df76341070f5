import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';
import { type Role } from '../roles.access.js';
import { OVERDUE } from './tasks.sql.js';

/** The hour of their own clock from which people are told: the beginning of a working day. */
const MORNING = 7;

export interface Late {
  accountId: string;
  /** The day where they work, YYYY-MM-DD. */
  today: string;
}

/**
 * Whose morning has come, who have something overdue, and who were not told today. "Where they work" is the organization
 * of their oldest role, as for the sender of their mail. Leans on tasks_of_assignee. For jobs.
 */
export function findLate(db: EntityManager): Promise<Late[]> {
  return rows(
    db,
    `SELECT a.id AS "accountId", local.at::date::text AS today
     FROM accounts a
     CROSS JOIN LATERAL (SELECT g.organization_id FROM grants g WHERE g.account_id = a.id
       ORDER BY g.created_at, g.id LIMIT 1) employer
     LEFT JOIN chapters c ON c.id = employer.organization_id
     CROSS JOIN LATERAL (SELECT now() AT TIME ZONE coalesce(c.time_zone, 'America/New_York') AS at) local
     WHERE a.kind = 'person' AND a.state = 'active' AND extract(hour FROM local.at) >= $1
       AND EXISTS (SELECT 1 FROM tasks t LEFT JOIN chapters h ON h.id = t.owner_id
         WHERE t.assignee_id = a.id AND ${OVERDUE})
       AND NOT EXISTS (SELECT 1 FROM task_mails m WHERE m.account_id = a.id AND m.sent_on = local.at::date)
     ORDER BY a.id`,
    [MORNING],
  );
}

export interface LateTask {
  title: string;
  dueOn: string;
  /** About somebody whose record is sealed: its words do not leave the product. */
  isSealed: boolean;
}

/**
 * What of the account's is overdue and still shown to it, the oldest first: of organizations in which one of these roles is
 * held, and of sealed people only for whom their record names.
 */
export function findLateTasks(
  db: EntityManager,
  accountId: string,
  roles: readonly Role[],
): Promise<LateTask[]> {
  return rows(
    db,
    `SELECT t.title, t.due_on::text AS "dueOn", coalesce(p.is_sealed, false) AS "isSealed"
     FROM tasks t LEFT JOIN chapters h ON h.id = t.owner_id LEFT JOIN people p ON p.id = t.person_id
     WHERE t.assignee_id = $1 AND ${OVERDUE}
       AND EXISTS (SELECT 1 FROM grants g WHERE g.account_id = $1 AND g.role = ANY ($2)
         AND (g.expires_at IS NULL OR g.expires_at > now())
         AND (g.organization_id = t.owner_id OR (h.network_id = g.organization_id AND h.grants_network)))
       AND (p.id IS NULL OR NOT p.is_sealed OR EXISTS (SELECT 1 FROM sealed_readers r
         WHERE r.person_id = p.id AND r.account_id = $1))
     ORDER BY t.due_on, t.id`,
    [accountId, roles],
  );
}

/** Writes down that they are told today. False where another worker was first. */
export async function claimTaskMail(db: EntityManager, { accountId, today }: Late): Promise<boolean> {
  const claimed = await rows(
    db,
    `INSERT INTO task_mails (account_id, sent_on) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1`,
    [accountId, today],
  );
  return claimed.length > 0;
}
