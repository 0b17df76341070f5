import { type EntityManager } from 'typeorm';
import { affected, rows } from '../../platform/database/sql.js';
import { type CommitteeRecord } from './official-record.js';

/** Writes a committee and its members, where its hash changed. Members whom no source has named are left out. */
export async function putCommittee(
  db: EntityManager,
  committee: CommitteeRecord,
  hash: string,
  isPractice: boolean,
): Promise<'created' | 'updated' | 'unchanged'> {
  const [written] = await rows<{ id: string; is_new: boolean }>(
    db,
    `INSERT INTO committees AS c (external_id, jurisdiction, chamber, name, content_hash, is_practice)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (external_id) DO UPDATE SET jurisdiction = excluded.jurisdiction, chamber = excluded.chamber,
       name = excluded.name, content_hash = excluded.content_hash
       WHERE c.content_hash <> excluded.content_hash
     RETURNING id, xmax = 0 AS is_new`,
    [committee.externalId, committee.jurisdiction, committee.chamber, committee.name, hash, isPractice],
  );
  if (!written) return 'unchanged';
  await affected(db, `DELETE FROM committee_seats WHERE committee_id = $1`, [written.id]);
  await db.query(
    `INSERT INTO committee_seats (committee_id, official_id, role)
     SELECT DISTINCT ON (s.official_id) $1::uuid, s.official_id, m.role
     FROM jsonb_to_recordset($2::jsonb) AS m ("externalId" text, role text)
       JOIN official_sources s ON s.external_id = m."externalId"
     ORDER BY s.official_id, m.role <> 'member' DESC`,
    [written.id, JSON.stringify(committee.members)],
  );
  return written.is_new ? 'created' : 'updated';
}

/** Which of these members is known: part of a committee's hash, so that a member who is loaded later joins it then. */
export async function knownMembers(db: EntityManager, ids: readonly string[]): Promise<Set<string>> {
  const found = await rows<{ id: string }>(
    db,
    `SELECT external_id AS id FROM official_sources WHERE external_id = ANY ($1)`,
    [ids],
  );
  return new Set(found.map(({ id }) => id));
}

/** Removes the committees of a jurisdiction, known by ids with this prefix, that a complete list no longer names. */
export function removeCommittees(
  db: EntityManager,
  jurisdiction: string,
  prefix: string,
  named: readonly string[],
): Promise<number> {
  return affected(
    db,
    `DELETE FROM committees WHERE jurisdiction = $1 AND starts_with(external_id, $2) AND external_id <> ALL ($3)`,
    [jurisdiction, prefix, named],
  );
}
