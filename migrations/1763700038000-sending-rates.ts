import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** Who receives mail for which domain, and how fast each takes it. */
export class SendingRates1763700038000 implements MigrationInterface {
  name = 'SendingRates1763700038000';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
      -- Token buckets and pauses, by relay and by who receives. They outlive processes and are shared by all of them.
      CREATE TABLE sending_rates (
        -- 'default' (SMTP_URL), the id of another relay, or 'offices' for the pace of letters to officials.
        relay text NOT NULL,
        -- Who runs the mail servers ('google', or a domain), an office's address, or '*' for all of the relay.
        receiver text NOT NULL,
        per_minute int CHECK (per_minute > 0),
        -- Below zero where mail that waits for nobody went ahead.
        tokens float8 NOT NULL DEFAULT 0,
        filled_at timestamptz NOT NULL DEFAULT now(),
        slowed_until timestamptz,
        -- The first refusal of those that are not over yet.
        slowed_since timestamptz,
        strikes int NOT NULL DEFAULT 0,
        reason text,
        -- How many connections may work on it at once; all of them where it is empty.
        connections int CHECK (connections > 0),
        grown_at timestamptz,
        PRIMARY KEY (relay, receiver)
      );
      -- It tells which domains get mail from anybody: the web process asks for what it sends to, by functions.
      ALTER TABLE sending_rates ENABLE ROW LEVEL SECURITY;
      CREATE POLICY sending_rates_of_nobody ON sending_rates USING (false);
      REVOKE ALL ON sending_rates FROM accord_web;

      CREATE TABLE mail_domains (
        domain text PRIMARY KEY CHECK (domain = lower(domain)),
        receiver text NOT NULL,
        -- Empty for the large ones, which are known without asking.
        asked_at timestamptz
      );
      ALTER TABLE mail_domains ENABLE ROW LEVEL SECURITY;
      CREATE POLICY mail_domains_of_nobody ON mail_domains USING (false);
      REVOKE ALL ON mail_domains FROM accord_web;
      INSERT INTO mail_domains (domain, receiver)
        SELECT unnest(domains), receiver FROM (VALUES
          ('google', ARRAY['gmail.com', 'googlemail.com']),
          ('microsoft', ARRAY['outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'hotmail.co.uk', 'hotmail.fr', 'hotmail.es',
            'hotmail.com.br', 'outlook.com.br', 'outlook.es', 'outlook.fr', 'live.co.uk', 'live.com.mx', 'windowslive.com']),
          ('yahoo', ARRAY['yahoo.com', 'ymail.com', 'rocketmail.com', 'myyahoo.com', 'yahoo.ca', 'yahoo.co.uk', 'yahoo.com.br',
            'yahoo.com.mx', 'yahoo.com.ar', 'yahoo.es', 'yahoo.fr', 'yahoo.de', 'yahoo.it', 'yahoo.com.au', 'yahoo.co.in', 'yahoo.in',
            'aol.com', 'aim.com', 'aol.co.uk', 'verizon.net', 'att.net', 'sbcglobal.net', 'bellsouth.net', 'pacbell.net', 'ameritech.net',
            'swbell.net', 'prodigy.net', 'flash.net', 'snet.net']),
          ('apple', ARRAY['icloud.com', 'me.com', 'mac.com']),
          ('comcast', ARRAY['comcast.net']),
          ('charter', ARRAY['charter.net', 'spectrum.net', 'roadrunner.com', 'twc.com', 'brighthouse.com']),
          ('proton', ARRAY['proton.me', 'protonmail.com', 'pm.me']),
          ('fastmail', ARRAY['fastmail.com', 'fastmail.fm']),
          ('gmx', ARRAY['gmx.com', 'gmx.net', 'gmx.de', 'web.de', 'mail.com'])) AS known (receiver, domains);

      -- Written at the claim: by which relay it goes, and who receives it.
      ALTER TABLE deliveries ADD relay text, ADD receiver text;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
