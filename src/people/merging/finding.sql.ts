import { type EntityManager } from 'typeorm';
import { row, rows } from '../../platform/database/sql.js';

/** How alike two names must be, of 1, to be one name with a slip in it: "Reis" and "Ries" are 0.25, "Moura" and "Mouro" 0.5. */
const ALIKE = 0.25;

/**
 * Suggests pairs of the owner's active people of whom at least one is new or changed since a moment:
 *  - one email, and names that agree or of which one is an initial or unknown (people who share an email keep apart), or
 *    one of the two is sealed: what was typed with a sealed person's address is told to their readers, whatever its name,
 *  - one telephone and one given name,
 *  - one name and one ZIP (and street: surer),
 *  - one half of the name and one ZIP, where the other half is alike.
 *
 * Every arm joins on equal values, so it costs what its matches cost and not the square of the list. A pair that was
 * suggested before is left as it was decided. Works as the owner of the tables: sealed people are compared too, and the
 * suggestion is seen by who sees both.
 *
 * @returns how many are new.
 */
export async function suggestDuplicates(db: EntityManager, ownerId: string, since: Date): Promise<number> {
  const made = await row<{ n: number }>(
    db,
    `WITH made AS (
     INSERT INTO duplicate_suggestions (owner_id, first_id, second_id, why, score)
     WITH who AS MATERIALIZED (
       SELECT p.id, plain(p.given_name) AS given, plain(p.family_name) AS family, a.zip, plain(a.line1) AS street,
         p.is_sealed, p.updated_at >= $2 OR p.created_at >= $2 AS is_new
       FROM people p LEFT JOIN person_addresses a ON a.person_id = p.id AND a.is_primary AND a.zip <> ''
       WHERE p.owner_id = $1 AND p.state = 'active'),
     pairs AS (
       SELECT f.id AS one, s.id AS other, 'email' AS why, 0.9 AS score
       FROM who f JOIN person_emails x ON x.person_id = f.id
       JOIN person_emails y ON y.canonical = x.canonical AND y.owner_id = $1 JOIN who s ON s.id = y.person_id
       WHERE f.is_new AND f.id <> s.id AND (f.given IN ('', s.given) OR s.given = '' OR f.is_sealed <> s.is_sealed
         OR (left(f.given, 1) = left(s.given, 1) AND 2 > least(length(f.given), length(s.given))))
       UNION ALL
       SELECT f.id, t.person_id, 'email', 0.9
       FROM who f JOIN person_emails x ON x.person_id = f.id
       JOIN typed_addresses t ON t.canonical_email = x.canonical AND t.owner_id = $1
       WHERE f.is_new AND f.id <> t.person_id
       UNION ALL
       SELECT f.id, s.id, 'phone', 0.85
       FROM who f JOIN person_phones x ON x.person_id = f.id
       JOIN person_phones y ON y.e164 = x.e164 AND y.owner_id = $1 JOIN who s ON s.id = y.person_id
       WHERE f.is_new AND f.id <> s.id AND f.given = s.given
       UNION ALL
       SELECT f.id, s.id, CASE WHEN f.street = s.street AND f.street <> '' THEN 'name-and-address' ELSE 'name-and-zip' END,
         CASE WHEN f.street = s.street AND f.street <> '' THEN 0.95 ELSE 0.8 END
       FROM who f JOIN who s ON s.zip = f.zip AND s.given = f.given AND s.family = f.family
       WHERE f.is_new AND f.id <> s.id AND f.given <> '' AND f.family <> ''
       UNION ALL
       SELECT f.id, s.id, 'similar-name', 0.6
       FROM who f JOIN who s ON s.zip = f.zip AND s.given = f.given
       WHERE f.is_new AND f.id <> s.id AND f.given <> '' AND f.family <> s.family AND similarity(f.family, s.family) >= ${ALIKE}
       UNION ALL
       SELECT f.id, s.id, 'similar-name', 0.55
       FROM who f JOIN who s ON s.zip = f.zip AND s.family = f.family
       WHERE f.is_new AND f.id <> s.id AND f.family <> '' AND f.given <> s.given
         AND (similarity(f.given, s.given) >= ${ALIKE}
           OR (left(f.given, 1) = left(s.given, 1) AND 1 = least(length(f.given), length(s.given)))))
     SELECT DISTINCT ON (least(one, other), greatest(one, other)) $1::uuid, least(one, other), greatest(one, other), why, score
     FROM pairs ORDER BY least(one, other), greatest(one, other), score DESC
     ON CONFLICT (first_id, second_id) DO NOTHING RETURNING id)
     SELECT count(*)::int AS n FROM made`,
    [ownerId, since],
  );
  return made!.n;
}

export interface LookAlike {
  id: string;
  given_name: string;
  family_name: string;
  email: string | null;
  phone: string | null;
  city: string | null;
  zip: string | null;
  why: 'email' | 'phone' | 'name-and-zip' | 'name';
}

/**
 * Whom the caller sees among the owner's people that somebody may be who is about to be added: by email, by telephone, by
 * name and ZIP, by name. At most five. Leans on person_emails (canonical, owner_id), person_phones (e164, owner_id) and
 * people (owner_id, plain(family_name), plain(given_name)).
 */
export function findLookAlikes(
  db: EntityManager,
  who: {
    ownerId: string;
    givenName: string;
    familyName: string;
    canonical: string | null;
    phone: string | null;
    zip: string | null;
  },
): Promise<LookAlike[]> {
  return rows(
    db,
    `WITH hits AS (
       SELECT person_id AS id, 'email' AS why, 1 AS rank FROM person_emails WHERE owner_id = $1 AND canonical = $4
       UNION ALL
       SELECT person_id, 'phone', 2 FROM person_phones WHERE owner_id = $1 AND e164 = $5
       UNION ALL
       (SELECT p.id, CASE WHEN a.zip = $6 THEN 'name-and-zip' ELSE 'name' END, CASE WHEN a.zip = $6 THEN 3 ELSE 4 END
        FROM people p LEFT JOIN person_addresses a ON a.person_id = p.id AND a.is_primary
        WHERE p.owner_id = $1 AND p.state = 'active' AND $3 <> ''
          AND plain(p.family_name) = plain($3) AND plain(p.given_name) = plain($2) LIMIT 20))
     SELECT p.id, p.given_name, p.family_name, e.address AS email, t.e164 AS phone, a.city, a.zip, h.why
     FROM (SELECT DISTINCT ON (id) * FROM hits ORDER BY id, rank) h JOIN people p ON p.id = h.id AND p.state = 'active'
     LEFT JOIN person_emails e ON e.person_id = p.id AND e.is_primary
     LEFT JOIN person_phones t ON t.person_id = p.id AND t.is_primary
     LEFT JOIN person_addresses a ON a.person_id = p.id AND a.is_primary
     ORDER BY h.rank, p.created_at LIMIT 5`,
    [who.ownerId, who.givenName, who.familyName, who.canonical, who.phone, who.zip],
  );
}
