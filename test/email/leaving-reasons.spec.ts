import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MailLinks } from '../../src/email/tracking/mail-links.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, aNetwork } from '../support/people.js';
import { aMailing, subscribers } from './support/mailing.js';

describe('Why people leave', () => {
  let app: TestApp;
  let ownerId: string;
  let mailingId: string;
  let tokens: string[];

  beforeAll(async () => {
    app = await startApp();
    const networkId = await aNetwork(app.db);
    ownerId = await aChapter(app.db, { networkId, name: 'Worcester Coalition' });
    await subscribers(app.db, { ownerId, count: 7, prefix: 'leaver' });
    mailingId = await aMailing(app.db, { ownerId, state: 'finished' });
    const { rows } = await app.db.query<{ id: string }>(
      `INSERT INTO deliveries (owner_id, lane, kind, mailing_id, person_id, canonical_email, address, state)
       SELECT $1, 'bulk', 'mailing', $2, p.id, e.canonical, e.address, 'sent'
       FROM people p JOIN person_emails e ON e.person_id = p.id WHERE p.owner_id = $1 RETURNING id`,
      [ownerId, mailingId],
    );
    tokens = rows.map(({ id }) => app.web.get(MailLinks).leaveToken(id));
  });
  afterAll(() => app?.close());

  const say = (token: string, reason: string) =>
    app.visitor().submit(`/preferences/${token}/reason`, { reason });
  const counted = async (query = `owner_id=${ownerId}`) =>
    (await (await app.signIn('sender', ownerId)).get(`/api/v1/leaving-reasons?${query}`)).json<{
      data: object[];
    }>().data;

  it('is asked after leaving, in one click, and of nobody who stays', async () => {
    const [token] = tokens;
    await say(token!, 'too-often');
    expect(await counted()).toEqual([]);
    const left = await app.visitor().submit(`/unsubscribe/${token!}`, {});
    expect(left.text).toContain('One click. It is counted without your name.');
    expect((await say(token!, 'too-often')).status).toBe(303);
    const page = await app.visitor().get(`/preferences/${token!}`);
    expect(page.text).toContain('Thank you. You said: Too many mails.');
    await say(token!, 'because <b>I</b> say so');
    await app.visitor().submit(`/preferences/${token!}/undo`, {});
    expect(await counted()).toEqual([]);
  });

  it('is told in numbers, by list and by mailing, and never under five, also by the difference of two looks', async () => {
    for (const [at, token] of tokens.entries()) {
      await app.visitor().submit(`/unsubscribe/${token}`, {});
      await say(token, 'other');
      await say(token, at < 5 ? 'too-often' : 'never-asked');
    }
    const expected = [
      { reason: 'too-often', count: 5 },
      { reason: 'never-asked', count: null },
    ];
    expect(await counted()).toEqual(expected);
    expect(await counted(`mailing_id=${mailingId}`)).toEqual(expected);
    // One more moves no number: the difference of two looks would be their word.
    await say(tokens.at(-1)!, 'too-often');
    expect((await counted())[0]).toEqual({ reason: 'too-often', count: 5 });
    const sender = await app.signIn('sender', ownerId);
    expect((await sender.get(`/api/v1/leaving-reasons?owner_id=${ownerId}&days=29`)).status).toBe(422);
    const stranger = await app.signIn(
      'sender',
      await aChapter(app.db, { networkId: await aNetwork(app.db) }),
    );
    for (const query of [`owner_id=${ownerId}`, `mailing_id=${mailingId}`])
      expect((await stranger.get(`/api/v1/leaving-reasons?${query}`)).json()).toEqual({ data: [] });
  });
});
