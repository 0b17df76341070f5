import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MESSAGE_STEPS } from '../../src/campaigns/messages/action-mails.access.js';
import { startApp, type TestApp } from '../support/app.js';
import { anEvent, mailTo } from '../support/events.js';
import { aLetterCampaign } from '../support/harbor.js';
import { aChapter, aNetwork, aPetition, unique } from '../support/people.js';
import {
  type Action,
  doc,
  HELLO,
  MessageDesk,
  messageIn,
  MESSAGES,
  messagesIn,
} from './support/action-messages.js';

describe('Own words for the mails of an action', () => {
  let app: TestApp;
  let ownerId: string;
  let desk: MessageDesk;
  let petition: { id: string; slug: string };
  let about: Action;

  beforeAll(async () => {
    app = await startApp();
    ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    desk = new MessageDesk(await app.signIn('organizer', ownerId));
  }, 60_000);
  afterAll(() => app?.close());
  beforeEach(async () => {
    petition = await aPetition(app.db, { ownerId });
    about = { action_kind: 'petition', action_id: petition.id };
  });

  it('say the built-in words again once somebody goes back to them', async () => {
    await desk.rewrite(about, 'confirmation');
    const back = await desk.revert(about, 'confirmation');
    expect([back.status, messageIn(back, 'confirmation').is_own]).toEqual([200, false]);
    expect((await desk.revert(about, 'confirmation')).status).toBe(200);
    const { rows } = await app.db.query(
      `SELECT action, detail FROM audit_entries WHERE subject_id = $1 ORDER BY id`,
      [petition.id],
    );
    const detail = { step: 'confirmation', language: 'en' };
    expect(rows).toEqual([
      { action: 'message.rewritten', detail },
      { action: 'message.reverted', detail },
    ]);
  });

  it('can each be rewritten, seen and tried before they are kept', async () => {
    const event = await anEvent(app.db, { ownerId: ownerId });
    const letter = await aLetterCampaign(app.db, { ownerId, slug: `exit-fund-${unique()}` });
    const ids = { petition: petition.id, event: event.id, letter };
    for (const [kind, steps] of Object.entries(MESSAGE_STEPS) as [Action['action_kind'], readonly string[]][])
      for (const step of steps) {
        const action = { action_kind: kind, action_id: ids[kind] };
        const words = { ...action, step, language: 'pt', ...HELLO };
        const preview = await desk.browser.send(`${MESSAGES}/preview`, words);
        expect([step, preview.status]).toEqual([step, 200]);
        const shown = preview.json<{ subject: string; html: string; text: string }>();
        expect(shown.text).toContain('we are glad.');
        // The button that the mail is for.
        expect(shown.html).toMatch(/<a href="http:\/\/accord.test\//);
        expect((await desk.rewrite(action, step, HELLO, 'pt')).status).toBe(200);
        expect(messageIn(await desk.read(action), step, 'pt').is_own).toBe(true);
      }
    const { email } = (await desk.browser.get('/api/v1/session')).json<{ account: { email: string } }>()
      .account;
    const words = { ...about, step: 'thanks', language: 'en', ...HELLO };
    expect((await desk.browser.send(`${MESSAGES}/tests`, words)).status).toBe(204);
    const [test] = await mailTo(app.db, email.toLowerCase());
    expect([test!.kind, test!.subject]).toEqual([
      'message-test',
      expect.stringMatching(/^\[Test\] One click, /),
    ]);
  });

  it('are refused where a tag does not exist, nothing is said or the action sends no such mail', async () => {
    const wrong = async (step: string, words: object) =>
      (await desk.rewrite(about, step, { ...HELLO, ...words })).json<{
        error: { fields: { param: string; message: string }[] };
      }>().error.fields;
    expect(await wrong('thanks', { body: doc('{{email}}') })).toEqual([
      { param: 'body', message: 'There is no {{email}}. There are: given_name, family_name, full_name.' },
    ]);
    expect(await wrong('thanks', { subject: '{{constructor}}' })).toMatchObject([{ param: 'subject' }]);
    expect(await wrong('thanks', { body: doc(' ') })).toMatchObject([{ param: 'body' }]);
    expect(await wrong('thanks', { subject: ' ' })).toMatchObject([{ param: 'subject' }]);
    expect(await wrong('reminder', {})).toMatchObject([{ param: 'step' }]);
    const script = {
      type: 'doc',
      content: [
        { type: 'script', content: [{ type: 'text', text: 'alert(1)' }] },
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'Look', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] },
          ],
        },
      ],
    };
    const { html } = (
      await desk.browser.send(`${MESSAGES}/preview`, {
        ...about,
        step: 'thanks',
        language: 'en',
        subject: 'S',
        body: script,
      })
    ).json<{ html: string }>();
    expect(html).toContain('Look');
    expect(html).not.toMatch(/alert\(1\)/);
  });

  it('are nobody else’s to see or to change', async () => {
    const networkId = await aNetwork(app.db);
    const foreign = new MessageDesk(
      await app.signIn('organizer', await aChapter(app.db, { networkId, name: unique() })),
    );
    expect((await foreign.rewrite(about, 'thanks')).status).toBe(404);
    expect((await foreign.read(about)).status).toBe(404);
    const analyst = new MessageDesk(await app.signIn('analyst', ownerId));
    expect(messagesIn(await analyst.read(about))).toHaveLength(9);
    expect((await analyst.rewrite(about, 'thanks')).status).toBe(403);
  });
});
