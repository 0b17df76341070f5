import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class SplitTests1763700039000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A mailing that is first sent to a sample in several versions (src/email/split-tests/split-test.ts).
      CREATE TABLE mailing_tests (
        mailing_id uuid PRIMARY KEY REFERENCES mailings ON DELETE CASCADE,
        sample_percent int NOT NULL CHECK (sample_percent BETWEEN 10 AND 50),
        metric text NOT NULL CHECK (metric IN ('clicks', 'actions', 'opens')),
        wait_hours int NOT NULL CHECK (wait_hours BETWEEN 1 AND 48),
        most_leaving_percent numeric(4, 1) NOT NULL CHECK (most_leaving_percent BETWEEN 0.1 AND 20),
        state text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'testing', 'undecided', 'stopped', 'decided')),
        reason text,
        decide_at timestamptz,
        winner text,
        decided_at timestamptz,
        decided_by uuid REFERENCES accounts,
        CHECK ((state = 'decided') = (winner IS NOT NULL))
      );
      CREATE INDEX ON mailing_tests (state) WHERE state = 'testing';
      -- What a version says differently; NULL is what the mailing says. 'version' is what of it was frozen.
      CREATE TABLE mailing_variants (
        mailing_id uuid NOT NULL REFERENCES mailing_tests ON DELETE CASCADE,
        variant text NOT NULL CHECK (variant IN ('A', 'B', 'C', 'D')),
        subject text,
        from_name text,
        body jsonb,
        version int,
        PRIMARY KEY (mailing_id, variant)
      );
      DO $$ DECLARE owned text; BEGIN
        FOREACH owned IN ARRAY ARRAY['mailing_tests', 'mailing_variants'] LOOP
          EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', owned);
          EXECUTE format('CREATE POLICY %I ON %I USING (EXISTS (SELECT 1 FROM mailings m WHERE m.id = mailing_id))', owned || '_own', owned);
        END LOOP;
      END $$;
      -- Which version of the test somebody of the sample gets; NULL for everybody else. Drawn once, with the audience.
      ALTER TABLE deliveries ADD COLUMN variant text;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
