import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class SunsetView1763700041801 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What is_awake_since asks, written out: called for everybody who sleeps, the function took more than twice as long as
      -- its look-ups, and an audience is counted while somebody waits. Replies are left to the rule's next turn: they are found
      -- by all mail that somebody ever got.
      CREATE OR REPLACE VIEW segment_sunsets AS
        SELECT s.person_id, s.organization_id, s.mailing_id, s.state = 'asked' AS is_asked,
          s.state = 'asleep'
            AND NOT EXISTS (SELECT 1 FROM people p WHERE p.id = s.person_id
              AND (p.no_tracking OR p.is_sealed OR p.last_action_at >= s.asked_at))
            AND NOT EXISTS (SELECT 1 FROM safe_contacts c WHERE c.person_id = s.person_id AND c.is_neutral)
            AND NOT EXISTS (SELECT 1 FROM engagements e WHERE e.person_id = s.person_id
              AND e.owner_id = s.organization_id AND e.at >= s.asked_at
              AND e.did IN ('clicked', 'subscribed', 'withdrew', 'cancelled'))
            AND NOT EXISTS (SELECT 1 FROM people k JOIN engagements e ON e.person_id = k.id
              WHERE k.merged_into = s.person_id AND e.owner_id = s.organization_id AND e.at >= s.asked_at
              AND e.did IN ('clicked', 'subscribed', 'withdrew', 'cancelled'))
            AND NOT EXISTS (SELECT 1 FROM subscriptions u WHERE u.person_id = s.person_id
              AND u.organization_id = s.organization_id AND u.is_subscribed AND u.changed_at >= s.asked_at)
            AND NOT EXISTS (SELECT 1 FROM mail_wishes w WHERE w.person_id = s.person_id
              AND w.organization_id = s.organization_id AND w.changed_at >= s.asked_at)
            AND NOT EXISTS (SELECT 1 FROM topic_wishes w WHERE w.person_id = s.person_id
              AND w.organization_id = s.organization_id AND w.changed_at >= s.asked_at) AS is_asleep
        FROM sunsets s WHERE s.organization_id = ANY ((SELECT accord_scope())::uuid[]);
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
