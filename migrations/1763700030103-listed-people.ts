import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class ListedPeople1763700030103 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Whom lists go through: what people_own says, with the rights of the tables' owner. Names are compared without their
      -- accents, by a function that is not leakproof, so under row-level security a page in the middle of a million people
      -- would be found by judging everybody before it. Nobody who is only shared with the reader is listed.
      CREATE VIEW listed_people AS
        SELECT p.* FROM people p
        WHERE p.state = 'active' AND p.owner_id = ANY ((SELECT accord_scope())::uuid[])
          AND (NOT p.is_sealed OR EXISTS (SELECT 1 FROM sealed_readers r
            WHERE r.person_id = p.id AND r.account_id = (SELECT accord_account())));
      REVOKE ALL ON listed_people FROM accord_web;
      GRANT SELECT ON listed_people TO accord_web;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
