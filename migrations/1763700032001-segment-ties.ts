import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class SegmentTies1763700032001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- For filters, with the rights of the tables' owner, as the other views of segments: ties of the kept person, whichever
      -- of their records a tie was noted for.
      CREATE VIEW segment_ties AS
        SELECT coalesce(m.merged_into, m.id) AS person_id, t.official_id, t.kind, t.strength
        FROM official_ties t JOIN people m ON m.id = t.person_id
        WHERE t.owner_id = ANY ((SELECT accord_scope())::uuid[]);
      REVOKE ALL ON segment_ties FROM accord_web;
      GRANT SELECT ON segment_ties TO accord_web;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
