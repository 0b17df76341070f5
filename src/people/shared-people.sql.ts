import { type EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';

/** Somebody whom another organization shows, with what a share shows: who they are and how to reach them. */
export interface SharedPerson {
  /** The share that runs longest. */
  id: string;
  givenName: string;
  familyName: string;
  email: string | null;
  phone: string | null;
  city: string;
  zip: string;
  /** Who shows them. */
  fromName: string;
  /** To whom. */
  toId: string;
  purpose: string;
  since: Date;
  endsAt: Date;
  /** The sort key, to the microsecond. */
  key: string;
}

/**
 * People who are shown to these organizations now, newest first, each once. Only the columns named here leave: what the
 * owner thinks, and what they did elsewhere, is no part of a share. Leans on shares (to_id, ends_at).
 */
export function findSharedPeople(
  db: EntityManager,
  within: readonly string[] | null,
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<SharedPerson[]> {
  return rows(
    db,
    `WITH running AS (
       SELECT DISTINCT ON (s.person_id, s.to_id) s.*, min(s.created_at) OVER (PARTITION BY s.person_id, s.to_id) AS since
       FROM shares s
       WHERE s.ends_at > now() AND ($1::uuid[] IS NULL OR s.to_id = ANY ($1))
         AND NOT EXISTS (SELECT 1 FROM share_ends e WHERE e.share_id = s.id)
       ORDER BY s.person_id, s.to_id, s.ends_at DESC
     )
     SELECT s.id, p.given_name AS "givenName", p.family_name AS "familyName", e.address AS email, t.e164 AS phone,
       coalesce(a.city, '') AS city, coalesce(a.zip, '') AS zip, o.public_name AS "fromName", s.to_id AS "toId", s.purpose, s.since,
       s.ends_at AS "endsAt", s.since::text AS key
     FROM running s
     JOIN people p ON p.id = s.person_id AND p.state = 'active' AND NOT p.is_sealed
     JOIN organizations o ON o.id = s.from_id
     LEFT JOIN person_emails e ON e.person_id = p.id AND e.is_primary
     LEFT JOIN person_phones t ON t.person_id = p.id AND t.is_primary
     LEFT JOIN person_addresses a ON a.person_id = p.id AND a.is_primary
     WHERE $2::timestamptz IS NULL OR (s.since, s.id) < ($2::timestamptz, $3::uuid)
     ORDER BY s.since DESC, s.id DESC
     LIMIT $4`,
    [within, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}
