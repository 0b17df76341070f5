import { type EntityManager } from 'typeorm';
import { row, rows } from '../platform/database/sql.js';
import { type Sector } from './partner.terms.js';

/** A partner in the public directory: active in these chapters, and agreed to be listed. */
export interface ListedPartner {
  id: string;
  slug: string;
  name: string;
  sector: Sector;
  website: string;
  description: string;
  serviceArea: string;
  /** Changes with the picture; null without one. */
  logoFileId: string | null;
  chapters: { slug: string; name: string }[];
}

/**
 * One page of the directory by name, as a visitor: row-level security leaves the listed ones, and the query says so again.
 *
 * @param after name and id of the last one before, compared as text: it comes out of an address.
 */
export function findDirectory(
  db: EntityManager,
  { chapterId, sector }: { chapterId: string | null; sector: Sector | null },
  after: readonly [string, string] | null,
  limit: number,
): Promise<ListedPartner[]> {
  return rows(
    db,
    `SELECT o.id, o.slug, o.public_name AS name, p.sector, p.website, p.description, p.service_area AS "serviceArea",
       p.logo_file_id AS "logoFileId",
       jsonb_agg(jsonb_build_object('slug', c.slug, 'name', c.public_name) ORDER BY c.public_name, c.id) AS chapters
     FROM memberships m JOIN partners p ON p.id = m.partner_id JOIN organizations o ON o.id = p.id
     JOIN organizations c ON c.id = m.chapter_id
     WHERE m.status = 'active' AND p.is_listing_consented AND ($2::text IS NULL OR p.sector = $2)
       AND ($3::text IS NULL OR (plain(o.public_name), o.id::text) > (plain($3), $4::text))
     GROUP BY o.id, p.id
     HAVING $1::uuid IS NULL OR bool_or(m.chapter_id = $1)
     ORDER BY plain(o.public_name), o.id LIMIT $5`,
    [chapterId, sector, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

/** The file of a listed partner's logo, as a visitor. Undefined where there is none, the same as where it is not listed. */
export function findListedLogo(db: EntityManager, slug: string): Promise<{ fileId: string } | undefined> {
  return row(
    db,
    `SELECT p.logo_file_id AS "fileId" FROM organizations o JOIN partners p ON p.id = o.id
     WHERE o.slug = $1 AND p.is_listing_consented AND p.logo_file_id IS NOT NULL
       AND EXISTS (SELECT 1 FROM memberships m WHERE m.partner_id = p.id AND m.status = 'active')`,
    [slug],
  );
}
