import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type Consent } from '../people.access.js';
import { type DueOptIn, type OpenedOptIn, type OptInForm } from './opt-in.access.js';

/** Mails of one request, however often a form is sent with the address. One a day at most. */
const MOST_MAILS = 3;

/**
 * Whether this person's "yes" on this way in must be confirmed. A rule for a country looks at every address on record; the
 * transaction's scope must hold the organization (opt_in_rules_of).
 */
export async function mustConfirm(
  db: EntityManager,
  given: { organizationId: string; personId: string; form: OptInForm },
): Promise<boolean> {
  const found = await row<{ must: boolean }>(
    db,
    `SELECT EXISTS (SELECT 1 FROM opt_in_rules_of($1) r WHERE coalesce(r.form = $3, true) AND (r.country IS NULL OR EXISTS
       (SELECT 1 FROM person_addresses a WHERE a.person_id = $2 AND plain(a.country) = ANY (r.spellings)))) AS must`,
    [given.organizationId, given.personId, given.form],
  );
  return found!.must;
}

/** Whether they get the organization's mail already: then there is nothing to ask. Leans on the primary key. */
export async function isSubscribed(
  db: EntityManager,
  personId: string,
  organizationId: string,
): Promise<boolean> {
  const found = await row(
    db,
    `SELECT 1 FROM subscriptions WHERE person_id = $1 AND organization_id = $2 AND channel = 'email' AND is_subscribed`,
    [personId, organizationId],
  );
  return found !== undefined;
}

/**
 * Asks, or asks again: one open request a person and organization (the unique index). What is asked is what was said last.
 * Another form makes another mail due a day after the one before, up to three; with the mail the link's time begins anew.
 */
export async function ask(db: EntityManager, consent: Consent): Promise<void> {
  await affected(
    db,
    `UPDATE opt_in_requests SET state = 'lapsed', mail_due_at = NULL
     WHERE person_id = $1 AND organization_id = $2 AND state = 'asked' AND expires_at <= now()`,
    [consent.personId, consent.organizationId],
  );
  await db.query(
    `INSERT INTO opt_in_requests AS r (person_id, owner_id, organization_id, text, language, method, source_kind, source_id)
     SELECT p.id, p.owner_id, $2, $3, $4, $5, $6, $7 FROM people p WHERE p.id = $1
     ON CONFLICT (person_id, organization_id) WHERE state = 'asked' DO UPDATE SET text = excluded.text,
       language = excluded.language, method = excluded.method, source_kind = excluded.source_kind,
       source_id = excluded.source_id, asked_at = now(), (mail_due_at, expires_at) = (SELECT
         CASE WHEN again THEN now() ELSE r.mail_due_at END, CASE WHEN again THEN excluded.expires_at ELSE r.expires_at END
         FROM (SELECT r.mailed_at < now() - interval '1 day' AND r.mails_sent < ${MOST_MAILS} AS again) o)`,
    [
      consent.personId,
      consent.organizationId,
      consent.text,
      consent.language,
      consent.method,
      consent.sourceKind,
      consent.sourceId,
    ],
  );
}

/** Ends what nobody confirmed in time. Leans on opt_in_requests_lapsing. */
export function lapse(db: EntityManager): Promise<number> {
  return affected(
    db,
    `UPDATE opt_in_requests SET state = 'lapsed', mail_due_at = NULL WHERE state = 'asked' AND expires_at <= now()`,
  );
}

/**
 * Takes due mails for this worker alone (SKIP LOCKED) and counts them; whoever calls posts them in the same transaction.
 * They go to the primary address, which is the one that the organization's mail would go to.
 */
export function claimDue(db: EntityManager, limit: number): Promise<DueOptIn[]> {
  return rows(
    db,
    `WITH due AS (
       UPDATE opt_in_requests r SET mail_due_at = NULL, mailed_at = now(), mails_sent = r.mails_sent + 1
       WHERE r.id IN (SELECT id FROM opt_in_requests WHERE mail_due_at <= now() ORDER BY mail_due_at LIMIT $1
         FOR UPDATE SKIP LOCKED)
       RETURNING r.*)
     SELECT r.id, r.owner_id AS "ownerId", r.organization_id AS "organizationId", p.id AS "personId",
       p.given_name AS "givenName", (SELECT e.address FROM person_emails e WHERE e.person_id = p.id AND e.is_primary
         AND e.status <> 'invalid') AS email, r.text,
       CASE WHEN r.method = 'form' THEN r.language ELSE p.language END AS language, r.method, r.asked_at AS "askedAt",
       p.is_practice AS "isPractice"
     FROM due r JOIN people o ON o.id = r.person_id JOIN people p ON p.id = coalesce(o.merged_into, o.id)`,
    [limit],
  );
}

/** Opens a request by its link: undefined where there is none. The row is locked until the transaction ends. */
export async function openRequest(db: EntityManager, id: string): Promise<OpenedOptIn | undefined> {
  await openOptIn(db, id);
  return row(
    db,
    `SELECT r.id, r.owner_id AS "ownerId", r.organization_id AS "organizationId", p.id AS "personId",
       (SELECT e.canonical FROM person_emails e WHERE e.person_id = p.id AND e.is_primary) AS "canonicalEmail",
       r.text, r.language, r.source_kind AS "sourceKind", r.source_id AS "sourceId", p.is_practice AS "isPractice",
       CASE WHEN r.state = 'asked' AND (r.expires_at <= now() OR EXISTS (SELECT 1 FROM consents c
         WHERE c.person_id IN (o.id, p.id) AND c.organization_id = r.organization_id AND c.channel = 'email'
           AND c.purpose = 'updates' AND NOT c.is_given AND c.at > r.asked_at)) THEN 'lapsed' ELSE r.state END AS state
     FROM opt_in_requests r JOIN people o ON o.id = r.person_id JOIN people p ON p.id = coalesce(o.merged_into, o.id)
     WHERE r.id = $1 FOR UPDATE OF r`,
    [id],
  );
}

/** Whose request it is, for whoever holds its link; the person may be seen from here on in this transaction. */
export async function openOptIn(db: EntityManager, id: string): Promise<string | null> {
  const opened = await row<{ ownerId: string | null }>(db, 'SELECT open_opt_in($1) AS "ownerId"', [id]);
  return opened!.ownerId;
}

/** False where somebody was first. */
export async function markConfirmed(db: EntityManager, id: string): Promise<boolean> {
  const marked = await affected(
    db,
    `UPDATE opt_in_requests SET state = 'confirmed', confirmed_at = now(), mail_due_at = NULL
     WHERE id = $1 AND state = 'asked'`,
    [id],
  );
  return marked > 0;
}
