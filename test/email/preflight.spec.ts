import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Preparing } from '../../src/email/mailings/preparing.service.js';
import { DomainWatch } from '../../src/email/domains/domain-watch.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { DnsServer } from '../support/dns-server.js';
import { aChapter, aNetwork } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { type DomainShown, type FindingShown } from './support/domains.js';
import { BODY, mailingState, subscribers } from './support/mailing.js';

const RELAY = '203.0.113.7';
const NAME_OF_RELAY = '7.113.0.203.in-addr.arpa';

describe('Before the first mailing from a domain', () => {
  let dns: DnsServer;
  let sink: SmtpSink;
  let app: TestApp;
  let ownerId: string;
  let staff: Browser;
  let name: string;
  let domain: DomainShown;
  let made = 0;

  beforeAll(async () => {
    dns = await DnsServer.start();
    sink = await new SmtpSink().listen();
    app = await startApp({
      worker: true,
      settings: {
        DNS_SERVERS: dns.address,
        SMTP_URL: sink.url,
        RELAY_ADDRESSES: RELAY,
        SENDING_DOMAIN_CHECKS: 'required',
      },
    });
  });
  afterAll(async () => {
    await app.close();
    await sink.close();
    await dns.stop();
  });

  /** A chapter whose domain has everything, but for what a test takes away. */
  beforeEach(async () => {
    sink.caught.length = 0;
    dns.isFailing = false;
    const networkId = await aNetwork(app.db);
    ownerId = await aChapter(app.db, { networkId, name: 'Boston' });
    await subscribers(app.db, { ownerId, count: 2 });
    name = `boston${++made}-coalition.org`;
    await app.db.query(`UPDATE chapters SET from_address = $2 WHERE id = $1`, [ownerId, `news@${name}`]);
    staff = await app.signIn('chapter-admin', ownerId);
    const added = await staff.send('/api/v1/sending-domains', { organization_id: ownerId, domain: name });
    domain = added.json<DomainShown>();
    dns.txt.set(domain.record_name, domain.record);
    dns.txt.set(name, `v=spf1 ip4:${RELAY} -all`);
    dns.txt.set(`_dmarc.${name}`, 'v=DMARC1; p=none');
    dns.ptr.set(NAME_OF_RELAY, 'mail.relay.example');
    dns.a.set('mail.relay.example', RELAY);
  });

  async function look(): Promise<Record<string, FindingShown>> {
    const { findings } = (
      await staff.send(`/api/v1/sending-domains/${domain.id}/checks`)
    ).json<DomainShown>();
    return Object.fromEntries(findings.map((each) => [each.code, each]));
  }
  async function draft(): Promise<string> {
    const answer = await staff.send('/api/v1/mailings', {
      owner_id: ownerId,
      name: 'Budget week',
      subject: 'Can you call before Thursday?',
      body: BODY,
    });
    return answer.json<{ id: string }>().id;
  }
  const act = (id: string, what: string, body: unknown = {}) =>
    staff.send(`/api/v1/mailings/${id}/${what}`, body);
  /** What stops it from being sent, by code. */
  async function obstacles(): Promise<Record<string, string>> {
    const refused = await act(await draft(), 'sending');
    if (refused.status === 201) return {};
    const { error } = refused.json<{ error: { fields: { param: string; message: string }[] } }>();
    return Object.fromEntries(error.fields.map(({ param, message }) => [param, message]));
  }

  it('E25: lets a mailing go once every record is there', async () => {
    expect(Object.values(await look()).map(({ code, state }) => [code, state])).toEqual([
      ['dkim', 'good'],
      ['spf', 'good'],
      ['dmarc', 'good'],
      ['ptr', 'good'],
      ['tls', 'good'],
    ]);
    const id = await draft();
    expect((await act(id, 'sending')).status).toBe(201);
    await settled('both got it', () => sink.caught.length === 2);
  });

  it('E24: keeps back mailings of a domain that nobody signs for, and says what to do', async () => {
    expect(await obstacles()).toEqual({
      alignment: `Mail from ${name} is not signed, so receivers refuse mailings. Under Deliverability add ${name} and publish its records.`,
    });
  });

  it('E24: signs for a part of a domain with the key of the whole, unless its DMARC record wants its own', async () => {
    await look();
    await app.db.query(`UPDATE chapters SET from_address = $2 WHERE id = $1`, [ownerId, `us@news.${name}`]);
    expect(await obstacles()).toEqual({});
    await settled('both got it', () => sink.caught.length === 2);
    expect(sink.caught[0]!.raw.toString('latin1')).toContain(`d=${name};`);

    dns.txt.set(`_dmarc.${name}`, 'v=DMARC1; p=reject; adkim=s');
    await look();
    expect(await obstacles()).toEqual({ alignment: expect.stringContaining('adkim=s') });
  });

  it('E24: does not take the key of another domain under the same public suffix', async () => {
    await look();
    await app.db.query(`UPDATE chapters SET from_address = $2 WHERE id = $1`, [ownerId, 'us@another.org']);
    expect(await obstacles()).toEqual({ alignment: expect.stringContaining('add another.org') });
  });

  it.each<[string, string, () => void, string, string | null]>([
    ['spf', 'no SPF record', () => dns.txt.delete(name), 'no SPF record', `v=spf1 ip4:${RELAY} ~all`],
    [
      'spf',
      'an SPF record without our relay',
      () => dns.txt.set(name, 'v=spf1 ip4:198.51.100.1 -all'),
      `does not name our relay, ${RELAY}`,
      `v=spf1 ip4:198.51.100.1 ip4:${RELAY} -all`,
    ],
    [
      'spf',
      'two SPF records',
      () => dns.txt.set(name, `v=spf1 ip4:${RELAY} -all\nv=spf1 ip4:198.51.100.1 ~all`),
      'There are 2 SPF records',
      `v=spf1 ip4:${RELAY} ip4:198.51.100.1 -all`,
    ],
    ['spf', 'an SPF record of eleven look-ups', () => nest(11), 'needs 11 look-ups', null],
    ['spf', 'an SPF record that is none', () => dns.txt.set(name, 'v=spf1 ipv4:1.2.3.4'), 'not valid', null],
    [
      'dmarc',
      'no DMARC record',
      () => dns.txt.delete(`_dmarc.${name}`),
      'no DMARC record',
      'v=DMARC1; p=none',
    ],
    [
      'dmarc',
      'a DMARC record without a policy',
      () => dns.txt.set(`_dmarc.${name}`, 'v=DMARC1; rua=mailto:x@y.example'),
      'names no policy',
      'v=DMARC1; p=none',
    ],
    ['ptr', 'a relay without a name', () => dns.ptr.delete(NAME_OF_RELAY), 'has no name', 'accord.test'],
    [
      'ptr',
      'a relay whose name leads elsewhere',
      () => dns.a.set('mail.relay.example', '203.0.113.8'),
      'does not lead back',
      'accord.test',
    ],
  ])(
    'E25: says in words of its own, and blocks mailings but no tests: %s: %s',
    async (code, _, take, said, value) => {
      take();
      const found = await look();
      expect(found[code]).toMatchObject({ state: 'missing', message: expect.stringContaining(said) });
      expect(found[code]!.record?.value ?? null).toBe(value);
      expect(Object.values(found).filter(({ state }) => state === 'missing')).toHaveLength(1);
      expect(await obstacles()).toEqual({ [`domain-${code}`]: found[code]!.message });

      expect((await act(await draft(), 'test-sends')).status).toBe(201);
      await settled('the test came', () => sink.caught.length === 1);
    },
  );

  /** A record that is asked for through `count` others. */
  function nest(count: number): void {
    dns.txt.set(name, `v=spf1 include:s1.${name} ip4:${RELAY} -all`);
    for (let at = 1; at <= count; at++)
      dns.txt.set(
        `s${at}.${name}`,
        at === count ? 'v=spf1 ip4:198.51.100.9 -all' : `v=spf1 include:s${at + 1}.${name} -all`,
      );
  }

  it('E25: takes ten look-ups, as receivers do', async () => {
    nest(10);
    expect((await look())['spf']!.state).toBe('good');
  });

  it('E25: holds a scheduled mailing whose domain lost a record meanwhile, and says so', async () => {
    await look();
    const id = await draft();
    expect((await act(id, 'sending', { at: '2031-05-01T10:00', zone: 'America/New_York' })).status).toBe(201);
    dns.txt.delete(`_dmarc.${name}`);
    await app.db.query(`UPDATE sending_domains SET checked_at = now() - interval '1 day' WHERE id = $1`, [
      domain.id,
    ]);
    await app.worker!.get(DomainWatch).look(new AbortController().signal);
    await settled('the loss was seen', async () =>
      (await tasks()).some((each) => each.startsWith(`Mailings from ${name} wait`)),
    );

    await app.db.query(`UPDATE mailings SET state = 'preparing' WHERE id = $1`, [id]);
    await app.worker!.get(Preparing).prepare(id);
    await settled('it is held', async () => (await mailingState(app.db, id)).state === 'held');
    expect((await mailingState(app.db, id)).pause_reason).toContain('no DMARC record');
    expect(await tasks()).toContainEqual(
      expect.stringContaining('“Budget week” waits: There is no DMARC record'),
    );
    expect(sink.caught).toHaveLength(0);
  });

  async function tasks(): Promise<string[]> {
    const { rows } = await app.db.query<{ title: string }>(`SELECT title FROM tasks WHERE owner_id = $1`, [
      ownerId,
    ]);
    return rows.map(({ title }) => title);
  }

  it('keeps what was known while no name server answers', async () => {
    const before = await look();
    dns.isFailing = true;
    expect(await look()).toEqual(before);
    expect(await obstacles()).toEqual({});
  });
});
