import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type Approval } from './approval.js';

const APPROVAL = `SELECT a.id, a.mailing_id AS "mailingId", a.owner_id AS "ownerId", a.audience_count AS "audienceCount",
    a.usual_count AS "usualCount", a.state, a.wanted_at AS "wantedAt", a.wanted_zone AS "wantedZone",
    a.asked_by AS "askedBy", asker.name AS "askedByName", a.asked_at AS "askedAt", decider.name AS "decidedByName",
    a.decided_at AS "decidedAt", a.note, a.task_id AS "taskId"
  FROM approvals a JOIN accounts asker ON asker.id = a.asked_by LEFT JOIN accounts decider ON decider.id = a.decided_by`;

/** The newest, whatever became of it. */
export function findApproval(db: EntityManager, mailingId: string): Promise<Approval | undefined> {
  return row(db, `${APPROVAL} WHERE a.mailing_id = $1 ORDER BY a.id DESC LIMIT 1`, [mailingId]);
}

/**
 * How many its owner's mailings go to as a rule: the median of the last ten that began, so that one large one before does not
 * make the next look usual. Null where none began.
 */
export async function usualCount(db: EntityManager, ownerId: string): Promise<number | null> {
  const found = await row<{ usual: number | null }>(
    db,
    `SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY audience_count) AS usual FROM (
       SELECT audience_count FROM mailings WHERE owner_id = $1 AND started_at IS NOT NULL AND audience_count > 0
         AND NOT is_win_back
       ORDER BY started_at DESC LIMIT 10) latest`,
    [ownerId],
  );
  return found!.usual;
}

/** Nobody changes the mailing while a question about it is asked or answered. */
export async function lockMailing(db: EntityManager, mailingId: string): Promise<void> {
  await db.query(`SELECT 1 FROM mailings WHERE id = $1 FOR UPDATE`, [mailingId]);
}

/** False where one is open or approved already (approvals_standing). */
export async function insertApproval(
  db: EntityManager,
  given: Pick<
    Approval,
    | 'ownerId'
    | 'mailingId'
    | 'audienceCount'
    | 'usualCount'
    | 'wantedAt'
    | 'wantedZone'
    | 'askedBy'
    | 'taskId'
  >,
): Promise<boolean> {
  const inserted = await row(
    db,
    `INSERT INTO approvals (owner_id, mailing_id, audience_count, usual_count, wanted_at, wanted_zone, asked_by, task_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (mailing_id) WHERE state IN ('asked', 'approved') DO NOTHING RETURNING id`,
    [
      given.ownerId,
      given.mailingId,
      given.audienceCount,
      given.usualCount,
      given.wantedAt,
      given.wantedZone,
      given.askedBy,
      given.taskId,
    ],
  );
  return inserted !== undefined;
}

/** 0 where it is not asked any more, or by whoever decides: the CHECK would refuse that too. */
export function decideApproval(
  db: EntityManager,
  id: string,
  decision: { state: 'approved' | 'declined'; accountId: string; note: string },
): Promise<number> {
  return affected(
    db,
    `UPDATE approvals SET state = $2, decided_by = $3, decided_at = now(), note = $4, is_told = false
     WHERE id = $1 AND state = 'asked' AND asked_by <> $3`,
    [id, decision.state, decision.accountId, decision.note],
  );
}

/** What was asked or approved of the mailing holds no longer; gives its state and task, where there was one. */
export async function withdrawApproval(
  db: EntityManager,
  mailingId: string,
): Promise<{ before: 'asked' | 'approved'; taskId: string | null } | undefined> {
  const [withdrawn] = await rows<{ before: 'asked' | 'approved'; taskId: string | null }>(
    db,
    `UPDATE approvals a SET state = 'withdrawn', is_told = true FROM approvals b
     WHERE a.id = b.id AND a.mailing_id = $1 AND a.state IN ('asked', 'approved')
     RETURNING b.state AS before, a.task_id AS "taskId"`,
    [mailingId],
  );
  return withdrawn;
}

/** Claims what nobody was told of yet, by `FOR UPDATE SKIP LOCKED`: its mails commit with it. */
export function claimUntold(db: EntityManager): Promise<Approval[]> {
  return rows(
    db,
    `WITH told AS (
       UPDATE approvals SET is_told = true WHERE id IN (
         SELECT id FROM approvals WHERE NOT is_told ORDER BY id LIMIT 20 FOR UPDATE SKIP LOCKED) RETURNING id)
     ${APPROVAL} WHERE a.id IN (SELECT id FROM told)`,
  );
}
