import { type EntityManager } from 'typeorm';
import { row, rows } from '../platform/database/sql.js';

export interface ListedSignature {
  id: string;
  personId: string | null;
  state: 'pending' | 'confirmed' | 'withdrawn';
  version: number;
  givenName: string;
  familyName: string;
  email: string;
  zip: string;
  comment: string;
  isPublic: boolean;
  wantsEmail: boolean;
  language: string;
  source: string | null;
  isSuspect: boolean;
  createdAt: Date;
  createdKey: string;
  confirmedAt: Date | null;
}

/** One page, newest first. Leans on the unique key for the petition; the id is a time-ordered UUID. */
export function listSignatures(
  db: EntityManager,
  filter: { petitionId: string; state: string | null; hasComment: boolean; text: string | null },
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<ListedSignature[]> {
  return rows(
    db,
    `SELECT id, person_id AS "personId", state, version, given_name AS "givenName", family_name AS "familyName", email, zip,
       comment, is_public AS "isPublic", jsonb_array_length(consents) > 0 AS "wantsEmail", language, source_code AS source,
       is_suspect AS "isSuspect", created_at AS "createdAt", created_at::text AS "createdKey", confirmed_at AS "confirmedAt"
     FROM signatures
     WHERE petition_id = $1 AND ($2::text IS NULL OR state = $2) AND (NOT $3 OR comment <> '')
       AND ($4::text IS NULL OR canonical_email LIKE '%' || lower($4) || '%'
         OR plain(given_name || ' ' || family_name) LIKE '%' || plain($4) || '%')
       AND ($6::uuid IS NULL OR (created_at, id) < ($5::timestamptz, $6::uuid))
     ORDER BY created_at DESC, id DESC LIMIT $7`,
    [
      filter.petitionId,
      filter.state,
      filter.hasComment,
      filter.text,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ],
  );
}

export interface Totals {
  signed: number;
  confirmed: number;
  withdrawn: number;
  suspect: number;
}

/** Forms sent, suspected robots apart from the rest. */
export async function totals(db: EntityManager, petitionId: string): Promise<Totals> {
  const found = await row<Totals>(
    db,
    `SELECT count(*) FILTER (WHERE NOT is_suspect)::int AS signed, count(*) FILTER (WHERE state = 'confirmed')::int AS confirmed,
       count(*) FILTER (WHERE state = 'withdrawn')::int AS withdrawn, count(*) FILTER (WHERE is_suspect)::int AS suspect
     FROM signatures WHERE petition_id = $1`,
    [petitionId],
  );
  return found!;
}

export interface DayFigures {
  /** YYYY-MM-DD in the petition's own zone. */
  date: string;
  signed: number;
  confirmed: number;
}

/** The last 90 days on which anything happened, oldest first. */
export function figuresByDay(db: EntityManager, petitionId: string, timeZone: string): Promise<DayFigures[]> {
  return rows(
    db,
    `SELECT date::text, sum(signed)::int AS signed, sum(confirmed)::int AS confirmed FROM (
       SELECT (created_at AT TIME ZONE $2)::date AS date, 1 AS signed, 0 AS confirmed FROM signatures
         WHERE petition_id = $1 AND NOT is_suspect AND created_at > now() - interval '90 days'
       UNION ALL
       SELECT (confirmed_at AT TIME ZONE $2)::date, 0, 1 FROM signatures
         WHERE petition_id = $1 AND state = 'confirmed' AND confirmed_at > now() - interval '90 days'
     ) f GROUP BY date ORDER BY date`,
    [petitionId, timeZone],
  );
}

/** How a petition goes. */
export interface PetitionFigures {
  totals: Totals;
  days: DayFigures[];
}
