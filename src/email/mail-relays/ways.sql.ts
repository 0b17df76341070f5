import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { DEFAULT_RELAY } from '../pacing/rates.sql.js';
import { WARM_UP_DAYS } from '../domains/warm-up.js';
import { type Route, type Stream } from './ways.js';

/**
 * The routes that hold, a handful: a chapter's own relay only while its network lets chapters keep them. For the worker, which
 * sees all of them. None for a practice network: nothing of it leaves this server.
 */
export function routesOf(db: EntityManager, stream: Stream): Promise<Route[]> {
  return rows(
    db,
    `SELECT t.organization_id AS "organizationId", t.organization_id = t.network_id AS "isForAll",
       coalesce(r.id::text, '${DEFAULT_RELAY}') AS relay
     FROM mail_routes t JOIN organizations o ON o.id = t.network_id AND NOT o.is_practice
     LEFT JOIN mail_relays r ON r.id = t.relay_id
     WHERE t.stream = $1 AND (r.id IS NULL OR r.owner_id = t.network_id
       OR (SELECT n.allows_own_relays FROM network_rules n WHERE n.network_id = t.network_id))
     ORDER BY t.organization_id`,
    [stream],
  );
}

/**
 * The host of the kept relay by which an organization's mailings go, and leave this server in any case. Null where they go by
 * that of SMTP_URL. For everybody who may write for the organization.
 */
export async function bulkRelayHost(db: EntityManager, senderId: string): Promise<string | null> {
  return (await row<{ host: string | null }>(db, `SELECT bulk_relay_host($1) AS host`, [senderId]))!.host;
}

/** What a connection to a relay is made of. */
export interface RelayAccess {
  id: string;
  host: string;
  port: number;
  tls: 'implicit' | 'starttls';
  username: string;
  passwordSealed: Buffer | null;
  connections: number;
  version: number;
}

/** Undefined where the transaction's scope does not hold it, or it is gone. */
export function findAccess(db: EntityManager, id: string): Promise<RelayAccess | undefined> {
  return row(
    db,
    `SELECT id, host, port, tls, username, password_sealed AS "passwordSealed", connections, version
     FROM mail_relays WHERE id = $1`,
    [id],
  );
}

/** The owner of a mailing: its mail goes by their relay. */
export async function ownerOfMailing(db: EntityManager, mailingId: string): Promise<string | undefined> {
  return (await row<{ id: string }>(db, `SELECT owner_id AS id FROM mailings WHERE id = $1`, [mailingId]))
    ?.id;
}

export interface WarmingRelay {
  /** 0 on the first; null for none. */
  day: number | null;
  /** Bulk messages claimed today, by the database's calendar (UTC). */
  count: number;
}

const WARMING = `SELECT CASE WHEN warming_since > current_date - ${WARM_UP_DAYS} THEN current_date - warming_since END AS day,
  CASE WHEN warm_day = current_date THEN warm_count ELSE 0 END AS count FROM mail_relays WHERE id = $1 AND version = $2`;

/** Undefined where its settings are others by now, or it is gone: who asks holds a connection of the old ones. */
export function findWarming(
  db: EntityManager,
  id: string,
  version: number,
): Promise<WarmingRelay | undefined> {
  return row(db, WARMING, [id, version]);
}

/** The same, held until the transaction ends: claims at once count one after the other. */
export function holdWarmingRelay(
  db: EntityManager,
  id: string,
  version: number,
): Promise<WarmingRelay | undefined> {
  return row(db, `${WARMING} FOR UPDATE`, [id, version]);
}

export async function countWarmingRelay(db: EntityManager, id: string, claimed: number): Promise<void> {
  await affected(
    db,
    `UPDATE mail_relays SET warm_day = current_date,
       warm_count = CASE WHEN warm_day = current_date THEN warm_count ELSE 0 END + $2 WHERE id = $1`,
    [id, claimed],
  );
}
