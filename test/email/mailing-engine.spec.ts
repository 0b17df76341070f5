import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { Preparing } from '../../src/email/mailings/preparing.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { aMailing, mailingState, statesOf, subscribers } from './support/mailing.js';

describe('Sending a mailing', () => {
  let app: TestApp;
  let networkId: string;
  let ownerId: string;
  const sink = new SmtpSink();

  beforeAll(async () => {
    await sink.listen();
    app = await startApp({ worker: true, settings: { SMTP_URL: sink.url } });
    networkId = await aNetwork(app.db);
  });
  afterAll(async () => {
    await app?.close();
    await sink.close();
  });
  beforeEach(async () => {
    sink.behaviour = {};
    sink.caught.length = 0;
    sink.onCaught = undefined;
    ownerId = await aChapter(app.db, { networkId, name: 'Worcester Coalition' });
  });
  // A mailing that goes on would send into the next test.
  afterEach(async () => {
    await app.db.query(`UPDATE mailings SET state = 'cancelled' WHERE state = 'sending'`);
  });

  const start = (mailingId: string) => app.worker!.get(Preparing).prepare(mailingId);
  const finished = (mailingId: string) =>
    settled(
      'the mailing was finished',
      async () => (await mailingState(app.db, mailingId)).state === 'finished',
    );
  const heads = () => sink.caught.map(({ raw }) => raw.toString('latin1').split('\r\n\r\n')[0]!);
  const header = (head: string, name: string): string[] =>
    head
      .replaceAll('\r\n ', ' ')
      .split('\r\n')
      .filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`));

  it('E7: reaches every subscriber once, each with a message of their own', async () => {
    await subscribers(app.db, { ownerId, count: 120 });
    const mailingId = await aMailing(app.db, { ownerId });
    await start(mailingId);
    await finished(mailingId);
    expect(await statesOf(app.db, mailingId)).toEqual({ sent: 120 });
    expect(sink.caught).toHaveLength(120);
    expect(sink.caught.every(({ to }) => to.length === 1)).toBe(true);
    expect(new Set(sink.caught.map(({ to }) => to[0])).size).toBe(120);
    const parsed = await PostalMime.parse(
      sink.caught.find(({ to }) => to[0] === 'subscriber-7@people.example')!.raw,
    );
    expect(parsed.subject).toBe('Can you call before Thursday, Ada7?');
    expect(parsed.text).toContain('Dear Ada7, please read why <https://coalition.example/why?a=1&b=2>');
    expect(parsed.html).toContain('Dear Ada7, please');
  });

  it('E1, E2: has each single header once, and a Message-ID of its own for each recipient', async () => {
    await subscribers(app.db, { ownerId, count: 30 });
    const mailingId = await aMailing(app.db, { ownerId });
    await start(mailingId);
    await finished(mailingId);
    for (const head of heads())
      for (const name of ['From', 'To', 'Date', 'Subject', 'Message-ID'])
        expect(header(head, name)).toHaveLength(1);
    expect(new Set(heads().map((head) => header(head, 'Message-ID')[0])).size).toBe(30);
  });

  it('E30, E39: carries exactly the two one-click headers, and a List-Id that stays over mailings', async () => {
    await subscribers(app.db, { ownerId, count: 1 });
    for (let round = 0; round < 2; round++) {
      const mailingId = await aMailing(app.db, { ownerId });
      await start(mailingId);
      await finished(mailingId);
    }
    for (const head of heads()) {
      expect(header(head, 'List-Unsubscribe')).toEqual([
        expect.stringMatching(
          /^List-Unsubscribe: <http:\/\/accord\.test\/unsubscribe\/[\w-]+>, <mailto:[^>]+>$/,
        ),
      ]);
      expect(header(head, 'List-Unsubscribe-Post')).toEqual([
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      ]);
    }
    expect(new Set(heads().map((head) => header(head, 'List-Id')[0])).size).toBe(1);
  });

  it('E36, E37: says in both parts how to leave, and where the sender is', async () => {
    await subscribers(app.db, { ownerId, count: 1 });
    const mailingId = await aMailing(app.db, { ownerId });
    await start(mailingId);
    await finished(mailingId);
    const { html, text } = await PostalMime.parse(sink.caught[0]!.raw);
    for (const part of [html, text]) {
      expect(part).toMatch(/http:\/\/accord\.test\/unsubscribe\/[\w-]+/);
      expect(part).toContain('1 Main St, Boston MA 02108');
      expect(part).toContain('Worcester Coalition');
    }
  });

  it('goes to an address once, though two records hold it', async () => {
    for (const familyName of ['One', 'Two']) {
      const personId = await aPerson(app.db, { ownerId, familyName, email: 'shared@people.example' });
      await subscribe(personId);
    }
    const mailingId = await aMailing(app.db, { ownerId });
    await start(mailingId);
    await finished(mailingId);
    expect(sink.caught).toHaveLength(1);
  });

  it('does not go to sealed, unsubscribed, suppressed or bouncing people', async () => {
    await subscribe(await aPerson(app.db, { ownerId, email: 'sealed@people.example', isSealed: true }));
    await aPerson(app.db, { ownerId, email: 'never-asked@people.example' });
    await subscribe(await aPerson(app.db, { ownerId, email: 'suppressed@people.example' }));
    await app.db.query(
      `INSERT INTO suppressions (canonical_email, organization_id, reason) VALUES ('suppressed@people.example', NULL, 'complaint')`,
    );
    const bouncing = await aPerson(app.db, { ownerId, email: 'bouncing@people.example' });
    await subscribe(bouncing);
    await app.db.query(`UPDATE person_emails SET status = 'bouncing' WHERE person_id = $1`, [bouncing]);
    await subscribe(await aPerson(app.db, { ownerId, email: 'welcome@people.example' }));
    const mailingId = await aMailing(app.db, { ownerId });
    await start(mailingId);
    await finished(mailingId);
    expect(sink.caught.map(({ to }) => to[0])).toEqual(['welcome@people.example']);
  });

  it('E35: reaches nobody who unsubscribed while it was under way', async () => {
    await subscribers(app.db, { ownerId, count: 300 });
    const mailingId = await aMailing(app.db, { ownerId });
    let left: Promise<unknown> | undefined;
    let afterwards = -1;
    sink.onCaught = () => {
      if (sink.caught.length !== 20) return;
      left = app.db
        .query(`UPDATE subscriptions SET is_subscribed = false WHERE organization_id = $1`, [ownerId])
        .then(() => (afterwards = sink.caught.length));
    };
    await start(mailingId);
    await finished(mailingId);
    await left;
    // At most one message per connection was beyond recall when the commit came.
    expect(sink.caught.length).toBeLessThanOrEqual(afterwards + 4);
    const { sent, suppressed } = await statesOf(app.db, mailingId);
    expect(sent! + suppressed!).toBe(300);
    expect(sent).toBe(sink.caught.length);
  });

  it('E65: has no pixel and plain links for people who are not to be tracked, and counted ones for others', async () => {
    await subscribers(app.db, { ownerId, count: 2 });
    await app.db.query(`UPDATE people SET no_tracking = true WHERE owner_id = $1 AND given_name = 'Ada1'`, [
      ownerId,
    ]);
    const mailingId = await aMailing(app.db, { ownerId });
    await start(mailingId);
    await finished(mailingId);
    const html = async (n: number) =>
      (await PostalMime.parse(sink.caught.find(({ to }) => to[0]!.startsWith(`subscriber-${n}@`))!.raw))
        .html!;
    expect(await html(1)).not.toContain('/t/');
    expect(await html(1)).toContain('href="https://coalition.example/call"');
    expect(await html(2)).toContain('/t/o/');
    expect(await html(2)).toContain('/t/c/');
  });

  it('writes "was mailed" to the timelines of those it reached', async () => {
    await subscribers(app.db, { ownerId, count: 3 });
    const mailingId = await aMailing(app.db, { ownerId });
    await start(mailingId);
    await finished(mailingId);
    const { rows } = await app.db.query(`SELECT did, what_title FROM engagements WHERE what_id = $1`, [
      mailingId,
    ]);
    expect(rows).toEqual(Array(3).fill({ did: 'was-mailed', what_title: 'Budget week' }));
  });

  async function subscribe(personId: string): Promise<void> {
    await app.db.query(
      `INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) VALUES ($1, $2, 'email', true)`,
      [personId, ownerId],
    );
  }
});
