import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Preparing } from '../../src/email/mailings/preparing.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { aMailing, mailingState, statesOf, subscribers } from './support/mailing.js';
import { drawnVersions, subjectsByAddress } from './support/split-tests.js';

const text = (words: string) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
});
const SPANISH = {
  language: 'es',
  subject: 'Llame antes del jueves',
  preview_text: '',
  body: text('Hola {{given_name|amigo}}, llame antes del jueves.'),
};
const PORTUGUESE = {
  language: 'pt',
  subject: 'Ligue antes de quinta',
  preview_text: '',
  body: text('Ligue.'),
};

describe('A mailing in several languages', () => {
  let app: TestApp;
  let networkId: string;
  let ownerId: string;
  let staff: Browser;
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
    sink.caught.length = 0;
    ownerId = await aChapter(app.db, { networkId, name: 'Worcester Coalition' });
    staff = await app.signIn('chapter-admin', ownerId);
    // Of 20 people the first six read Spanish, the next four Portuguese.
    await subscribers(app.db, { ownerId, count: 20 });
    await app.db.query(
      `UPDATE people SET language = CASE WHEN substr(given_name, 4)::int <= 6 THEN 'es'
         WHEN substr(given_name, 4)::int <= 10 THEN 'pt' ELSE 'en' END WHERE owner_id = $1`,
      [ownerId],
    );
  });

  const at = (id: string, path = '') => `/api/v1/mailings/${id}${path}`;
  const change = (id: string, changes: Record<string, unknown>) => staff.send(at(id), changes, 'PATCH');
  async function aDraft(translations: unknown[] = [SPANISH]): Promise<string> {
    const id = await aMailing(app.db, { ownerId, state: 'draft', subject: 'Call before Thursday' });
    const answer = await change(id, { translations });
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
    return id;
  }
  const prepare = async (id: string) => {
    await app.db.query(`UPDATE mailings SET state = 'preparing' WHERE id = $1`, [id]);
    await app.worker!.get(Preparing).prepare(id);
  };
  const finished = (id: string) =>
    settled('it was sent', async () => (await mailingState(app.db, id)).state === 'finished');
  const numberOf = (subject: string) =>
    [...subjectsByAddress(sink).values()].filter((each) => each === subject).length;

  it('goes to everybody once, in their language where it has one and in its own where not', async () => {
    const id = await aDraft();
    await prepare(id);
    await finished(id);
    expect(await statesOf(app.db, id)).toEqual({ sent: 20 });
    expect([numberOf('Llame antes del jueves'), numberOf('Call before Thursday')]).toEqual([6, 14]);
    const [first] = sink.caught.filter(({ to }) => to[0] === 'subscriber-1@people.example');
    const raw = first!.raw.toString().replaceAll('=\r\n', '');
    expect(raw).toContain('Hola Ada1');
    expect(raw).toContain('lang=3D"es"');
    expect(raw).toContain('Darse de baja');
    const { rows } = await app.db.query(
      `SELECT version, content ->> 'language' AS language FROM mailing_versions WHERE mailing_id = $1 ORDER BY version`,
      [id],
    );
    expect(rows).toHaveLength(2);
    const versions = (await staff.get(at(id, '/versions'))).json<{ data: object[] }>().data;
    expect(versions).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ language: 'es', recipients: 6 }),
        expect.objectContaining({ language: 'en', recipients: 14 }),
      ]),
    );
  });

  it('counts who reads what, and shows each text as one of its readers sees it', async () => {
    const id = await aDraft();
    const audience = (await staff.send(at(id, '/audience'), {})).json<{ languages: object[] }>();
    expect(audience).toMatchObject({ count: 20 });
    expect(audience.languages).toEqual([
      { language: 'en', count: 10 },
      { language: 'es', count: 6 },
      { language: 'pt', count: 4 },
    ]);
    const preview = async (asked: object) => (await staff.send(at(id, '/preview'), asked)).json();
    const spanish = await preview({ shown_language: 'es' });
    expect(spanish).toMatchObject({ subject: 'Llame antes del jueves', language: 'es' });
    expect(spanish['text']).toContain(`Hola ${String(spanish['person_name']).split(' ')[0]}`);
    const unsaved = { ...SPANISH, subject: 'Antes del jueves' };
    expect((await preview({ shown_language: 'es', translations: [unsaved] }))['subject']).toBe(
      'Antes del jueves',
    );
    expect(await preview({ shown_language: 'pt' })).toMatchObject({ language: 'en' });
  });

  it('sends a test of every text', async () => {
    const id = await aDraft([SPANISH, PORTUGUESE]);
    expect((await staff.send(at(id, '/test-sends'), {})).status).toBe(201);
    await settled('the tests came', () => sink.caught.length === 3);
    const subjects = sink.caught.map(({ raw }) => /^Subject: (.*)$/m.exec(raw.toString())![1]!);
    expect(subjects.filter((subject) => subject.includes('[Test, English] Call before'))).toHaveLength(1);
    expect(new Set(subjects).size).toBe(3);
  });

  it('is checked in every language, and each finding names its text', async () => {
    const id = await aDraft([
      { ...SPANISH, subject: 'Re: {{given_name}}' },
      { ...PORTUGUESE, subject: '', body: { type: 'doc', content: [] } },
    ]);
    const { checks, may_send } = (await staff.get(at(id, '/checks'))).json<{
      checks: { level: string; message: string }[];
      may_send: boolean;
    }>();
    expect(may_send).toBe(false);
    const messages = checks.filter(({ level }) => level === 'blocking').map(({ message }) => message);
    expect(messages.sort()).toEqual([
      'Español: Say what to write where we do not know it: {{given_name|friend}}.',
      'Español: The subject pretends to be an answer. Take the Re: or Fwd: away.',
      'Português: Write a subject.',
      'Português: Write the message.',
    ]);
    expect((await staff.send(at(id, '/sending'), {})).status).toBe(422);
  });

  it('is doubted where a text was left as it is in its own language', async () => {
    const id = await aDraft();
    const own = (await staff.get(at(id))).json<{ body: object }>();
    await change(id, { translations: [{ ...SPANISH, body: own.body }] });
    const { checks } = (await staff.get(at(id, '/checks'))).json<{ checks: object[] }>();
    expect(checks).toContainEqual({
      code: 'translated:es',
      level: 'warning',
      message: 'Español: The message is the same as in English.',
    });
  });

  it('has one text a language, keeps them in a copy, and forgets one that is taken away', async () => {
    const id = await aDraft([SPANISH, PORTUGUESE]);
    for (const changes of [
      { language: 'es' },
      { translations: [{ ...SPANISH, language: 'en' }] },
      { translations: [SPANISH, { ...SPANISH, subject: 'Otra vez' }] },
      { translations: [{ ...SPANISH, language: 'fr' }] },
    ])
      expect((await change(id, changes)).status).toBe(422);
    const copy = (await staff.send(at(id, '/copies'), {})).json<{ translations: object[] }>();
    expect(copy.translations).toEqual([SPANISH, PORTUGUESE]);
    const less = (await change(id, { translations: [PORTUGUESE] })).json<{ translations: object[] }>();
    expect(less.translations).toEqual([PORTUGUESE]);
  });

  it('gives a text that was written while it stood still to those who have not had it', async () => {
    const id = await aDraft([]);
    await app.db.query(`UPDATE mailings SET state = 'paused' WHERE id = $1`, [id]);
    expect((await change(id, { translations: [SPANISH] })).status).toBe(200);
    await prepare(id);
    await finished(id);
    expect(numberOf('Llame antes del jueves')).toBe(6);
  });

  it('tests versions among those who read its own language; everybody else waits for nothing', async () => {
    const id = await aDraft();
    const plan = {
      ...{ sample_percent: 50, metric: 'clicks', wait_hours: 4, most_leaving_percent: 2 },
      variants: [{ subject: 'Thursday decides', from_name: null, body: null }],
    };
    expect((await staff.send(at(id, '/split-test'), plan, 'PUT')).status).toBe(200);
    await prepare(id);
    await settled('the sample and the Spanish text are out', () => sink.caught.length === 13);
    // Of the 14 who read its own text 7 are the sample; 6 read Spanish.
    expect(await drawnVersions(app.db, id)).toEqual({ A: 4, B: 3, rest: 13 });
    expect([numberOf('Llame antes del jueves'), numberOf('Thursday decides')]).toEqual([6, 3]);
    expect((await staff.send(at(id, '/split-test/winner'), { variant: 'B' })).status).toBe(201);
    await finished(id);
    expect([numberOf('Llame antes del jueves'), numberOf('Thursday decides')]).toEqual([6, 10]);
    expect(subjectsByAddress(sink).size).toBe(20);
  });
});
