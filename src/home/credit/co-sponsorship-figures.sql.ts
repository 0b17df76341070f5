import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';

export interface Brought {
  coSponsorId: string;
  /** Of its link to this action, the oldest that is offered; null where there is none. */
  code: string | null;
  /** Null where it is given no numbers. */
  deeds: number | null;
}

/**
 * What came to actions by their co-sponsors' own codes until the last midnight of UTC, each deed once, of nobody who is
 * sealed. The scope holds the actions' owners. Leans on the unique key of co_sponsors and on attributions (owner_id, at).
 */
export function countBrought(db: EntityManager, coSponsorIds: readonly string[]): Promise<Brought[]> {
  return rows(
    db,
    `SELECT s.id AS "coSponsorId",
       (SELECT k.code FROM source_codes k WHERE k.owner_id = s.owner_id AND k.organization_id = s.organization_id
          AND k.action_kind = s.action_kind AND k.action_id = s.action_id AND k.retired_at IS NULL
        ORDER BY k.created_at, k.code LIMIT 1) AS code,
       CASE WHEN s.sharing <> 'none' THEN (
         SELECT count(DISTINCT (a.subject_kind, a.subject_id))::int
         FROM source_codes k JOIN attributions a ON a.owner_id = s.owner_id AND a.code = k.code
         LEFT JOIN signatures g ON a.subject_kind = 'signature' AND g.id = a.subject_id AND g.state = 'confirmed'
           AND g.confirmed_at < date_trunc('day', now())
         LEFT JOIN letters l ON a.subject_kind = 'letter' AND l.id = a.subject_id AND l.state = 'confirmed'
           AND l.confirmed_at < date_trunc('day', now())
         LEFT JOIN registrations r ON a.subject_kind = 'registration' AND r.id = a.subject_id
           AND r.created_at < date_trunc('day', now()) AND EXISTS (SELECT 1 FROM attendances t
             WHERE t.registration_id = r.id AND t.state <> 'cancelled')
         LEFT JOIN people p ON p.id = coalesce(g.person_id, l.person_id, r.person_id)
         WHERE k.owner_id = s.owner_id AND k.organization_id = s.organization_id AND k.action_kind = s.action_kind
           AND k.action_id = s.action_id AND coalesce(g.id, l.id, r.id) IS NOT NULL AND p.is_sealed IS NOT TRUE
       ) END AS deeds
     FROM co_sponsors s WHERE s.id = ANY ($1) AND s.state = 'accepted'`,
    [coSponsorIds],
  );
}
