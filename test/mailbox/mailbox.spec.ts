import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Config } from '../../src/platform/config/config.js';
import { MailSettings } from '../../src/platform/mail/mail-settings.js';
import { compileMessage } from '../../src/platform/mail/message.js';
import { MailTransport } from '../../src/platform/mail/transport.service.js';
import { MailboxServer } from '../../src/platform/mailbox/mailbox-server.js';
import { Mailbox } from '../../src/platform/mailbox/mailbox.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { settled } from '../support/settled.js';

interface Listed {
  data: { id: string; to: string[]; from: string; subject: string; raw: string }[];
  next: string | null;
}

const design = compileMessage({
  from: { name: 'The Coalition', address: 'news@example.org' },
  subject: ['Añadir ', { tag: 'n' }],
  html: ['<p>Hello ', { tag: 'n' }, '</p><script>alert(1)</script><img src="x.png">'],
  text: ['Hello ', { tag: 'n' }],
});

describe('the built-in mailbox', () => {
  let app: TestApp;
  let transport: MailTransport;

  beforeAll(async () => {
    app = await startApp();
    const server = app.web.get(MailboxServer);
    await server.listen();
    transport = new MailTransport(new MailSettings({ url: `smtp://127.0.0.1:${server.port}` }));
  });

  beforeEach(async () => {
    await app.web.get(Mailbox).empty();
  });

  afterAll(async () => {
    await transport?.close();
    await app?.close();
  });

  const send = (n: number) => {
    const to = `p${n}@example.net`;
    const values = { n: { text: `${n}`, html: `${n}` } };
    const raw = design.render(values, { to: { address: to }, id: `m-${n}`, date: new Date() });
    return transport.deliver({ envelopeFrom: 'bounce@example.org', to, raw });
  };
  const get = (path: string) => fetch(app.origin + path);
  const messages = async (query = '') =>
    (await (await get(`/mailbox/api/messages${query}`)).json()) as Listed;

  it('catches what is sent and lists it with its raw source', async () => {
    const outcome = await send(1);
    const { data, next } = await messages();
    expect(outcome).toMatchObject({ kind: 'accepted', queueId: `M${data[0]!.id}` });
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({
      to: ['p1@example.net'],
      from: '"The Coalition" <news@example.org>',
      subject: 'Añadir 1',
    });
    expect(data[0]!.raw).toContain('Message-ID: <m-1@example.org>\r\n');
    expect(next).toBeNull();
    const raw = await get(`/mailbox/api/messages/${data[0]!.id}/raw`);
    expect(raw.headers.get('content-type')).toContain('text/plain');
    expect(await raw.text()).toBe(data[0]!.raw);
    const one = (await (await get(`/mailbox/api/messages/${data[0]!.id}`)).json()) as { text: string };
    expect(one.text.trim()).toBe('Hello 1');
  });

  it('finds messages by recipient and subject, and pages through all of them once', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, n) => send(n)));
    expect((await messages('?to=P7@example.net')).data.map(({ subject }) => subject)).toEqual(['Añadir 7']);
    expect((await messages('?search=a%C3%B1adir%2029')).data.map(({ to }) => to)).toEqual([
      ['p29@example.net'],
    ]);
    const ids: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: Listed = await messages(`?limit=8&after=${after}`);
      ids.push(...page.data.map(({ id }) => id));
      after = page.next;
    }
    expect(new Set(ids).size).toBe(30);
    expect(ids.map(Number)).toEqual(ids.map(Number).sort((a, b) => b - a));
  });

  it('keeps up with a mailing: two thousand messages, none lost, none twice', async () => {
    const outcomes = await Promise.all(Array.from({ length: 2_000 }, (_, n) => send(n)));
    expect(outcomes.filter(({ kind }) => kind === 'accepted')).toHaveLength(2_000);
    const { rows } = await app.db.query(
      'SELECT count(*)::int AS messages, count(DISTINCT recipients)::int AS people FROM mailbox_messages',
    );
    expect(rows).toEqual([{ messages: 2_000, people: 2_000 }]);
  }, 60_000);

  it('shows a message in a sandbox, where its script cannot run, and says that nothing leaves', async () => {
    await send(1);
    const list = await (await get('/mailbox')).text();
    expect(list).toContain('nothing leaves this server');
    const path = /href="(\/mailbox\/\d+)"/.exec(list)![1]!;
    const page = await (await get(path)).text();
    expect(page).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(page).not.toContain('<script');
    const checks = await (await get(`${path}?tab=checks`)).text();
    expect(checks).toContain('No one-click unsubscribe');
    expect(checks).toContain('Images without alternative text: 1');
    expect(await (await get(`${path}?tab=text`)).text()).toContain('Hello 1');
    expect(await (await get(`${path}?tab=headers`)).text()).toContain('Message-ID: &lt;m-1@example.org&gt;');
  });

  it('is emptied by a button', async () => {
    await send(1);
    const answer = await fetch(`${app.origin}/mailbox/empty`, { method: 'POST', redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/mailbox']);
    expect((await messages()).data).toEqual([]);
  });

  it('answers 404 to what is not there', async () => {
    for (const path of ['/mailbox/999999', '/mailbox/api/messages/999999', '/mailbox/api/messages/x/raw']) {
      expect((await get(path)).status).toBe(404);
    }
  });

  it.each<Record<string, string>>([
    { SMTP_URL: 'smtp://127.0.0.1:1' },
    { PUBLIC_URL: 'https://act.example.org' },
  ])('is not there at all with %j', async (settings) => {
    const other = await startApp({ settings });
    for (const path of ['/mailbox', '/mailbox/1', '/mailbox/api/messages']) {
      expect((await fetch(other.origin + path)).status).toBe(404);
    }
    await other.close();
  });

  it('stands by where a sibling process has the port, and takes over when that is gone', async () => {
    const first = app.web.get(MailboxServer);
    const { DATABASE_URL, SECRET_KEY } = app.config;
    const config = Config.from({ DATABASE_URL, SECRET_KEY, MAILBOX_PORT: String(first.port) });
    const sibling = new MailboxServer(config, app.web.get(Mailbox));
    await sibling.listen();
    expect(sibling.port).toBeUndefined();
    await first.onApplicationShutdown();
    await settled('the sibling listens', () => sibling.port !== undefined, 12_000);
    expect(await send(1)).toMatchObject({ kind: 'accepted' });
    await sibling.onApplicationShutdown();
  });
});
