import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Preparing } from '../../src/email/mailings/preparing.service.js';
import { ChoiceLinks } from '../../src/email/preferences/choice-links.service.js';
import { MailLinks } from '../../src/email/tracking/mail-links.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPerson, aTopic, unique } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { aMailing } from './support/mailing.js';

describe('Topics of mail', () => {
  let app: TestApp;
  let networkId: string;
  let boston: string;
  let governor: Browser;
  let sender: Browser;
  let housing: string;
  let personId: string;
  let address: string;
  const sink = new SmtpSink();

  beforeAll(async () => {
    await sink.listen();
    app = await startApp({ worker: true, settings: { SMTP_URL: sink.url } });
    networkId = await aNetwork(app.db);
    governor = await app.signIn('network-admin', networkId);
  });
  afterAll(async () => {
    await app?.close();
    await sink.close();
  });
  beforeEach(async () => {
    boston = await aChapter(app.db, { networkId, name: 'Boston Coalition' });
    sender = await app.signIn('sender', boston);
    housing = await aTopic(app.db, `Housing ${unique()}`);
    address = `${unique()}@people.example`;
    personId = await aPerson(app.db, { ownerId: boston, email: address });
    await subscribe(personId);
  });

  const subscribe = (person: string) =>
    app.db.query(
      `INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) VALUES ($1, $2, 'email', true)`,
      [person, boston],
    );
  async function about(topicId: string | null, state = 'preparing'): Promise<string> {
    const id = await aMailing(app.db, { ownerId: boston, state });
    await app.db.query('UPDATE mailings SET topic_id = $2 WHERE id = $1', [id, topicId]);
    return id;
  }
  const deliveryOf = async (mailingId: string) =>
    (
      await app.db.query<{ id: string; state: string; reason: string | null }>(
        `SELECT id, state, reason FROM deliveries WHERE mailing_id = $1`,
        [mailingId],
      )
    ).rows[0];
  /** What became of the one message of a mailing that is prepared now. */
  const sent = async (mailingId: string): Promise<string> => {
    await app.worker!.get(Preparing).prepare(mailingId);
    return settled('it was decided', async () => {
      const { rows } = await app.db.query<{ state: string }>('SELECT state FROM mailings WHERE id = $1', [
        mailingId,
      ]);
      const found = await deliveryOf(mailingId);
      if (rows[0]!.state === 'finished' && !found) return 'left out';
      return found && ['sent', 'suppressed'].includes(found.state)
        ? (found.reason ?? found.state)
        : undefined;
    });
  };
  const consents = async (person = personId) =>
    (
      await app.db.query<object>(
        `SELECT purpose, channel, is_given, text, language, source_kind, method FROM consents WHERE person_id = $1 ORDER BY id`,
        [person],
      )
    ).rows;
  /** The link of a mail about housing that they got. */
  async function linkOfMail(): Promise<string> {
    const mailingId = await about(housing);
    expect(await sent(mailingId)).toBe('sent');
    return app.web.get(MailLinks).leaveToken((await deliveryOf(mailingId))!.id);
  }

  it('are kept by who governs the network, in every language, and put away rather than removed', async () => {
    const name = { en: `Labor trafficking ${unique()}`, es: 'Trata laboral', pt: 'Tráfico laboral' };
    const made = await governor.send('/api/v1/topics', { name });
    expect(made.status).toBe(201);
    const { id } = made.json<{ id: string }>();
    expect((await governor.send('/api/v1/topics', { name })).status).toBe(409);
    expect((await governor.send('/api/v1/topics', { name: { en: ' ' } })).status).toBe(422);
    expect((await sender.send('/api/v1/topics', { name })).status).toBe(403);
    const changed = await governor.send(`/api/v1/topics/${id}`, { is_active: false }, 'PATCH');
    expect(changed.json()).toMatchObject({ name, is_active: false });
    const mailing = (await sender.send('/api/v1/mailings', { owner_id: boston })).json<{ id: string }>();
    const put = await sender.send(`/api/v1/mailings/${mailing.id}`, { topic_id: id }, 'PATCH');
    expect(put.status).toBe(422);
    const kept = await sender.send(`/api/v1/mailings/${mailing.id}`, { topic_id: housing }, 'PATCH');
    expect(kept.json()).toMatchObject({ topic_id: housing });
    const { data } = (await sender.get('/api/v1/topics')).json<{ data: { id: string }[] }>();
    expect(data.map((topic) => topic.id)).toEqual(expect.arrayContaining([id, housing]));
  });

  it('can be left by the link of a mail, while all other mail goes on', async () => {
    const token = await linkOfMail();
    const page = await app.visitor().get(`/preferences/${token}`);
    expect(page.text).toContain('No more mail about Housing');
    expect(page.text).not.toContain(address);
    await app.visitor().get(`/preferences/${token}/topic`);
    expect(await consents()).toEqual([]);
    expect((await app.visitor().submit(`/preferences/${token}/topic?lang=es`, {})).status).toBe(303);
    await app.visitor().submit(`/preferences/${token}/topic`, {});
    expect(await consents()).toMatchObject([
      { channel: 'email', is_given: false, language: 'es', source_kind: 'mailing', method: 'page' },
    ]);
    expect((await consents())[0]).toMatchObject({
      text: expect.stringMatching(/^Ya no quiero correos sobre Housing/),
    });
    expect(await sent(await about(housing))).toBe('left out');
    expect(await sent(await about(null))).toBe('sent');
    expect(await sent(await about(await aTopic(app.db, 'Courts')))).toBe('sent');
  });

  it('are said in the count of who is left out', async () => {
    const token = await linkOfMail();
    await app.visitor().submit(`/preferences/${token}/topic`, {});
    const draft = await about(housing, 'draft');
    const counted = await sender.send(`/api/v1/mailings/${draft}/audience`, {});
    expect(counted.json()).toEqual({
      count: 0,
      excluded_count: 1,
      excluded: [{ reason: 'topic-not-wanted', count: 1 }],
      languages: [],
    });
    const asked = await sender.send(`/api/v1/mailings/${draft}/audience`, { topic_id: null });
    expect(asked.json()).toMatchObject({ count: 1, excluded: [] });
  });

  it('hold back what waits to be sent when they are left', async () => {
    const token = await linkOfMail();
    const mailingId = await about(housing, 'paused');
    await app.db.query(
      `INSERT INTO deliveries (owner_id, lane, kind, mailing_id, person_id, canonical_email, address)
       VALUES ($1, 'bulk', 'mailing', $2, $3, $4, $4)`,
      [boston, mailingId, personId, address],
    );
    await app.visitor().submit(`/preferences/${token}/topic`, {});
    await app.db.query(
      `UPDATE mailings SET state = 'preparing', started_at = now(), audience_count = 1 WHERE id = $1`,
      [mailingId],
    );
    expect(await sent(mailingId)).toBe('topic-not-wanted');
  });

  it('come back by the same link within a day, and by no other mail’s', async () => {
    const token = await linkOfMail();
    const other = await linkOfMail();
    await app.visitor().submit(`/preferences/${token}/topic`, {});
    await app.visitor().submit(`/preferences/${other}/topic/undo`, {});
    expect(await sent(await about(housing))).toBe('left out');
    const page = await app.visitor().get(`/preferences/${token}`);
    expect(page.text).toContain('Undo: keep sending me mail about Housing');
    await app.visitor().submit(`/preferences/${token}/topic/undo`, {});
    expect(await sent(await about(housing))).toBe('sent');
    expect((await consents()).map((each) => (each as { is_given: boolean }).is_given)).toEqual([false, true]);
  });

  it('are ticked for each organization on the page of choices', async () => {
    const token = await linkOfMail();
    await app.visitor().submit(`/preferences/${token}/topic`, {});
    const courts = await aTopic(app.db, `Courts ${unique()}`);
    const { id } = (await app.db.query<{ id: string }>('SELECT max(id) AS id FROM deliveries')).rows[0]!;
    const fresh = app.web.get(ChoiceLinks).token(id);
    const page = await app.visitor().get(`/choices/${fresh}`);
    const box = (topic: string): string =>
      new RegExp(`<input[^>]*value="${boston}\\.${topic}"[^>]*>`).exec(page.text)![0];
    expect(box(housing)).not.toContain('checked');
    expect(box(courts)).toContain('checked');
    const answers = { frequency: 'all', mail_language: 'en', mail: [boston] };
    await app.visitor().submit(`/choices/${fresh}`, {
      ...answers,
      shown: [boston, housing, courts],
      topics: [`${boston}.${housing}`],
    });
    expect(await sent(await about(housing))).toBe('sent');
    expect(await sent(await about(courts))).toBe('left out');
    // What came since the page was shown was not asked.
    const late = await aTopic(app.db, `Late ${unique()}`);
    await app.visitor().submit(`/choices/${fresh}`, { ...answers, shown: [boston], topics: [] });
    expect(await sent(await about(late))).toBe('sent');
  });

  it('are the wish of both records after a merge, and of each again after its undo', async () => {
    const token = await linkOfMail();
    await app.visitor().submit(`/preferences/${token}/topic`, {});
    const kept = await aPerson(app.db, { ownerId: boston, email: `${unique()}@people.example` });
    await subscribe(kept);
    const admin = await app.signIn('chapter-admin', boston);
    const merged = await admin.send(`/api/v1/people/${kept}/merges`, { absorbed_id: personId });
    expect(merged.status).toBeLessThan(300);
    expect(await sent(await about(housing))).toBe('left out');
    const { id: batchId } = merged.json<{ id: string }>();
    expect((await admin.send(`/api/v1/change-batches/${batchId}/undo`, {})).status).toBeLessThan(300);
    const mailingId = await about(housing);
    expect(await sent(mailingId)).toBe('sent');
    const { rows } = await app.db.query(`SELECT person_id FROM deliveries WHERE mailing_id = $1`, [
      mailingId,
    ]);
    expect(rows).toEqual([{ person_id: kept }]);
    const { rows: wishes } = await app.db.query(
      `SELECT person_id, is_wanted FROM topic_wishes WHERE topic_id = $1`,
      [housing],
    );
    expect(wishes).toEqual([{ person_id: personId, is_wanted: false }]);
  });
});
