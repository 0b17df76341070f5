import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class DomainFindings1763700041300 implements MigrationInterface {
  name = 'DomainFindings1763700041300';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What the last look at the domain found, and did not: SPF, DKIM, DMARC, and how the relay is reached and called. Empty
      -- before the first look.
      ALTER TABLE sending_domains ADD findings jsonb NOT NULL DEFAULT '[]';

      -- The key that signs mail of one of these domains, the first of them before the others, and what was found of its records.
      -- A chapter sends from its network's domain too, whose row it does not see; its records are public.
      CREATE FUNCTION signing_domain(candidates text[]) RETURNS TABLE (domain text, findings jsonb)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          SELECT d.domain, d.findings FROM sending_domains d
          WHERE d.verified_at IS NOT NULL AND d.domain = ANY (candidates)
          ORDER BY array_position(candidates, d.domain) LIMIT 1
        $$;
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
