import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Preparing } from '../../src/email/mailings/preparing.service.js';
import { relayOf, type Route, waysOf } from '../../src/email/mail-relays/ways.js';
import { Post } from '../../src/email/post.service.js';
import { mail } from '../../src/layout/mail.js';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { settled } from '../support/settled.js';
import { aMailing, statesOf, subscribersAt } from './support/mailing.js';
import { numbered } from './support/pacing.js';
import { RelayBench } from './support/relays.js';

describe('The way of mail', () => {
  const route = (organizationId: string, relay: string, isForAll = false): Route => ({
    organizationId,
    isForAll,
    relay,
  });

  it('is that of the installation where nobody chose another', () => {
    expect(waysOf([])).toEqual([{ relay: 'default', owners: { except: [] } }]);
  });

  it('is one and only one for everybody, whatever was chosen', () => {
    const choices = [
      [],
      [route('net', 'a', true)],
      [route('boston', 'a')],
      [route('net', 'a', true), route('boston', 'default')],
      [route('net', 'default', true), route('boston', 'a'), route('denver', 'b')],
      [route('net', 'a', true), route('boston', 'a'), route('denver', 'b'), route('austin', 'default')],
    ];
    for (const routes of choices)
      for (const owner of ['net', 'boston', 'denver', 'austin', 'partner']) {
        const taking = waysOf(routes).filter(({ owners }) =>
          'only' in owners ? owners.only.includes(owner) : !owners.except.includes(owner),
        );
        const chosen = routes.find(({ organizationId }) => organizationId === owner);
        const base = routes.find(({ isForAll }) => isForAll)?.relay ?? 'default';
        expect(taking.map(({ relay }) => relay)).toEqual([chosen?.relay ?? base]);
        expect(relayOf(waysOf(routes), owner)).toBe(chosen?.relay ?? base);
      }
  });
});

