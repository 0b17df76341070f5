import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type Tie, type TieKind } from './tie.js';

/** The person is the record that was kept, whichever record the tie was noted for. */
const TIES = `SELECT t.id, t.owner_id AS "ownerId", p.id AS "personId", trim(p.given_name || ' ' || p.family_name) AS "personName",
    o.id AS "officialId", o.name AS "officialName", t.kind, t.strength, t.said_by AS "saidBy", t.verified_on::text AS "verifiedOn"
  FROM official_ties t JOIN people h ON h.id = t.person_id JOIN people p ON p.id = coalesce(h.merged_into, h.id)
  JOIN officials o ON o.id = t.official_id
  WHERE ($1::uuid[] IS NULL OR t.owner_id = ANY ($1))`;

/** The strongest first. Leans on the keys of both. */
export function findTiesOfPerson(
  db: EntityManager,
  within: readonly string[] | null,
  personId: string,
): Promise<Tie[]> {
  return rows(db, `${TIES} AND p.id = $2 ORDER BY t.strength DESC, o.name, t.id`, [within, personId]);
}

/** The strongest first; the cursor is (strength, id). Leans on official_ties (official_id, strength, id). */
export function findTiesOfOfficial(
  db: EntityManager,
  within: readonly string[] | null,
  officialId: string,
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<Tie[]> {
  return rows(
    db,
    `${TIES} AND t.official_id = $2
       AND ($3::int IS NULL OR t.strength < $3 OR (t.strength = $3 AND t.id > $4::uuid))
     ORDER BY t.strength DESC, t.id LIMIT $5`,
    [within, officialId, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

export function findTie(
  db: EntityManager,
  within: readonly string[] | null,
  id: string,
): Promise<Tie | undefined> {
  return row(db, `${TIES} AND t.id = $2`, [within, id]);
}

/**
 * Notes the tie, or says anew what is known of one of this kind; false where there is no such official. One that a record
 * merged into the person has already is said anew there, so that none is shown twice.
 */
export async function writeTie(
  db: EntityManager,
  given: {
    ownerId: string;
    personId: string;
    officialId: string;
    kind: TieKind;
    strength: number;
    saidBy: string;
    verifiedOn: string | null;
    accountId: string;
  },
): Promise<boolean> {
  const written = await row(
    db,
    `INSERT INTO official_ties AS t (owner_id, person_id, official_id, kind, strength, said_by, verified_on, recorded_by)
     SELECT $1, coalesce((SELECT x.person_id FROM official_ties x JOIN people h ON h.id = x.person_id
         WHERE h.merged_into = $2 AND x.official_id = $3 AND x.kind = $4 LIMIT 1), $2),
       o.id, $4, $5, $6, coalesce($7::date, current_date), $8
     FROM officials o WHERE o.id = $3
     ON CONFLICT (person_id, official_id, kind) DO UPDATE SET strength = excluded.strength, said_by = excluded.said_by,
       verified_on = excluded.verified_on, recorded_by = excluded.recorded_by
     RETURNING t.id`,
    [
      given.ownerId,
      given.personId,
      given.officialId,
      given.kind,
      given.strength,
      given.saidBy,
      given.verifiedOn,
      given.accountId,
    ],
  );
  return written !== undefined;
}

/** It is still so, today. */
export function verifyTie(db: EntityManager, id: string): Promise<number> {
  return affected(db, `UPDATE official_ties SET verified_on = current_date WHERE id = $1`, [id]);
}

export function deleteTie(db: EntityManager, id: string): Promise<number> {
  return affected(db, `DELETE FROM official_ties WHERE id = $1`, [id]);
}
