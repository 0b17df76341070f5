import { type EntityManager } from 'typeorm';
import { row, rows } from '../../platform/database/sql.js';
import { LAST_ANSWER } from './answers.sql.js';

export interface DueReminder {
  decisionId: string;
  ownerId: string;
  partnerId: string;
  version: number;
  title: string;
  deadlineAt: Date;
  timeZone: string;
  /** Every step that is due and was not said; the last one is what the mail says. */
  steps: ('asked' | 'three-days' | 'one-day')[];
}

/** Partners without an answer on the present text of an open decision, for whom a step is due that they were not mailed. */
export function findDueReminders(db: EntityManager): Promise<DueReminder[]> {
  return rows(
    db,
    `SELECT d.id AS "decisionId", d.owner_id AS "ownerId", p.partner_id AS "partnerId", d.version, d.title,
       d.deadline_at AS "deadlineAt", d.time_zone AS "timeZone", due.steps
     FROM decisions d JOIN decision_parties p ON p.decision_id = d.id ${LAST_ANSWER}
     CROSS JOIN LATERAL (
       SELECT array_agg(s.step ORDER BY s.before DESC) AS steps
       FROM (VALUES ('asked', interval '100 years'), ('three-days', interval '3 days'), ('one-day', interval '1 day'))
         AS s (step, before)
       WHERE now() >= d.deadline_at - s.before AND NOT EXISTS (SELECT 1 FROM decision_reminders r
         WHERE r.decision_id = d.id AND r.version = d.version AND r.partner_id = p.partner_id AND r.step = s.step)) due
     WHERE d.state = 'open' AND d.deadline_at > now() AND last.answer IS NULL AND due.steps IS NOT NULL
     ORDER BY d.deadline_at LIMIT 500`,
  );
}

/** False where another worker was first, or the partner has answered since: the lock is the one that answers take. */
export async function claimReminders(db: EntityManager, it: DueReminder): Promise<boolean> {
  const open = await row(
    db,
    `SELECT 1 FROM decisions d WHERE d.id = $1 AND d.state = 'open' AND d.version = $2 AND NOT EXISTS (
       SELECT 1 FROM decision_answers a WHERE a.decision_id = d.id AND a.version = d.version AND a.partner_id = $3)
     FOR UPDATE`,
    [it.decisionId, it.version, it.partnerId],
  );
  if (!open) return false;
  const claimed = await rows(
    db,
    `INSERT INTO decision_reminders (decision_id, version, partner_id, step)
     SELECT $1, $2, $3, step FROM unnest($4::text[]) AS step ON CONFLICT DO NOTHING RETURNING 1`,
    [it.decisionId, it.version, it.partnerId, it.steps],
  );
  return claimed.length > 0;
}

/** Who speaks for a partner in a chapter now, as the chapter knows them: for partners without an account here. */
export function findSpeakers(
  db: EntityManager,
  partnerId: string,
  chapterId: string,
): Promise<{ personId: string; name: string; email: string }[]> {
  return rows(
    db,
    `SELECT DISTINCT ON (e.canonical) p.id AS "personId", trim(p.given_name || ' ' || p.family_name) AS name, e.address AS email
     FROM partner_roles r JOIN people h ON h.id = r.person_id
     JOIN people p ON p.id = coalesce(h.merged_into, h.id) AND p.state = 'active' AND NOT p.is_sealed
     JOIN person_emails e ON e.person_id = p.id AND e.is_primary
     WHERE r.partner_id = $1 AND p.owner_id = $2 AND r.role IN ('leader', 'designee') AND r.starts_on <= current_date
       AND (r.ends_on IS NULL OR r.ends_on > current_date)`,
    [partnerId, chapterId],
  );
}
