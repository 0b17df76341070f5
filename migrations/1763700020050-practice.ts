import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Practice1763700020050 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Takes away all that is practice, in the caller's transaction, and gives how many rows of which table went (those
      -- that went with them are not counted). Practice is what is marked so and whatever practice organizations own:
      -- what was tried out in them goes too. What is real stays; where it names an account that goes, it names nobody.
      -- Runs as the owner of the tables, because it removes evidence, which the web role cannot. Who may call it is
      -- decided by its one caller (src/home/sample/practice.service.ts). The audit log stays whole.
      CREATE FUNCTION remove_practice() RETURNS jsonb
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        ours uuid[];
        leaving uuid[];
        removed jsonb := '{}';
        place text;
        count bigint;
        link record;
      BEGIN
        -- One removal at a time, and none beside a sample that is being loaded.
        PERFORM pg_advisory_xact_lock(4015001);
        SELECT coalesce(array_agg(o.id), '{}') INTO ours FROM organizations o
          WHERE o.is_practice
            OR EXISTS (SELECT 1 FROM chapters c JOIN organizations n ON n.id = c.network_id
              WHERE c.id = o.id AND n.is_practice);
        SELECT ours || coalesce(array_agg(o.id), '{}') INTO ours FROM organizations o
          WHERE o.kind = 'partner' AND NOT o.id = ANY (ours)
            AND EXISTS (SELECT 1 FROM memberships m WHERE m.partner_id = o.id AND m.chapter_id = ANY (ours))
            AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.partner_id = o.id AND NOT m.chapter_id = ANY (ours));
        SELECT coalesce(array_agg(a.id), '{}') INTO leaving FROM accounts a
          WHERE a.is_practice OR (a.kind = 'program' AND EXISTS (SELECT 1 FROM api_keys k
            WHERE k.account_id = a.id AND k.organization_id = ANY (ours)));

        -- What the built-in mailbox caught for them, while it is known who they were.
        DELETE FROM mailbox_messages m WHERE m.recipients && ARRAY(
          SELECT d.address FROM deliveries d WHERE d.is_practice OR d.owner_id = ANY (ours)
          UNION SELECT a.email FROM accounts a WHERE a.id = ANY (leaving));
        -- Addresses barred for everybody by practice mail: nobody real ever bounced.
        DELETE FROM suppressions s USING deliveries d
          WHERE d.id = s.delivery_id AND (d.is_practice OR d.owner_id = ANY (ours));
        -- Real letters that went to practice offices, where practice districts covered real ground.
        DELETE FROM outreaches o USING offices f WHERE f.id = o.office_id AND f.is_practice;
        DELETE FROM outreaches o USING officials f WHERE f.id = o.official_id AND f.is_practice;

        -- From the right of the row of folders to its left: nothing is removed before what refers to it.
        FOREACH place IN ARRAY ARRAY['letter_campaigns', 'petitions', 'events', 'media_mentions', 'campaigns', 'deliveries',
          'mailings', 'templates', 'engagements'] LOOP
          EXECUTE format('DELETE FROM %I WHERE is_practice OR owner_id = ANY ($1)', place) USING ours;
          GET DIAGNOSTICS count = ROW_COUNT;
          removed := removed || jsonb_build_object(place, count);
        END LOOP;
        FOREACH place IN ARRAY ARRAY['offices', 'officials', 'committees', 'boundary_sets', 'zip_points'] LOOP
          EXECUTE format('DELETE FROM %I WHERE is_practice', place);
          GET DIAGNOSTICS count = ROW_COUNT;
          removed := removed || jsonb_build_object(place, count);
        END LOOP;
        DELETE FROM memberships WHERE is_practice OR chapter_id = ANY (ours) OR partner_id = ANY (ours);
        DELETE FROM shares WHERE from_id = ANY (ours) OR to_id = ANY (ours);
        DELETE FROM people WHERE is_practice OR owner_id = ANY (ours);
        GET DIAGNOSTICS count = ROW_COUNT;
        removed := removed || jsonb_build_object('people', count);
        DELETE FROM consents WHERE organization_id = ANY (ours);
        DELETE FROM subscriptions WHERE organization_id = ANY (ours);
        DELETE FROM tags WHERE owner_id = ANY (ours);

        FOR link IN
          SELECT c.conrelid::regclass AS host, a.attname AS field
          FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
          WHERE c.contype = 'f' AND c.confrelid = 'accounts'::regclass AND c.confdeltype = 'a'
        LOOP
          EXECUTE format('UPDATE %s SET %I = NULL WHERE %I = ANY ($1)', link.host, link.field, link.field) USING leaving;
        END LOOP;
        DELETE FROM accounts WHERE id = ANY (leaving);
        GET DIAGNOSTICS count = ROW_COUNT;
        removed := removed || jsonb_build_object('accounts', count);
        -- Chapters know their network.
        DELETE FROM organizations WHERE id = ANY (ours) AND kind <> 'network';
        GET DIAGNOSTICS count = ROW_COUNT;
        removed := removed || jsonb_build_object('organizations', count);
        DELETE FROM organizations WHERE id = ANY (ours);
        GET DIAGNOSTICS count = ROW_COUNT;
        RETURN removed || jsonb_build_object('organizations', (removed ->> 'organizations')::bigint + count);
      END $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
