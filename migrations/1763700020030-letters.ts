import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class Letters1763700020030 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Where a letter of practice or of a test went in place of its official.
      ALTER TABLE outreaches ADD COLUMN sink_address text;
      -- A target is an office and whoever holds it: the two senators of a state hold one office.
      ALTER TABLE outreaches DROP CONSTRAINT outreaches_letter_id_office_id_key;
      ALTER TABLE outreaches ADD UNIQUE (letter_id, office_id, official_id);
      DROP INDEX outreaches_once;
      CREATE UNIQUE INDEX outreaches_once ON outreaches (letter_campaign_id, office_id, official_id, canonical_email)
        WHERE state IN ('queued', 'sent', 'unknown', 'handed-off');
      -- Filled by a program, by the look of it: kept, and no mail is sent for it.
      ALTER TABLE letters ADD COLUMN is_suspect boolean NOT NULL DEFAULT false;
      CREATE INDEX ON letters (letter_campaign_id, canonical_email, created_at);
      CREATE INDEX outreaches_on_their_way ON outreaches (delivery_id) WHERE state = 'queued';

      -- An office holds a code and nothing else: this names the letter and its owner, and the rest is then read in that
      -- owner's scope. Withdrawn and unconfirmed letters have no code that anybody was given.
      CREATE FUNCTION letter_of_code(code text) RETURNS TABLE (letter_id uuid, owner_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT l.id, l.owner_id FROM letters l WHERE l.verification_code = code AND l.state <> 'pending'
      $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION letter_of_code;
      DROP INDEX outreaches_on_their_way, outreaches_once;
      CREATE UNIQUE INDEX outreaches_once ON outreaches (letter_campaign_id, office_id, canonical_email)
        WHERE state IN ('queued', 'sent', 'unknown', 'handed-off');
      ALTER TABLE outreaches DROP CONSTRAINT outreaches_letter_id_office_id_official_id_key;
      ALTER TABLE outreaches ADD UNIQUE (letter_id, office_id);
      ALTER TABLE letters DROP COLUMN is_suspect;
      ALTER TABLE outreaches DROP COLUMN sink_address;
    `);
  }
}
