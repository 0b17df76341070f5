import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Browser } from '../support/browser.js';
import { aChapter } from '../support/people.js';
import { settled } from '../support/settled.js';
import { statesOf } from './support/mailing.js';
import { numbered, PaceBench } from './support/pacing.js';

interface Report {
  totals: Record<string, number>;
  receivers: {
    receiver: string;
    accepted: number;
    deferred: number;
    bounced: number;
    complained: number;
    slowed_until: string | null;
    reason: string | null;
  }[];
  relay: { is_broken: boolean } | null;
}
interface Domain {
  id: string;
  record_name: string;
  record: string;
  warm_up: { day: number; days: number; sent_today: number; most_today: number } | null;
}

describe('Deliverability', () => {
  const bench = new PaceBench();
  let admin: Browser;

  beforeAll(() => bench.open());
  afterAll(() => bench.close());
  beforeEach(async () => {
    await bench.fresh();
    admin = await bench.app.signIn('chapter-admin', bench.ownerId);
  });
  afterEach(() => bench.clear());

  const report = async (browser = admin): Promise<Report> =>
    (await browser.get('/api/v1/deliverability')).json<Report>();

  it('tells by receiver what was taken, put off and refused, who is slowed and why', async () => {
    bench.sink.behaviour = {
      refuse: (address) => {
        if (address.endsWith('@yahoo.com'))
          return `421 4.7.0 [TSS04] <${address}> temporarily deferred due to unexpected volume`;
        return address === 'p1@gmail.com' ? '550 5.1.1 no such user' : undefined;
      },
    };
    const mailingId = await bench.start([...numbered(6, 'gmail.com'), ...numbered(3, 'yahoo.com')]);
    await settled('Google has its mail, and Yahoo was left alone', async () => {
      const { sent, failed, pending } = await statesOf(bench.app.db, mailingId);
      return sent === 5 && failed === 1 && pending === 3;
    });
    const { rows } = await bench.app.db.query<{ id: string }>(
      `SELECT id FROM deliveries WHERE canonical_email = 'p2@gmail.com' AND mailing_id = $1`,
      [mailingId],
    );
    await bench.app.db.query(`INSERT INTO tracking_events (delivery_id, kind) VALUES ($1, 'complaint')`, [
      rows[0]!.id,
    ]);
    const { totals, receivers, relay } = await report();
    const [google, yahoo] = receivers;
    expect(google).toMatchObject({ receiver: 'google', accepted: 5, bounced: 1, complained: 1 });
    expect(google!.slowed_until).toBeNull();
    expect(yahoo).toMatchObject({ receiver: 'yahoo', accepted: 0 });
    expect(yahoo!.slowed_until).not.toBeNull();
    // Whoever reads why need not learn whose address it was.
    expect(yahoo!.reason).toContain('unexpected volume');
    expect(yahoo!.reason).not.toContain('@');
    expect(totals).toMatchObject({ accepted: 5, bounced: 1, complained: 1 });
    expect(relay).toBeNull();
  });

  it('tells another chapter nothing of it, not even that such a receiver is slowed', async () => {
    const mailingId = await bench.start(numbered(2, 'quiet.example'));
    await bench.finished(mailingId);
    expect((await report()).receivers).toHaveLength(1);
    await bench.app.db.query(
      `INSERT INTO sending_rates (relay, receiver, slowed_until) VALUES ('default', 'quiet.example', now() + interval '1 hour')`,
    );
    const other = await aChapter(bench.app.db, { networkId: bench.networkId, name: 'Denver' });
    const stranger = await bench.app.signIn('chapter-admin', other);
    expect(await report(stranger)).toMatchObject({ receivers: [], totals: { accepted: 0 } });
    const asked = await stranger.get(`/api/v1/deliverability?owner_id=${bench.ownerId}`);
    expect(asked.json<Report>().receivers).toEqual([]);
  });

  it('says that the relay is broken to everybody whose mail it holds up', async () => {
    await bench.app.db.query(
      `INSERT INTO sending_rates (relay, receiver, slowed_until, broken_since, reason)
       VALUES ('default', '*', now() + interval '9 minutes', now(), '535 wrong password')`,
    );
    expect((await report()).relay).toMatchObject({ is_broken: true, reason: '535 wrong password' });
  });

  it('lets a new domain send a little on its first day, and says how much of it is used', async () => {
    const domainName = `${bench.ownerId}.example`;
    await bench.app.db.query(`UPDATE chapters SET from_address = $2 WHERE id = $1`, [
      bench.ownerId,
      `news@${domainName}`,
    ]);
    const added = (
      await admin.send('/api/v1/sending-domains', { organization_id: bench.ownerId, domain: domainName })
    ).json<Domain>();
    expect(added.warm_up).toBeNull();
    bench.dns.txt.set(added.record_name, added.record);
    const checked = (await admin.send(`/api/v1/sending-domains/${added.id}/checks`)).json<Domain>();
    expect(checked.warm_up).toEqual({ day: 1, days: 14, sent_today: 0, most_today: 200 });

    const mailingId = await bench.start(numbered(230, 'else.example'));
    await bench.sent(mailingId, 200);
    await bench.sweep();
    await bench.sweep();
    const shown = async () =>
      (await admin.get('/api/v1/sending-domains'))
        .json<{ data: Domain[] }>()
        .data.find(({ id }) => id === added.id)!.warm_up;
    expect(await shown()).toMatchObject({ sent_today: 200, most_today: 200 });
    expect(await statesOf(bench.app.db, mailingId)).toEqual({ sent: 200, pending: 30 });

    // The next day there is room for the rest.
    await bench.app.db.query(
      `UPDATE sending_domains SET warming_since = warming_since - 1, warm_day = warm_day - 1 WHERE id = $1`,
      [added.id],
    );
    await bench.finished(mailingId);
    expect(await shown()).toEqual({ day: 2, days: 14, sent_today: 30, most_today: 500 });

    const ended = await admin.send(`/api/v1/sending-domains/${added.id}/warm-up`, undefined, 'DELETE');
    expect(ended.status).toBe(204);
    expect(await shown()).toBeNull();
    await admin.send(`/api/v1/sending-domains/${added.id}/checks`);
    expect(await shown()).toBeNull();
  });
});
