import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** Mail that failed or bounced is found among millions of deliveries without reading them. */
export class TroubledMail1763700041600 implements MigrationInterface {
  name = 'TroubledMail1763700041600';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX deliveries_troubled ON deliveries (owner_id, created_at) WHERE state IN ('unknown', 'failed');
      CREATE INDEX tracking_events_bounces ON tracking_events (at) WHERE kind = 'bounce';
    `);
  }

  down = forwardOnly;
}
