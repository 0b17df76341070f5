import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class AudienceTrees1763700030101 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Audiences had lists of languages, tags and deeds of their own; now they say the same by filters of segments/:
      -- { organizations, include, exclude }. Any of a list, and all of the lists; whatever was left out is one "any".
      CREATE FUNCTION pg_temp.as_tags(ids jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
        SELECT CASE WHEN jsonb_array_length(coalesce(ids, '[]')) > 0
          THEN jsonb_build_array(jsonb_build_object('kind', 'tag', 'any_of', ids)) ELSE '[]' END $$;
      CREATE FUNCTION pg_temp.as_deeds(deeds jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
        SELECT coalesce(jsonb_agg(jsonb_build_object('kind', 'deed') || jsonb_strip_nulls(d)), '[]')
        FROM jsonb_array_elements(coalesce(deeds, '[]')) d $$;
      UPDATE mailings SET audience = jsonb_build_object(
        'organizations', coalesce(audience -> 'organizations', '[]'),
        'include', CASE WHEN jsonb_array_length(wanted) > 0 THEN jsonb_build_object('all', wanted) END,
        'exclude', CASE WHEN jsonb_array_length(unwanted) > 0 THEN jsonb_build_object('any', unwanted) END)
      FROM (SELECT id,
          CASE WHEN jsonb_array_length(coalesce(audience -> 'languages', '[]')) > 0
            THEN jsonb_build_array(jsonb_build_object('kind', 'language', 'any_of', audience -> 'languages')) ELSE '[]' END
          || pg_temp.as_tags(audience -> 'tags')
          || CASE WHEN jsonb_array_length(coalesce(audience -> 'deeds', '[]')) > 0
            THEN jsonb_build_array(jsonb_build_object('any', pg_temp.as_deeds(audience -> 'deeds'))) ELSE '[]' END AS wanted,
          pg_temp.as_tags(audience -> 'without_tags') || pg_temp.as_deeds(audience -> 'without_deeds') AS unwanted
        FROM mailings) m
      WHERE m.id = mailings.id;
      DROP FUNCTION pg_temp.as_tags(jsonb), pg_temp.as_deeds(jsonb);
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
