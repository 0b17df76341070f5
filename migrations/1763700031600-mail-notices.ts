import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** What comes back: bounces, complaints and the like, stored before anybody is told that they were taken. */
export class MailNotices1763700031600 implements MigrationInterface {
  name = 'MailNotices1763700031600';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
      CREATE TABLE mail_notices (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        source text NOT NULL CHECK (source IN ('smtp', 'file', 'ses', 'postmark', 'sendgrid', 'mailgun')),
        -- The vendor's own id of the event, or the hash of the mail: what comes twice is one row.
        external_id text NOT NULL,
        -- The mail as it came, or the vendor's event. Empty once it was read: it holds what people were written.
        raw bytea,
        recipients text[] NOT NULL DEFAULT '{}',
        kind text CHECK (kind IN ('bounce', 'complaint', 'opt-out', 'not-spam', 'delayed', 'delivered', 'automatic', 'other',
          'forged', 'unreadable')),
        delivery_id bigint REFERENCES deliveries ON DELETE SET NULL,
        attempt int NOT NULL DEFAULT 0,
        next_at timestamptz NOT NULL DEFAULT now(),
        at timestamptz NOT NULL DEFAULT now(),
        read_at timestamptz,
        UNIQUE (source, external_id),
        CHECK ((read_at IS NULL) = (kind IS NULL)),
        CHECK (read_at IS NULL OR raw IS NULL)
      );
      CREATE INDEX mail_notices_due ON mail_notices (next_at) WHERE read_at IS NULL;
      CREATE INDEX ON mail_notices (delivery_id);
      -- It belongs to no organization until it was read, so that the web process reads none. It takes them in by this alone.
      ALTER TABLE mail_notices ENABLE ROW LEVEL SECURITY;
      CREATE POLICY mail_notices_of_nobody ON mail_notices USING (false);
      REVOKE ALL ON mail_notices FROM accord_web;
      -- Gives false where it had come before.
      CREATE FUNCTION take_mail_notice(way text, external text, content bytea, addresses text[]) RETURNS boolean
        LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          WITH taken AS (
            INSERT INTO mail_notices (source, external_id, raw, recipients) VALUES (way, external, content, addresses)
            ON CONFLICT (source, external_id) DO NOTHING RETURNING 1)
          SELECT EXISTS (SELECT 1 FROM taken)
        $$;
      -- A receipt is found again by its Message-ID alone, where a report names nothing else. Mailings are found by the signed
      -- address in their List-Unsubscribe, so that their rows carry no further index.
      CREATE INDEX deliveries_of_post_by_message ON deliveries (encode(substring(sha256(token) FROM 1 FOR 16), 'hex'))
        WHERE lane = 'transactional';
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
