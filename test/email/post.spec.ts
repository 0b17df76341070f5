import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { Post } from '../../src/email/post.service.js';
import { Posting } from '../../src/email/sending/posting.service.js';
import { Sweeping } from '../../src/email/sending/sweeping.service.js';
import { mail } from '../../src/layout/mail.js';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, aNetwork } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';

const DEFAULT_WAY = { relay: 'default', owners: { except: [] } };

describe('The transactional lane', () => {
  let app: TestApp;
  let chapterId: string;
  const sink = new SmtpSink();
  const content = mail({
    language: 'en',
    subject: 'Please confirm your signature',
    host: { name: 'Worcester', colour: '#1b6f71', postalAddress: '1 Main St' },
    blocks: [{ text: 'Hello <b>Ada</b>' }, { button: { label: 'Confirm', url: 'https://accord.test/c' } }],
  });

  beforeAll(async () => {
    await sink.listen();
    app = await startApp({ worker: true, settings: { SMTP_URL: sink.url } });
    const networkId = await aNetwork(app.db);
    chapterId = await aChapter(app.db, { networkId, name: 'Worcester Coalition' });
  });
  afterAll(async () => {
    await app?.close();
    await sink.close();
  });
  beforeEach(() => {
    sink.behaviour = {};
    sink.caught.length = 0;
  });

  /** As a public form does it: in the web process, under row-level security. */
  async function send(letter: Partial<Parameters<Post['send']>[1]> = {}, wake = true): Promise<string> {
    const post = app.web.get(Post);
    const id = await app.web.get(Database).as(Scope.organizations(chapterId), (tx) =>
      post.send(tx, {
        ownerId: chapterId,
        to: { name: 'Ada Lovelace', address: 'Ada@People.example' },
        kind: 'petition-confirmation',
        language: 'en',
        content,
        ...letter,
      }),
    );
    if (wake) await post.wake();
    return id;
  }
  const rowOf = async (id: string): Promise<Record<string, unknown>> =>
    (await app.db.query<Record<string, unknown>>('SELECT * FROM deliveries WHERE id = $1', [id])).rows[0]!;
  const stateOf = async (id: string) => (await rowOf(id))['state'];

  it('sends a letter from the organization to the person, soon after the commit', async () => {
    const id = await send();
    await settled('the letter was sent', async () => (await stateOf(id)) === 'sent');
    expect(sink.caught).toHaveLength(1);
    const [{ from, to, raw }] = sink.caught as [(typeof sink.caught)[0]];
    expect(to).toEqual(['ada@people.example']);
    expect(from).toMatch(/^b\+[0-9a-z]+\.[0-9a-f]{32}@/);
    const parsed = await PostalMime.parse(raw);
    expect(parsed.subject).toBe('Please confirm your signature');
    expect(parsed.from?.name).toBe('Worcester Coalition');
    expect(parsed.html).toContain('Hello &lt;b&gt;Ada&lt;/b&gt;');
    expect(parsed.text).toContain('https://accord.test/c');
  });

  it('never sends a letter that goes out once a second time on a doubt, and says that it does not know', async () => {
    sink.behaviour = { cutAt: 'dot' };
    const once = await send({ to: { name: '', address: 'senator@people.example' }, isOnce: true });
    await settled('the letter is in doubt', async () => (await stateOf(once)) === 'unknown');
    await app.db.query(
      `UPDATE deliveries SET state = 'handed', lease_until = now() - interval '1 second' WHERE id = $1`,
      [once],
    );
    await app.worker!.get(Sweeping).sweep();
    expect(await stateOf(once)).toBe('unknown');

    const receipt = await send({ to: { name: '', address: 'supporter@people.example' } });
    await settled('the receipt waits for another try', async () => (await stateOf(receipt)) === 'deferred');
  });

  it('E40: has no List-Unsubscribe, says that it is automatic, and reaches people who unsubscribed', async () => {
    await app.db.query(
      `INSERT INTO suppressions (canonical_email, organization_id, reason) VALUES ('gone@people.example', $1, 'unsubscribed')`,
      [chapterId],
    );
    const id = await send({ to: { name: '', address: 'gone@people.example' } });
    await settled('the letter was sent', async () => (await stateOf(id)) === 'sent');
    const head = sink.caught[0]!.raw.toString('latin1').split('\r\n\r\n')[0]!;
    expect(head).not.toMatch(/^List-Unsubscribe/im);
    expect(head).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  });

  it('does not write to a mailbox that does not exist', async () => {
    sink.behaviour = { replies: { rcpt: '550 5.1.1 no such user' } };
    const first = await send({ to: { name: '', address: 'nobody@people.example' } });
    await settled('the refusal was kept', async () => (await stateOf(first)) === 'failed');
    expect(await rowOf(first)).toMatchObject({
      reason: 'hard-bounce',
      smtp_code: 550,
      enhanced_code: '5.1.1',
    });
    sink.behaviour = {};
    const second = await send({ to: { name: '', address: 'nobody@people.example' } });
    await settled('the letter was held back', async () => (await stateOf(second)) === 'suppressed');
    expect(sink.caught).toHaveLength(0);
  });

  it('writes one letter where two with the same key are asked for', async () => {
    const [first, second] = [
      await send({ dedupeKey: 'reminder-1' }),
      await send({ dedupeKey: 'reminder-1' }),
    ];
    expect(second).toBe(first);
    await settled('the letter was sent', async () => (await stateOf(first)) === 'sent');
    expect(sink.caught).toHaveLength(1);
  });

  it('keeps a secret letter unreadable, and erases it once it is sent', async () => {
    const id = await send({ isSecret: true }, false);
    expect(JSON.stringify((await rowOf(id))['message'])).not.toContain('Please confirm');
    await app.web.get(Post).wake();
    await settled('the letter was sent', async () => (await stateOf(id)) === 'sent');
    expect((await rowOf(id))['message']).toEqual({});
    expect((await PostalMime.parse(sink.caught[0]!.raw)).subject).toBe('Please confirm your signature');
  });

  it('E2: tries again later with the same Message-ID when the receiver says "not now"', async () => {
    sink.behaviour = { replies: { dot: '451 4.7.1 Greylisted, please try again' } };
    const ids: string[] = [];
    const id = await send();
    await settled('the letter was put off', async () => (await stateOf(id)) === 'deferred');
    sink.behaviour = {};
    for (let attempt = 0; attempt < 2; attempt++) {
      await app.db.query(
        `UPDATE deliveries SET next_at = now(), state = CASE WHEN state = 'sent' THEN 'pending' ELSE state END WHERE id = $1`,
        [id],
      );
      await app.worker!.get(Posting).send(DEFAULT_WAY, new AbortController().signal);
      await settled('it was sent', async () => (await stateOf(id)) === 'sent');
      ids.push(/^Message-ID: (.*)\r$/m.exec(sink.caught.at(-1)!.raw.toString('latin1'))![1]!);
    }
    expect(new Set(ids).size).toBe(1);
  });

  it('is sent again by the sweep when its sender died with it in hand', async () => {
    const id = await send({}, false);
    await app.db.query(
      `UPDATE deliveries SET state = 'handed', claim_token = gen_random_uuid(), lease_until = now() - interval '1 second'
       WHERE id = $1`,
      [id],
    );
    await app.worker!.get(Sweeping).sweep();
    await settled('the letter was sent', async () => (await stateOf(id)) === 'sent');
  });

  it('is not lost while the relay is away', async () => {
    sink.behaviour = { cutAt: 'mail', replies: { greeting: '421 4.3.2 closing for maintenance' } };
    const id = await send();
    await settled('the letter waits', async () => (await rowOf(id))['reason'] === 'relay-away');
    expect(await rowOf(id)).toMatchObject({ state: 'pending', attempt: 0 });
  });

  it('refuses to write to what is no address', async () => {
    await expect(send({ to: { name: '', address: 'ada@people.example, eve@evil.example' } })).rejects.toThrow(
      'address',
    );
  });
});
