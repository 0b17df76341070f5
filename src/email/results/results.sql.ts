import { type EntityManager } from 'typeorm';
import { type Language } from '../../layout/i18n.js';
import { rows } from '../../platform/database/sql.js';

/** An action counts as an answer to a mail for so long after its link was followed; later ones have other causes too. */
export const ANSWER_DAYS = 7;

/**
 * Deeds of `$actions` with the sender, by people who had followed a link of the mailing in the days before. Those of
 * records that were merged into one another are one person's; a machine's click is nobody's. Leans on tracking_events
 * (delivery_id, kind) and engagements (person_id, at).
 *
 * @param actions the parameter's number: verbs of ACTIONS
 */
export function answersOf(mailing: string, actions: string): string {
  return `SELECT d.id AS delivery_id, e.did, e.what_kind, e.what_id, e.what_title
    FROM deliveries d
    JOIN people m ON m.id = d.person_id
    CROSS JOIN LATERAL (SELECT min(t.at) AS at FROM tracking_events t
      WHERE t.delivery_id = d.id AND t.kind = 'click' AND NOT t.is_machine) click
    JOIN LATERAL (SELECT k.id FROM people k WHERE k.id = coalesce(m.merged_into, m.id)
      UNION SELECT k.id FROM people k WHERE k.merged_into = coalesce(m.merged_into, m.id)) one ON click.at IS NOT NULL
    JOIN engagements e ON e.person_id = one.id AND e.owner_id = d.owner_id AND e.did = ANY (${actions}::text[])
      AND e.at >= click.at AND e.at < click.at + interval '${ANSWER_DAYS} days'
    WHERE d.mailing_id = ${mailing}`;
}

export interface Answers {
  /** Null in the one line for all actions together. */
  did: string | null;
  kind: string | null;
  id: string | null;
  title: string | null;
  people: number;
}

/** Most titles that a screen lists; a mail asks for one thing, seldom for three. */
const MOST_ACTIONS = 20;

/** Who acted after they had followed a link: all of them (`did` null, first), and by what they did. */
export function countAnswers(
  db: EntityManager,
  mailingId: string,
  actions: readonly string[],
): Promise<Answers[]> {
  return rows(
    db,
    `SELECT did, what_kind AS kind, what_id AS id, max(what_title) AS title, count(DISTINCT delivery_id)::int AS people
     FROM (${answersOf('$1', '$2')}) answers
     GROUP BY GROUPING SETS ((), (did, what_kind, what_id))
     ORDER BY did IS NOT NULL, people DESC, title LIMIT ${MOST_ACTIONS + 1}`,
    [mailingId, actions],
  );
}

export interface HourFigures {
  at: Date;
  sent: number;
  opened: number;
  clicked: number;
}

/** After three days hardly anybody opens a mail for the first time. */
const MOST_HOURS = 72;

/** By the hour in which it left, was first opened and first clicked by a person, from the first hour on. */
export function countHours(db: EntityManager, mailingId: string): Promise<HourFigures[]> {
  return rows(
    db,
    `WITH moments AS (
       SELECT coalesce(handed_at, settled_at) AS at, 'sent' AS kind FROM deliveries
       WHERE mailing_id = $1 AND state = 'sent'
       UNION ALL
       SELECT min(e.at), e.kind FROM deliveries d JOIN tracking_events e ON e.delivery_id = d.id
       WHERE d.mailing_id = $1 AND e.kind IN ('open', 'click') AND NOT e.is_machine GROUP BY e.delivery_id, e.kind)
     SELECT date_trunc('hour', at, 'UTC') AS at, count(*) FILTER (WHERE kind = 'sent')::int AS sent,
       count(*) FILTER (WHERE kind = 'open')::int AS opened, count(*) FILTER (WHERE kind = 'click')::int AS clicked
     FROM moments WHERE at IS NOT NULL GROUP BY 1 ORDER BY 1 LIMIT ${MOST_HOURS}`,
    [mailingId],
  );
}

