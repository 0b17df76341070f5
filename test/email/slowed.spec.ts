import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { settled } from '../support/settled.js';
import { statesOf } from './support/mailing.js';
import { numbered, PaceBench } from './support/pacing.js';

describe('A receiver that asks us to go slower', () => {
  const bench = new PaceBench();

  beforeAll(() => bench.open());
  afterAll(() => bench.close());
  beforeEach(() => bench.fresh());
  afterEach(() => bench.clear());

  it('F22: stops for ten minutes where Google says 421 4.7.28, and sends to everybody else meanwhile', async () => {
    bench.sink.behaviour = {
      refuse: (address) =>
        address.endsWith('@gmail.com') ? '421 4.7.28 Gmail has detected an unusual rate of mail' : undefined,
    };
    const mailingId = await bench.start([...numbered(60, 'gmail.com'), ...numbered(60, 'else.example')]);
    await bench.sent(mailingId, 60);
    expect(bench.sentTo('else.example')).toBe(60);
    const slowed = (await bench.rate('google'))!;
    expect(slowed).toMatchObject({ connections: 1, strikes: 1 });
    expect(slowed.seconds).toBeGreaterThan(500);
    expect(slowed.seconds).toBeLessThanOrEqual(600);
    await settled('the others wait', async () => (await statesOf(bench.app.db, mailingId))['pending'] === 60);
    const asked = bench.sink.commands.length;
    await bench.sweep();
    await bench.sweep();
    await settled(
      'nothing is in hand',
      async () => (await statesOf(bench.app.db, mailingId))['claimed'] === undefined,
    );
    expect(bench.sink.commands.slice(asked).filter((line) => line.includes('gmail.com'))).toEqual([]);

    bench.sink.behaviour = {};
    await bench.later(601);
    await bench.finished(mailingId);
    expect(bench.sentTo('gmail.com')).toBe(60);
    expect(await bench.attempts(mailingId)).toEqual([1]);
  });

  it('goes on with one connection, and adds one more a minute', async () => {
    await bench.app.db.query(
      `INSERT INTO sending_rates (relay, receiver, slowed_until, connections, strikes, grown_at)
       VALUES ('default', 'google', now() - interval '1 second', 1, 1, now() - interval '601 seconds')`,
    );
    await bench.sweep();
    expect((await bench.rate('google'))!.connections).toBe(1);
    await bench.later(60);
    await bench.sweep();
    expect((await bench.rate('google'))!.connections).toBe(2);
    await bench.sweep();
    expect((await bench.rate('google'))!.connections).toBe(2);
    for (let minute = 3; minute < 22; minute += 1) {
      await bench.later(60);
      await bench.sweep();
    }
    expect((await bench.rate('google'))!.connections).toBeNull();
  });

  it('F23: asks a greylist again after half an hour or more, and is let in', async () => {
    const seen = new Set<string>();
    bench.sink.behaviour = {
      refuse: (address) => {
        if (seen.has(address)) return undefined;
        seen.add(address);
        return '451 4.7.1 Greylisted, please try again in 300 seconds';
      },
    };
    const mailingId = await bench.start(numbered(5, 'careful.example'));
    await settled('all wait', async () => (await statesOf(bench.app.db, mailingId))['deferred'] === 5);
    const { rows } = await bench.app.db.query<{ wait: number; attempt: number }>(
      `SELECT extract(epoch FROM next_at - handed_at)::int AS wait, attempt FROM deliveries WHERE mailing_id = $1`,
      [mailingId],
    );
    for (const { wait, attempt } of rows) {
      expect(attempt).toBe(1);
      expect(wait).toBeGreaterThanOrEqual(1_800);
      // A tenth of jitter, and the moment that the answer took.
      expect(wait).toBeLessThanOrEqual(2_100);
    }
    expect(new Set(rows.map(({ wait }) => wait)).size).toBeGreaterThan(1);
    await bench.app.db.query(`UPDATE deliveries SET next_at = now() WHERE mailing_id = $1`, [mailingId]);
    await bench.finished(mailingId);
    expect(await statesOf(bench.app.db, mailingId)).toEqual({ sent: 5 });
  });

  it('gives up after four to five days of "later", as soft and with nobody suppressed', async () => {
    bench.sink.behaviour = { replies: { rcpt: '451 4.3.0 not now' } };
    const mailingId = await bench.start(['p@slow.example']);
    const waits: number[] = [];
    await settled('it gave up', async () => {
      const { rows } = await bench.app.db.query<{ wait: number }>(
        `UPDATE deliveries d SET next_at = now() FROM deliveries o WHERE o.id = d.id AND d.mailing_id = $1
           AND d.state = 'deferred' AND d.next_at > now() + interval '1 minute'
         RETURNING extract(epoch FROM o.next_at - now())::int AS wait`,
        [mailingId],
      );
      waits.push(...rows.map(({ wait }) => wait));
      await bench.sweep();
      return (await statesOf(bench.app.db, mailingId))['failed'] === 1;
    });
    const days = waits.reduce((sum, wait) => sum + wait, 0) / 86_400;
    expect(days).toBeGreaterThan(4);
    expect(days).toBeLessThan(5);
    const { rows } = await bench.app.db.query(
      `SELECT reason, (SELECT count(*)::int FROM suppressions WHERE canonical_email = 'p@slow.example') AS barred
       FROM deliveries WHERE mailing_id = $1`,
      [mailingId],
    );
    expect(rows).toEqual([{ reason: 'gave-up-soft', barred: 0 }]);
  });

  it('gives up as well on a receiver that has said "not so fast" for five days', async () => {
    bench.sink.behaviour = { replies: { rcpt: '421 4.7.0 rate limited' } };
    const mailingId = await bench.start(['p@never.example']);
    await settled('it waits', async () => (await bench.rate('never.example')) !== undefined);
    await bench.app.db.query(`UPDATE sending_rates SET slowed_since = now() - interval '5 days 1 minute'`);
    await bench.finished(mailingId);
    expect(await statesOf(bench.app.db, mailingId)).toEqual({ failed: 1 });
  });

  it('F22: waits for a relay that has too many connections, takes fewer, and counts no failure', async () => {
    bench.sink.behaviour = { replies: { greeting: '421 4.3.2 Too many connections, try later' } };
    const mailingId = await bench.start(numbered(30, 'else.example'));
    const slowed = await settled('the relay is left alone', () => bench.rate('*'));
    expect(slowed.connections).toBeGreaterThanOrEqual(1);
    expect(slowed.seconds).toBeLessThanOrEqual(60);
    bench.sink.behaviour = {};
    await bench.later(3_600);
    await bench.app.db.query(`UPDATE deliveries SET next_at = now() WHERE mailing_id = $1`, [mailingId]);
    await bench.finished(mailingId);
    expect(await statesOf(bench.app.db, mailingId)).toEqual({ sent: 30 });
    expect(await bench.attempts(mailingId)).toEqual([1]);
  });

  it('F27: takes a new connection where one is closed without a word, and loses and doubles nothing', async () => {
    bench.sink.behaviour = { closeEvery: 3 };
    const mailingId = await bench.start(numbered(40, 'yahoo.com'));
    await bench.finished(mailingId);
    expect(await statesOf(bench.app.db, mailingId)).toEqual({ sent: 40 });
    expect(new Set(bench.sink.caught.map(({ to }) => to[0])).size).toBe(40);
    expect(bench.sink.caught).toHaveLength(40);
    expect(await bench.attempts(mailingId)).toEqual([1]);
    expect(await bench.rate('yahoo')).toBeUndefined();
  });
});
