import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { DnsServer } from '../support/dns-server.js';
import { aChapter, aNetwork, unique } from '../support/people.js';
import { type DomainShown, type FindingShown } from './support/domains.js';

const RELAY = '203.0.113.7';

/* The relay of SMTP_URL sends from an address that has no name, which holds up all that goes by it. */
describe('Before the first mailing by a mail server that is kept', () => {
  let dns: DnsServer;
  let app: TestApp;
  let networkId: string;
  let ownerId: string;
  let staff: Browser;
  let name: string;
  let domain: DomainShown;

  beforeAll(async () => {
    dns = await DnsServer.start();
    app = await startApp({
      settings: {
        DNS_SERVERS: dns.address,
        SMTP_URL: 'smtp://127.0.0.1:1',
        RELAY_ADDRESSES: RELAY,
        SENDING_DOMAIN_CHECKS: 'required',
      },
    });
  });
  afterAll(async () => {
    await app.close();
    await dns.stop();
  });
  beforeEach(async () => {
    networkId = await aNetwork(app.db);
    ownerId = await aChapter(app.db, { networkId });
    name = `${unique()}-coalition.org`;
    await app.db.query(`UPDATE chapters SET from_address = $2 WHERE id = $1`, [ownerId, `news@${name}`]);
    staff = await app.signIn('chapter-admin', ownerId);
    const added = await staff.send('/api/v1/sending-domains', { organization_id: ownerId, domain: name });
    domain = added.json<DomainShown>();
    dns.txt.set(domain.record_name, domain.record);
    dns.txt.set(name, `v=spf1 ip4:${RELAY} -all`);
    dns.txt.set(`_dmarc.${name}`, 'v=DMARC1; p=none');
  });

  async function look(): Promise<Record<string, FindingShown>> {
    const looked = await staff.send(`/api/v1/sending-domains/${domain.id}/checks`);
    return Object.fromEntries(looked.json<DomainShown>().findings.map((each) => [each.code, each]));
  }
  const statesOf = (found: Record<string, FindingShown>): Record<string, string> =>
    Object.fromEntries(Object.values(found).map(({ code, state }) => [code, state]));
  /** A mailing's obstacles that have to do with its domain. */
  async function obstacles(): Promise<string[]> {
    const drafted = await staff.send('/api/v1/mailings', { owner_id: ownerId, name: 'Budget week' });
    const { checks } = (
      await staff.get(`/api/v1/mailings/${drafted.json<{ id: string }>().id}/checks`)
    ).json<{ checks: { code: string; level: string }[] }>();
    return checks
      .filter(
        ({ code, level }) => level === 'blocking' && (code.startsWith('domain-') || code === 'alignment'),
      )
      .map(({ code }) => code);
  }
  /** Mailings of somebody go by it from now on. */
  async function kept(host: string, { by, route = by }: { by: string; route?: string }): Promise<void> {
    await app.db.query(
      `WITH kept AS (INSERT INTO mail_relays (owner_id, name, host, port, tls) VALUES ($1, 'Second', $2, 587, 'starttls')
         RETURNING id)
       INSERT INTO mail_routes (organization_id, stream, network_id, relay_id) SELECT $3, 'bulk', $4, id FROM kept`,
      [by, host, route, networkId],
    );
  }

  it('E25: names the server, and leaves unknown what cannot be known of it', async () => {
    expect(statesOf(await look())).toMatchObject({ spf: 'good', ptr: 'missing' });
    expect(await obstacles()).toEqual(['domain-ptr']);
    await kept('smtp.relay.example', { by: networkId });
    expect(await obstacles()).toEqual([]); // nobody has looked at the other relay yet
    const found = await look();
    expect(statesOf(found)).toEqual({
      dkim: 'good',
      spf: 'unknown',
      dmarc: 'good',
      ptr: 'unknown',
      tls: 'good',
    });
    for (const code of ['spf', 'ptr', 'tls'])
      expect(found[code]!.message).toContain('the mail server smtp.relay.example');
    expect(await obstacles()).toEqual([]);
  });

  it('E25: still asks that there is an SPF record, and one only, and says how it would name the server', async () => {
    await kept('smtp.relay.example', { by: networkId });
    dns.txt.delete(name);
    const { spf } = await look();
    expect(spf).toMatchObject({
      state: 'missing',
      record: { type: 'TXT', name, value: 'v=spf1 a:smtp.relay.example ~all' },
    });
    expect(await obstacles()).toEqual(['domain-spf']);
  });

  it('E25: leaves SPF to a vendor that sends with a return path of its own', async () => {
    await kept('smtp.postmarkapp.com', { by: networkId });
    expect((await look())['spf']).toMatchObject({
      state: 'unknown',
      message: expect.stringContaining(
        'The mail server smtp.postmarkapp.com sends with a return path of its own',
      ),
    });
  });

  it('E25: looks at a chapter’s own server only while its network lets it keep one', async () => {
    await kept('smtp.chapter.example', { by: ownerId });
    expect((await look())['ptr']!.message).toContain('our relay');
    // There is one row of rules, whose network is the first that was made.
    await app.db.query(`UPDATE network_rules SET network_id = $1, allows_own_relays = true`, [networkId]);
    expect((await look())['ptr']!.message).toContain('the mail server smtp.chapter.example');
  });

  it('E25: goes by the chapter’s choice before its network’s, that of the installation too', async () => {
    await kept('smtp.network.example', { by: networkId });
    await app.db.query(
      `INSERT INTO mail_routes (organization_id, stream, network_id, relay_id) VALUES ($1, 'bulk', $2, NULL)`,
      [ownerId, networkId],
    );
    expect(statesOf(await look())).toMatchObject({ spf: 'good', ptr: 'missing' });
    expect(await obstacles()).toEqual(['domain-ptr']);
  });
});
