import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { BODY, mailingState } from '../email/support/mailing.js';

const NUL = '\u0000';
const documentOf = (text: string) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

/* No text that PostgreSQL keeps holds a NUL, so none can come to a mail or a job: it has to stop at the door. */
describe('A text with a NUL in it', () => {
  const sink = new SmtpSink();
  let app: TestApp;
  let ownerId: string;
  let staff: Browser;

  beforeAll(async () => {
    await sink.listen();
    app = await startApp({ worker: true, settings: { SMTP_URL: sink.url } });
    ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    staff = await app.signIn('chapter-admin', ownerId);
  });
  afterAll(async () => {
    await app?.close();
    await sink.close();
  });

  it('F6: is cleaned where people type it, and the mail goes to everybody', async () => {
    const made = await staff.send('/api/v1/people', {
      ...{
        owner_id: ownerId,
        given_name: `A${NUL}da`,
        family_name: `${NUL}Moura`,
        email: 'ada@people.example',
      },
    });
    expect(made.status).toBe(201);
    const ada = made.json<{ id: string }>().id;
    const rui = await aPerson(app.db, { ownerId, email: 'rui@people.example' });
    await app.db.query(
      `INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) SELECT p, $2, 'email', true FROM unnest($1::uuid[]) p`,
      [[ada, rui], ownerId],
    );
    const { rows } = await app.db.query(`SELECT given_name, family_name FROM people WHERE id = $1`, [ada]);
    expect(rows).toEqual([{ given_name: 'Ada', family_name: 'Moura' }]);
    const drafted = await staff.send('/api/v1/mailings', {
      ...{ owner_id: ownerId, name: `Budget${NUL} week`, subject: `Can you${NUL} call?`, body: BODY },
    });
    const { id, subject } = drafted.json<{ id: string; subject: string }>();
    expect(subject).toBe('Can you call?');
    expect((await staff.send(`/api/v1/mailings/${id}/sending`)).status).toBe(201);
    await settled('it was finished', async () => (await mailingState(app.db, id)).state === 'finished');
    expect(sink.caught.map(({ to }) => to[0]).toSorted()).toEqual([
      'ada@people.example',
      'rui@people.example',
    ]);
  });

  it('F6: is refused with a reason where nobody types it, and nothing of it is kept', async () => {
    const personId = await aPerson(app.db, { ownerId });
    const field = await staff.send('/api/v1/person-fields', {
      ...{ owner_id: ownerId, label: { en: 'Way here' }, type: 'text' },
    });
    const values = [{ field_id: field.json<{ id: string }>().id, value: `By${NUL}bus` }];
    const answers = {
      field: await staff.send(`/api/v1/people/${personId}/values`, { values }, 'PUT'),
      mailing: await staff.send('/api/v1/mailings', {
        ...{ owner_id: ownerId, name: 'Bad', subject: 'Hello', body: documentOf(`One${NUL}two`) },
      }),
      template: await staff.send('/api/v1/templates', {
        ...{ owner_id: ownerId, name: 'Bad', language: 'en', subject: 'Hello', preview_text: '' },
        body: documentOf(`One${NUL}two`),
      }),
    };
    for (const [what, { status, text }] of Object.entries(answers))
      expect([what, status, text]).toEqual([what, 422, expect.stringContaining('cannot be kept')]);
    const { rows } = await app.db.query(
      `SELECT name FROM mailings WHERE name = 'Bad' UNION SELECT name FROM templates`,
    );
    expect(rows).toEqual([]);
  });
});
