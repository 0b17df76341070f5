import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { WARM_UP_DAYS } from '../domains/warm-up.js';
import { type Stream } from './ways.js';

export const TLS_MODES = ['implicit', 'starttls'] as const;
export type TlsMode = (typeof TLS_MODES)[number];

export interface MailRelay {
  id: string;
  ownerId: string;
  name: string;
  host: string;
  port: number;
  tls: TlsMode;
  username: string;
  hasPassword: boolean;
  perMinute: number | null;
  connections: number;
  /** Days since its warm-up began, 0 on the first; null where it has none. */
  warmingDay: number | null;
  /** Bulk messages today, while it warms up. */
  warmCount: number;
  slowedUntil: Date | null;
  reason: string | null;
  /** Its sign-in or its certificate fails. */
  isBroken: boolean;
  /** For which organizations' streams it was chosen, of those that the caller sees. */
  usedBy: { organizationId: string; stream: Stream }[];
}

/** What is kept of a relay, as it was entered. */
export interface RelaySettings {
  name: string;
  host: string;
  port: number;
  tls: TlsMode;
  username: string;
  perMinute: number | null;
  connections: number;
  isWarming: boolean;
}

const RELAY = `SELECT m.id, m.owner_id AS "ownerId", m.name, m.host, m.port, m.tls, m.username,
    m.password_sealed IS NOT NULL AS "hasPassword", m.per_minute AS "perMinute", m.connections,
    CASE WHEN m.warming_since > current_date - ${WARM_UP_DAYS} THEN current_date - m.warming_since END AS "warmingDay",
    CASE WHEN m.warm_day = current_date THEN m.warm_count ELSE 0 END AS "warmCount",
    p.slowed_until AS "slowedUntil", p.reason, coalesce(p.is_broken, false) AS "isBroken",
    coalesce((SELECT jsonb_agg(jsonb_build_object('organizationId', t.organization_id, 'stream', t.stream)
      ORDER BY t.organization_id, t.stream) FROM mail_routes t WHERE t.relay_id = m.id), '[]') AS "usedBy"
  FROM mail_relays m LEFT JOIN own_relay_paces() p ON p.relay = m.id
  WHERE ($1::uuid[] IS NULL OR m.owner_id = ANY ($1))`;

/** By name; a handful. */
export function findRelays(db: EntityManager, within: readonly string[] | null): Promise<MailRelay[]> {
  return rows(db, `${RELAY} ORDER BY m.name, m.id`, [within]);
}

export function findRelay(
  db: EntityManager,
  id: string,
  within: readonly string[] | null,
): Promise<MailRelay | undefined> {
  return row(db, `${RELAY} AND m.id = $2`, [within, id]);
}

/** Undefined where the owner has one of this name. */
export function insertRelay(
  db: EntityManager,
  ownerId: string,
  it: RelaySettings & { passwordSealed: Buffer | null },
): Promise<{ id: string } | undefined> {
  return row(
    db,
    `INSERT INTO mail_relays (owner_id, name, host, port, tls, username, password_sealed, per_minute, connections,
       warming_since)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, CASE WHEN $10 THEN current_date END)
     ON CONFLICT (owner_id, name) DO NOTHING RETURNING id`,
    [ownerId, it.name, it.host, it.port, it.tls, it.username, it.passwordSealed, it.perMinute, it.connections, it.isWarming],
  ); // prettier-ignore
}

/**
 * With a new version, so that whoever holds connections of the old settings opens new ones, and its pauses are over. Nothing
 * where another one of the owner's has the name. A warm-up that is under way goes on where it was.
 *
 * @param passwordSealed undefined keeps the one it has
 */
export function updateRelay(
  db: EntityManager,
  id: string,
  it: RelaySettings & { passwordSealed: Buffer | null | undefined },
): Promise<number> {
  return affected(
    db,
    `UPDATE mail_relays m SET name = $2, host = $3, port = $4, tls = $5, username = $6,
       password_sealed = CASE WHEN $7 THEN $8::bytea ELSE password_sealed END, per_minute = $9, connections = $10,
       warming_since = CASE WHEN $11 THEN coalesce(warming_since, current_date) END, version = version + 1
     WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM mail_relays o WHERE o.owner_id = m.owner_id AND o.name = $2 AND o.id <> $1)`,
    [
      id, it.name, it.host, it.port, it.tls, it.username, it.passwordSealed !== undefined, it.passwordSealed ?? null,
      it.perMinute, it.connections, it.isWarming,
    ],
  ); // prettier-ignore
}

/**
 * 0 where mail of these organizations goes by it: the caller chooses another way for them first. Those who keep the caller out
 * by now, and for whom it was chosen before, go as the network does.
 */
export async function deleteRelay(
  db: EntityManager,
  id: string,
  within: readonly string[] | null,
): Promise<number> {
  await affected(
    db,
    `DELETE FROM mail_routes WHERE relay_id = $1 AND $2::uuid[] IS NOT NULL AND organization_id <> ALL ($2)`,
    [id, within],
  );
  return affected(
    db,
    `DELETE FROM mail_relays WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM mail_routes t WHERE t.relay_id = $1)`,
    [id],
  );
}
