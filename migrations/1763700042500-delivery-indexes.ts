import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** A bulk message is written four times, and each time into every index that it belongs to: three of them are not needed. */
export class DeliveryIndexes1763700042500 implements MigrationInterface {
  name = 'DeliveryIndexes1763700042500';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The address first: so it also finds what an address was sent, and mailing_id alone has the index by state.
      ALTER TABLE deliveries ADD CONSTRAINT deliveries_once_a_mailing UNIQUE (canonical_email, mailing_id);
      ALTER TABLE deliveries DROP CONSTRAINT deliveries_mailing_id_canonical_email_key;
      DROP INDEX deliveries_canonical_email_idx;

      -- Messages of their own, letters and news, in one. Those of mailings are found by deliveries_due_of_mailing.
      CREATE INDEX deliveries_due_alone ON deliveries (lane, next_at, id)
        WHERE state IN ('pending', 'deferred') AND (lane = 'transactional' OR message IS NOT NULL);
      DROP INDEX deliveries_due, deliveries_due_of_news;

      -- Messages of mailings have no such key, and an index of all rows counts those too that have none.
      CREATE UNIQUE INDEX deliveries_deduped ON deliveries (dedupe_key) WHERE dedupe_key IS NOT NULL;
      ALTER TABLE deliveries DROP CONSTRAINT deliveries_dedupe_key_key;
    `);
  }

  down = forwardOnly;
}
