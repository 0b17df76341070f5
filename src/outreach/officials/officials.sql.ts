import { type EntityManager } from 'typeorm';
import { row, rows } from '../../platform/database/sql.js';
import { type Level, type OfficeKind } from './official-record.js';
import { CURRENT } from './seats.sql.js';

export interface OfficialRow {
  id: string;
  office_id: string;
  name: string;
  party: string;
  image_url: string;
  title: string;
  seat: string;
  level: Level;
  kind: OfficeKind;
  jurisdiction: string;
  starts_on: string | null;
  ends_on: string | null;
  has_email: boolean;
  verified_at: Date;
  is_practice: boolean;
}

export interface OfficialFilter {
  text: string | null;
  level: Level | null;
  kind: OfficeKind | null;
}

/** Holders of offices by name; the key is (name, official, office). Nobody retired, nobody whose term is over. */
export function findOfficials(
  db: EntityManager,
  filter: OfficialFilter,
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<OfficialRow[]> {
  return rows(
    db,
    `SELECT * FROM (
       SELECT DISTINCT ON (f.id, o.id) f.id, o.id AS office_id, f.name, plain(f.name) AS sort_name, f.party, f.image_url, o.title,
         o.seat, o.level, o.kind, o.jurisdiction, t.starts_on::text, t.ends_on::text,
         EXISTS (SELECT 1 FROM official_channels c WHERE c.official_id = f.id AND c.kind = 'email' AND c.status = 'ok') AS has_email,
         (SELECT max(s.verified_at) FROM official_sources s WHERE s.official_id = f.id) AS verified_at,
         o.is_practice OR f.is_practice AS is_practice
       FROM officials f JOIN terms t ON t.official_id = f.id JOIN offices o ON o.id = t.office_id
       WHERE NOT f.is_retired AND ${CURRENT}
         AND ($1::text IS NULL OR plain(f.name || ' ' || o.seat) LIKE '%' || plain($1) || '%')
         AND ($2::text IS NULL OR o.level = $2) AND ($3::text IS NULL OR o.kind = $3)
       ORDER BY f.id, o.id, t.starts_on DESC NULLS LAST) found
     WHERE $4::text IS NULL OR (sort_name, id, office_id) > (plain($4), $5::uuid, $6::uuid)
     ORDER BY sort_name, id, office_id LIMIT $7`,
    [
      filter.text,
      filter.level,
      filter.kind,
      after?.[0] ?? null,
      after?.[1] ?? null,
      after?.[2] ?? null,
      limit,
    ],
  );
}

export interface OfficialDetail {
  id: string;
  name: string;
  party: string;
  image_url: string;
  website: string;
  is_retired: boolean;
  is_practice: boolean;
}

export function findOfficial(db: EntityManager, id: string): Promise<OfficialDetail | undefined> {
  return row(
    db,
    `SELECT id, name, party, image_url, website, is_retired, is_practice FROM officials WHERE id = $1`,
    [id],
  );
}

export interface TermDetail {
  office_id: string;
  title: string;
  seat: string;
  level: Level;
  jurisdiction: string;
  starts_on: string | null;
  ends_on: string | null;
  is_current: boolean;
}

export function findTerms(db: EntityManager, officialId: string): Promise<TermDetail[]> {
  return rows(
    db,
    `SELECT o.id AS office_id, o.title, o.seat, o.level, o.jurisdiction, t.starts_on::text, t.ends_on::text,
       coalesce(${CURRENT}, false) AS is_current
     FROM terms t JOIN offices o ON o.id = t.office_id WHERE t.official_id = $1
     ORDER BY is_current DESC, t.starts_on DESC NULLS LAST, o.title`,
    [officialId],
  );
}

export function findCommitteesOf(
  db: EntityManager,
  officialId: string,
): Promise<{ id: string; name: string; role: string }[]> {
  return rows(
    db,
    `SELECT c.id, c.name, s.role FROM committee_seats s JOIN committees c ON c.id = s.committee_id
      WHERE s.official_id = $1 ORDER BY s.role = 'member', c.name`,
    [officialId],
  );
}

export function findSourcesOf(
  db: EntityManager,
  officialId: string,
): Promise<{ external_id: string; source: string; verified_at: Date }[]> {
  return rows(
    db,
    `SELECT external_id, source, verified_at FROM official_sources WHERE official_id = $1 ORDER BY external_id DESC`,
    [officialId],
  );
}

/** Letters to this official by campaign and state, of the organizations that the transaction sees. */
export function findOutreachOf(
  db: EntityManager,
  officialId: string,
  within: readonly string[] | null,
): Promise<
  { campaign_id: string; title: Record<string, string>; state: string; count: number; last_at: Date }[]
> {
  return rows(
    db,
    `SELECT c.id AS campaign_id, c.title, o.state, count(*)::int AS count, max(o.updated_at) AS last_at
     FROM outreaches o JOIN letter_campaigns c ON c.id = o.letter_campaign_id
     WHERE o.official_id = $1 AND o.state NOT IN ('proposed', 'cancelled') AND ($2::uuid[] IS NULL OR o.owner_id = ANY ($2))
     GROUP BY c.id, c.title, o.state ORDER BY last_at DESC LIMIT 50`,
    [officialId, within],
  );
}

export interface VacancyRow {
  office_id: string;
  title: string;
  seat: string;
  level: Level;
  kind: OfficeKind;
  jurisdiction: string;
  /** Who held it last, where that is known. */
  last_holder: string | null;
  vacant_since: string | null;
}

/** Offices with fewer holders than places today; the key is (title, seat, id). */
export function findVacancies(
  db: EntityManager,
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<VacancyRow[]> {
  return rows(
    db,
    `SELECT o.id AS office_id, o.title, o.seat, o.level, o.kind, o.jurisdiction, last.name AS last_holder, last.ends_on::text AS vacant_since
     FROM offices o LEFT JOIN LATERAL (SELECT f.name, t.ends_on FROM terms t JOIN officials f ON f.id = t.official_id
       WHERE t.office_id = o.id AND t.ends_on <= current_date ORDER BY t.ends_on DESC LIMIT 1) last ON true
     WHERE o.seat_count > (SELECT count(DISTINCT t.official_id) FROM terms t JOIN officials f ON f.id = t.official_id
         WHERE t.office_id = o.id AND NOT f.is_retired AND ${CURRENT})
       AND ($1::text IS NULL OR (o.title, o.seat, o.id) > ($1, $2, $3::uuid))
     ORDER BY o.title, o.seat, o.id LIMIT $4`,
    [after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit],
  );
}

export interface CommitteeRow {
  id: string;
  name: string;
  chamber: string;
  jurisdiction: string;
  member_count: number;
}

/** Committees by name; the key is (name, id). */
export function findCommittees(
  db: EntityManager,
  text: string | null,
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<CommitteeRow[]> {
  return rows(
    db,
    `SELECT c.id, c.name, c.chamber, c.jurisdiction,
       (SELECT count(*)::int FROM committee_seats s WHERE s.committee_id = c.id) AS member_count
     FROM committees c WHERE ($1::text IS NULL OR plain(c.name) LIKE '%' || plain($1) || '%')
       AND ($2::text IS NULL OR (c.name, c.id) > ($2, $3::uuid))
     ORDER BY c.name, c.id LIMIT $4`,
    [text, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}