describe('Several relays', () => {
  const bench = new RelayBench();

  beforeAll(() => bench.open());
  beforeEach(() => bench.fresh());
  afterEach(() => bench.clear());
  afterAll(() => bench.close());

  const mailing = async (ownerId: string, addresses: readonly string[]): Promise<string> => {
    await subscribersAt(bench.app.db, ownerId, addresses);
    const mailingId = await aMailing(bench.app.db, { ownerId });
    await bench.app.worker!.get(Preparing).prepare(mailingId);
    return mailingId;
  };
  const letter = async (ownerId: string, address: string): Promise<void> => {
    const post = bench.app.web.get(Post);
    const content = mail({
      language: 'en',
      subject: 'Hello',
      host: { name: 'Boston', colour: '#005c5e', postalAddress: '1 Main St' },
      blocks: [{ text: 'Hello.' }],
    });
    await bench.app.web
      .get(Database)
      .as(Scope.organizations(ownerId), (tx) =>
        post.send(tx, { ownerId, to: { name: 'Ada', address }, kind: 'test', language: 'en', content }),
      );
    await post.wake();
  };
  /** Until so many came by each; the sweep wakes what a job of another moment had not seen. */
  const came = (domain: string, first: number, second: number): Promise<true> =>
    settled(`${first} and ${second} came for ${domain}`, async () => {
      await bench.sweep();
      const [one, two] = bench.came(domain);
      return one === first && two === second;
    });
  const allSent = (mailingId: string, count: number): Promise<true> =>
    settled('all were sent', async () => {
      await bench.sweep();
      return (await statesOf(bench.app.db, mailingId))['sent'] === count;
    });

  it('take the mailings and the letters of those for whom they were chosen, and nobody else’s', async () => {
    const { id } = await bench.add();
    await bench.route(bench.boston, id, 'network');
    await bench.route(bench.denver, 'network', id);
    const [b, d] = [`b${randomUUID().slice(0, 8)}.example`, `d${randomUUID().slice(0, 8)}.example`];
    const ofBoston = await mailing(bench.boston, numbered(30, b));
    const ofDenver = await mailing(bench.denver, numbered(30, d));
    await allSent(ofBoston, 30);
    await allSent(ofDenver, 30);
    expect(bench.came(b)).toEqual([0, 30]);
    expect(bench.came(d)).toEqual([30, 0]);
    await letter(bench.boston, `ada@letters.${b}`);
    await letter(bench.denver, `ada@letters.${d}`);
    await letter(bench.networkId, `ada@network.${d}`);
    await came(`letters.${b}`, 1, 0);
    await came(`letters.${d}`, 0, 1);
    await came(`network.${d}`, 1, 0);
  });

  it('are everybody’s where the network chose one for itself, but for who goes by that of the installation', async () => {
    const { id } = await bench.add();
    await bench.route(bench.networkId, id, id);
    await bench.route(bench.denver, 'default', 'default');
    const [b, d] = [`e${randomUUID().slice(0, 8)}.example`, `f${randomUUID().slice(0, 8)}.example`];
    await allSent(await mailing(bench.boston, numbered(10, b)), 10);
    await allSent(await mailing(bench.denver, numbered(10, d)), 10);
    expect([bench.came(b), bench.came(d)]).toEqual([
      [0, 10],
      [10, 0],
    ]);
    await letter(bench.boston, `ada@letters.${b}`);
    await letter(bench.denver, `ada@letters.${d}`);
    await came(`letters.${b}`, 0, 1);
    await came(`letters.${d}`, 1, 0);
  });

  it('F29: wait alone while one refuses our sign-in; the others go on, and a new password is taken up without a restart', async () => {
    const secret = 'relay-password-canary';
    const { id } = await bench.add({ username: 'us', password: secret });
    await bench.route(bench.boston, id, id);
    const [b, d] = [`g${randomUUID().slice(0, 8)}.example`, `h${randomUUID().slice(0, 8)}.example`];
    const ofBoston = await mailing(bench.boston, numbered(20, b));
    const broken = await settled('the relay was paused', async () => {
      await bench.sweep();
      const relay = await bench.show(id);
      return relay.is_broken ? relay : undefined;
    });
    expect(broken.slowed_until).not.toBeNull();
    expect(broken.reason).toContain('535');
    await allSent(await mailing(bench.denver, numbered(20, d)), 20);
    await letter(bench.denver, `ada@letters.${d}`);
    await came(`letters.${d}`, 1, 0);
    expect(bench.came(b)).toEqual([0, 0]);
    // Nobody has failed, and its owner was told once and without the password.
    const { rows } = await bench.app.db.query<{ attempt: number; told: string[]; slowed: number }>(
      `SELECT (SELECT max(attempt) FROM deliveries WHERE mailing_id = $1) AS attempt,
         (SELECT array_agg(title) FROM tasks WHERE title LIKE 'No mail goes out%') AS told,
         (SELECT count(*)::int FROM sending_rates WHERE relay = 'default' AND slowed_until > now()) AS slowed`,
      [ofBoston],
    );
    expect(rows[0]).toMatchObject({ attempt: 0, slowed: 0 });
    expect(rows[0]!.told).toEqual([expect.stringMatching(/^No mail goes out by Second: .*535/)]);
    expect(JSON.stringify([rows, broken])).not.toContain(secret);

    bench.second.behaviour = { signsIn: true };
    const change = bench.settings({ username: 'us', password: 'another' });
    expect((await bench.admin.send(`/api/v1/mail-relays/${id}`, change, 'PUT')).status).toBe(200);
    expect(await bench.show(id)).toMatchObject({ is_broken: false, slowed_until: null, reason: null });
    await bench.app.db.query(`UPDATE deliveries SET next_at = now() WHERE state IN ('pending', 'deferred')`);
    await allSent(ofBoston, 20);
    expect(bench.came(b)).toEqual([0, 20]);
    const signedIn = bench.second.commands.findLast((line) => line.startsWith('AUTH PLAIN'))!;
    expect(Buffer.from(signedIn.split(' ')[2]!, 'base64').toString()).toBe('\0us\0another');
  });

  it('keep to so many messages a minute, each to its own', async () => {
    const { id } = await bench.add({ per_minute: 10 });
    await bench.route(bench.boston, id, 'network');
    const [b, d] = [`i${randomUUID().slice(0, 8)}.example`, `j${randomUUID().slice(0, 8)}.example`];
    const ofBoston = await mailing(bench.boston, numbered(30, b));
    await allSent(await mailing(bench.denver, numbered(30, d)), 30);
    await settled('its first two went out', async () => {
      await bench.sweep();
      return bench.came(b)[1] >= 2;
    });
    // A fifth of a minute's at once, and the rest of a minute's over that minute.
    const { rows } = await bench.app.db.query<{ seconds: number }>(
      `SELECT extract(epoch FROM clock_timestamp() - created_at)::float8 AS seconds FROM mail_relays WHERE id = $1`,
      [id],
    );
    expect(bench.came(b)[1]).toBeLessThanOrEqual(3 + (8 * rows[0]!.seconds) / 60);
    expect((await statesOf(bench.app.db, ofBoston))['failed']).toBeUndefined();
  });

  it('keep to so many connections, one of which bulk mail leaves free', async () => {
    const { id } = await bench.add({ connections: 3 });
    await bench.route(bench.boston, id, id);
    bench.second.behaviour = { trickle: 20 };
    const domain = `k${randomUUID().slice(0, 8)}.example`;
    const mailingId = await mailing(bench.boston, numbered(60, domain));
    let most = 0;
    await settled('all were sent', async () => {
      const { rows } = await bench.app.db.query<{ count: number }>(
        `SELECT count(DISTINCT claim_token)::int AS count FROM deliveries
         WHERE relay = $1 AND state IN ('claimed', 'handed') AND lane = 'bulk'`,
        [id],
      );
      most = Math.max(most, rows[0]!.count);
      bench.second.behaviour = most > 0 ? {} : bench.second.behaviour;
      await bench.sweep();
      return (await statesOf(bench.app.db, mailingId))['sent'] === 60;
    });
    expect(most).toBeLessThanOrEqual(2);
  });

  it('begin slowly where nobody knows them yet: what is over the day’s number waits, letters do not', async () => {
    const { id } = await bench.add({ is_warming: true });
    await bench.route(bench.boston, id, id);
    await bench.app.db.query(
      `UPDATE mail_relays SET warm_day = current_date, warm_count = 190 WHERE id = $1`,
      [id],
    );
    const domain = `l${randomUUID().slice(0, 8)}.example`;
    const mailingId = await mailing(bench.boston, numbered(30, domain));
    await came(domain, 0, 10);
    await letter(bench.boston, `ada@letters.${domain}`);
    await came(`letters.${domain}`, 0, 1);
    expect(await statesOf(bench.app.db, mailingId)).toEqual({ pending: 20, sent: 10 });
    await bench.app.db.query(
      `UPDATE mail_relays SET warming_since = warming_since - 1, warm_day = warm_day - 1 WHERE id = $1`,
      [id],
    );
    await allSent(mailingId, 30);
  });

  it('strand nothing: what waits goes by whatever was chosen last', async () => {
    const { id } = await bench.add();
    await bench.route(bench.boston, id, id);
    await bench.app.db.query(
      `UPDATE sending_rates SET slowed_until = now() + interval '1 hour' WHERE relay = $1`,
      [id],
    );
    const domain = `m${randomUUID().slice(0, 8)}.example`;
    const mailingId = await mailing(bench.boston, numbered(20, domain));
    await bench.sweep();
    expect(await statesOf(bench.app.db, mailingId)).toEqual({ pending: 20 });
    const refused = await bench.admin.send(`/api/v1/mail-relays/${id}`, undefined, 'DELETE');
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('relay_in_use')]);
    await bench.route(bench.boston, 'network', 'network');
    expect((await bench.admin.send(`/api/v1/mail-relays/${id}`, undefined, 'DELETE')).status).toBe(204);
    await allSent(mailingId, 20);
    expect(bench.came(domain)).toEqual([20, 0]);
    const { rowCount } = await bench.app.db.query(`SELECT 1 FROM sending_rates WHERE relay = $1`, [id]);
    expect(rowCount).toBe(0);
  });
});