/** Of whom a refusal speaks, whether it came while sending or later (sending/settlement.ts, inbound/effects.sql.ts). */
const BOUNCE_CLASS = `CASE reason WHEN 'hard-bounce' THEN 'hard'
    WHEN 'soft-bounce' THEN 'soft' WHEN 'gave-up-soft' THEN 'soft' WHEN 'gave-up-no-answer' THEN 'soft'
    WHEN 'policy-bounce' THEN 'policy' WHEN 'gave-up-policy' THEN 'policy'
    WHEN 'final-bounce' THEN 'final' WHEN 'refused' THEN 'final' END`;
/** A national list goes to thousands of domains; those that matter come first. */
const MOST_DOMAINS = 20;

export interface DomainFigures {
  /** Null for people who were erased since. */
  domain: string | null;
  sent: number;
  opened: number;
  clicked: number;
  hard: number;
  soft: number;
  policy: number;
  final: number;
}

/** What became of it at the receiving domains: those that sent most back first, then the largest. */
export function countDomains(db: EntityManager, mailingId: string): Promise<DomainFigures[]> {
  const of = (kind: string) => `count(*) FILTER (WHERE class = '${kind}')::int AS ${kind}`;
  const by = (kind: string) => `EXISTS (SELECT 1 FROM tracking_events e
    WHERE e.delivery_id = d.id AND e.kind = '${kind}' AND NOT e.is_machine)`;
  return rows(
    db,
    `SELECT domain, count(*) FILTER (WHERE state = 'sent')::int AS sent, count(*) FILTER (WHERE opened)::int AS opened,
       count(*) FILTER (WHERE clicked)::int AS clicked, ${['hard', 'soft', 'policy', 'final'].map(of).join(', ')}
     FROM (SELECT nullif(split_part(canonical_email, '@', 2), '') AS domain, state, ${by('open')} AS opened,
         ${by('click')} AS clicked, CASE WHEN state = 'failed' THEN ${BOUNCE_CLASS} END AS class
       FROM deliveries d WHERE mailing_id = $1 AND state IN ('sent', 'failed')) ended
     GROUP BY domain ORDER BY count(class) DESC, count(*) DESC, domain LIMIT ${MOST_DOMAINS}`,
    [mailingId],
  );
}

export interface VersionClicks {
  url: string;
  people: number;
  automatic: number;
}

/** Who followed the links of one frozen version. Leans on deliveries (mailing_id, state). */
export function countVersionClicks(
  db: EntityManager,
  mailingId: string,
  version: number,
): Promise<VersionClicks[]> {
  return rows(
    db,
    `SELECT l.url, count(DISTINCT e.delivery_id) FILTER (WHERE NOT e.is_machine)::int AS people,
       count(DISTINCT e.delivery_id) FILTER (WHERE e.is_machine)::int AS automatic
     FROM deliveries d JOIN tracking_events e ON e.delivery_id = d.id AND e.kind = 'click'
     JOIN mailing_links l ON l.id = e.link_id
     WHERE d.mailing_id = $1 AND d.version = $2 GROUP BY l.url`,
    [mailingId, version],
  );
}

export interface VersionRow {
  version: number;
  language: Language;
  createdAt: Date;
  recipients: number;
}

/** What was sent, newest first: a version of which no message went out is left out. */
export function findVersions(db: EntityManager, mailingId: string): Promise<VersionRow[]> {
  return rows(
    db,
    `SELECT v.version, v.content ->> 'language' AS language, v.created_at AS "createdAt", sent.n AS recipients FROM mailing_versions v
     CROSS JOIN LATERAL (SELECT count(*)::int AS n FROM deliveries d WHERE d.mailing_id = $1 AND d.version = v.version
       AND d.state IN ('sent', 'failed', 'unknown', 'handed', 'deferred')) sent
     WHERE v.mailing_id = $1 AND sent.n > 0 ORDER BY v.version DESC`,
    [mailingId],
  );
}
