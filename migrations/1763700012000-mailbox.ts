import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Mailbox1763700012000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What the built-in mailbox caught. Practice and trial only: with a relay configured it stays empty. No owner
      -- and so no policy: whoever may open the mailbox sees all of it.
      CREATE TABLE mailbox_messages (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        envelope_from text NOT NULL,
        recipients text[] NOT NULL,
        sender text NOT NULL,
        subject text NOT NULL,
        raw bytea NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ON mailbox_messages USING gin (recipients);
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
