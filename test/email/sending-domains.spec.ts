import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { Post } from '../../src/email/post.service.js';
import { mail } from '../../src/layout/mail.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { DnsServer } from '../support/dns-server.js';
import { aChapter, aNetwork } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';

interface Domain {
  id: string;
  record_name: string;
  record: string;
  verified_at: string | null;
  problem: string | null;
}

describe('A sending domain', () => {
  let dns: DnsServer;
  let sink: SmtpSink;
  let app: TestApp;
  let boston: string;
  let denver: string;
  let admin: Browser;
  let domain: Domain;

  beforeAll(async () => {
    dns = await DnsServer.start();
    sink = await new SmtpSink().listen();
    app = await startApp({ worker: true, settings: { DNS_SERVERS: dns.address, SMTP_URL: sink.url } });
    const networkId = await aNetwork(app.db);
    boston = await aChapter(app.db, { networkId, name: 'Boston' });
    denver = await aChapter(app.db, { networkId, name: 'Denver' });
    await app.db.query(`UPDATE chapters SET from_address = 'news@boston.example' WHERE id = $1`, [boston]);
    await app.db.query(`UPDATE chapters SET from_address = 'news@denver.example' WHERE id = $1`, [denver]);
    admin = await app.signIn('chapter-admin', boston);
  });
  afterAll(async () => {
    await app.close();
    await sink.close();
    await dns.stop();
  });

  async function sent(ownerId: string, to: string): Promise<string> {
    const database = app.web.get(Database);
    const post = app.web.get(Post);
    const content = mail({
      language: 'en',
      subject: 'Hello',
      host: { name: 'Boston', colour: '#005c5e', postalAddress: '1 Main St' },
      blocks: [{ text: 'Hello.' }],
    });
    await database.as(Scope.organizations(ownerId), (tx) =>
      post.send(tx, { ownerId, to: { name: 'Ada', address: to }, kind: 'test', language: 'en', content }),
    );
    await post.wake();
    return settled(`a mail to ${to}`, () =>
      sink.caught.find((each) => each.to.includes(to))?.raw.toString('latin1'),
    );
  }

  it('is given a key and the record to publish, and is told what is still missing', async () => {
    const added = await admin.send('/api/v1/sending-domains', {
      organization_id: boston,
      domain: 'Boston.example',
    });
    expect(added.status).toBe(201);
    domain = added.json<Domain>();
    expect(domain).toMatchObject({ record_name: 'accord._domainkey.boston.example', verified_at: null });
    expect(domain.record).toMatch(/^v=DKIM1; k=rsa; p=[A-Za-z0-9+/=]{300,}$/);

    const checked = (await admin.send(`/api/v1/sending-domains/${domain.id}/checks`)).json<Domain>();
    expect(checked.problem).toContain('no TXT record at accord._domainkey.boston.example');
    dns.txt.set(domain.record_name, 'v=DKIM1; k=rsa; p=somebodyelse');
    const other = (await admin.send(`/api/v1/sending-domains/${domain.id}/checks`)).json<Domain>();
    expect(other.problem).toContain('is another one');
  });

  it('sends unsigned until the record is published: a signature nobody can check is worse than none', async () => {
    expect(await sent(boston, 'before@people.example')).not.toContain('DKIM-Signature');
  });

  it('E24: signs what it sends from the moment the record is there, with the very domain of its From', async () => {
    const owner = await app.signIn('chapter-admin', denver);
    const added = (
      await owner.send('/api/v1/sending-domains', { organization_id: denver, domain: 'denver.example' })
    ).json<Domain>();
    dns.txt.set(added.record_name, added.record);
    const checked = (await owner.send(`/api/v1/sending-domains/${added.id}/checks`)).json<Domain>();
    expect(checked.problem).toBeNull();
    expect(checked.verified_at).not.toBeNull();
    const raw = await sent(denver, 'after@people.example');
    const { results } = await dkimVerify(Buffer.from(raw, 'latin1'), {
      resolver: (name: string) => Promise.resolve([[dns.txt.get(name)!]]),
    });
    expect(results[0]!.status.result).toBe('pass');
    expect(results[0]!.signingDomain).toBe(/^From: .*@([^>\r]+)>?\r$/m.exec(raw)![1]);
  });

  it('keeps its private key encrypted, and out of every answer', async () => {
    const { rows } = await app.db.query<{ key: string }>(
      `SELECT encode(private_key, 'escape') AS key FROM sending_domains`,
    );
    expect(rows[0]!.key).not.toContain('PRIVATE KEY');
    expect((await admin.get('/api/v1/sending-domains')).text).not.toContain('private');
  });

  it('of another chapter does not exist', async () => {
    const networkId = await aNetwork(app.db);
    const stranger = await app.signIn('chapter-admin', await aChapter(app.db, { networkId }));
    expect((await stranger.send(`/api/v1/sending-domains/${domain.id}/checks`)).status).toBe(404);
    expect((await stranger.get('/api/v1/sending-domains')).json()).toEqual({ data: [] });
  });

  it('is refused where it is none', async () => {
    for (const wrong of ['gmail.com', 'https://example.org', 'a@b.org', 'localhost', '', 'x\r\nBcc: y.org']) {
      expect(
        (await admin.send('/api/v1/sending-domains', { organization_id: boston, domain: wrong })).status,
      ).toBe(422);
    }
  });
});
