import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { Preparing } from '../../src/email/mailings/preparing.service.js';
import { Post } from '../../src/email/post.service.js';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { aMailing } from '../email/support/mailing.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, anAccount, aPerson, unique } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';

describe('Reaching people safely', () => {
  let app: TestApp;
  let staff: Browser;
  let ownerId: string;
  let personId: string;
  let email: string;
  const sink = new SmtpSink();

  beforeAll(async () => {
    await sink.listen();
    app = await startApp({ worker: true, settings: { SMTP_URL: sink.url } });
  });
  afterAll(async () => {
    await app?.close();
    await sink.close();
  });
  beforeEach(async () => {
    sink.caught.length = 0;
    ownerId = await aChapter(app.db, {
      networkId: await aNetwork(app.db),
      name: 'Coalition Against Exploitation',
    });
    staff = await app.signIn('organizer', ownerId);
    email = `${unique()}@people.example`;
    personId = await aPerson(app.db, { ownerId, email });
    await app.db.query(
      `INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) VALUES ($1, $2, 'email', true)`,
      [personId, ownerId],
    );
  });

  const path = () => `/api/v1/people/${personId}/safe-contact`;
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const agree = (more: object = {}) =>
    staff.send(
      path(),
      {
        email: true,
        sms: false,
        phone: false,
        from_time: null,
        until_time: null,
        time_zone: 'America/New_York',
        is_neutral: false,
        neutral_name: '',
        neutral_subject: '',
        safe_words: 'blue heron',
        may_know: 'Her sister Wren',
        recheck_on: inDays(90),
        ...more,
      },
      'PUT',
    );
  const decided = async (where: string, id: string) =>
    settled('it was decided', async () => {
      const { rows } = await app.db.query<{ state: string; reason: string | null }>(
        `SELECT state, reason FROM deliveries WHERE ${where}`,
        [id],
      );
      const [row] = rows;
      return row && !['pending', 'claimed', 'handed'].includes(row.state)
        ? (row.reason ?? row.state)
        : undefined;
    });
  const mailing = async (): Promise<string> => {
    const id = await aMailing(app.db, { ownerId, subject: 'Against exploitation: call today' });
    await app.worker!.get(Preparing).prepare(id);
    return decided('mailing_id = $1', id);
  };
  /** As a form writes it before anybody is matched: to an address, of nobody. */
  const receipt = async (): Promise<string> => {
    const post = app.worker!.get(Post);
    const content = {
      subject: 'You signed: End exploitation',
      html: '<html><body><p>Thanks</p></body></html>',
      text: 'Thanks',
    };
    const id = await app.worker!.get(Database).as(Scope.organizations(ownerId), (tx) =>
      post.send(tx, {
        ownerId,
        to: { name: '', address: email },
        kind: 'receipt',
        language: 'en',
        content,
      }),
    );
    await post.wake();
    return decided('id = $1', id);
  };

  it('sends nothing at all, receipts neither, to whom mail is not safe', async () => {
    expect((await agree({ email: false })).status).toBe(200);
    expect(await mailing()).toBe('not-safe');
    expect(await receipt()).toBe('not-safe');
    expect(sink.caught).toEqual([]);
  });

  it('stops on the day on which they were to be asked again', async () => {
    await agree();
    expect(await receipt()).toBe('sent');
    await app.db.query(
      `UPDATE safe_contacts SET agreed_on = current_date - 90, recheck_on = current_date WHERE person_id = $1`,
      [personId],
    );
    expect(await receipt()).toBe('not-safe');
    expect((await staff.get(path())).json()).toMatchObject({ safe_contact: { is_overdue: true } });
    expect((await agree({ recheck_on: inDays(500) })).status).toBe(422);
  });

  it('waits for the hours that they gave', async () => {
    const clock = (hours: number) =>
      new Intl.DateTimeFormat('en-GB', {
        timeZone: 'America/New_York',
        hour: '2-digit',
        minute: '2-digit',
      }).format(new Date(Date.now() + hours * 3_600_000));
    await agree({ from_time: clock(2), until_time: clock(4) });
    expect(await receipt()).toBe('outside-hours');
    await agree({ from_time: clock(-1), until_time: clock(1) });
    await app.db.query(`UPDATE deliveries SET next_at = now() WHERE owner_id = $1`, [ownerId]);
    await app.worker!.get(Post).wake();
    await settled('it went', () => sink.caught.length === 1);
  });

  it('looks from outside as they agreed, and counts nothing', async () => {
    await agree({
      is_neutral: true,
      neutral_name: 'Main Street Office',
      neutral_subject: 'Your appointment',
    });
    expect(await mailing()).toBe('sent');
    expect(await receipt()).toBe('sent');
    for (const { raw } of sink.caught) {
      const mail = await PostalMime.parse(raw);
      expect(mail.from?.name).toBe('Main Street Office');
      expect(mail.subject).toBe('Your appointment');
      expect(mail.text?.trimStart().startsWith('Your appointment')).toBe(true);
      expect(mail.html).not.toMatch(/\/t\/[oc]\/|<title>Against/);
    }
  });

  it('encrypts safe words and who may know, and logs who looked', async () => {
    await agree();
    expect((await staff.get(path())).json()).toMatchObject({
      safe_contact: { safe_words: 'blue heron', may_know: 'Her sister Wren' },
    });
    const { rows } = await app.db.query<{ dump: string; raw: string }>(
      `SELECT s::text AS dump, encode(safe_words_sealed || may_know_sealed, 'escape') AS raw FROM safe_contacts s WHERE person_id = $1`,
      [personId],
    );
    expect(rows[0]!.dump + rows[0]!.raw).not.toMatch(/heron|Wren/);
    const { rows: log } = await app.db.query(
      `SELECT action FROM audit_entries WHERE subject_id = $1 AND action = 'safe-contact.viewed'`,
      [personId],
    );
    expect(log.length).toBeGreaterThan(0);
    expect((await (await app.signIn('analyst', ownerId)).get(path())).status).toBe(403);
  });

  it('seals a record: only named readers see it, and every look is logged', async () => {
    const colleagueId = await anAccount(app.db, { grants: [['chapter-admin', ownerId]] });
    const colleague = await app.signInAs(colleagueId);
    const url = `/api/v1/people/${personId}`;
    expect((await staff.send(`${url}/sealing`)).json()).toMatchObject({ is_sealed: true });
    expect((await staff.send(`${url}/sealing`)).status).toBe(409);
    expect((await staff.get(url)).status).toBe(200);
    expect((await colleague.get(url)).status).toBe(404);
    expect((await colleague.send(`${url}/readers`, { account_id: colleagueId })).status).toBe(404);
    const outsider = await anAccount(app.db);
    expect((await staff.send(`${url}/readers`, { account_id: outsider })).status).toBe(422);
    const readers = (await staff.send(`${url}/readers`, { account_id: colleagueId })).json<{
      data: object[];
    }>();
    expect(readers.data).toHaveLength(2);
    expect((await colleague.get(url)).status).toBe(200);
    expect((await colleague.send(`${url}/readers/${staff.accountId}`, undefined, 'DELETE')).status).toBe(204);
    expect((await staff.get(url)).status).toBe(404);
    expect((await colleague.send(`${url}/readers/${colleagueId}`, undefined, 'DELETE')).status).toBe(409);
    const { rows } = await app.db.query<{ account_id: string }>(
      `SELECT account_id FROM audit_entries WHERE subject_id = $1 AND action = 'person.viewed' ORDER BY id`,
      [personId],
    );
    expect(rows.map(({ account_id }) => account_id)).toEqual([staff.accountId, colleagueId]);
    expect((await colleague.send(`${url}/sealing`, undefined, 'DELETE')).json()).toMatchObject({
      is_sealed: false,
    });
    expect((await staff.get(url)).status).toBe(200);
    await staff.send(`${url}/sealing`);
    expect((await colleague.get(url)).status).toBe(404);
  });

  it('warns at words that tell who was exploited, wherever they are kept, and keeps nothing of the warning', async () => {
    const admin = await app.signIn('chapter-admin', ownerId);
    const url = `/api/v1/people/${personId}`;
    const filter = { kind: 'language', any_of: ['es'] };
    const said = async (path_: string, body: object): Promise<unknown> => {
      const answer = await admin.send(path_, body);
      expect([path_, answer.status < 300, answer.text]).toEqual([path_, true, expect.any(String)]);
      return answer.json<{ warnings: string[] }>().warnings.length;
    };
    expect(await said(`${url}/tags`, { name: 'former victim' })).toBe(1);
    expect(await said(`${url}/tags`, { name: 'Speaks at schools' })).toBe(0);
    expect(await said(`${url}/notes`, { body: 'Called back.\nElla es una víctima.' })).toBe(1);
    expect(await said('/api/v1/taggings', { name: 'Sobrevivente', person_ids: [personId] })).toBe(1);
    expect(await said('/api/v1/segments', { owner_id: ownerId, name: 'Lived experience', filter })).toBe(1);
    const field = { owner_id: ownerId, label: { en: 'In the life' }, type: 'text' };
    expect(await said('/api/v1/person-fields', field)).toBe(1);
    expect(await said('/api/v1/wording-checks', { text: 'is a survivor' })).toBe(1);
    expect(await said('/api/v1/wording-checks', { text: 'Survivor leadership council' })).toBe(0);
  });
});
