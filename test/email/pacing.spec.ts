import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Receivers } from '../../src/email/pacing/receivers.service.js';
import { numbered, PaceBench } from './support/pacing.js';

describe('The pace of sending', () => {
  const bench = new PaceBench();

  beforeAll(() => bench.open());
  afterAll(() => bench.close());
  beforeEach(() => bench.fresh());
  afterEach(() => bench.clear());

  it('lets two workers that claim at once have no more connections to a receiver than it allows', async () => {
    const mailingId = await bench.waiting([...numbered(40, 'gmail.com'), ...numbered(5, 'else.example')]);
    await bench.app.db.query(
      `INSERT INTO sending_rates (relay, receiver, connections, grown_at) VALUES ('r2', 'google', 1, now())`,
    );
    const claims = await Promise.all(Array.from({ length: 4 }, () => bench.claim(mailingId, 'r2', 15)));
    const google = claims.filter((rows) => rows.some(({ receiver }) => receiver === 'google'));
    expect(google).toHaveLength(1);
    // Who came second to Google still gets what is not Google's.
    expect(
      (await bench.claim(mailingId, 'r2', 15)).every(({ receiver }) => receiver === 'else.example'),
    ).toBe(true);
  });

  it('lets two workers share the tokens of a relay, and a restart bring none back', async () => {
    const mailingId = await bench.waiting(numbered(60, 'else.example'));
    await bench.app.db.query(
      `INSERT INTO sending_rates (relay, receiver, per_minute, tokens) VALUES ('r3', '*', 60, 12)`,
    );
    const began = Date.now();
    const claims = await Promise.all(Array.from({ length: 5 }, () => bench.claim(mailingId, 'r3', 10)));
    const taken = claims.flat().length;
    expect(taken).toBeGreaterThanOrEqual(12);
    // Four fifths of one a second is what was refilled while they ran.
    expect(taken).toBeLessThanOrEqual(13 + (0.8 * (Date.now() - began)) / 1_000);
    await bench.app.db.query(
      `UPDATE sending_rates SET tokens = 0, filled_at = now() + interval '1 hour' WHERE relay = 'r3'`,
    );
    expect(await bench.claim(mailingId, 'r3', 10)).toEqual([]);
    await bench.app.db.query(
      `UPDATE sending_rates SET filled_at = now() - interval '1 hour' WHERE relay = 'r3'`,
    );
    // A long rest fills the bucket, and no more than that: never sixty-one within a minute.
    expect(await bench.claim(mailingId, 'r3', 50)).toHaveLength(12);
  });

  it('learns who receives mail for a domain, and asks again only after a week', async () => {
    bench.dns.mx.set('union.example', 'aspmx.l.google.com');
    const mailingId = await bench.waiting(['ann@union.example', 'bob@shop.example']);
    await bench.app.worker!.get(Receivers).learn(mailingId, new AbortController().signal);
    const { rows } = await bench.app.db.query(
      `SELECT domain, receiver FROM mail_domains WHERE domain IN ('union.example', 'shop.example') ORDER BY domain`,
    );
    expect(rows).toEqual([
      { domain: 'shop.example', receiver: 'shop.example' },
      { domain: 'union.example', receiver: 'google' },
    ]);
    await bench.app.db.query(
      `INSERT INTO sending_rates (relay, receiver, slowed_until) VALUES ('r4', 'google', now() + interval '1 hour')`,
    );
    expect((await bench.claim(mailingId, 'r4', 10)).map(({ canonicalEmail }) => canonicalEmail)).toEqual([
      'bob@shop.example',
    ]);
    const asked = bench.dns.asked.length;
    await bench.app.worker!.get(Receivers).learn(mailingId, new AbortController().signal);
    expect(bench.dns.asked).toHaveLength(asked);
  });

  it('F30: takes each domain for its own receiver while no name server answers, and sends all the same', async () => {
    bench.dns.isFailing = true;
    const mailingId = await bench.start(['ann@quiet.example']);
    await bench.finished(mailingId);
    const { rows } = await bench.app.db.query(`SELECT receiver FROM deliveries WHERE mailing_id = $1`, [
      mailingId,
    ]);
    expect(rows).toEqual([{ receiver: 'quiet.example' }]);
    await bench.app.worker!.get(Receivers).learn(mailingId, new AbortController().signal);
    const { rowCount } = await bench.app.db.query(
      `SELECT 1 FROM mail_domains WHERE domain = 'quiet.example'`,
    );
    expect(rowCount).toBe(0);
  });
});
