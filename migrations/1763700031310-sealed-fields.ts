import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class SealedFields1763700031310 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The number of the key is the first byte of the ciphertext, here as everywhere.
      ALTER TABLE person_values DROP COLUMN key_id;
      -- A value as proposals and history have it: sealed ones as { "sealed": base64 }. encode() breaks lines (RFC 2045).
      CREATE FUNCTION value_entry(value jsonb, sealed bytea) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT CASE WHEN sealed IS NULL THEN value
          ELSE jsonb_build_object('sealed', translate(encode(sealed, 'base64'), chr(10), '')) END
      $$;
      -- Found when a key is replaced.
      CREATE INDEX person_changes_sealed ON person_changes (id)
        WHERE field = 'value' AND (before ? 'sealed' OR after ? 'sealed');
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
