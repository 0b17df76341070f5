import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reverseName } from '../../src/platform/mail/dns-records.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { DnsServer } from '../support/dns-server.js';
import { aChapter, aNetwork } from '../support/people.js';
import { type DomainShown } from './support/domains.js';

describe('Where nobody said from which addresses the relay sends', () => {
  let dns: DnsServer;
  let app: TestApp;

  beforeAll(async () => {
    dns = await DnsServer.start();
    app = await startApp({
      settings: {
        DNS_SERVERS: dns.address,
        SMTP_URL: 'smtp://127.0.0.1:1',
        SENDING_DOMAIN_CHECKS: 'required',
      },
    });
  });
  afterAll(async () => {
    await app.close();
    await dns.stop();
  });

  it.each([
    ['203.0.113.7', '7.113.0.203.in-addr.arpa'],
    ['2001:db8::7', '7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa'],
  ])('shows where the name of %s stands', (address, name) => {
    expect(reverseName(address)).toBe(name);
  });

  it('E25: says that what hangs on them is unknown, and blocks nothing for it', async () => {
    const ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    const staff = await app.signIn('chapter-admin', ownerId);
    const added = await staff.send('/api/v1/sending-domains', {
      organization_id: ownerId,
      domain: 'smarthost-coalition.org',
    });
    const { id, record_name, record } = added.json<DomainShown>();
    dns.txt.set(record_name, record);
    dns.txt.set('smarthost-coalition.org', 'v=spf1 include:relay.example ~all');
    dns.txt.set('relay.example', 'v=spf1 ip4:203.0.113.7 -all');
    dns.txt.set('_dmarc.smarthost-coalition.org', 'v=DMARC1; p=reject');
    const { findings } = (await staff.send(`/api/v1/sending-domains/${id}/checks`)).json<DomainShown>();
    expect(findings.map(({ code, state }) => [code, state])).toEqual([
      ['dkim', 'good'],
      ['spf', 'unknown'],
      ['dmarc', 'good'],
      ['ptr', 'unknown'],
      ['tls', 'good'],
    ]);
  });
});

describe('Where nothing leaves but by a mail server that the network keeps', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp({ settings: { SENDING_DOMAIN_CHECKS: 'required' } });
  });
  afterAll(() => app.close());

  it('E24: asks who signs only of mailings that go by it', async () => {
    const networkId = await aNetwork(app.db);
    const ownerId = await aChapter(app.db, { networkId });
    const staff = await app.signIn('chapter-admin', ownerId);
    const { id } = (await staff.send('/api/v1/mailings', { owner_id: ownerId, name: 'Budget week' })).json<{
      id: string;
    }>();
    const codes = async (): Promise<string[]> =>
      (await staff.get(`/api/v1/mailings/${id}/checks`))
        .json<{ checks: { code: string; level: string }[] }>()
        .checks.filter(({ level }) => level === 'blocking')
        .map(({ code }) => code);
    expect(await codes()).not.toContain('alignment');
    await app.db.query(
      `WITH kept AS (INSERT INTO mail_relays (owner_id, name, host, port, tls)
         VALUES ($1, 'Second', 'smtp.relay.example', 587, 'starttls') RETURNING id)
       INSERT INTO mail_routes (organization_id, stream, network_id, relay_id) SELECT $1, 'bulk', $1, id FROM kept`,
      [networkId],
    );
    expect(await codes()).toContain('alignment');
  });
});
