import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class SegmentPlans1763700035000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Whoever did something in a while, read from the index alone: a chapter's deeds of one kind are all over the table.
      CREATE INDEX engagements_doers ON engagements (owner_id, did, at, person_id);

      -- The two halves of segment_deeds. A question about doers joins them by UNION, of which the planner knows that nobody
      -- is in it twice and how many are. Of segment_deeds, which must keep every deed, it believes two hundred people.
      CREATE VIEW segment_own_deeds AS
        SELECT e.person_id, e.did, e.what_id, e.at FROM engagements e
        WHERE e.owner_id = ANY ((SELECT accord_scope())::uuid[]);
      CREATE VIEW segment_merged_deeds AS
        SELECT m.merged_into AS person_id, e.did, e.what_id, e.at FROM people m JOIN engagements e ON e.person_id = m.id
        WHERE m.merged_into IS NOT NULL AND e.owner_id = ANY ((SELECT accord_scope())::uuid[]);
      REVOKE ALL ON segment_own_deeds, segment_merged_deeds FROM accord_web;
      GRANT SELECT ON segment_own_deeds, segment_merged_deeds TO accord_web;

      -- With the town itself: an expression over a column that the index lacks is never read from the index alone.
      DROP INDEX person_addresses_city;
      CREATE INDEX person_addresses_city ON person_addresses (plain(city), person_id) INCLUDE (city);
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
