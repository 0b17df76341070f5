import { type EntityManager } from 'typeorm';
import { row, rows } from '../../platform/database/sql.js';
import { type Role } from '../roles.access.js';

export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  role: Role;
  organizationId: string;
  organizationName: string;
  createdBy: string | null;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}

/** $1: the organizations whose keys the caller sees, or null for what row-level security alone lets through. */
const KEY = `
  SELECT k.id, k.name, k.prefix, k.role, k.organization_id AS "organizationId", o.public_name AS "organizationName",
    a.name AS "createdBy", k.created_at AS "createdAt", k.expires_at AS "expiresAt", k.revoked_at AS "revokedAt",
    k.last_used_at AS "lastUsedAt"
  FROM api_keys k JOIN organizations o ON o.id = k.organization_id LEFT JOIN accounts a ON a.id = k.created_by
  WHERE ($1::uuid[] IS NULL OR k.organization_id = ANY ($1))`;

export function findKeys(
  db: EntityManager,
  within: string[] | null,
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<ApiKey[]> {
  return rows(
    db,
    `${KEY} AND ($2::uuid IS NULL OR k.id < $2) ORDER BY k.id DESC LIMIT $3`, // UUIDv7: by age
    [within, after?.[0] ?? null, limit + 1],
  );
}

export function findApiKey(
  db: EntityManager,
  within: string[] | null,
  id: string,
): Promise<ApiKey | undefined> {
  return row(db, `${KEY} AND k.id = $2`, [within, id]);
}

export interface NewApiKey {
  prefix: string;
  secretHash: Buffer;
  name: string;
  role: Role;
  organizationId: string;
  createdBy: string | null;
  expiresAt: Date;
}

/** The key and the account it works as. The address is one that cannot exist (RFC 2606). */
export async function insertKey(db: EntityManager, key: NewApiKey): Promise<string> {
  const account = await row<{ id: string }>(
    db,
    `INSERT INTO accounts (kind, email, name, state) VALUES ('program', $1, $2, 'active') RETURNING id`,
    [`${key.prefix}@api-key.invalid`, key.name],
  );
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO api_keys (account_id, prefix, secret_hash, name, role, organization_id, created_by, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [
      account!.id,
      key.prefix,
      key.secretHash,
      key.name,
      key.role,
      key.organizationId,
      key.createdBy,
      key.expiresAt,
    ],
  );
  return made!.id;
}

export async function revokeKey(db: EntityManager, id: string): Promise<void> {
  await db.query(`UPDATE api_keys SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL`, [id]);
}
