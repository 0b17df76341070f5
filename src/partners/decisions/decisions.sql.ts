import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { LAST_ANSWER } from './answers.sql.js';
import { type Decision, type DecisionResult, type DecisionState, type DecisionVersion } from './decision.js';

/** `$1` are the organizations of the caller: owners see all of theirs, partners those that were put to them. */
const DECISION = `SELECT d.id, d.owner_id AS "ownerId", o.public_name AS "ownerName", d.title, d.rule, d.state, d.version,
    to_char(d.deadline_local, 'YYYY-MM-DD"T"HH24:MI') AS "deadlineLocal", d.time_zone AS "timeZone",
    d.deadline_at AS "deadlineAt", d.result, d.closed_at AS "closedAt", d.ruled_by AS "ruledBy",
    d.is_practice AS "isPractice", tally.*
  FROM decisions d JOIN organizations o ON o.id = d.owner_id
  CROSS JOIN LATERAL (SELECT jsonb_build_object('support', count(*) FILTER (WHERE last.answer = 'support'),
      'standAside', count(*) FILTER (WHERE last.answer = 'stand-aside'),
      'object', count(*) FILTER (WHERE last.answer = 'object'),
      'silent', count(*) FILTER (WHERE last.answer IS NULL)) AS tally
    FROM decision_parties p ${LAST_ANSWER} WHERE p.decision_id = d.id) tally
  WHERE ($1::uuid[] IS NULL OR d.owner_id = ANY ($1) OR EXISTS (SELECT 1 FROM decision_parties p
    WHERE p.decision_id = d.id AND p.partner_id = ANY ($1)))`;

export interface DecisionFilter {
  within: readonly string[] | null;
  ownerId: string | null;
  state: DecisionState | null;
}

/** Open ones first, then newest first; the key is (is closed, id). */
export function findDecisions(
  db: EntityManager,
  { within, ownerId, state }: DecisionFilter,
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<Decision[]> {
  return rows(
    db,
    `${DECISION} AND ($2::uuid IS NULL OR d.owner_id = $2) AND ($3::text IS NULL OR d.state = $3)
       AND ($4::text IS NULL OR (d.state, d.id) < ($4, $5::uuid))
     ORDER BY d.state DESC, d.id DESC LIMIT $6`,
    [within, ownerId, state, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

export const decisionKey = ({ state, id }: Decision): [string, string] => [state, id];

export function findDecision(
  db: EntityManager,
  id: string,
  within: readonly string[] | null,
): Promise<Decision | undefined> {
  return row(db, `${DECISION} AND d.id = $2`, [within, id]);
}

export function findVersions(db: EntityManager, id: string): Promise<DecisionVersion[]> {
  return rows(
    db,
    `SELECT version, text, encode(text_hash, 'hex') AS "textHash", frozen_at AS "frozenAt", written_at AS "writtenAt"
     FROM decision_versions WHERE decision_id = $1 ORDER BY version DESC`,
    [id],
  );
}

export interface NewDecision extends Pick<
  Decision,
  'ownerId' | 'title' | 'rule' | 'deadlineLocal' | 'timeZone' | 'deadlineAt'
> {
  text: string;
  createdBy: string;
}

export async function insertDecision(db: EntityManager, it: NewDecision): Promise<string> {
  const made = await row<{ id: string }>(
    db,
    `WITH made AS (
       INSERT INTO decisions (owner_id, title, rule, deadline_local, time_zone, deadline_at, created_by, is_practice)
       SELECT o.id, $2, $3, $4, $5, $6, $7, o.is_practice FROM organizations o WHERE o.id = $1 RETURNING id)
     SELECT id FROM made`,
    [it.ownerId, it.title, it.rule, it.deadlineLocal, it.timeZone, it.deadlineAt, it.createdBy],
  );
  await insertVersion(db, made!.id, 1, it.text, it.createdBy);
  return made!.id;
}

async function insertVersion(
  db: EntityManager,
  id: string,
  version: number,
  text: string,
  accountId: string,
): Promise<void> {
  await db.query(
    `INSERT INTO decision_versions (decision_id, version, text, written_by) VALUES ($1, $2, $3, $4)`,
    [id, version, text, accountId],
  );
}

/** Puts it to these partners of the owner; without a list to all that are active. Gives how many they are. */
export async function insertParties(
  db: EntityManager,
  id: string,
  ownerId: string,
  membershipIds: readonly string[] | null,
): Promise<number> {
  const put = await rows(
    db,
    `INSERT INTO decision_parties (decision_id, owner_id, partner_id)
     SELECT $1, m.chapter_id, m.partner_id FROM memberships m
     WHERE m.chapter_id = $2 AND CASE WHEN $3::uuid[] IS NULL THEN m.status = 'active' ELSE m.id = ANY ($3) END
     RETURNING partner_id`,
    [id, ownerId, membershipIds],
  );
  return put.length;
}

/** Takes turns with answers and with the count. 0 rows where it is closed. */
export function lockOpen(db: EntityManager, id: string): Promise<{ id: string } | undefined> {
  return row(db, `SELECT id FROM decisions WHERE id = $1 AND state = 'open' FOR UPDATE`, [id]);
}

/** A text that nobody has answered is changed; one that somebody has stays, and the new one is the next version. */
export async function rewrite(
  db: EntityManager,
  { id, version }: Pick<Decision, 'id' | 'version'>,
  text: string,
  accountId: string,
): Promise<void> {
  const sql = `UPDATE decision_versions SET text = $3, written_by = $4, written_at = now()
    WHERE decision_id = $1 AND version = $2 AND frozen_at IS NULL`;
  if ((await affected(db, sql, [id, version, text, accountId])) === 1) return;
  await insertVersion(db, id, version + 1, text, accountId);
  await affected(db, `UPDATE decisions SET version = $2 WHERE id = $1`, [id, version + 1]);
}

/** What is undefined stays. */
export async function updateDecision(
  db: EntityManager,
  id: string,
  it: Partial<Pick<Decision, 'title' | 'deadlineLocal' | 'timeZone' | 'deadlineAt'>>,
): Promise<void> {
  await affected(
    db,
    `UPDATE decisions SET title = coalesce($2, title), deadline_local = coalesce($3::timestamp, deadline_local),
       time_zone = coalesce($4, time_zone), deadline_at = coalesce($5::timestamptz, deadline_at) WHERE id = $1`,
    [id, it.title ?? null, it.deadlineLocal ?? null, it.timeZone ?? null, it.deadlineAt ?? null],
  );
}

/** open -> closed. */
export function closeDecision(db: EntityManager, id: string, result: DecisionResult | null): Promise<number> {
  const sql = `UPDATE decisions SET state = 'closed', closed_at = now(), result = $2 WHERE id = $1 AND state = 'open'`;
  return affected(db, sql, [id, result]);
}

/** The chair's word, once it is closed. 0 rows where there is a result already, or another rule. */
export function ruleDecision(
  db: EntityManager,
  id: string,
  result: DecisionResult,
  ruledBy: string,
): Promise<number> {
  return affected(
    db,
    `UPDATE decisions SET result = $2, ruled_by = $3
     WHERE id = $1 AND state = 'closed' AND rule = 'by-chair' AND result IS NULL`,
    [id, result, ruledBy],
  );
}

/** For the worker: open ones whose deadline is past. */
export function findOverdue(db: EntityManager): Promise<{ id: string; ownerId: string }[]> {
  return rows(
    db,
    `SELECT id, owner_id AS "ownerId" FROM decisions WHERE state = 'open' AND deadline_at <= now() ORDER BY deadline_at LIMIT 100`,
  );
}
