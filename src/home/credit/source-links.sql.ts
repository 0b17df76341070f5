import { type EntityManager } from 'typeorm';
import { type Localized } from '../../layout/i18n.js';
import { type CodedAction } from '../../partners/credit/credit.access.js';
import { row, rows } from '../../platform/database/sql.js';

/** Every action that a code can lead to. */
const ACTIONS = `(
  SELECT 'campaign' AS kind, id, slug, title, owner_id FROM campaigns
  UNION ALL SELECT 'petition', id, slug, title, owner_id FROM petitions
  UNION ALL SELECT 'event', id, slug, title, owner_id FROM events
  UNION ALL SELECT 'letter', id, slug, title, owner_id FROM letter_campaigns)`;

/** A code with what it leads to and what came of it. */
export interface SourceLink {
  code: string;
  actionKind: CodedAction;
  actionId: string;
  /** Null where whoever asks may not see the action, or it is gone. */
  title: Localized | null;
  label: string;
  views: number;
  /** Deeds so far whose first or last code it is, each once; those that wait for a confirmation are not among them. */
  deeds: number;
  createdAt: Date;
  retiredAt: Date | null;
}

/** Newest first. Leans on source_codes (owner_id, organization_id); a partner has dozens of codes. */
export function findLinks(
  db: EntityManager,
  { chapterId, partnerId }: { chapterId: string; partnerId: string },
): Promise<SourceLink[]> {
  return rows(
    db,
    `SELECT c.code, c.action_kind AS "actionKind", c.action_id AS "actionId", x.title, c.label,
       coalesce((SELECT sum(v.n)::int FROM code_views v WHERE v.code = c.code), 0) AS views,
       (SELECT count(DISTINCT (a.subject_kind, a.subject_id))::int FROM attributions a
        LEFT JOIN signatures s ON a.subject_kind = 'signature' AND s.id = a.subject_id AND s.state = 'confirmed'
        LEFT JOIN letters l ON a.subject_kind = 'letter' AND l.id = a.subject_id AND l.state = 'confirmed'
        LEFT JOIN registrations r ON a.subject_kind = 'registration' AND r.id = a.subject_id
        LEFT JOIN people p ON p.id = coalesce(s.person_id, l.person_id, r.person_id)
        WHERE a.owner_id = $1 AND a.code = c.code AND coalesce(s.id, l.id, r.id) IS NOT NULL
          AND p.is_sealed IS NOT TRUE) AS deeds,
       c.created_at AS "createdAt", c.retired_at AS "retiredAt"
     FROM source_codes c LEFT JOIN ${ACTIONS} x ON x.kind = c.action_kind AND x.id = c.action_id
     WHERE c.owner_id = $1 AND c.organization_id = $2 ORDER BY c.created_at DESC, c.code`,
    [chapterId, partnerId],
  );
}

/** Whether a chapter may give out codes for an action: its own, or a campaign that its network has published. */
export async function isActionOf(
  db: EntityManager,
  chapterId: string,
  kind: CodedAction,
  id: string,
): Promise<boolean> {
  const found = await row(
    db,
    `SELECT 1 FROM ${ACTIONS} x WHERE x.kind = $2 AND x.id = $3 AND (x.owner_id = $1
       OR (x.kind = 'campaign' AND x.owner_id = (SELECT network_id FROM chapters WHERE id = $1)))`,
    [chapterId, kind, id],
  );
  return found !== undefined;
}

/** As a visitor: the end of the address of what is published, undefined for what is not. */
export function findPublicAction(
  db: EntityManager,
  kind: CodedAction,
  id: string,
): Promise<{ slug: string } | undefined> {
  return row(db, `SELECT x.slug FROM ${ACTIONS} x WHERE x.kind = $1 AND x.id = $2`, [kind, id]);
}

/** As a visitor: what published actions are called. */
export function findPublicTitles(
  db: EntityManager,
  actions: readonly { action_kind: CodedAction; action_id: string }[],
): Promise<{ id: string; title: Localized }[]> {
  return rows(
    db,
    `SELECT x.id, x.title FROM unnest($1::text[], $2::uuid[]) AS a (kind, id)
     JOIN ${ACTIONS} x ON x.kind = a.kind AND x.id = a.id`,
    [actions.map((each) => each.action_kind), actions.map((each) => each.action_id)],
  );
}
