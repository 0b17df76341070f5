import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Preparing } from '../../src/email/mailings/preparing.service.js';
import { Sweeping } from '../../src/email/sending/sweeping.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, aNetwork } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { aMailing, mailingState, statesOf, subscribers } from './support/mailing.js';

describe('What becomes of a mailing', () => {
  let app: TestApp;
  let networkId: string;
  let ownerId: string;
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
    sink.behaviour = {};
    sink.caught.length = 0;
    sink.onCaught = undefined;
    ownerId = await aChapter(app.db, { networkId, name: 'Worcester Coalition' });
  });
  // A mailing that goes on would send into the next test.
  afterEach(async () => {
    await app.db.query(`UPDATE mailings SET state = 'cancelled' WHERE state = 'sending'`);
  });

  const start = (mailingId: string) => app.worker!.get(Preparing).prepare(mailingId);
  const finished = (mailingId: string) =>
    settled(
      'the mailing was finished',
      async () => (await mailingState(app.db, mailingId)).state === 'finished',
    );

  it('stops within one message per connection when it is paused, and goes on where it stood', async () => {
    await subscribers(app.db, { ownerId, count: 200 });
    const mailingId = await aMailing(app.db, { ownerId });
    let atPause = -1;
    sink.onCaught = () => {
      if (sink.caught.length !== 20) return;
      void app.db
        .query(`UPDATE mailings SET state = 'paused' WHERE id = $1`, [mailingId])
        .then(() => (atPause = sink.caught.length));
    };
    await start(mailingId);
    await settled('it stood still', async () => {
      const states = await statesOf(app.db, mailingId);
      return atPause >= 0 && !states['handed'] && !states['claimed'];
    });
    expect(sink.caught.length).toBeLessThanOrEqual(atPause + 4);
    await app.db.query(`UPDATE mailings SET state = 'preparing' WHERE id = $1`, [mailingId]);
    await start(mailingId);
    await finished(mailingId);
    expect(new Set(sink.caught.map(({ to }) => to[0])).size).toBe(200);
    expect(sink.caught).toHaveLength(200);
  });

  it('E53: suppresses a mailbox that does not exist, and tells its record', async () => {
    await subscribers(app.db, { ownerId, count: 1, prefix: 'ghost' });
    sink.behaviour = { replies: { rcpt: '550 5.1.1 no such user' } };
    const mailingId = await aMailing(app.db, { ownerId });
    await start(mailingId);
    await finished(mailingId);
    expect(await statesOf(app.db, mailingId)).toEqual({ failed: 1 });
    const { rows } = await app.db.query(
      `SELECT s.reason, e.status FROM suppressions s JOIN person_emails e ON e.canonical = s.canonical_email
       WHERE s.canonical_email = 'ghost-1@people.example' AND s.organization_id IS NULL`,
    );
    expect(rows).toEqual([{ reason: 'hard-bounce', status: 'bouncing' }]);
  });

  it('E53: pauses and suppresses nobody when the receiver objects to us', async () => {
    await subscribers(app.db, { ownerId, count: 50 });
    sink.behaviour = { replies: { dot: '550 5.7.1 Message rejected as spam' } };
    const mailingId = await aMailing(app.db, { ownerId });
    await start(mailingId);
    await settled('it paused', async () => (await mailingState(app.db, mailingId)).state === 'paused');
    expect((await mailingState(app.db, mailingId)).pause_reason).toContain('rejected as spam');
    await settled('all rows wait again', async () => (await statesOf(app.db, mailingId))['pending'] === 50);
    const { rowCount } = await app.db.query(
      `SELECT 1 FROM suppressions WHERE canonical_email LIKE 'subscriber%'`,
    );
    expect(rowCount).toBe(0);
  });

  it('F26: says "unknown" and does not send again when the answer to the dot is lost', async () => {
    await subscribers(app.db, { ownerId, count: 3 });
    sink.behaviour = { cutAt: 'dot' };
    const mailingId = await aMailing(app.db, { ownerId });
    await start(mailingId);
    await finished(mailingId);
    expect(await statesOf(app.db, mailingId)).toEqual({ unknown: 3 });
    expect(sink.caught).toHaveLength(3);
  });

  it('F23: is not finished while a message is put off', async () => {
    await subscribers(app.db, { ownerId, count: 2 });
    sink.behaviour = { replies: { rcpt: '451 4.7.1 Greylisted, please try again in 300 seconds' } };
    const mailingId = await aMailing(app.db, { ownerId });
    await start(mailingId);
    await settled('both wait', async () => (await statesOf(app.db, mailingId))['deferred'] === 2);
    await app.worker!.get(Sweeping).sweep();
    expect((await mailingState(app.db, mailingId)).state).toBe('sending');
    sink.behaviour = {};
    await app.db.query(`UPDATE deliveries SET next_at = now() WHERE mailing_id = $1`, [mailingId]);
    await app.worker!.get(Sweeping).sweep();
    await finished(mailingId);
  });

  it('F2, F3: gives back what a dead sender had claimed, and calls unknown what it had in hand', async () => {
    await subscribers(app.db, { ownerId, count: 4 });
    const mailingId = await aMailing(app.db, { ownerId });
    sink.behaviour = { replies: { rcpt: '451 4.3.0 not now' } };
    await start(mailingId);
    await settled('they wait', async () => (await statesOf(app.db, mailingId))['deferred'] === 4);
    sink.behaviour = {};
    await app.db.query(
      `UPDATE deliveries SET claim_token = gen_random_uuid(), lease_until = now() - interval '1 second', next_at = now(),
         state = CASE WHEN canonical_email = 'subscriber-1@people.example' THEN 'handed' ELSE 'claimed' END
       WHERE mailing_id = $1`,
      [mailingId],
    );
    await app.worker!.get(Sweeping).sweep();
    await finished(mailingId);
    expect(await statesOf(app.db, mailingId)).toEqual({ unknown: 1, sent: 3 });
  });

  it('F6: lets rows that cannot be made into messages fail alone, each with its reason', async () => {
    await subscribers(app.db, { ownerId, count: 5 });
    const mailingId = await aMailing(app.db, { ownerId });
    sink.behaviour = { replies: { rcpt: '451 4.3.0 not now' } };
    await start(mailingId);
    await settled('they wait', async () => (await statesOf(app.db, mailingId))['deferred'] === 5);
    sink.behaviour = {};
    await app.db.query(
      `UPDATE deliveries SET next_at = now(),
         name = CASE canonical_email WHEN 'subscriber-2@people.example' THEN repeat('x', 5000000)
           WHEN 'subscriber-3@people.example' THEN E'Eve\\r\\nBcc: all@people.example' ELSE name END,
         canonical_email = CASE canonical_email WHEN 'subscriber-1@people.example' THEN 'not an address'
           ELSE canonical_email END
       WHERE mailing_id = $1`,
      [mailingId],
    );
    // A letter that lost its content, beside them.
    await app.db.query(
      `INSERT INTO deliveries (owner_id, lane, kind, canonical_email, address, message)
       VALUES ($1, 'transactional', 'welcome', 'empty@people.example', 'empty@people.example', '{}')`,
      [ownerId],
    );
    await app.worker!.get(Sweeping).sweep();
    await finished(mailingId);
    expect(await statesOf(app.db, mailingId)).toEqual({ failed: 2, sent: 3 });
    await app.worker!.get(Sweeping).sweep();
    const failures = await settled('the letter failed too', async () => {
      const { rows } = await app.db.query<{ reason: string }>(
        `SELECT reason FROM deliveries WHERE owner_id = $1 AND state = 'failed' ORDER BY id`,
        [ownerId],
      );
      return rows.length === 3 && rows.map(({ reason }) => reason);
    });
    for (const reason of failures) expect(reason).toMatch(/^Not a message: .{10,}/);
    const raw = sink.caught.map((caught) => caught.raw.toString('latin1')).join('\n');
    expect(raw).not.toMatch(/^Bcc:/im);
  });
});
