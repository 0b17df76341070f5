import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Sunsets1763700041800 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Whether an organization asks silent people if they still want its mail, and when it stops writing to them.
      CREATE TABLE sunset_rules (
        owner_id uuid PRIMARY KEY REFERENCES organizations ON DELETE CASCADE,
        is_on boolean NOT NULL,
        months int NOT NULL CHECK (months BETWEEN 3 AND 60),
        wait_days int NOT NULL CHECK (wait_days BETWEEN 7 AND 90),
        -- The template of each language, by its id; where there is none, or none any more, the standard text.
        templates jsonb NOT NULL DEFAULT '{}',
        -- The last mailing that asked, and when the rule last had its turn.
        mailing_id uuid REFERENCES mailings ON DELETE SET NULL,
        ran_at timestamptz,
        changed_by uuid REFERENCES accounts,
        changed_at timestamptz NOT NULL DEFAULT now()
      );
      ALTER TABLE sunset_rules ENABLE ROW LEVEL SECURITY;
      CREATE POLICY sunset_rules_own ON sunset_rules USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));

      -- asked -> asleep | back; back -> asked (src/email/sunset/sunsets.sql.ts). Written by the worker alone.
      CREATE TABLE sunsets (
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        state text NOT NULL CHECK (state IN ('asked', 'asleep', 'back')),
        mailing_id uuid REFERENCES mailings ON DELETE SET NULL,
        asked_at timestamptz NOT NULL DEFAULT now(),
        changed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (person_id, organization_id)
      );
      CREATE INDEX ON sunsets (organization_id, state);
      CREATE INDEX ON sunsets (mailing_id);
      ALTER TABLE sunsets ENABLE ROW LEVEL SECURITY;
      CREATE POLICY sunsets_own ON sunsets FOR SELECT USING (organization_id = ANY ((SELECT accord_scope())::uuid[])
        AND EXISTS (SELECT 1 FROM people p WHERE p.id = person_id));
      REVOKE INSERT, UPDATE, DELETE ON sunsets FROM accord_web;

      -- A win-back goes to those who were asked in it and to nobody else, whatever its audience is edited to.
      ALTER TABLE mailings ADD COLUMN is_win_back boolean NOT NULL DEFAULT false,
        -- Why people of the audience got no message, counted when it was frozen.
        ADD COLUMN left_out jsonb;

      -- Whether somebody gave a sign of life to the organization since then, also under a record that was merged into theirs,
      -- or can give none because their links are not tracked. An open is no sign: machines open.
      CREATE FUNCTION is_awake_since(person uuid, organization uuid, since timestamptz) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT EXISTS (SELECT 1 FROM people p WHERE p.id = person AND (p.no_tracking OR p.is_sealed OR p.last_action_at >= since))
          OR EXISTS (SELECT 1 FROM safe_contacts c WHERE c.person_id = person AND c.is_neutral)
          OR EXISTS (SELECT 1 FROM people k JOIN engagements e ON e.person_id = k.id
            WHERE (k.id = person OR k.merged_into = person) AND e.owner_id = organization AND e.at >= since
              AND e.did IN ('clicked', 'subscribed', 'withdrew', 'cancelled'))
          OR EXISTS (SELECT 1 FROM subscriptions u WHERE u.person_id = person AND u.organization_id = organization
            AND u.is_subscribed AND u.changed_at >= since)
          OR EXISTS (SELECT 1 FROM mail_wishes w WHERE w.person_id = person AND w.organization_id = organization
            AND w.changed_at >= since)
          OR EXISTS (SELECT 1 FROM topic_wishes w WHERE w.person_id = person AND w.organization_id = organization
            AND w.changed_at >= since)
          OR EXISTS (SELECT 1 FROM deliveries d JOIN mail_notices n ON n.delivery_id = d.id
            WHERE d.person_id = person AND d.owner_id = organization AND n.kind = 'other' AND n.at >= since)
      $$;

      -- The organization's subscribers who could have given a sign of life since then and gave none: known for as long, with
      -- tracked links in three mails that arrived, and neither asked nor asleep. Asked about everybody, so by sets where
      -- is_awake_since looks at one. Leans on people (owner_id ...), engagements_doers and deliveries (canonical_email).
      --
      -- 'share' of 256 is looked at: all of them, or about a part where all would take too long.
      CREATE FUNCTION silent_people(organization uuid, since timestamptz, share int) RETURNS SETOF uuid
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT p.id FROM people p
        JOIN subscriptions u ON u.person_id = p.id AND u.organization_id = organization AND u.channel = 'email'
          AND u.is_subscribed AND u.changed_at < since
        JOIN person_emails m ON m.person_id = p.id AND m.is_primary AND m.status = 'ok'
        WHERE organization = ANY (accord_scope())
          AND p.owner_id = organization AND p.state = 'active' AND NOT p.is_sealed AND NOT p.no_tracking
          AND p.created_at < since AND (p.last_action_at IS NULL OR p.last_action_at < since)
          AND ('x' || right(p.id::text, 2))::bit(8)::int < share
          AND NOT EXISTS (SELECT 1 FROM sunsets s WHERE s.person_id = p.id AND s.organization_id = organization
            AND s.state <> 'back')
          AND NOT EXISTS (SELECT 1 FROM engagements e WHERE e.owner_id = organization AND e.at >= since AND e.person_id = p.id
            AND e.did IN ('clicked', 'subscribed', 'withdrew', 'cancelled'))
          AND NOT EXISTS (SELECT 1 FROM people k JOIN engagements e ON e.person_id = k.id WHERE k.merged_into = p.id
            AND e.owner_id = organization AND e.at >= since AND e.did IN ('clicked', 'subscribed', 'withdrew', 'cancelled'))
          AND NOT EXISTS (SELECT 1 FROM mail_wishes w WHERE w.person_id = p.id AND w.organization_id = organization
            AND (w.changed_at >= since OR w.frequency IN ('nothing', 'urgent')))
          AND NOT EXISTS (SELECT 1 FROM topic_wishes w WHERE w.person_id = p.id AND w.organization_id = organization
            AND w.changed_at >= since)
          AND NOT EXISTS (SELECT 1 FROM safe_contacts c WHERE c.person_id = p.id AND (c.is_neutral OR NOT c.email))
          AND NOT EXISTS (SELECT 1 FROM suppressions x WHERE x.canonical_email = m.canonical AND x.lifted_at IS NULL
            AND (x.organization_id = organization OR x.organization_id IS NULL))
          AND NOT EXISTS (SELECT 1 FROM deliveries d JOIN mail_notices n ON n.delivery_id = d.id
            WHERE d.person_id = p.id AND d.owner_id = organization AND n.kind = 'other' AND n.at >= since)
          AND 3 = (SELECT count(*) FROM (SELECT 1 FROM deliveries d JOIN mailings a ON a.id = d.mailing_id AND a.is_tracked
            WHERE d.canonical_email = m.canonical AND d.owner_id = organization AND d.lane = 'bulk' AND d.state = 'sent'
              AND d.settled_at >= since LIMIT 3) mailed)
      $$;

      -- What audiences ask, with the rights of the tables' owner as the other views of its kind: 'is_asleep' is decided at the
      -- moment, so that a sign of life lets somebody in again at once and not only when the rule has its next turn.
      CREATE VIEW segment_sunsets AS
        SELECT s.person_id, s.organization_id, s.mailing_id, s.state = 'asked' AS is_asked,
          s.state = 'asleep' AND NOT is_awake_since(s.person_id, s.organization_id, s.asked_at) AS is_asleep
        FROM sunsets s WHERE s.organization_id = ANY ((SELECT accord_scope())::uuid[]);
      REVOKE ALL ON segment_sunsets FROM accord_web;
      GRANT SELECT ON segment_sunsets TO accord_web;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
