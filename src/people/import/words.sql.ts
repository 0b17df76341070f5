import { type EntityManager } from 'typeorm';
import { rows as rowsOf } from '../../platform/database/sql.js';
import { personOf } from '../changes/history.sql.js';
import { type ColumnKind } from './columns.js';
import { type CHANNELS, type Import } from './import.entity.js';
import { type RowsOfImport } from './proposals.sql.js';

type Channel = (typeof CHANNELS)[number];

const WORD = { email: 'email_word', sms: 'sms_word' } as const;
const CONTACT = { email: 'canonicals', sms: 'phones' } as const;
const COLUMN = { email: 'email_consent', sms: 'sms_consent' } as const;

/**
 * What row `r` says of a channel: a "no" of the file always counts; a "yes" needs the attestation, and, where the file has
 * a column for it, the row's own "yes". NULL is no word.
 */
function wordOf(it: Import, channel: Channel): string {
  const isAttested = it.consent?.channels.includes(channel) ?? false;
  const hasColumn = it.mapping.some(({ is }) => is === COLUMN[channel]);
  const yes = !isAttested
    ? 'false'
    : hasColumn
      ? `coalesce(r.${WORD[channel]}, false)`
      : `coalesce(r.${WORD[channel]}, true)`;
  return `CASE WHEN r.${WORD[channel]} = false THEN false WHEN ${yes} AND r.${CONTACT[channel]} IS NOT NULL THEN true END`;
}

/**
 * Whether row `r` falls under a rule of opt-in: by what the row says of the country, or what is on record of the person. A
 * row without a country whose address is taken over is one of the United States. $1 is the import.
 */
export const MUST_CONFIRM = `EXISTS (
  SELECT 1 FROM opt_in_rules_of((SELECT owner_id FROM imports WHERE id = $1)) o
  WHERE coalesce(o.form = 'import', true) AND (o.country IS NULL
    OR plain(coalesce(nullif(r.country, ''), CASE WHEN r.street || r.city || r.state || r.zip <> '' THEN 'US' END))
      = ANY (o.spellings)
    OR EXISTS (SELECT 1 FROM person_addresses a WHERE a.person_id = r.person_id AND plain(a.country) = ANY (o.spellings))))`;

/** Whether any row can say anything at all: a file without such a column, that nobody attested, says nothing. */
const saysWords = (it: Import): boolean =>
  it.consent !== null || it.mapping.some(({ is }) => WORD_COLUMNS.includes(is));
const WORD_COLUMNS: readonly ColumnKind[] = ['email_consent', 'sms_consent', 'unsubscribed_at'];

/** Rows that say "yes" to mail and fall under such a rule: gives person_id and place. */
export function waitingWords(it: Import, rows: RowsOfImport): string {
  return `SELECT r.person_id, r.place FROM import_rows r
    LEFT JOIN subscriptions s ON s.person_id = r.person_id AND s.channel = 'email' AND s.organization_id = (
      SELECT owner_id FROM imports WHERE id = $1)
    WHERE ${rows.where} AND ${wordOf(it, 'email')} AND s.is_subscribed IS NULL AND ${MUST_CONFIRM}`;
}

/**
 * Those of them whom the import asks, where its rules say so: never somebody who was asked before, whatever came of it, so
 * that the same file again asks nobody.
 */
export function askingWords(it: Import, rows: RowsOfImport): string | null {
  if (it.rules.optIn !== 'ask') return null;
  return `SELECT w.person_id, w.place FROM (${waitingWords(it, rows)}) w JOIN people p ON p.id = w.person_id
    WHERE p.state = 'active' AND NOT EXISTS (SELECT 1 FROM opt_in_requests q WHERE q.person_id = w.person_id
      AND q.organization_id = p.owner_id)`;
}

/**
 * Rows whose word changes something: a first word, or a "no" to a "yes". An import never turns a "no" into a "yes", and
 * whoever agreed already need not be asked again; a "yes" that must be confirmed is no word yet. Gives person_id, channel and
 * word.
 */
export function changingWords(it: Import, rows: RowsOfImport): string {
  return (['email', 'sms'] as const)
    .map(
      (channel) => `SELECT w.person_id, '${channel}'::text AS channel, w.word, s.is_subscribed AS before
        FROM (SELECT r.person_id, CASE WHEN ${channel === 'email' ? `NOT (word AND ${MUST_CONFIRM})` : 'true'} THEN word END AS word
          FROM import_rows r CROSS JOIN LATERAL (SELECT ${wordOf(it, channel)} AS word) said WHERE ${rows.where}) w
        CROSS JOIN LATERAL ${personOf('w.person_id')} p
        LEFT JOIN LATERAL (SELECT t.is_subscribed FROM subscriptions t WHERE t.person_id = w.person_id
          AND t.organization_id = p.owner_id AND t.channel = '${channel}' OFFSET 0) s ON true
        WHERE w.word IS NOT NULL AND p.state = 'active' AND (s.is_subscribed IS NULL OR (s.is_subscribed AND NOT w.word))`,
    )
    .join(' UNION ALL ');
}

/** The text of the evidence: who attested what, or whose list said "no". */
export function consentText(it: Import): { yes: string; no: string } {
  const on = it.consent?.collectedOn ? ` (collected on ${it.consent.collectedOn})` : '';
  return { yes: `${it.consent?.text ?? ''}${on}`, no: `Unsubscribed according to the file “${it.name}”.` };
}

/**
 * Records the words in the ledger of consents, their newest in subscriptions, and each change of a subscription in the
 * history, by which the import's undo finds it. Rows name each person once.
 */
