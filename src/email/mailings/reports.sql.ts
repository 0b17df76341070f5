import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';
import { fromCursor } from '../../platform/paging/paging.js';
import { type DeliveryState } from '../sending/deliveries.sql.js';
import { type DeliveryResponse } from './reports.forms.js';

/** Sent rows and people who clicked, of each mailing. Leans on deliveries (mailing_id, state). */
export async function countsOf(
  db: EntityManager,
  mailingIds: readonly string[],
): Promise<Map<string, { sent: number; clicked: number }>> {
  const found = await rows<{ id: string; sent: number; clicked: number }>(
    db,
    `SELECT m.id,
       (SELECT count(*)::int FROM deliveries d WHERE d.mailing_id = m.id AND d.state = 'sent') AS sent,
       (SELECT count(DISTINCT e.delivery_id)::int FROM mailing_links l JOIN tracking_events e ON e.link_id = l.id
        WHERE l.mailing_id = m.id AND NOT e.is_machine) AS clicked
     FROM unnest($1::uuid[]) AS m (id)`,
    [mailingIds],
  );
  return new Map(found.map((each) => [each.id, each]));
}

/**
 * Who had enough mail of everybody in the network is shown as somebody who wants less of it (see CAPPED), and so is whom it is
 * not safe to write to: what was agreed may be a sealed person's, whose address an open record has.
 */
const SHOWN_REASON = `CASE WHEN d.reason IN ('capped', 'not-safe') THEN 'not-wished' WHEN d.reason <> 'outside-hours' THEN d.reason END`;

/** Those that the caller sees. The statement behind count_deliveries leans on deliveries (mailing_id, state). */
export function countStates(
  db: EntityManager,
  mailingId: string,
): Promise<{ state: DeliveryState; reason: string | null; count: number }[]> {
  return rows(
    db,
    `SELECT state, ${SHOWN_REASON} AS reason, sum(d.count)::int AS count
     FROM count_deliveries($1) d GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`,
    [mailingId],
  );
}

/** How many left the server in the last minute, by the database's clock. Row-level security looks at these few alone. */
export async function sentLastMinute(db: EntityManager, mailingId: string): Promise<number> {
  const [found] = await rows<{ count: number }>(
    db,
    `SELECT count(*)::int AS count FROM deliveries
     WHERE mailing_id = $1 AND state = 'sent' AND settled_at > now() - interval '1 minute'`,
    [mailingId],
  );
  return found!.count;
}

export interface Responses {
  opened: number;
  openedAtAll: number;
  clicked: number;
  clickedAtAll: number;
  unsubscribed: number;
  complained: number;
}

/** People, not events: who opened or clicked, without machines and with them, of those whom the caller sees. */
export async function countResponses(db: EntityManager, mailingId: string): Promise<Responses> {
  const found = await rows<{ kind: string; messages: number; byPeople: number }>(
    db,
    `SELECT kind, messages::int, by_people::int AS "byPeople" FROM count_responses($1)`,
    [mailingId],
  );
  const of = (kind: string) => found.find((each) => each.kind === kind) ?? { messages: 0, byPeople: 0 };
  const [opens, clicks] = [of('open'), of('click')];
  return {
    opened: opens.byPeople,
    openedAtAll: opens.messages,
    clicked: clicks.byPeople,
    clickedAtAll: clicks.messages,
    unsubscribed: of('unsubscribe').messages,
    complained: of('complaint').messages,
  };
}

export function countClicks(
  db: EntityManager,
  mailingId: string,
): Promise<{ url: string; people: number; automatic: number }[]> {
  return rows(
    db,
    `SELECT l.url, count(DISTINCT e.delivery_id) FILTER (WHERE NOT e.is_machine)::int AS people,
       count(DISTINCT e.delivery_id) FILTER (WHERE e.is_machine)::int AS automatic
     FROM mailing_links l LEFT JOIN tracking_events e ON e.link_id = l.id AND e.kind = 'click'
     WHERE l.mailing_id = $1 GROUP BY l.id, l.url ORDER BY people DESC, l.id`,
    [mailingId],
  );
}

export interface DeliveryRow {
  id: string;
  personId: string | null;
  name: string;
  address: string;
  state: DeliveryState;
  reason: string | null;
  reply: string | null;
  attempt: number;
  settledAt: Date | null;
  nextAt: Date;
  openedAt: Date | null;
  clickedAt: Date | null;
}

/** What somebody did with the mail, as lists ask for it. Leans on tracking_events (delivery_id, kind). */
const by = (kind: string) =>
  `EXISTS (SELECT 1 FROM tracking_events e WHERE e.delivery_id = d.id AND e.kind = '${kind}' AND NOT e.is_machine)`;
const RESPONSE: Record<DeliveryResponse, string> = {
  opened: by('open'),
  clicked: by('click'),
  'not-clicked': `d.state = 'sent' AND NOT ${by('click')}`,
  unsubscribed: by('unsubscribe'),
  complained: by('complaint'),
};
const first = (kind: string) =>
  `(SELECT min(e.at) FROM tracking_events e WHERE e.delivery_id = d.id AND e.kind = '${kind}' AND NOT e.is_machine)`;

export function findDeliveries(
  db: EntityManager,
  given: {
    mailingId: string;
    state: DeliveryState | null;
    response: DeliveryResponse | null;
    /** The kind of reason, without its detail: `gave-up-soft`. */
    reason: string | null;
    search: string;
    after: string | undefined;
    limit: number;
  },
): Promise<DeliveryRow[]> {
  const [id] = fromCursor(given.after, 1) ?? [null];
  return rows(
    db,
    `SELECT d.id, d.person_id AS "personId", d.name, d.address, d.state, ${SHOWN_REASON} AS reason, d.reply, d.attempt,
       d.settled_at AS "settledAt", d.next_at AS "nextAt", ${first('open')} AS "openedAt", ${first('click')} AS "clickedAt"
     FROM deliveries d WHERE d.mailing_id = $1 AND ($2::text IS NULL OR d.state = $2) AND ($3::bigint IS NULL OR d.id > $3)
       AND ($5::text IS NULL OR split_part(${SHOWN_REASON}, ':', 1) = $5)
       AND ($6 = '' OR d.name ILIKE '%' || $6 || '%' OR d.address ILIKE '%' || $6 || '%')
       ${given.response ? `AND ${RESPONSE[given.response]}` : ''}
     ORDER BY d.id LIMIT $4`,
    [given.mailingId, given.state, id, given.limit, given.reason, given.search.replace(/[\\%_]/g, '\\$&')],
  );
}

/** A person's word about unknown rows; who said it stays in the row. Gives the ids that it settled. */
export function decideUnknown(
  db: EntityManager,
  given: { mailingId: string; ids: readonly string[] | null; isSentAgain: boolean; accountId: string },
): Promise<{ id: string }[]> {
  return rows(
    db,
    `UPDATE deliveries SET
       state = CASE WHEN $3 THEN 'pending' ELSE 'sent' END, claim_token = NULL, lease_until = NULL,
       reason = CASE WHEN $3 THEN 'sent-again' ELSE 'treated-as-sent' END, next_at = now(), resent_by = $4,
       settled_at = CASE WHEN $3 THEN NULL ELSE now() END
     WHERE mailing_id = $1 AND state = 'unknown' AND ($2::bigint[] IS NULL OR id = ANY ($2)) RETURNING id`,
    [given.mailingId, given.ids, given.isSentAgain, given.accountId],
  );
}
