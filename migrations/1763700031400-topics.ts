import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Topics1763700031400 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What mail and actions are about, in the network's words. Put away and not removed: wishes and approvals name them.
      CREATE TABLE topics (
        id uuid PRIMARY KEY DEFAULT new_id(),
        network_id uuid NOT NULL REFERENCES networks ON DELETE CASCADE,
        key text NOT NULL CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        name jsonb NOT NULL,
        is_active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (network_id, key)
      );
      ALTER TABLE topics ENABLE ROW LEVEL SECURITY;
      CREATE POLICY topics_public ON topics FOR SELECT USING (true);
      CREATE POLICY topics_own ON topics USING (network_id = ANY ((SELECT accord_scope())::uuid[]));

      -- What was typed as a topic so far becomes one of the network's.
      INSERT INTO topics (network_id, key, name)
        SELECT DISTINCT ON (key) n.id, key, jsonb_build_object('en', topic)
        FROM (SELECT topic FROM preapprovals UNION SELECT topic FROM action_terms) typed
        CROSS JOIN LATERAL (SELECT trim(BOTH '-' FROM regexp_replace(lower(topic), '[^a-z0-9]+', '-', 'g')) AS key) k
        CROSS JOIN LATERAL (SELECT n.id FROM networks n JOIN organizations o USING (id) ORDER BY o.created_at LIMIT 1) n
        WHERE key <> '';
      ALTER TABLE preapprovals ADD COLUMN topic_id uuid REFERENCES topics ON DELETE CASCADE;
      ALTER TABLE action_terms ADD COLUMN topic_id uuid REFERENCES topics ON DELETE SET NULL;
      UPDATE preapprovals SET topic_id = t.id FROM topics t
        WHERE t.key = trim(BOTH '-' FROM regexp_replace(lower(topic), '[^a-z0-9]+', '-', 'g'));
      UPDATE action_terms SET topic_id = t.id FROM topics t
        WHERE t.key = trim(BOTH '-' FROM regexp_replace(lower(topic), '[^a-z0-9]+', '-', 'g'));
      -- What names no topic now would come to mean every one.
      DELETE FROM preapprovals a WHERE topic <> '' AND (topic_id IS NULL OR EXISTS (SELECT 1 FROM preapprovals b
        WHERE b.partner_id = a.partner_id AND b.topic_id = a.topic_id AND b.level = a.level AND b.topic < a.topic));
      ALTER TABLE preapprovals DROP CONSTRAINT preapprovals_pkey, DROP COLUMN topic,
        ADD COLUMN id uuid PRIMARY KEY DEFAULT new_id(), ADD UNIQUE NULLS NOT DISTINCT (partner_id, topic_id, level);
      ALTER TABLE action_terms DROP COLUMN topic;

      -- As before, with the topic as what it is now.
      DROP FUNCTION action_facts(text, uuid);
      CREATE FUNCTION action_facts(kind text, action uuid) RETURNS TABLE (owner_id uuid, title jsonb, version int, text jsonb,
          text_hash bytea, is_frozen boolean, is_lobbying boolean, topic_id uuid, level text)
        LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
        SELECT a.owner_id, a.title, a.version, a.text, sha256(convert_to(a.text::text, 'UTF8')), a.is_frozen,
          coalesce(t.is_lobbying, a.is_lobbying), t.topic_id, coalesce(t.level, '')
        FROM (
          SELECT p.id, p.owner_id, p.title, p.version, p.version > 0, true,
            coalesce(v.text, jsonb_build_object('title', p.title, 'addressed_to', p.addressed_to, 'ask', p.ask))
          FROM petitions p LEFT JOIN petition_versions v ON v.petition_id = p.id AND v.version = p.version
          WHERE action_facts.kind = 'petition' AND p.id = action
          UNION ALL
          SELECT l.id, l.owner_id, l.title, l.version, l.version > 0, true,
            coalesce(v.text, jsonb_build_object('title', l.title, 'subject', l.subject, 'body', l.body))
          FROM letter_campaigns l LEFT JOIN letter_versions v ON v.letter_campaign_id = l.id AND v.version = l.version
          WHERE action_facts.kind = 'letter' AND l.id = action
          UNION ALL
          SELECT e.id, e.owner_id, e.title, 0, e.state <> 'draft', e.kind = 'lobby-day',
            jsonb_build_object('title', e.title, 'summary', e.summary, 'description', e.description)
          FROM events e WHERE action_facts.kind = 'event' AND e.id = action
        ) AS a (id, owner_id, title, version, is_frozen, is_lobbying, text)
        LEFT JOIN action_terms t ON t.action_kind = action_facts.kind AND t.action_id = a.id $$;
      CREATE OR REPLACE FUNCTION participation_standing(organization uuid, kind text, action uuid)
        RETURNS TABLE (standing text, reason text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT CASE
            WHEN NOT member THEN 'cannot' WHEN answer = 'yes' THEN 'can' WHEN answer = 'no' THEN 'cannot'
            WHEN is_lobbying AND NOT may_lobby THEN 'cannot'
            WHEN needs_final_copy AND NOT is_frozen THEN 'cannot'
            WHEN asks AND NOT preapproved THEN 'needs-approval' ELSE 'can' END,
          CASE
            WHEN NOT member THEN 'not-active' WHEN answer = 'yes' THEN 'approved' WHEN answer = 'no' THEN 'declined'
            WHEN is_lobbying AND NOT may_lobby THEN 'may-not-lobby'
            WHEN needs_final_copy AND NOT is_frozen THEN 'needs-final-copy'
            WHEN asks AND NOT preapproved THEN 'needs-approval' WHEN asks THEN 'preapproved' ELSE 'may-sign' END
        FROM (
          SELECT f.is_lobbying, f.is_frozen, coalesce(r.needs_final_copy, false) AS needs_final_copy,
            coalesce(r.may_lobby, p.legal_type <> 'public-agency' AND p.sector NOT IN ('law-enforcement', 'government')) AS may_lobby,
            coalesce(r.needs_approval, 'never') = 'always'
              OR coalesce(r.needs_approval, 'never') = 'lobbying' AND f.is_lobbying AS asks,
            EXISTS (SELECT 1 FROM preapprovals a WHERE a.partner_id = p.id AND (a.topic_id IS NULL OR a.topic_id = f.topic_id)
              AND a.level IN ('', f.level)) AS preapproved,
            EXISTS (SELECT 1 FROM memberships m JOIN chapters c ON c.id = m.chapter_id
              WHERE m.partner_id = p.id AND m.status = 'active' AND f.owner_id IN (c.id, c.network_id)) AS member,
            (SELECT q.answer FROM approval_requests q WHERE q.partner_id = p.id AND q.action_kind = kind
              AND q.action_id = action AND q.text_hash = f.text_hash) AS answer
          FROM partners p CROSS JOIN action_facts(kind, action) f
          LEFT JOIN participation_rules r ON r.partner_id = p.id
          WHERE p.id = organization
        ) AS facts $$;

      -- A mailing about a topic does not go to people who do not want it.
      ALTER TABLE mailings ADD COLUMN topic_id uuid REFERENCES topics ON DELETE SET NULL;
      CREATE TABLE topic_wishes (
        person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
        organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        topic_id uuid NOT NULL REFERENCES topics ON DELETE CASCADE,
        is_wanted boolean NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (person_id, organization_id, topic_id)
      );
      ALTER TABLE topic_wishes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY topic_wishes_of_parties ON topic_wishes USING (EXISTS (SELECT 1 FROM people p WHERE p.id = person_id
        AND (p.owner_id = ANY ((SELECT accord_scope())::uuid[]) OR organization_id = ANY ((SELECT accord_scope())::uuid[]))));

      -- Wishes about mail, of a person together with the records merged into theirs: a merge moves none, so its undo is
      -- exact. With the rights of the tables' owner, as the other views that filters and audiences ask.
      CREATE VIEW segment_mail_wishes AS
        SELECT person_id, organization_id, frequency FROM mail_wishes
        UNION ALL
        SELECT m.merged_into, w.organization_id, w.frequency FROM people m JOIN mail_wishes w ON w.person_id = m.id
        WHERE m.merged_into IS NOT NULL;
      CREATE VIEW segment_topic_wishes AS
        SELECT person_id, organization_id, topic_id, is_wanted FROM topic_wishes
        UNION ALL
        SELECT m.merged_into, w.organization_id, w.topic_id, w.is_wanted FROM people m JOIN topic_wishes w ON w.person_id = m.id
        WHERE m.merged_into IS NOT NULL;
      REVOKE ALL ON segment_mail_wishes, segment_topic_wishes FROM accord_web;
      GRANT SELECT ON segment_mail_wishes, segment_topic_wishes TO accord_web;
      -- A word about a topic is no word about the organization.
      CREATE OR REPLACE VIEW segment_consents AS
        SELECT id, person_id, organization_id, channel, is_given FROM consents WHERE purpose = 'updates'
        UNION ALL
        SELECT c.id, m.merged_into, c.organization_id, c.channel, c.is_given
        FROM people m JOIN consents c ON c.person_id = m.id WHERE m.merged_into IS NOT NULL AND c.purpose = 'updates';

      -- As before, with how the organization came to know the address, what is wished of mail under merged records too,
      -- and the topics that are not wanted.
      DROP FUNCTION choices_of_email(text);
      CREATE FUNCTION choices_of_email(email text)
        RETURNS TABLE (person_id uuid, owner_id uuid, organization_id uuid, organization text, given_name text,
          family_name text, language text, no_tracking boolean, has_phone boolean, since timestamptz, said text, source_kind text,
          by_email boolean, by_sms boolean, by_phone boolean, frequency text, unwanted uuid[])
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          SELECT p.id, p.owner_id, o.id, o.public_name, p.given_name, p.family_name, p.language, p.no_tracking,
            EXISTS (SELECT 1 FROM person_phones t WHERE t.person_id = p.id),
            coalesce(c.at, p.created_at), coalesce(c.text, ''), coalesce(c.source_kind, ''),
            coalesce(s.by_email, false) AND NOT EXISTS (SELECT 1 FROM suppressions x WHERE x.canonical_email = email
              AND x.lifted_at IS NULL AND (x.organization_id = o.id OR x.organization_id IS NULL)),
            coalesce(s.by_sms, false), coalesce(s.by_phone, false),
            coalesce((SELECT w.frequency FROM segment_mail_wishes w WHERE w.person_id = p.id AND w.organization_id = o.id
              ORDER BY array_position('{nothing,urgent,weekly,all}', w.frequency) LIMIT 1), 'all'),
            ARRAY (SELECT DISTINCT w.topic_id FROM segment_topic_wishes w
              WHERE w.person_id = p.id AND w.organization_id = o.id AND NOT w.is_wanted)
          FROM person_emails e JOIN people p ON p.id = e.person_id
          JOIN LATERAL (SELECT p.owner_id AS id UNION SELECT organization_id FROM subscriptions WHERE person_id = p.id) k ON true
          JOIN organizations o ON o.id = k.id
          LEFT JOIN LATERAL (SELECT bool_or(channel = 'email' AND is_subscribed) AS by_email,
              bool_or(channel = 'sms' AND is_subscribed) AS by_sms, bool_or(channel = 'phone' AND is_subscribed) AS by_phone
            FROM subscriptions u WHERE u.person_id = p.id AND u.organization_id = o.id) s ON true
          LEFT JOIN LATERAL (SELECT at, text, source_kind FROM consents n WHERE n.person_id = p.id AND n.organization_id = o.id
            AND n.is_given AND n.purpose = 'updates' AND n.channel <> 'share' ORDER BY n.id LIMIT 1) c ON true
          WHERE e.canonical = email AND p.state = 'active' AND NOT p.is_sealed
          ORDER BY o.public_name, p.created_at
        $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
