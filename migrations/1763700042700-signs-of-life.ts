import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class SignsOfLife1763700042700 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- When people last showed that they are there (EM-18), for whoever they showed it to. An open is no sign: machines open.
      -- What was done under a record that was merged into theirs is theirs. Of whom nobody could see a sign (not tracked,
      -- sealed, written to neutrally) silence says nothing: they give one at every moment. Each part has an index by person,
      -- so that one person is looked up, and all of them are read by sets. Of the tables' owner: nobody else may ask it.
      CREATE VIEW signs_of_life AS
        SELECT e.person_id, e.owner_id AS organization_id, e.at FROM engagements e
          WHERE e.did IN ('clicked', 'subscribed', 'withdrew', 'cancelled')
        UNION ALL
        SELECT k.merged_into, e.owner_id, e.at FROM people k JOIN engagements e ON e.person_id = k.id
          WHERE k.merged_into IS NOT NULL AND e.did IN ('clicked', 'subscribed', 'withdrew', 'cancelled')
        UNION ALL
        SELECT p.id, p.owner_id, p.last_action_at FROM people p WHERE p.last_action_at IS NOT NULL
        UNION ALL
        SELECT u.person_id, u.organization_id, u.changed_at FROM subscriptions u WHERE u.is_subscribed
        UNION ALL
        SELECT w.person_id, w.organization_id, w.changed_at FROM mail_wishes w
        UNION ALL
        SELECT w.person_id, w.organization_id, w.changed_at FROM topic_wishes w
        UNION ALL
        SELECT p.id, p.owner_id, 'infinity' FROM people p WHERE p.no_tracking OR p.is_sealed
        UNION ALL
        SELECT c.person_id, p.owner_id, 'infinity' FROM safe_contacts c JOIN people p ON p.id = c.person_id WHERE c.is_neutral;
      REVOKE ALL ON signs_of_life FROM accord_web;

      -- Answers to mail, which are found by all mail that somebody ever got: asked by the rule's turn alone.
      CREATE VIEW replies AS
        SELECT d.person_id, d.owner_id AS organization_id, n.at FROM mail_notices n JOIN deliveries d ON d.id = n.delivery_id
          WHERE n.kind = 'other';
      REVOKE ALL ON replies FROM accord_web;

      CREATE OR REPLACE FUNCTION is_awake_since(person uuid, organization uuid, since timestamptz) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT EXISTS (SELECT 1 FROM signs_of_life l WHERE l.person_id = person AND l.at >= since)
          OR EXISTS (SELECT 1 FROM replies r WHERE r.person_id = person AND r.at >= since)
      $$;

      -- Whom the rule let go and who gave no sign since, to whomever: what audiences leave out. By sets where all are asked.
      CREATE VIEW segment_sleepers AS
        SELECT s.person_id, s.organization_id FROM sunsets s
        WHERE s.organization_id = ANY ((SELECT accord_scope())::uuid[]) AND s.state = 'asleep'
          AND NOT EXISTS (SELECT 1 FROM signs_of_life l WHERE l.person_id = s.person_id AND l.at >= s.asked_at);
      REVOKE ALL ON segment_sleepers FROM accord_web;
      GRANT SELECT ON segment_sleepers TO accord_web;

      CREATE OR REPLACE VIEW segment_sunsets AS
        SELECT s.person_id, s.organization_id, s.mailing_id, s.state = 'asked' AS is_asked,
          s.state = 'asleep' AND NOT EXISTS (SELECT 1 FROM signs_of_life l WHERE l.person_id = s.person_id
            AND l.at >= s.asked_at) AS is_asleep
        FROM sunsets s WHERE s.organization_id = ANY ((SELECT accord_scope())::uuid[]);

      -- As before (migrations: sunsets), with the signs by their one definition, and mail counted of nobody but those who gave
      -- none: that is looked up one by one, and takes most of the time.
      CREATE OR REPLACE FUNCTION silent_people(organization uuid, since timestamptz, share int) RETURNS SETOF uuid
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH silent AS MATERIALIZED (
          SELECT p.id, m.canonical FROM people p
          JOIN subscriptions u ON u.person_id = p.id AND u.organization_id = organization AND u.channel = 'email'
            AND u.is_subscribed
          JOIN person_emails m ON m.person_id = p.id AND m.is_primary AND m.status = 'ok'
          WHERE organization = ANY (accord_scope())
            AND p.owner_id = organization AND p.state = 'active' AND p.created_at < since
            AND ('x' || right(p.id::text, 2))::bit(8)::int < share
            AND NOT EXISTS (SELECT 1 FROM sunsets s WHERE s.person_id = p.id AND s.organization_id = organization
              AND s.state <> 'back')
            AND NOT EXISTS (SELECT 1 FROM signs_of_life l WHERE l.person_id = p.id AND l.organization_id = organization
              AND l.at >= since)
            AND NOT EXISTS (SELECT 1 FROM replies r WHERE r.person_id = p.id AND r.organization_id = organization
              AND r.at >= since)
            AND NOT EXISTS (SELECT 1 FROM mail_wishes w WHERE w.person_id = p.id AND w.organization_id = organization
              AND w.frequency IN ('nothing', 'urgent'))
            AND NOT EXISTS (SELECT 1 FROM safe_contacts c WHERE c.person_id = p.id AND NOT c.email)
            AND NOT EXISTS (SELECT 1 FROM suppressions x WHERE x.canonical_email = m.canonical AND x.lifted_at IS NULL
              AND (x.organization_id = organization OR x.organization_id IS NULL)))
        SELECT id FROM silent
        WHERE 3 = (SELECT count(*) FROM (SELECT 1 FROM deliveries d JOIN mailings a ON a.id = d.mailing_id AND a.is_tracked
          WHERE d.canonical_email = silent.canonical AND d.owner_id = organization AND d.lane = 'bulk' AND d.state = 'sent'
            AND d.settled_at >= since LIMIT 3) mailed)
      $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
