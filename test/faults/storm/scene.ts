import pg from 'pg';
import { aMailing, subscribers } from '../../email/support/mailing.js';
import { aChapter, aNetwork, anAccount, aPetition } from '../../support/people.js';
import { signedIn } from '../../support/session.js';
import { type Browser } from '../../support/browser.js';
import { type FinalPerson, type LedgerRow } from './evidence.js';
import { ask } from './storm-database.js';

/** Who is there when a run begins. */
export interface Scene {
  ownerId: string;
  mailingId: string;
  petition: { id: string; slug: string };
  staff: Browser;
  audience: string[];
}

/** A chapter with subscribers, a petition, a colleague, and a mailing that the first worker's sweep finds. */
export async function aScene(url: string, origin: string, recipients: number): Promise<Scene> {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  try {
    const ownerId = await aChapter(db, { networkId: await aNetwork(db), name: 'Worcester Coalition' });
    await subscribers(db, { ownerId, count: recipients, prefix: 'to' });
    const mailingId = await aMailing(db, { ownerId });
    await db.query(`UPDATE mailings SET updated_at = now() - interval '1 minute' WHERE id = $1`, [mailingId]);
    await db.query('ANALYZE');
    return {
      ownerId,
      mailingId,
      petition: await aPetition(db, { ownerId }),
      staff: await signedIn(
        db,
        origin,
        await anAccount(db, { name: 'Ada', grants: [['chapter-admin', ownerId]] }),
      ),
      audience: Array.from({ length: recipients }, (_, at) => `to-${at + 1}@people.example`),
    };
  } finally {
    await db.end();
  }
}

export function mailingOf(url: string, mailingId: string): Promise<{ state: string }[]> {
  return ask(url, `SELECT state FROM mailings WHERE id = $1`, [mailingId]);
}

export async function ledgerOf(url: string, mailingId: string): Promise<LedgerRow[]> {
  return ask(
    url,
    `SELECT canonical_email AS address, state, reason, extract(epoch FROM handed_at)::float8 * 1000 AS "handedAt",
       lease_until IS NOT NULL AS "hasLease" FROM deliveries WHERE mailing_id = $1`,
    [mailingId],
  );
}

export async function peopleOf(url: string): Promise<Map<string, FinalPerson>> {
  const found = await ask<FinalPerson & { address: string }>(
    url,
    `SELECT e.canonical AS address, p.given_name || ' ' || p.family_name AS name, e.status AS "emailStatus",
       EXISTS (SELECT 1 FROM subscriptions s WHERE s.person_id = p.id AND s.channel = 'email' AND s.is_subscribed)
         AS "isSubscribed",
       EXISTS (SELECT 1 FROM suppressions s WHERE s.canonical_email = e.canonical AND s.reason = 'hard-bounce')
         AS "isSuppressed"
     FROM people p JOIN person_emails e ON e.person_id = p.id WHERE e.canonical LIKE '%@people.example'`,
  );
  return new Map(found.map(({ address, ...person }) => [address, person]));
}
