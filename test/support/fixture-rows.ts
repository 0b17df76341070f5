import { type Client } from 'pg';
import { aPartnerOrganization, unique } from './people.js';

export interface FixtureContext {
  db: Client;
  /** The organization that owns the row. */
  ownerId: string;
  /** A word that stands in every name and text of the row. */
  mark: string;
  /** The account whose session or the like it is. */
  accountId: string;
  /** Ids of the earlier parameters of the path. */
  parents: readonly string[];
}

export interface Fixture {
  make(context: FixtureContext): Promise<string>;
  /** Reference data that belongs to nobody: everybody with the permission sees it. */
  isShared?: boolean;
  /** Owned, but public by nature: row-level security lets everybody read it, so only the query refuses. */
  isPublic?: boolean;
}

export async function insert(db: Client, table: string, values: Record<string, unknown>): Promise<string> {
  const columns = Object.keys(values);
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, at) => `$${at + 1}`).join(', ')}) RETURNING id`,
    Object.values(values),
  );
  return rows[0]!.id;
}

export const json = (value: unknown): string => JSON.stringify(value);
export const slug = (): string => `canary-${unique()}`;
export const title = (mark: string): string => json({ en: `${mark} title` });

export async function aMembership({ db, mark, ownerId }: FixtureContext): Promise<string> {
  const partnerId = await aPartnerOrganization(db, { name: `${mark} Partner` });
  await db.query(`INSERT INTO partners (id, sector) VALUES ($1, 'civic')`, [partnerId]);
  return insert(db, 'memberships', { partner_id: partnerId, chapter_id: ownerId, status: 'active' });
}

export async function aShift({ db, mark, ownerId }: FixtureContext): Promise<string> {
  const zone = { time_zone: 'America/New_York' };
  const event = { owner_id: ownerId, slug: slug(), title: title(mark), state: 'published', ...zone };
  return insert(db, 'shifts', {
    event_id: await insert(db, 'events', event),
    taken: 1,
    starts_local: '2030-01-01 10:00',
    ends_local: '2030-01-01 11:00',
    starts_at: '2030-01-01T15:00:00Z',
    ends_at: '2030-01-01T16:00:00Z',
  });
}

export async function aRegistration(context: FixtureContext): Promise<string> {
  const { db, mark, ownerId } = context;
  const { rows } = await db.query<{ event_id: string }>(`SELECT event_id FROM shifts WHERE id = $1`, [
    await aShift(context),
  ]);
  return insert(db, 'registrations', {
    event_id: rows[0]!.event_id,
    owner_id: ownerId,
    given_name: mark,
    email: `${unique()}@${mark.toLowerCase()}.example`,
  });
}

/** A code of a partner for a petition of the owner's. Its key is no id but the code itself. */
export async function aSourceCode(context: FixtureContext): Promise<string> {
  const { db, mark, ownerId } = context;
  const { rows } = await db.query<{ partner_id: string }>(
    `SELECT partner_id FROM memberships WHERE id = $1`,
    [await aMembership(context)],
  );
  const petitionId = await insert(db, 'petitions', { owner_id: ownerId, slug: slug(), title: title(mark) });
  const code = `${mark}-${unique()}`;
  await db.query(
    `INSERT INTO source_codes (code, owner_id, organization_id, action_kind, action_id, label)
     VALUES ($1, $2, $3, 'petition', $4, $5)`,
    [code, ownerId, rows[0]!.partner_id, petitionId, `${mark} poster`],
  );
  return code;
}
