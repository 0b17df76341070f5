import { type EntityManager } from 'typeorm';
import { row, rows } from '../../platform/database/sql.js';
import { type DecisionParty, type GivenAnswer } from './decision.js';

/** The last answer of a party `p` on the present text of `d`. Leans on decision_answers (decision_id, version, partner_id, id). */
export const LAST_ANSWER = `LEFT JOIN LATERAL (SELECT a.answer, a.reason, a.said_by, a.at FROM decision_answers a
    WHERE a.decision_id = d.id AND a.version = d.version AND a.partner_id = p.partner_id
    ORDER BY a.id DESC LIMIT 1) last ON true`;

/** Everybody who was asked, by name; a partner finds itself alone. */
export function findParties(
  db: EntityManager,
  id: string,
  within: readonly string[] | null,
): Promise<DecisionParty[]> {
  return rows(
    db,
    `SELECT m.id AS "membershipId", p.partner_id AS "organizationId", o.public_name AS name, last.answer,
       coalesce(last.reason, '') AS reason, coalesce(last.said_by, '') AS "saidBy", last.at AS "answeredAt"
     FROM decisions d JOIN decision_parties p ON p.decision_id = d.id
     JOIN memberships m ON m.partner_id = p.partner_id AND m.chapter_id = p.owner_id
     JOIN organizations o ON o.id = p.partner_id ${LAST_ANSWER}
     WHERE d.id = $1 AND ($2::uuid[] IS NULL OR p.owner_id = ANY ($2) OR p.partner_id = ANY ($2))
     ORDER BY plain(o.public_name), m.id`,
    [id, within],
  );
}

/** Every answer there ever was, newest first. */
export function findAnswers(
  db: EntityManager,
  id: string,
  within: readonly string[] | null,
): Promise<GivenAnswer[]> {
  return rows(
    db,
    `SELECT a.id, a.version, m.id AS "membershipId", o.public_name AS name, a.answer, a.reason, a.said_by AS "saidBy", a.at
     FROM decision_answers a JOIN decision_parties p USING (decision_id, partner_id)
     JOIN memberships m ON m.partner_id = p.partner_id AND m.chapter_id = p.owner_id
     JOIN organizations o ON o.id = p.partner_id
     WHERE a.decision_id = $1 AND ($2::uuid[] IS NULL OR p.owner_id = ANY ($2) OR p.partner_id = ANY ($2))
     ORDER BY a.id DESC`,
    [id, within],
  );
}

/** See answer_decision in the migration: true, false where it cannot be answered now, null where it was not asked. */
export async function answerDecision(
  db: EntityManager,
  it: {
    id: string;
    version: number;
    organizationId: string;
    answer: string;
    reason: string;
    accountId: string;
    saidBy: string;
  },
): Promise<boolean | null> {
  const answered = await row<{ is: boolean | null }>(
    db,
    `SELECT answer_decision($1, $2, $3, $4, $5, $6, $7) AS is`,
    [it.id, it.version, it.organizationId, it.answer, it.reason, it.accountId, it.saidBy],
  );
  return answered!.is;
}
