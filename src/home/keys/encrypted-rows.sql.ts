import { type EntityManager } from 'typeorm';
import { affected, rows } from '../../platform/database/sql.js';
import { type EncryptedColumn } from '../../platform/tokens/encrypted-column.js';

/** A row, by the text of its primary key, and what is encrypted in it. */
export interface EncryptedRow {
  key: string[];
  bytes: Buffer;
}

/** The same, as it is written: with its keyed hash, where the column has one beside it. */
export interface RenewedRow extends EncryptedRow {
  fingerprint: string | null;
}

const valueOf = ({ column, inside }: EncryptedColumn): string =>
  inside === undefined ? `encode(t.${column}, 'base64')` : `t.${column} ->> '${inside}'`;

/**
 * The next rows of a column in the order of their primary key, locked until the transaction ends. Names of tables and
 * columns are those of the features' declarations, never from outside.
 *
 * @param after the key of the last row of the stretch before; null at the start.
 */
export async function readEncrypted(
  db: EntityManager,
  encrypted: EncryptedColumn,
  after: readonly string[] | null,
  limit: number,
): Promise<EncryptedRow[]> {
  const { table, key, where = 'true' } = encrypted;
  const names = Object.keys(key).map((name) => `t.${name}`);
  const given = Object.values(key).map((type, at) => `$${at + 2}::${type}`);
  const found = await rows<{ key: string[]; value: string }>(
    db,
    `SELECT ARRAY[${names.map((name) => `${name}::text`).join(', ')}] AS key, ${valueOf(encrypted)} AS value
     FROM ${table} t WHERE ${where} AND ${valueOf(encrypted)} IS NOT NULL
       ${after === null ? '' : `AND (${names.join(', ')}) > (${given.join(', ')})`}
     ORDER BY ${names.join(', ')} LIMIT $1 FOR UPDATE OF t`,
    [limit, ...(after ?? [])],
  );
  return found.map((each) => ({ key: each.key, bytes: Buffer.from(each.value, 'base64') }));
}

/** Puts these bytes in the place of those that were read in the same transaction. */
export async function writeEncrypted(
  db: EntityManager,
  { table, key, column, inside, fingerprint }: EncryptedColumn,
  { key: at, bytes, fingerprint: hash }: RenewedRow,
): Promise<void> {
  const value =
    inside === undefined
      ? `decode($1, 'base64')`
      : `jsonb_set(t.${column}, '{${inside}}', to_jsonb($1::text))`;
  const set = [`${column} = ${value}`, ...(fingerprint === undefined ? [] : [`${fingerprint} = $2`])];
  const given = [bytes.toString('base64'), ...(fingerprint === undefined ? [] : [hash])];
  const isThisRow = Object.entries(key).map(
    ([name, type], place) => `t.${name} = $${given.length + place + 1}::${type}`,
  );
  await affected(db, `UPDATE ${table} t SET ${set.join(', ')} WHERE ${isThisRow.join(' AND ')}`, [
    ...given,
    ...at,
  ]);
}
