import { randomInt } from 'node:crypto';
import { type Client } from 'pg';
import { type Role } from '../../src/staff/roles.access.js';

/*
 * Builders: each inserts one thing as the owner of the tables, with whatever the test does not care about made up,
 * and gives its id. Everything in them is invented; addresses end in .example (RFC 2606).
 */

let made = 0;
/** Different at each call, also in another process on the same database. */
export const unique = (): string => `${++made}${randomInt(1e9).toString(36)}`;

async function id(db: Client, sql: string, parameters: unknown[]): Promise<string> {
  const { rows } = await db.query<{ id: string }>(sql, parameters);
  return rows[0]!.id;
}

async function anOrganization(
  db: Client,
  kind: string,
  { name, slug }: { name?: string; slug?: string },
): Promise<string> {
  const key = unique();
  return id(db, `INSERT INTO organizations (kind, slug, public_name) VALUES ($1, $2, $3) RETURNING id`, [
    kind,
    slug ?? `${kind}-${key}`,
    name ?? `The ${kind} ${key}`,
  ]);
}

/** Asks for no second factor unless told to, so that specs about other things need none. */
export async function aNetwork(
  db: Client,
  given: { name?: string; requiresTwoFactor?: boolean } = {},
): Promise<string> {
  const networkId = await anOrganization(db, 'network', given);
  await db.query(
    `INSERT INTO networks (id, postal_address, requires_two_factor) VALUES ($1, '1 Main St, Boston MA 02108', $2)`,
    [networkId, given.requiresTwoFactor ?? false],
  );
  await sendsAtOnce(db, networkId);
  await db.query(
    `INSERT INTO network_rules (network_id, approval_over) VALUES ($1, 1000000) ON CONFLICT DO NOTHING`,
    [networkId],
  );
  return networkId;
}

export async function aChapter(
  db: Client,
  given: {
    networkId: string;
    name?: string;
    slug?: string;
    grantsNetwork?: boolean;
    timeZone?: string;
    colour?: string;
  },
): Promise<string> {
  const chapterId = await anOrganization(db, 'chapter', given);
  await db.query(
    `INSERT INTO chapters (id, network_id, territory, region, time_zone, grants_network, colour, postal_address)
     VALUES ($1, $2, 'Boston', 'MA', $3, $4, $5, '1 Main St, Boston MA 02108')`,
    [
      chapterId,
      given.networkId,
      given.timeZone ?? 'America/New_York',
      given.grantsNetwork ?? false,
      given.colour ?? '#1b6f71',
    ],
  );
  await sendsAtOnce(db, chapterId);
  return chapterId;
}

/** No time to undo: what a spec sends begins, but for the spec of that time. Nor has a second person to approve it. */
async function sendsAtOnce(db: Client, ownerId: string): Promise<void> {
  await db.query(`INSERT INTO sending_rules (owner_id, undo_minutes) VALUES ($1, 0)`, [ownerId]);
}

/** A topic of the installation's network. */
export function aTopic(db: Client, name: string): Promise<string> {
  return id(
    db,
    `INSERT INTO topics (network_id, key, name)
     SELECT n.id, $1, jsonb_build_object('en', $2::text, 'es', $2 || ' (es)') FROM networks n JOIN organizations o USING (id)
     ORDER BY o.created_at LIMIT 1 RETURNING id`,
    [`topic-${unique()}`, name],
  );
}

export function aPartnerOrganization(
  db: Client,
  given: { name?: string; slug?: string } = {},
): Promise<string> {
  return anOrganization(db, 'partner', given);
}

/** An active account without a password: tests sign in by a session of its own. */
export async function anAccount(
  db: Client,
  given: {
    name?: string;
    email?: string;
    grants?: readonly (readonly [Role, string])[];
    state?: string;
    passwordHash?: string;
  } = {},
): Promise<string> {
  const key = unique();
  const accountId = await id(
    db,
    `INSERT INTO accounts (email, name, state, password_hash) VALUES ($1, $2, $3, $4) RETURNING id`,
    [
      given.email ?? `account-${key}@staff.example`,
      given.name ?? `Account ${key}`,
      given.state ?? 'active',
      given.passwordHash ?? null,
    ],
  );
  for (const [role, organizationId] of given.grants ?? [])
    await db.query(`INSERT INTO grants (account_id, role, organization_id) VALUES ($1, $2, $3)`, [
      accountId,
      role,
      organizationId,
    ]);
  return accountId;
}

/** A person as one organization knows them, with one email address unless `email` is null. */
export async function aPerson(
  db: Client,
  given: {
    ownerId: string;
    givenName?: string;
    familyName?: string;
    email?: string | null;
    isSealed?: boolean;
  },
): Promise<string> {
  const key = unique();
  const personId = await id(
    db,
    `INSERT INTO people (owner_id, given_name, family_name, is_sealed) VALUES ($1, $2, $3, $4) RETURNING id`,
    [given.ownerId, given.givenName ?? 'Ada', given.familyName ?? `Person${key}`, given.isSealed ?? false],
  );
  const address = given.email === undefined ? `person-${key}@people.example` : given.email;
  if (address !== null)
    await db.query(
      `INSERT INTO person_emails (person_id, owner_id, address, canonical, is_primary) VALUES ($1, $2, $3, lower($3), true)`,
      [personId, given.ownerId, address],
    );
  return personId;
}

/** An open petition with its text frozen as version 1, unless `state` is 'draft'. */
export async function aPetition(
  db: Client,
  given: { ownerId: string; slug?: string; state?: string; title?: string; goal?: number; closesAt?: Date },
): Promise<{ id: string; slug: string }> {
  const slug = given.slug ?? `petition-${unique()}`;
  const state = given.state ?? 'open';
  const petitionId = await id(
    db,
    `INSERT INTO petitions (owner_id, slug, state, title, addressed_to, ask, background, goal, closes_at, version, opened_at)
     VALUES ($1, $2, $3, jsonb_build_object('en', $4::text), '{"en":"The Legislature"}',
       '{"en":"Fund safe housing for survivors."}', '{"en":"Because nobody leaves without a place to go."}', $5, $6, $7, now())
     RETURNING id`,
    [
      given.ownerId,
      slug,
      state,
      given.title ?? 'Safe housing now',
      given.goal ?? 100,
      given.closesAt ?? null,
      state === 'draft' ? 0 : 1,
    ],
  );
  if (state !== 'draft')
    await db.query(
      `INSERT INTO petition_versions (petition_id, version, text, text_hash)
       SELECT p.id, 1, t.text, sha256(convert_to(t.text::text, 'UTF8')) FROM petitions p,
         LATERAL (SELECT jsonb_build_object('title', p.title, 'addressed_to', p.addressed_to, 'ask', p.ask) AS text) t
       WHERE p.id = $1`,
      [petitionId],
    );
  return { id: petitionId, slug };
}
