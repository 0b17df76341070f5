import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';

/** Moves the suggestion of this pair, if there is one, from one state to another. */
export async function markSuggestion(
  db: EntityManager,
  mark: { keptId: string; absorbedId: string; from: string; to: string; accountId: string },
): Promise<void> {
  await affected(
    db,
    `UPDATE duplicate_suggestions SET state = $4, decided_by = CASE WHEN $4 <> 'open' THEN $5::uuid END,
       decided_at = CASE WHEN $4 <> 'open' THEN now() END
     WHERE first_id = least($1::uuid, $2::uuid) AND second_id = greatest($1::uuid, $2::uuid) AND state = $3`,
    [mark.keptId, mark.absorbedId, mark.from, mark.to, mark.accountId],
  );
}

/** @returns whose pair it was, or undefined where it is not open any more. */
export function dismissSuggestion(
  db: EntityManager,
  id: string,
  accountId: string,
  within: readonly string[] | null,
): Promise<{ ownerId: string; firstId: string; secondId: string } | undefined> {
  return row(
    db,
    `UPDATE duplicate_suggestions SET state = 'not-the-same', decided_by = $2, decided_at = now()
     WHERE id = $1 AND state = 'open' AND ($3::uuid[] IS NULL OR owner_id = ANY ($3))
     RETURNING owner_id AS "ownerId", first_id AS "firstId", second_id AS "secondId"`,
    [id, accountId, within],
  );
}

export interface SuggestedPerson {
  id: string;
  given_name: string;
  family_name: string;
  email: string | null;
  phone: string | null;
  street: string | null;
  city: string | null;
  zip: string | null;
}

export interface Suggestion {
  id: string;
  ownerId: string;
  why: string;
  score: number;
  first: SuggestedPerson;
  second: SuggestedPerson;
}

const PERSON = (id: string): string => `(SELECT jsonb_build_object('id', p.id, 'given_name', p.given_name,
    'family_name', p.family_name, 'email', e.address, 'phone', t.e164, 'street', a.line1, 'city', a.city, 'zip', a.zip)
  FROM people p LEFT JOIN person_emails e ON e.person_id = p.id AND e.is_primary
  LEFT JOIN person_phones t ON t.person_id = p.id AND t.is_primary
  LEFT JOIN person_addresses a ON a.person_id = p.id AND a.is_primary WHERE p.id = ${id})`;

/** Open suggestions, the surest first. Leans on duplicate_suggestions (owner_id, score DESC, id) WHERE open. */
export function findSuggestions(
  db: EntityManager,
  filter: { within: readonly string[] | null; ownerId: string | null; personId: string | null },
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<Suggestion[]> {
  return rows(
    db,
    `WITH page AS (
       SELECT d.* FROM duplicate_suggestions d
       JOIN people f ON f.id = d.first_id AND f.state = 'active' JOIN people s ON s.id = d.second_id AND s.state = 'active'
       WHERE d.state = 'open' AND ($1::uuid[] IS NULL OR d.owner_id = ANY ($1)) AND ($2::uuid IS NULL OR d.owner_id = $2)
         AND ($3::uuid IS NULL OR $3 IN (d.first_id, d.second_id))
         AND ($5::uuid IS NULL OR d.score < $4::real OR (d.score = $4::real AND d.id > $5))
       ORDER BY d.score DESC, d.id LIMIT $6)
     SELECT page.id, page.owner_id AS "ownerId", page.why, page.score, ${PERSON('page.first_id')} AS first,
       ${PERSON('page.second_id')} AS second
     FROM page ORDER BY page.score DESC, page.id`,
    [filter.within, filter.ownerId, filter.personId, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}
