import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RELAY_PASSWORD } from '../../src/email/email-secrets.access.js';
import { Keys } from '../../src/home/keys/keys.service.js';
import { Tokens } from '../../src/platform/tokens/tokens.service.js';
import { type Browser } from '../support/browser.js';
import { RelayBench } from './support/relays.js';

const SECRET = 'relay-password-canary';

describe('A mail server that the network adds', () => {
  const bench = new RelayBench();

  beforeAll(() => bench.open());
  beforeEach(() => bench.fresh());
  afterEach(() => bench.clear());
  afterAll(() => bench.close());

  const put = (id: string, body: unknown, by: Browser = bench.admin) =>
    by.send(`/api/v1/mail-relays/${id}`, body, 'PUT');
  const routesOf = async (by: Browser) =>
    (await by.get('/api/v1/mail-routes')).json<{
      data: { name: string; bulk: string; is_governed: boolean }[];
    }>().data;

  it('keeps its password encrypted, and shows it to nobody', async () => {
    const { id } = await bench.add({ username: 'us', password: SECRET });
    const list = await bench.admin.get('/api/v1/mail-relays');
    expect(list.json()).toMatchObject({ data: [{ id, username: 'us', has_password: true }] });
    const { rows } = await bench.app.db.query<{ sealed: Buffer }>(
      `SELECT password_sealed AS sealed FROM mail_relays`,
    );
    const tokens = bench.app.web.get(Tokens);
    expect(tokens.decrypt(RELAY_PASSWORD.purpose, rows[0]!.sealed)).toBe(SECRET);
    const audit = await bench.app.db.query(`SELECT * FROM audit_entries`);
    const sealed = JSON.stringify(rows.map((each) => each.sealed.toString('latin1')));
    for (const text of [list.text, sealed, JSON.stringify(audit.rows)]) expect(text).not.toContain(SECRET);
    expect(audit.rows.map(({ action }: { action: string }) => action)).toContain('mail-relay.added');
    expect(await bench.app.worker!.get(Keys).use()).toContainEqual({
      ...{ column: 'mail_relays.password_sealed', keyId: 1, isReadable: true, count: 1 },
    });
  });

  it('asks for the password again where it would go to another server or be another user’s', async () => {
    const { id } = await bench.add({ username: 'us', password: SECRET });
    const same = { username: 'us' };
    expect((await put(id, bench.settings({ ...same, name: 'Renamed', per_minute: 60 }))).status).toBe(200);
    for (const other of [{ host: 'localhost' }, { port: bench.first.port }, { tls: 'implicit' }, { username: 'me' }]) {
      const answer = await put(id, bench.settings({ ...same, ...other }));
      expect([other, answer.status]).toEqual([other, 422]);
      expect(answer.text).toContain('password');
    } // prettier-ignore
    expect((await put(id, bench.settings({ host: 'localhost', ...same, password: 'new' }))).status).toBe(200);
    expect((await put(id, bench.settings({ host: 'localhost' }))).json()).toMatchObject({
      has_password: false,
    });
  });

  it('refuses a name that is taken, and what is no host', async () => {
    const { id } = await bench.add();
    const other = await bench.add({ name: 'Other' });
    const again = { organization_id: bench.networkId, ...bench.settings() };
    expect((await bench.admin.send('/api/v1/mail-relays', again)).status).toBe(422);
    expect((await put(other.id, bench.settings())).status).toBe(422);
    for (const host of [
      'smtp.example.org:25',
      'us@smtp.example.org',
      'smtp://x.example',
      'a b',
      '0177.1',
      '',
    ])
      expect([host, (await put(id, bench.settings({ host }))).status]).toEqual([host, 422]);
    for (const wrong of [{ port: 0 }, { tls: 'none' }, { connections: 1 }, { per_minute: 0 }])
      expect([wrong, (await put(id, bench.settings(wrong))).status]).toEqual([wrong, 422]);
  });

  it('sends a test to whoever asks for it, and says in words what became of it', async () => {
    const { id } = await bench.add({ name: '<b>Second', username: 'us', password: SECRET });
    bench.second.behaviour = { signsIn: true };
    const sent = (await bench.admin.send(`/api/v1/mail-relays/${id}/tests`)).json<{ sent_to: string }>();
    expect(sent).toMatchObject({ is_accepted: true, reply: expect.stringContaining('250') });
    expect(bench.second.caught.map(({ to }) => to)).toEqual([[sent.sent_to]]);
    expect(bench.second.caught[0]!.raw.toString()).toContain('&lt;b&gt;Second');
    bench.second.behaviour = {};
    const refused = (await bench.admin.send(`/api/v1/mail-relays/${id}/tests`)).json<{ reply: string }>();
    expect(refused).toMatchObject({ is_accepted: false, reply: expect.stringContaining('535') });
    expect(JSON.stringify(refused)).not.toContain(SECRET);
    // A try says nothing about mail that waits.
    expect(await bench.show(id)).toMatchObject({ is_broken: false, slowed_until: null });
  });

  it('is a chapter’s own only where the network lets it, and nobody else’s to see', async () => {
    const chapter = await bench.app.signIn('chapter-admin', bench.boston);
    const stranger = await bench.app.signIn('chapter-admin', bench.denver);
    const own = { organization_id: bench.boston, ...bench.settings({ name: 'Ours' }) };
    expect((await chapter.send('/api/v1/mail-relays', own)).status).toBe(409);
    await bench.app.db.query(`UPDATE network_rules SET allows_own_relays = true WHERE network_id = $1`, [
      bench.networkId,
    ]);
    const { id } = (await chapter.send('/api/v1/mail-relays', own)).json<{ id: string }>();
    const ofNetwork = await bench.add();
    expect((await chapter.get('/api/v1/mail-relays')).json()).toMatchObject({ data: [{ name: 'Ours' }] });
    expect((await stranger.get('/api/v1/mail-relays')).json()).toEqual({ data: [] });
    expect((await stranger.send(`/api/v1/mail-relays/${id}/tests`)).status).toBe(404);
    expect((await put(ofNetwork.id, bench.settings(), chapter)).status).toBe(404);

    const choose = (by: Browser, organizationId: string, bulk: string) =>
      by.send(`/api/v1/mail-routes/${organizationId}`, { bulk, transactional: 'network' }, 'PUT');
    expect((await choose(chapter, bench.boston, id)).status).toBe(200);
    expect(await routesOf(chapter)).toEqual([
      expect.objectContaining({ name: 'Boston', bulk: id, is_governed: false }),
    ]);
    expect((await choose(chapter, bench.denver, id)).status).toBe(404);
    expect((await choose(stranger, bench.denver, id)).status).toBe(422);
    // The network's relays are the network's to give.
    expect((await choose(chapter, bench.boston, ofNetwork.id)).status).toBe(422);
    expect((await choose(chapter, bench.boston, 'default')).status).toBe(422);
    expect((await choose(bench.admin, bench.denver, ofNetwork.id)).status).toBe(200);
    expect((await choose(stranger, bench.denver, ofNetwork.id)).status).toBe(200);
    await bench.app.db.query(`UPDATE network_rules SET allows_own_relays = false`);
    expect((await choose(chapter, bench.boston, 'network')).status).toBe(200);
    expect((await choose(chapter, bench.boston, id)).status).toBe(409);
  });
});

