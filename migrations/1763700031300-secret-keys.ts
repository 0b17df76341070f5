import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class SecretKeys1763700031300 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Which key has which number. The proof is a keyed hash: it tells a key from another and says nothing about it.
      CREATE TABLE secret_keys (
        id smallint PRIMARY KEY CHECK (id BETWEEN 1 AND 255),
        proof bytea NOT NULL,
        first_seen_at timestamptz NOT NULL DEFAULT now()
      );
      REVOKE ALL ON secret_keys FROM accord_web;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
