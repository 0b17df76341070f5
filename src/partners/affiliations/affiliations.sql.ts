import { type EntityManager } from 'typeorm';
import { affected, rows } from '../../platform/database/sql.js';
import { type Selection } from '../../people/import/affiliations.access.js';

/** The names of the proposals with the chapter's partner of that name; one that has left only where there is no other. */
function named(proposed: Selection): string {
  return `SELECT DISTINCT ON (n.key) n.key, n.name, k.partner_id
    FROM (SELECT plain(name) AS key, min(name) AS name FROM (${proposed.sql}) p GROUP BY plain(name)) n
    LEFT JOIN LATERAL (
      SELECT m.partner_id, m.status, m.created_at FROM memberships m JOIN organizations o ON o.id = m.partner_id
      WHERE m.chapter_id = $${proposed.parameters.length + 1}
        AND (plain(o.public_name) = n.key OR plain(o.legal_name) = n.key)) k ON true
    ORDER BY n.key, k.status = 'left', k.created_at`;
}

/** @returns SELECT of person_id, name and partner_id (null for one that is not there yet) of what is not so. */
export function missingLinks(proposed: Selection, ownerId: string, mayAdd: boolean): Selection {
  return {
    sql: `SELECT DISTINCT l.person_id, o.name, o.partner_id FROM (${proposed.sql}) l
      JOIN (${named(proposed)}) o ON o.key = plain(l.name)
      WHERE ${mayAdd ? 'true' : 'o.partner_id IS NOT NULL'} AND NOT EXISTS (SELECT 1 FROM partner_roles r
        WHERE r.partner_id = o.partner_id AND r.person_id = l.person_id AND r.ends_on IS NULL)`,
    parameters: [...proposed.parameters, ownerId],
  };
}

/** The names that are nobody's in the chapter. */
export async function unknownNames(
  db: EntityManager,
  ownerId: string,
  proposed: Selection,
): Promise<string[]> {
  const found = await rows<{ name: string }>(
    db,
    `SELECT o.name FROM (${named(proposed)}) o WHERE o.partner_id IS NULL ORDER BY o.name`,
    [...proposed.parameters, ownerId],
  );
  return found.map(({ name }) => name);
}

/** Makes people contacts of the partners that are there. */
export async function insertContacts(
  db: EntityManager,
  missing: Selection,
  batchId: string | null,
): Promise<void> {
  await db.query(
    `INSERT INTO partner_roles (partner_id, person_id, role, batch_id)
     SELECT n.partner_id, n.person_id, 'contact', $${missing.parameters.length + 1}::uuid FROM (${missing.sql}) n
     JOIN people p ON p.id = n.person_id AND p.state = 'active' WHERE n.partner_id IS NOT NULL
     ON CONFLICT (partner_id, person_id, role) WHERE ends_on IS NULL DO NOTHING`,
    [...missing.parameters, batchId],
  );
}

/** What somebody gave a title or an end since is theirs. */
export async function removeContacts(
  db: EntityManager,
  batchId: string,
  personIds: readonly string[],
): Promise<void> {
  await affected(
    db,
    `DELETE FROM partner_roles
     WHERE batch_id = $1 AND person_id = ANY ($2::uuid[]) AND role = 'contact' AND title = '' AND ends_on IS NULL`,
    [batchId, personIds],
  );
}
