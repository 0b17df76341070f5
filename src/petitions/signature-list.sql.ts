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

/**
 * What never was confirmed by its link is shown to nobody: anybody can type anybody's name, and a row that goes when somebody
 * sealed confirms would tell of them. What robots typed stays as it was typed.
 */
const LISTED = `(is_suspect OR (state <> 'pending' AND confirmed_at IS NOT NULL))`;

/**
 * One page, newest first. Leans on
 * signatures (petition_id, ...); the id is a time-ordered UUID.
 */
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
     WHERE petition_id = $1 AND ${LISTED}
       AND ($2::text IS NULL OR CASE WHEN is_suspect THEN 'suspect' ELSE state END = $2) AND (NOT $3 OR comment <> '')
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
  confirmed: number;
  withdrawn: number;
  suspect: number;
}

export async function totals(db: EntityManager, petitionId: string): Promise<Totals> {
  const found = await row<Totals>(
    db,
    `SELECT count(*) FILTER (WHERE state = 'confirmed')::int AS confirmed,
       count(*) FILTER (WHERE state = 'withdrawn' AND confirmed_at IS NOT NULL)::int AS withdrawn, count(*) FILTER (WHERE is_suspect)::int AS suspect
     FROM signatures WHERE petition_id = $1`,
    [petitionId],
  );
  return found!;
}

export interface DayFigures {
  /** YYYY-MM-DD in the petition's own zone. */
  date: string;
  confirmed: number;
}

/** The last 90 days on which somebody confirmed, oldest first. */
export function figuresByDay(db: EntityManager, petitionId: string, timeZone: string): Promise<DayFigures[]> {
  return rows(
    db,
    `SELECT (confirmed_at AT TIME ZONE $2)::date::text AS date, count(*)::int AS confirmed FROM signatures
     WHERE petition_id = $1 AND state = 'confirmed' AND confirmed_at > now() - interval '90 days' GROUP BY 1 ORDER BY 1`,
    [petitionId, timeZone],
  );
}

/** How a petition goes. */
export interface PetitionFigures {
  totals: Totals;
  days: DayFigures[];
}
