import { type EntityManager } from 'typeorm';
import { type Language } from '../../layout/i18n.js';
import { affected, row, rows } from '../../platform/database/sql.js';

/** A relay address that runs. */
export interface RunningRelay {
  id: string;
  ownerId: string;
  personId: string;
  address: string;
  realAddressSealed: Buffer;
  /** As the record calls them. */
  name: string;
  language: Language;
  startedAt: Date;
}

const RUNNING = `SELECT r.id, r.owner_id AS "ownerId", r.person_id AS "personId", r.address,
    r.real_address_sealed AS "realAddressSealed", r.started_at AS "startedAt",
    trim(p.given_name || ' ' || p.family_name) AS name, p.language
  FROM relay_addresses r JOIN people p ON p.id = r.person_id WHERE r.ends_at IS NULL`;

/** By the address that mail is sent to. */
export function relayByAddress(db: EntityManager, address: string): Promise<RunningRelay | undefined> {
  return row(db, `${RUNNING} AND r.address = $1`, [address]);
}

/** Of a person, together with the records merged into theirs. */
export function relayOf(db: EntityManager, personIds: readonly string[]): Promise<RunningRelay | undefined> {
  return row(db, `${RUNNING} AND r.person_id = ANY ($1::uuid[]) ORDER BY r.started_at LIMIT 1`, [personIds]);
}

/** See relays_behind in the migration: for each list of hashes the address that is kept, or null, in their order. */
export const RELAYS_BEHIND = {
  name: 'people.relaysBehind',
  text: 'SELECT address FROM relays_behind($1) ORDER BY place',
};

/** A relay address, and whether the account that asks is a reader of the sealed record. */
export interface HiddenBehind {
  address: string;
  isRead: boolean;
}

/** The relay addresses that run in an organization, by the keyed hash of what is behind them. */
export async function runningByHash(
  db: EntityManager,
  ownerId: string,
  accountId: string | null,
): Promise<Map<string, HiddenBehind>> {
  const found = await rows<HiddenBehind & { hash: string }>(
    db,
    `SELECT real_address_hash AS hash, address, EXISTS (SELECT 1 FROM sealed_readers s
       WHERE s.person_id = r.person_id AND s.account_id = $2::uuid) AS "isRead"
     FROM relay_addresses r WHERE owner_id = $1 AND ends_at IS NULL`,
    [ownerId, accountId],
  );
  return new Map(found.map(({ hash, address, isRead }) => [hash, { address, isRead }]));
}

export async function insertRelay(
  db: EntityManager,
  relay: {
    personId: string;
    ownerId: string;
    address: string;
    sealed: Buffer;
    hash: string;
    accountId: string;
  },
): Promise<void> {
  await db.query(
    `INSERT INTO relay_addresses (person_id, owner_id, address, real_address_sealed, real_address_hash, started_by)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [relay.personId, relay.ownerId, relay.address, relay.sealed, relay.hash, relay.accountId],
  );
}

/** See hide_address in the migration. Files to remove, or null where the caller is no reader of the sealed record. */
export async function hideAddress(
  db: EntityManager,
  personId: string,
  real: string,
  relay: string,
): Promise<string[] | null> {
  const hidden = await row<{ files: string[] | null }>(db, `SELECT hide_address($1, $2, $3) AS files`, [
    personId,
    real,
    relay,
  ]);
  return hidden!.files;
}

/** Ends it now and forgets what is behind it, also where that was typed into forms. False where it had ended. */
export async function endRelay(db: EntityManager, id: string, accountId: string): Promise<boolean> {
  await db.query(
    `DELETE FROM typed_addresses t USING relay_addresses r WHERE r.id = $1 AND t.person_id = r.person_id`,
    [id],
  );
  const ended = await affected(
    db,
    `UPDATE relay_addresses SET ends_at = now(), ended_by = $2, real_address_sealed = NULL, real_address_hash = NULL
     WHERE id = $1 AND ends_at IS NULL`,
    [id, accountId],
  );
  return ended > 0;
}

/** Whom of staff a relay carries mail of and to: who may open the record and still works for its organization. */
export interface Correspondent {
  id: string;
  name: string;
  email: string;
}

/** Needs the owner of the tables, as workers do: the list of readers shows each account its own entries. */
export function correspondentsOf(
  db: EntityManager,
  { personId, ownerId }: Pick<RunningRelay, 'personId' | 'ownerId'>,
): Promise<Correspondent[]> {
  return rows(
    db,
    `SELECT a.id, a.name, a.email FROM sealed_readers r JOIN accounts a ON a.id = r.account_id
     WHERE r.person_id = $1 AND a.kind = 'person' AND a.state = 'active' AND EXISTS (SELECT 1 FROM grants g
       WHERE g.account_id = a.id AND g.organization_id = $2 AND (g.expires_at IS NULL OR g.expires_at > now()))
     ORDER BY a.email`,
    [personId, ownerId],
  );
}
