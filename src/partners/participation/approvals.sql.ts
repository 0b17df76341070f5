import { type EntityManager } from 'typeorm';
import { affected, row } from '../../platform/database/sql.js';
import { type ActionKey } from './participation.access.js';
import { type ActionFacts } from './participation.sql.js';

/** What an approver was asked, with the text as it stood then. */
export interface ApprovalRequest {
  id: string;
  ownerId: string;
  partnerId: string;
  organizationName: string;
  approverName: string;
  text: ActionFacts['text'];
  askedAt: Date;
  dueAt: Date;
  answer: 'yes' | 'no' | null;
  answeredAt: Date | null;
  answeredBy: string;
}

/** Asks once for each exact text: undefined where that has been done. */
export function insertRequest(
  db: EntityManager,
  key: ActionKey,
  facts: ActionFacts,
  to: { partnerId: string; approverName: string; approverEmail: string; leadDays: number; askedBy: string },
): Promise<{ id: string; dueAt: Date } | undefined> {
  return row(
    db,
    `INSERT INTO approval_requests (owner_id, partner_id, action_kind, action_id, version, text, text_hash, approver_name,
       approver_email, asked_by, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now() + make_interval(days => greatest($11, 1)))
     ON CONFLICT DO NOTHING RETURNING id, due_at AS "dueAt"`,
    [
      facts.ownerId,
      to.partnerId,
      key.kind,
      key.id,
      facts.version,
      JSON.stringify(facts.text),
      facts.textHash,
      to.approverName,
      to.approverEmail,
      to.askedBy,
      to.leadDays,
    ],
  );
}

export function findRequest(db: EntityManager, id: string): Promise<ApprovalRequest | undefined> {
  return row(
    db,
    `SELECT q.id, q.owner_id AS "ownerId", q.partner_id AS "partnerId", o.public_name AS "organizationName",
       q.approver_name AS "approverName", q.text, q.asked_at AS "askedAt", q.due_at AS "dueAt", q.answer,
       q.answered_at AS "answeredAt", q.answered_by AS "answeredBy"
     FROM approval_requests q JOIN organizations o ON o.id = q.partner_id WHERE q.id = $1`,
    [id],
  );
}

/** The first answer stands: 0 where there is one. */
export function answerRequest(
  db: EntityManager,
  id: string,
  answer: 'yes' | 'no',
  answeredBy: string,
): Promise<number> {
  return affected(
    db,
    `UPDATE approval_requests SET answer = $2, answered_by = $3, answered_at = now() WHERE id = $1 AND answer IS NULL`,
    [id, answer, answeredBy],
  );
}
