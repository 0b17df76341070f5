import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** A relay that refuses our sign-in, or whose certificate has ended, is told of once. */
export class BrokenRelays1763700038001 implements MigrationInterface {
  name = 'BrokenRelays1763700038001';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
      -- Set with the first such refusal, and empty again once mail has gone through for a while.
      ALTER TABLE sending_rates ADD broken_since timestamptz;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