export async function recordWords(db: EntityManager, it: Import, rows: RowsOfImport): Promise<void> {
  if (!saysWords(it)) return;
  const { yes, no } = consentText(it);
  const n = rows.parameters.length;
  await db.query(
    `WITH words AS MATERIALIZED (${changingWords(it, rows)}),
     kept AS (
       INSERT INTO consents (person_id, organization_id, channel, is_given, text, language, source_kind, source_id, method,
         recorded_by)
       SELECT person_id, $${n + 1}::uuid, channel, word, CASE WHEN word THEN $${n + 2} ELSE $${n + 3} END, 'en', 'import',
         $${n + 4}::uuid, 'import', $${n + 5}::uuid FROM words),
     newest AS (
       INSERT INTO subscriptions AS s (person_id, organization_id, channel, is_subscribed)
       SELECT person_id, $${n + 1}::uuid, channel, word FROM words
       ON CONFLICT (person_id, organization_id, channel) DO UPDATE SET is_subscribed = excluded.is_subscribed, changed_at = now()
         WHERE s.is_subscribed AND NOT excluded.is_subscribed)
     INSERT INTO person_changes (owner_id, person_id, batch_id, actor_id, field, before, after)
     SELECT $${n + 1}::uuid, person_id, $${n + 4}::uuid, $${n + 5}::uuid, 'subscription', to_jsonb(before)
       , jsonb_build_object('channel', channel, 'is_subscribed', word) FROM words`,
    [...rows.parameters, it.ownerId, yes, no, it.batchId, it.madeBy],
  );
  const asking = askingWords(it, rows);
  if (asking === null) return;
  await db.query(
    `INSERT INTO opt_in_requests (person_id, owner_id, organization_id, text, language, method, source_kind, source_id)
     SELECT DISTINCT person_id, $${n + 1}::uuid, $${n + 1}::uuid, $${n + 2}, 'en', 'import', 'import', $${n + 3}::uuid
     FROM (${asking}) asked
     ON CONFLICT (person_id, organization_id) WHERE state = 'asked' DO NOTHING`,
    [...rows.parameters, it.ownerId, yes, it.batchId],
  );
}

/** Asks nobody any more whom the import asked and who has not answered. */
export async function takeRequestsBack(db: EntityManager, it: Import): Promise<void> {
  await db.query(
    `DELETE FROM opt_in_requests WHERE source_id = $1 AND method = 'import' AND state <> 'confirmed'`,
    [it.batchId],
  );
}

/** How many rows say "yes" to mail and fall under a rule of opt-in: they come unsubscribed, or are asked. */
export async function countWaiting(db: EntityManager, it: Import): Promise<number> {
  const outcomes = ['new'];
  if (it.rules.onMatch !== 'skip') outcomes.push('updated', 'unchanged');
  if (it.rules.onPossibleDuplicate === 'create') outcomes.push('possible-duplicate');
  const rows = {
    where: `r.import_id = $1 AND r.outcome = ANY ($2)`,
    parameters: [it.id, outcomes],
  };
  const [counted] = await rowsOf<{ n: number }>(
    db,
    `SELECT count(*)::int AS n FROM (${waitingWords(it, rows)}) waiting`,
    rows.parameters,
  );
  return counted!.n;
}

/**
 * Takes back the words that an import recorded of people who were there before it: the ledger gets the opposite as further
 * evidence, and the subscription becomes what it was, unless it has changed since.
 *
 * @returns how many subscriptions are again what they were.
 */
export async function takeWordsBack(
  db: EntityManager,
  it: Import,
  personIds: readonly string[],
  accountId: string | null,
): Promise<number> {
  const back = await rowsOf<{ person_id: string }>(
    db,
    `WITH words AS MATERIALIZED (
       SELECT DISTINCT ON (c.person_id, c.after ->> 'channel') c.person_id, c.after ->> 'channel' AS channel,
         (c.after ->> 'is_subscribed')::boolean AS word, (c.before #>> '{}')::boolean AS before
       FROM person_changes c
       WHERE c.batch_id = $1 AND c.person_id = ANY ($2::uuid[]) AND c.field = 'subscription'
         AND NOT EXISTS (SELECT 1 FROM person_changes m WHERE m.batch_id = $1 AND m.person_id = c.person_id AND m.field = 'person')
       ORDER BY c.person_id, c.after ->> 'channel', c.id),
     standing AS MATERIALIZED (
       SELECT w.* FROM words w JOIN subscriptions s ON s.person_id = w.person_id AND s.organization_id = $3
         AND s.channel = w.channel AND s.is_subscribed = w.word
       WHERE NOT EXISTS (SELECT 1 FROM consents k WHERE k.person_id = w.person_id AND k.organization_id = $3
         AND k.channel = w.channel AND k.purpose = 'updates' AND k.id > (SELECT max(o.id) FROM consents o WHERE o.person_id = w.person_id
           AND o.channel = w.channel AND o.source_id = $1))),
     noted AS (
       INSERT INTO consents (person_id, organization_id, channel, is_given, text, language, source_kind, source_id, method,
         recorded_by)
       SELECT person_id, $3, channel, NOT word, $4, 'en', 'import', $1, 'import', $5 FROM standing),
     gone AS (
       DELETE FROM subscriptions s USING standing w WHERE w.before IS NULL AND s.person_id = w.person_id
         AND s.organization_id = $3 AND s.channel = w.channel),
     again AS (
       UPDATE subscriptions s SET is_subscribed = w.before FROM standing w WHERE w.before IS NOT NULL
         AND s.person_id = w.person_id AND s.organization_id = $3 AND s.channel = w.channel)
     SELECT person_id FROM standing`,
    [it.batchId, personIds, it.ownerId, `The import “${it.name}” was undone.`, accountId],
  );
  return back.length;
}
