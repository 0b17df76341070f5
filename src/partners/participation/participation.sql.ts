import { type EntityManager } from 'typeorm';
import { row, rows } from '../../platform/database/sql.js';
import {
  type ActionKey,
  type ActionLevel,
  type ApprovalNeeded,
  type Reason,
  type Standing,
} from './participation.access.js';

export interface Preapproval {
  /** Null: every topic. */
  topicId: string | null;
  level: ActionLevel;
}

export interface Rules {
  mayLobby: boolean;
  needsApproval: ApprovalNeeded;
  approverName: string;
  approverEmail: string;
  leadDays: number;
  needsFinalCopy: boolean;
  isPublicRecord: boolean;
  preapprovals: Preapproval[];
  /** False where nobody has said anything yet and the legal type speaks. */
  isStated: boolean;
  /** The organization has an administrator of its own, and nobody else changes its rules. */
  isKeptByPartner: boolean;
  updatedAt: Date | null;
}

/** The defaults are those of participation_standing. */
export async function findRules(db: EntityManager, partnerId: string): Promise<Rules> {
  const found = await row<Rules>(
    db,
    `SELECT coalesce(r.may_lobby, p.legal_type <> 'public-agency' AND p.sector NOT IN ('law-enforcement', 'government')) AS "mayLobby",
       coalesce(r.needs_approval, 'never') AS "needsApproval", coalesce(r.approver_name, '') AS "approverName",
       coalesce(r.approver_email, '') AS "approverEmail", coalesce(r.lead_days, 7) AS "leadDays",
       coalesce(r.needs_final_copy, false) AS "needsFinalCopy", coalesce(r.is_public_record, false) AS "isPublicRecord",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('topicId', a.topic_id, 'level', a.level) ORDER BY a.id), '[]')
        FROM preapprovals a WHERE a.partner_id = p.id) AS preapprovals,
       r.partner_id IS NOT NULL AS "isStated", partner_has_own_admin(p.id) AS "isKeptByPartner", r.updated_at AS "updatedAt"
     FROM partners p LEFT JOIN participation_rules r ON r.partner_id = p.id WHERE p.id = $1`,
    [partnerId],
  );
  return found!;
}

export async function upsertRules(
  db: EntityManager,
  partnerId: string,
  rules: Omit<Rules, 'isStated' | 'isKeptByPartner' | 'updatedAt'>,
  updatedBy: string,
): Promise<void> {
  await db.query(
    `INSERT INTO participation_rules (partner_id, may_lobby, needs_approval, approver_name, approver_email, lead_days,
       needs_final_copy, is_public_record, updated_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (partner_id) DO UPDATE SET may_lobby = excluded.may_lobby, needs_approval = excluded.needs_approval,
       approver_name = excluded.approver_name, approver_email = excluded.approver_email, lead_days = excluded.lead_days,
       needs_final_copy = excluded.needs_final_copy, is_public_record = excluded.is_public_record,
       updated_by = excluded.updated_by, updated_at = now()`,
    [
      partnerId,
      rules.mayLobby,
      rules.needsApproval,
      rules.approverName,
      rules.approverEmail,
      rules.leadDays,
      rules.needsFinalCopy,
      rules.isPublicRecord,
      updatedBy,
    ],
  );
  await db.query(`DELETE FROM preapprovals WHERE partner_id = $1`, [partnerId]);
  await db.query(
    `INSERT INTO preapprovals (partner_id, topic_id, level)
     SELECT DISTINCT $1::uuid, each."topicId", each.level FROM jsonb_to_recordset($2) AS each ("topicId" uuid, level text)`,
    [partnerId, JSON.stringify(rules.preapprovals)],
  );
}

/** An action as it stands now, with the words that an organization would lend its name to. */
export interface ActionFacts {
  ownerId: string;
  title: Record<string, string>;
  version: number;
  text: Record<string, Record<string, string>>;
  textHash: Buffer;
  isLobbying: boolean;
  topicId: string | null;
  level: ActionLevel;
}

/** As far as the transaction's scope sees the action; undefined where it does not. */
export function findAction(db: EntityManager, { kind, id }: ActionKey): Promise<ActionFacts | undefined> {
  return row(
    db,
    `SELECT owner_id AS "ownerId", title, version, text, text_hash AS "textHash", is_lobbying AS "isLobbying", topic_id AS "topicId", level
     FROM action_facts($1, $2)`,
    [kind, id],
  );
}

export interface Candidate {
  organizationId: string;
  membershipId: string;
  name: string;
  sector: string;
  standing: Standing;
  reason: Reason;
  /** When an answer can be expected: asked now, or the day that was given. */
  answerBy: string | null;
  isAsked: boolean;
  isPublicRecord: boolean;
  hasApprover: boolean;
}

/** Every partner of the owner's chapters, and whether it can be named beside the action now. By name. */
export function findCandidates(
  db: EntityManager,
  { kind, id }: ActionKey,
  ownerId: string,
): Promise<Candidate[]> {
  return rows(
    db,
    `SELECT DISTINCT ON (plain(o.public_name), o.id) o.id AS "organizationId", m.id AS "membershipId", o.public_name AS name,
       p.sector, s.standing, s.reason, q.id IS NOT NULL AS "isAsked", coalesce(r.is_public_record, false) AS "isPublicRecord",
       coalesce(r.approver_email, '') <> '' AS "hasApprover",
       CASE WHEN s.standing = 'needs-approval'
         THEN coalesce(q.due_at::date, current_date + coalesce(r.lead_days, 7))::text END AS "answerBy"
     FROM memberships m JOIN chapters c ON c.id = m.chapter_id AND $3::uuid IN (c.id, c.network_id)
     JOIN organizations o ON o.id = m.partner_id JOIN partners p ON p.id = o.id
     CROSS JOIN LATERAL participation_standing(o.id, $1, $2) s
     LEFT JOIN participation_rules r ON r.partner_id = o.id
     LEFT JOIN LATERAL (SELECT q.id, q.due_at FROM approval_requests q JOIN action_facts($1, $2) f USING (text_hash)
       WHERE q.partner_id = o.id AND q.action_kind = $1 AND q.action_id = $2) q ON true
     WHERE m.status <> 'left'
     ORDER BY plain(o.public_name), o.id, m.status = 'active' DESC`,
    [kind, id, ownerId],
  );
}
