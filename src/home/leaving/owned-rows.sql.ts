import { type EntityManager } from 'typeorm';
import { row, rows } from '../../platform/database/sql.js';

/** Rows of a table that belong to one organization, as a condition over the table `t` with the organization as $1. */
export interface OwnedTable {
  name: string;
  condition: string;
}

/** What the product keeps to work at all, and nobody takes along: keys, and who may sign in. */
const STAYS = ['sending_domains', 'mail_relays', 'grants', 'api_keys', 'audit_entries'];
/** Tables that name their owner in another column than `owner_id`. */
const ROOTS: Record<string, string> = {
  organizations: 't.id = $1',
  chapters: 't.id = $1',
  partners: 't.id = $1',
  memberships: 't.chapter_id = $1',
  working_groups: 't.id = $1',
};

interface Link {
  child: string;
  childColumn: string;
  parent: string;
  parentColumn: string;
}

/**
 * Every table that holds something of an organization's own, from the catalogue, so that a table of tomorrow is not
 * forgotten: those that name it as owner, and those whose rows are part of such a row (a foreign key leads there). A row
 * that names another owner is never part of it.
 */
export async function findOwnedTables(db: EntityManager): Promise<OwnedTable[]> {
  const owning = await rows<{ name: string }>(
    db,
    `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'owner_id'
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace
     ORDER BY 1`,
  );
  const links = await rows<Link>(
    db,
    `SELECT k.conrelid::regclass::text AS child, f.attname AS "childColumn", k.confrelid::regclass::text AS parent,
       p.attname AS "parentColumn"
     FROM pg_constraint k
     JOIN pg_attribute f ON f.attrelid = k.conrelid AND f.attnum = k.conkey[1]
     JOIN pg_attribute p ON p.attrelid = k.confrelid AND p.attnum = k.confkey[1]
     WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND f.attnotnull ORDER BY 1, 2`,
  );
  const owned = new Map<string, string>(Object.entries(ROOTS));
  for (const { name } of owning) owned.set(name, 't.owner_id = $1');
  for (const name of STAYS) owned.delete(name);
  // Parts hang on parts: until nothing new is found.
  for (let before = -1; before !== owned.size;) {
    before = owned.size;
    for (const { child, childColumn, parent, parentColumn } of links) {
      const condition = owned.get(parent);
      // What merely names an organization is not part of it.
      if (
        !condition ||
        (parent in ROOTS && parent !== 'memberships') ||
        owned.has(child) ||
        STAYS.includes(child)
      )
        continue;
      const inside = condition.replaceAll('t.', `${parent}.`);
      owned.set(
        child,
        `t.${childColumn} IN (SELECT ${parent}.${parentColumn} FROM ${parent} WHERE ${inside})`,
      );
    }
  }
  return [...owned]
    .map(([name, condition]) => ({ name, condition }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

export function findOrganization(db: EntityManager, slug: string): Promise<{ id: string } | undefined> {
  return row(db, `SELECT id FROM organizations WHERE slug = $1`, [slug]);
}

const AT_ONCE = 1_000;

/** The rows as JSON, a piece at a time by a cursor of the transaction: memory does not grow with the table. */
export async function* readRows(
  db: EntityManager,
  { name, condition }: OwnedTable,
  organizationId: string,
): AsyncGenerator<string> {
  await db.query(
    `DECLARE leaving NO SCROLL CURSOR FOR SELECT to_jsonb(t)::text AS line FROM ${name} t WHERE ${condition}`,
    [organizationId],
  );
  try {
    for (;;) {
      const found = await rows<{ line: string }>(db, `FETCH ${AT_ONCE} FROM leaving`);
      if (found.length === 0) return;
      for (const { line } of found) yield line;
    }
  } finally {
    await db.query('CLOSE leaving');
  }
}
