import { type Client } from 'pg';
import { EVERYBODY } from '../../../src/email/mailings/mailing.entity.js';

/** A body as the editor keeps it: a greeting, a link, a button. */
export const BODY = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'Call before Thursday' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Dear {{given_name|friend}}, please ' },
        {
          type: 'text',
          text: 'read why',
          marks: [{ type: 'link', attrs: { href: 'https://coalition.example/why?a=1&b=2' } }],
        },
        { type: 'text', text: '.' },
      ],
    },
    { type: 'button', attrs: { label: 'Call now', href: 'https://coalition.example/call' } },
  ],
};

/** A mailing by SQL; `preparing` unless told otherwise: what staff do by the API has specs of its own. */
export async function aMailing(
  db: Client,
  given: {
    ownerId: string;
    state?: string;
    subject?: string;
    body?: unknown;
    audience?: Record<string, unknown>;
    isTracked?: boolean;
  },
): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO mailings (owner_id, name, state, subject, body, audience, is_tracked)
     VALUES ($1, 'Budget week', $2, $3, $4, $5, $6) RETURNING id`,
    [
      given.ownerId,
      given.state ?? 'preparing',
      given.subject ?? 'Can you call before Thursday, {{given_name|friend}}?',
      JSON.stringify(given.body ?? BODY),
      JSON.stringify({ ...EVERYBODY, ...given.audience }),
      given.isTracked ?? true,
    ],
  );
  return rows[0]!.id;
}

/** People who subscribed to the organization, `count` of them in one statement: subscriber-1@people.example ... */
export async function subscribers(
  db: Client,
  given: { ownerId: string; count: number; prefix?: string },
): Promise<void> {
  await db.query(
    `WITH made AS (
       INSERT INTO people (owner_id, given_name, family_name)
       SELECT $1, 'Ada' || n, 'Person' || n FROM generate_series(1, $2) n RETURNING id, given_name),
     mails AS (
       INSERT INTO person_emails (person_id, owner_id, address, canonical, is_primary)
       SELECT id, $1, a, a, true FROM made, LATERAL (SELECT $3 || '-' || substr(given_name, 4) || '@people.example' AS a) x)
     INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) SELECT id, $1, 'email', true FROM made`,
    [given.ownerId, given.count, given.prefix ?? 'subscriber'],
  );
}

export async function statesOf(db: Client, mailingId: string): Promise<Record<string, number>> {
  const { rows } = await db.query<{ state: string; count: number }>(
    `SELECT state, count(*)::int AS count FROM deliveries WHERE mailing_id = $1 GROUP BY state`,
    [mailingId],
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

export async function mailingState(
  db: Client,
  mailingId: string,
): Promise<{ state: string; pause_reason: string | null; version: number; audience_count: number | null }> {
  const { rows } = await db.query<{
    state: string;
    pause_reason: string | null;
    version: number;
    audience_count: number | null;
  }>(`SELECT state, pause_reason, version, audience_count FROM mailings WHERE id = $1`, [mailingId]);
  return rows[0]!;
}

/** People who subscribed to the organization, by their addresses. */
export async function subscribersAt(
  db: Client,
  ownerId: string,
  addresses: readonly string[],
): Promise<void> {
  await db.query(
    `WITH made AS (
       INSERT INTO people (owner_id, given_name, family_name)
       SELECT $1, 'Ada' || n, 'Person' || n FROM generate_series(1, $2) n RETURNING id, given_name),
     mails AS (
       INSERT INTO person_emails (person_id, owner_id, address, canonical, is_primary)
       SELECT id, $1, a, a, true FROM made, LATERAL (SELECT ($3::text[])[substr(given_name, 4)::int] AS a) x)
     INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) SELECT id, $1, 'email', true FROM made`,
    [ownerId, addresses.length, addresses],
  );
}
