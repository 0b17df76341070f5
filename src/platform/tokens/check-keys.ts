import pg from 'pg';
import { type Config } from '../config/config.js';
import { Tokens } from './tokens.service.js';

const NO_SUCH_TABLE = '42P01'; // before the first migration nothing is encrypted either

/** A key of SECRET_KEY is another than the one that this database knows under its number. */
export class WrongKey extends Error {
  override name = 'WrongKey';
}

/**
 * Keeps a process from starting with another key under the number of one that is in use: what it encrypted would lie beside
 * what the right key encrypted, and one of the two would be lost. The first process that holds a key notes it.
 *
 * @throws WrongKey, with the numbers of such keys.
 */
export async function checkKeys(config: Config): Promise<void> {
  const proofs = new Tokens(config).proofs();
  const parameters = [proofs.map(({ id }) => id), proofs.map(({ proof }) => proof)];
  const client = new pg.Client({ connectionString: config.DATABASE_URL, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO secret_keys (id, proof) SELECT * FROM unnest($1::smallint[], $2::bytea[]) ON CONFLICT DO NOTHING`,
      parameters,
    );
    const { rows } = await client.query<{ id: number }>(
      `SELECT k.id FROM secret_keys k JOIN unnest($1::smallint[], $2::bytea[]) AS held (id, proof) USING (id)
       WHERE k.proof <> held.proof ORDER BY k.id`,
      parameters,
    );
    if (rows.length > 0) throw wrong(rows.map(({ id }) => id).join(', '));
  } catch (error) {
    if ((error as { code?: string }).code !== NO_SUCH_TABLE) throw error;
  } finally {
    await client.end();
  }
}

function wrong(ids: string): WrongKey {
  return new WrongKey(
    `SECRET_KEY: key ${ids} is not the one that this database knows as key ${ids}. Put the right one back. ` +
      `If it is lost, give the new one a number of its own, as 2:secret (docs/operations.md, Keys).`,
  );
}
