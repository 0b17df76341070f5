import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Preparing } from '../../src/email/mailings/preparing.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, anAccount } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { aMailing, mailingState, subscribers } from './support/mailing.js';

describe('How far a mailing is', () => {
  let app: TestApp;
  let networkId: string;
  let ownerId: string;
  let mailingId: string;
  const sink = new SmtpSink();

  beforeAll(async () => {
    await sink.listen();
    app = await startApp({ worker: true, settings: { SMTP_URL: sink.url } });
    networkId = await aNetwork(app.db);
  });
  afterAll(async () => {
    await app?.close();
    await sink.close();
  });
  beforeEach(async () => {
    ownerId = await aChapter(app.db, { networkId });
    await subscribers(app.db, { ownerId, count: 6 });
    mailingId = await aMailing(app.db, { ownerId });
    await app.worker!.get(Preparing).prepare(mailingId);
    await settled('it was sent', async () => (await mailingState(app.db, mailingId)).state === 'finished');
    // Everybody opened it, and one by a machine alone.
    await app.db.query(
      `INSERT INTO tracking_events (delivery_id, kind, is_machine)
       SELECT id, 'open', row_number() OVER (ORDER BY canonical_email) = 6 FROM deliveries WHERE mailing_id = $1`,
      [mailingId],
    );
  });

  const sent = async (by: Browser): Promise<number> =>
    (await by.get(`/api/v1/mailings/${mailingId}/progress`)).json<{ sent: number }>().sent;
  /** By people, and at all. */
  const opened = async (by: Browser): Promise<[number, number]> => {
    const answer = await by.get(`/api/v1/mailings/${mailingId}/progress`);
    const counted = answer.json<{ opened: number; opened_at_all: number }>();
    return [counted.opened, counted.opened_at_all];
  };
  /** As the dashboard shows a mailing that is under way. */
  const underWay = async (by: Browser): Promise<{ done: number } | undefined> => {
    const { mailings } = (await by.get('/api/v1/home')).json<{
      mailings: { id: string; done: number }[];
    }>();
    return mailings.find(({ id }) => id === mailingId);
  };
  /** The person who got the nth mail. */
  const recipient = async (n: number): Promise<string> => {
    const { rows } = await app.db.query<{ id: string }>(
      `SELECT person_id AS id FROM deliveries WHERE mailing_id = $1 ORDER BY canonical_email OFFSET $2 LIMIT 1`,
      [mailingId, n],
    );
    return rows[0]!.id;
  };

  it('counts a recipient who was sealed since for their readers alone, also on the dashboard', async () => {
    const staff = await app.signIn('organizer', ownerId);
    const reader = await anAccount(app.db, { grants: [['organizer', ownerId]] });
    const readers = await app.signInAs(reader);
    expect(await sent(staff)).toBe(6);
    await app.db.query('UPDATE people SET is_sealed = true WHERE id = $1', [await recipient(0)]);
    await app.db.query('INSERT INTO sealed_readers VALUES ($1, $2)', [await recipient(0), reader]);
    expect([await sent(staff), await sent(readers)]).toEqual([5, 6]);
    expect([await opened(staff), await opened(readers)]).toEqual([
      [4, 5],
      [5, 6],
    ]);
    await app.db.query(`UPDATE mailings SET state = 'paused' WHERE id = $1`, [mailingId]);
    expect([await underWay(staff), await underWay(readers)]).toMatchObject([{ done: 5 }, { done: 6 }]);
  });

  it('counts no recipient of an organization that the reader has no part in', async () => {
    const otherId = await aChapter(app.db, { networkId });
    await app.db.query(
      `UPDATE mailings SET audience = jsonb_build_object('organizations', ARRAY[$2::text, $3::text]) WHERE id = $1`,
      [mailingId, ownerId, otherId],
    );
    await subscribers(app.db, { ownerId: otherId, count: 1 });
    await app.db.query(
      `UPDATE deliveries SET person_id = (SELECT id FROM people WHERE owner_id = $2 LIMIT 1)
       WHERE mailing_id = $1 AND person_id = $3`,
      [mailingId, otherId, await recipient(0)],
    );
    const one = await app.signIn('organizer', ownerId);
    expect([await sent(one), await opened(one)]).toEqual([5, [4, 5]]);
    const both = await anAccount(app.db, {
      grants: [
        ['organizer', ownerId],
        ['organizer', otherId],
      ],
    });
    const all = await app.signInAs(both);
    expect([await sent(all), await opened(all)]).toEqual([6, [5, 6]]);
  });

  it('is nothing for another chapter, whatever it asks of the database', async () => {
    const otherId = await aChapter(app.db, { networkId });
    const foreign = await app.signIn('chapter-admin', otherId);
    expect((await foreign.get(`/api/v1/mailings/${mailingId}/progress`)).status).toBe(404);
    await app.db.query('BEGIN');
    try {
      await app.db.query('SET LOCAL ROLE accord_web');
      await app.db.query(`SELECT set_config('accord.scope', $1, true)`, [`{${otherId}}`]);
      const countings = [
        'count_all_deliveries',
        'count_deliveries',
        'count_all_responses',
        'count_responses',
      ];
      for (const counting of countings)
        expect((await app.db.query(`SELECT * FROM ${counting}($1)`, [mailingId])).rows).toEqual([]);
    } finally {
      await app.db.query('ROLLBACK');
    }
  });
});
