import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class ActionsOfEveryKind1763700031001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Events have a column of that name, and a column goes before an argument: a rally was no event to this function,
      -- and a lobby day could not be told from one. The argument is named by its function now; the rest is as it was.
      CREATE OR REPLACE FUNCTION action_facts(kind text, action uuid) RETURNS TABLE (owner_id uuid, title jsonb, version int,
          text jsonb, text_hash bytea, is_frozen boolean, is_lobbying boolean, topic text, level text)
        LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
        SELECT a.owner_id, a.title, a.version, a.text, sha256(convert_to(a.text::text, 'UTF8')), a.is_frozen,
          coalesce(t.is_lobbying, a.is_lobbying), coalesce(t.topic, ''), coalesce(t.level, '')
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
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