describe('A mail server beside the installation', () => {
  const bench = new RelayBench();

  beforeAll(() => bench.open({}));
  afterAll(() => bench.close());

  it('cannot be entered unless its operator allows it, and one that was is not dialled', async () => {
    const tried = (more: Record<string, unknown>) =>
      bench.admin.send('/api/v1/mail-relays', {
        organization_id: bench.networkId,
        ...bench.settings({ port: 587, ...more }),
      });
    for (const host of ['127.0.0.1', 'localhost', '169.254.169.254', '[::1]', '::ffff:127.0.0.1', '10.0.0.1', '2130706433'])
      expect([host, (await tried({ host })).status]).toEqual([host, 422]); // prettier-ignore
    expect((await tried({ host: '8.8.8.8', port: 6379 })).status).toBe(422);
    const { rows } = await bench.app.db.query<{ id: string }>(
      `INSERT INTO mail_relays (owner_id, name, host, port, tls) VALUES ($1, 'Inside', '127.0.0.1', $2, 'starttls')
       RETURNING id`,
      [bench.networkId, bench.second.port],
    );
    const outcome = await bench.admin.send(`/api/v1/mail-relays/${rows[0]!.id}/tests`);
    expect(outcome.json()).toMatchObject({
      is_accepted: false,
      reply: expect.stringContaining('not a public one'),
    });
    expect(bench.second.connections).toBe(0);
  });
});
