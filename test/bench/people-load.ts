import { spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import copyStreams from 'pg-copy-streams';

/** How many tags and petitions there are: the n-th is on every (n + 1)-th person or so, from every second to one in 40. */
const TAGS = 12;
const PETITIONS = 20;
const DISTRICTS = 160;

/**
 * A whole number below `below` from a person's line and a salt: the same at every load, and unrelated from one salt to
 * the next.
 */
const drawn = (salt: string, below: number | string): string =>
  `(abs(hashint8extended(line, hashtext('${salt}'))) % (${below}))`;

/**
 * Fills a chapter with invented people by the generator of the test data: names and towns of Massachusetts, an email, a
 * telephone number and an address each; seven in ten subscribed, a few sealed, with tags, deeds of three years and a
 * House district. By COPY and set statements, as an operator's script would: this is the set-up of a measurement.
 */
export async function loadPeople(
  db: pg.Client,
  given: { generator: string; ownerId: string; count: number },
): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'accord-people-'));
  try {
    const file = path.join(folder, 'contacts.csv');
    const { status, stderr } = spawnSync(process.execPath, [given.generator, String(given.count), file]);
    if (status !== 0) throw new Error(`The generator failed: ${String(stderr)}`);
    await db.query(
      `CREATE TEMP TABLE loaded (line bigint GENERATED ALWAYS AS IDENTITY, id uuid DEFAULT new_id(), first_name text,
         last_name text, email text, phone text, address text, city text, state text, zip text, lat float8, lng float8)`,
    );
    const copy = db.query(
      copyStreams.from(
        `COPY loaded (first_name, last_name, email, phone, address, city, state, zip, lat, lng) FROM STDIN (FORMAT csv, HEADER)`,
      ),
    );
    await pipeline(createReadStream(file), copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  // What refers to what is right by the way it is made, and an index is made faster of all rows than row by row.
  await db.query(
    `SET session_replication_role = replica; SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'`,
  );
  const indexes = await dropIndexes(db);
  for (const statement of STATEMENTS)
    await db.query(statement.replaceAll('$owner', `'${given.ownerId}'::uuid`));
  for (const index of indexes) await db.query(index);
  await db.query('RESET ALL');
  await db.query('DROP TABLE loaded');
  await db.query('VACUUM (ANALYZE)');
}

/** Takes away the indexes of the large tables that no constraint needs, and gives the statements that make them again. */
async function dropIndexes(db: pg.Client): Promise<string[]> {
  const { rows } = await db.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index i
     WHERE indrelid = ANY ($1::regclass[]) AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
    [LARGE],
  );
  await db.query(`DROP INDEX ${rows.map(({ name }) => name).join(', ')}`);
  return rows.map(({ definition }) => definition);
}

const LARGE = [
  'people',
  'person_emails',
  'person_phones',
  'person_addresses',
  'person_tags',
  'person_districts',
  'subscriptions',
  'engagements',
];

const DEEDS = [
  ['signed', 'petition', 2],
  ['attended', 'event', 8],
  ['wrote', 'letter', 6],
  ['was-mailed', 'mailing', 2],
  ['opened', 'mailing', 3],
  ['clicked', 'mailing', 12],
] as const;

const STATEMENTS = [
  'ANALYZE loaded',
  `INSERT INTO people (id, owner_id, given_name, family_name, language, is_sealed, source_code, created_at)
   SELECT id, $owner, first_name, last_name, (ARRAY['en','en','en','en','en','en','en','es','es','pt'])[1 + ${drawn('language', 10)}],
     ${drawn('sealed', 1000)} = 0, CASE WHEN ${drawn('source', 4)} = 0 THEN 'source-' || ${drawn('code', 30)} END,
     now() - make_interval(mins => ${drawn('met', 3 * 365 * 24 * 60)}::int)
   FROM loaded`,
  `INSERT INTO person_emails (person_id, owner_id, address, canonical, is_primary, status)
   SELECT id, $owner, email, lower(email), true, CASE ${drawn('bounce', 40)} WHEN 0 THEN 'bouncing' WHEN 1 THEN 'invalid' ELSE 'ok' END
   FROM loaded WHERE ${drawn('mail', 20)} > 0`,
  `INSERT INTO person_phones (person_id, owner_id, e164, is_primary)
   SELECT id, $owner, '+1' || regexp_replace(phone, '\\D', '', 'g'), true FROM loaded WHERE ${drawn('phone', 2)} = 0`,
  `INSERT INTO person_addresses (person_id, line1, city, state, zip, is_primary, latitude, longitude, located_by, located_at)
   SELECT id, address, city, state, zip, true, lat, lng, 'geocoder', now() FROM loaded`,
  `INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed)
   SELECT id, $owner, 'email', ${drawn('unsubscribed', 10)} > 0 FROM loaded WHERE ${drawn('subscribed', 10)} < 7`,
  `INSERT INTO tags (owner_id, name) SELECT $owner, 'Tag ' || n FROM generate_series(0, ${TAGS - 1}) n`,
  `INSERT INTO person_tags (tag_id, person_id)
   SELECT t.id, l.id FROM loaded l CROSS JOIN (SELECT id, substr(name, 5)::int AS n FROM tags WHERE owner_id = $owner) t
   WHERE abs(hashint8extended(line, n)) % ((n + 1) * 3) = 0`,
  ...DEEDS.map(
    ([did, kind, share]) =>
      `INSERT INTO engagements (owner_id, person_id, did, what_kind, what_id, what_title, at)
       SELECT $owner, id, '${did}', '${kind}', md5('${kind}' || n)::uuid, 'The ${kind} ' || n,
         now() - make_interval(mins => ${drawn(`${did} at`, 3 * 365 * 24 * 60)}::int)
       FROM loaded CROSS JOIN LATERAL (SELECT ${drawn(`${did} what`, PETITIONS)} AS n) x WHERE ${drawn(did, share)} = 0`,
  ),
  `UPDATE people p SET action_count = e.n, last_action_at = e.at
   FROM (SELECT person_id, count(*)::int AS n, max(at) AS at FROM engagements
     WHERE did IN ('signed', 'attended', 'wrote') GROUP BY person_id) e WHERE e.person_id = p.id`,
  `WITH made AS (
     INSERT INTO boundary_sets (kind, layer, jurisdiction, source, content_hash)
     VALUES ('house', 'lower', 'ocd-division/country:us/state:ma', 'bench', 'bench') RETURNING id)
   INSERT INTO districts (boundary_set_id, layer, jurisdiction, code, name, match_key, geometry, bbox, content_hash)
   SELECT made.id, 'lower', 'ocd-division/country:us/state:ma', n::text, 'District ' || n, n::text,
     '{"type":"MultiPolygon","coordinates":[]}', '{0,0,1,1}', 'bench' FROM made, generate_series(0, ${DISTRICTS - 1}) n`,
  `INSERT INTO person_districts (person_id, district_id, method)
   SELECT l.id, d.id, 'geocoder' FROM loaded l
   JOIN districts d ON d.layer = 'lower' AND d.code = (abs(hashtext(l.zip)) % ${DISTRICTS})::text`,
];
