import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Segments1763700030100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A saved question about people: a tree of and, or and not over an allow-list of conditions (src/segments).
      -- Removed ones stay, because other segments and mailings may refer to them and must not come to mean everybody.
      CREATE TABLE segments (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        name text NOT NULL,
        filter jsonb NOT NULL,
        version int NOT NULL DEFAULT 1,
        created_by uuid REFERENCES accounts,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        removed_at timestamptz
      );
      CREATE UNIQUE INDEX ON segments (owner_id, lower(name)) WHERE removed_at IS NULL;
      ALTER TABLE segments ENABLE ROW LEVEL SECURITY;
      CREATE POLICY segments_own ON segments USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      -- Counts that took long, for minutes. scope_hash: the same filter counts differently for another reader.
      CREATE UNLOGGED TABLE segment_counts (
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        filter_hash bytea NOT NULL,
        scope_hash bytea NOT NULL,
        counted int NOT NULL,
        is_estimate boolean NOT NULL,
        counted_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (owner_id, filter_hash, scope_hash)
      );
      ALTER TABLE segment_counts ENABLE ROW LEVEL SECURITY;
      CREATE POLICY segment_counts_own ON segment_counts USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));

      -- What filters are asked of. Views with the rights of the tables' owner, because under row-level security each row of
      -- a tag or a deed is judged by its person's policy before it is joined, which takes many times as long as the question.
      -- segment_people says the policy itself: people of the scope's organizations, and no sealed one. The others hold the
      -- rows of everybody and are only ever joined to it (src/segments/conditions). Nothing is written through them.
      CREATE VIEW segment_people AS
        SELECT id, owner_id, given_name, family_name, language, source_code, last_action_at, is_practice, created_at
        FROM people
        WHERE state = 'active' AND NOT is_sealed AND owner_id = ANY ((SELECT accord_scope())::uuid[]);
      -- A share of the people, in percent, for the size of what takes too long to count.
      CREATE VIEW segment_people_sample AS
        SELECT id, owner_id, given_name, family_name, language, source_code, last_action_at, is_practice, created_at
        FROM people TABLESAMPLE SYSTEM (coalesce(nullif(current_setting('accord.sample', true), ''), '0')::real)
        WHERE state = 'active' AND NOT is_sealed AND owner_id = ANY ((SELECT accord_scope())::uuid[]);
      -- Deeds and consents stay under the record they were made under; after a merge they are the kept person's.
      CREATE VIEW segment_deeds AS
        SELECT e.person_id, e.did, e.what_id, e.at FROM engagements e
        WHERE e.owner_id = ANY ((SELECT accord_scope())::uuid[])
        UNION ALL
        SELECT m.merged_into, e.did, e.what_id, e.at FROM people m JOIN engagements e ON e.person_id = m.id
        WHERE m.merged_into IS NOT NULL AND e.owner_id = ANY ((SELECT accord_scope())::uuid[]);
      CREATE VIEW segment_consents AS
        SELECT id, person_id, organization_id, channel, is_given FROM consents
        UNION ALL
        SELECT c.id, m.merged_into, c.organization_id, c.channel, c.is_given
        FROM people m JOIN consents c ON c.person_id = m.id WHERE m.merged_into IS NOT NULL;
      CREATE VIEW segment_tags AS SELECT person_id, tag_id FROM person_tags;
      CREATE VIEW segment_addresses AS SELECT person_id, city, state, zip FROM person_addresses;
      CREATE VIEW segment_districts AS SELECT person_id, district_id FROM person_districts;
      CREATE VIEW segment_roles AS SELECT person_id, partner_id, role, starts_on, ends_on FROM partner_roles;
      CREATE VIEW segment_subscriptions AS
        SELECT person_id, organization_id, channel, is_subscribed FROM subscriptions;
      CREATE VIEW segment_emails AS
        SELECT id, person_id, address, canonical, is_primary, status FROM person_emails
        WHERE owner_id = ANY ((SELECT accord_scope())::uuid[]);
      CREATE VIEW segment_suppressions AS
        SELECT canonical_email, organization_id FROM suppressions
        WHERE lifted_at IS NULL
          AND (organization_id IS NULL OR organization_id = ANY ((SELECT accord_scope())::uuid[]));
      -- Restricted and sealed fields are no part of any question.
      CREATE VIEW segment_values AS
        SELECT v.person_id, v.field_id, v.value FROM person_values v JOIN person_fields f ON f.id = v.field_id
        WHERE f.sensitivity = 'open' AND v.value IS NOT NULL AND v.owner_id = ANY ((SELECT accord_scope())::uuid[]);
      -- The web role may write to tables by default, and a simple view would pass that on past its table's policy.
      DO $$ DECLARE seen text; BEGIN
        FOR seen IN SELECT viewname FROM pg_views WHERE schemaname = 'public' AND viewname LIKE 'segment\\_%' LOOP
          EXECUTE format('REVOKE ALL ON %I FROM accord_web', seen);
          EXECUTE format('GRANT SELECT ON %I TO accord_web', seen);
        END LOOP;
      END $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
