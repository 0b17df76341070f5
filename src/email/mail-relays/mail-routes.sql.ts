import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';
import { type Stream } from './ways.js';

export interface MailRoute {
  organizationId: string;
  stream: Stream;
  /** Null for that of SMTP_URL. */
  relayId: string | null;
}

/** What was chosen for these organizations, or for all that the caller sees; who is not in it goes as the network does. */
export function findRoutes(
  db: EntityManager,
  organizationIds: readonly string[] | null,
): Promise<MailRoute[]> {
  return rows(
    db,
    `SELECT organization_id AS "organizationId", stream, relay_id AS "relayId" FROM mail_routes
     WHERE $1::uuid[] IS NULL OR organization_id = ANY ($1)`,
    [organizationIds],
  );
}

export async function putRoute(
  db: EntityManager,
  networkId: string,
  { organizationId, stream, relayId }: MailRoute,
): Promise<void> {
  await db.query(
    `INSERT INTO mail_routes (organization_id, stream, network_id, relay_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (organization_id, stream) DO UPDATE SET relay_id = excluded.relay_id`,
    [organizationId, stream, networkId, relayId],
  );
}

export async function deleteRoute(db: EntityManager, organizationId: string, stream: Stream): Promise<void> {
  await db.query(`DELETE FROM mail_routes WHERE organization_id = $1 AND stream = $2`, [
    organizationId,
    stream,
  ]);
}
