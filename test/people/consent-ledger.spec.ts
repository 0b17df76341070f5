import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MailLinks } from '../../src/email/tracking/mail-links.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { anEvent, signUp } from '../support/events.js';
import { aChapter, aNetwork, aPerson, unique } from '../support/people.js';
import { ATTESTED, imported } from './import/support.js';

interface Word {
  organization_id: string;
  channel: string;
  purpose: string;
  is_given: boolean;
  text: string;
  language: string;
  source_kind: string;
  source_id: string | null;
  method: string;
  recorded_by: string | null;
  at: string;
}

describe('The record of consent', () => {
  let app: TestApp;
  let lowell: string;
  let admin: Browser;

  beforeAll(async () => {
    app = await startApp({ worker: true });
  });
  afterAll(() => app?.close());
  beforeEach(async () => {
    lowell = await aChapter(app.db, { networkId: await aNetwork(app.db), name: 'Lowell Coalition' });
    admin = await app.signIn('chapter-admin', lowell);
  });

  const words = async (personId: string, by = admin): Promise<Word[]> =>
    (await by.get(`/api/v1/people/${personId}/consents`)).json<{ data: Word[] }>().data;
  const personOf = async (email: string): Promise<string> =>
    (
      await app.db.query<{ id: string }>(
        'SELECT person_id AS id FROM person_emails WHERE canonical = $1 ORDER BY created_at DESC LIMIT 1',
        [email],
      )
    ).rows[0]!.id;
  /** What makes a word evidence, whatever the way in; the rest is each way's own. */
  const whole = (own: Partial<Word>) => ({
    organization_id: lowell,
    channel: 'email',
    purpose: 'updates',
    text: expect.stringMatching(/\S/) as unknown,
    at: expect.stringMatching(/^20\d\d-/) as unknown,
    ...own,
  });
  async function byForm(): Promise<string> {
    const event = await anEvent(app.db, { ownerId: lowell });
    const email = `${unique()}@people.example`;
    await signUp(app, event, { email, wants_email: 'yes' });
    return personOf(email);
  }

  it('is whole for a form: the sentence as it was shown, and in which language', async () => {
    const [word, ...more] = await words(await byForm());
    expect(more).toEqual([]);
    expect(word).toMatchObject(
      whole({ is_given: true, language: 'en', source_kind: 'event', method: 'form' }),
    );
    expect(word!.text).toContain('Lowell Coalition may also send me news');
    expect(word!.source_id).not.toBeNull();
  });

  it('is whole for an import: what was attested, by whom, from which file', async () => {
    const email = `${unique()}@people.example`;
    await imported(admin, lowell, `Email\n${email}\n`, { consent: ATTESTED });
    const [word] = await words(await personOf(email));
    expect(word).toMatchObject(whole({ is_given: true, source_kind: 'import', method: 'import' }));
    expect(word!.text).toContain(ATTESTED.text);
    expect(word!.source_id).not.toBeNull();
    expect(word!.recorded_by).not.toBeNull();
  });

  it('is whole for what staff, or a program by the API, were told', async () => {
    const personId = await aPerson(app.db, { ownerId: lowell });
    const form = { channel: 'email', is_given: true, source: 'By phone on 3 May' };
    expect((await admin.send(`/api/v1/people/${personId}/consents`, form)).status).toBe(201);
    const [word] = await words(personId);
    expect(word).toMatchObject(
      whole({ is_given: true, text: form.source, language: 'en', source_kind: 'person', method: 'staff' }),
    );
    expect(word!.recorded_by).not.toBeNull();
  });

  it('is whole for a "no" by the link in a mail', async () => {
    const personId = await byForm();
    const { rows } = await app.db.query<{ id: string }>(
      `INSERT INTO deliveries (owner_id, lane, kind, person_id, canonical_email, address, state)
       SELECT $1, 'bulk', 'mailing', $2, canonical, address, 'sent' FROM person_emails WHERE person_id = $2 RETURNING id`,
      [lowell, personId],
    );
    const token = app.web.get(MailLinks).leaveToken(rows[0]!.id);
    await app.visitor().submit(`/unsubscribe/${token}?lang=pt`, {});
    const [word] = await words(personId);
    expect(word).toMatchObject(
      whole({ is_given: false, language: 'pt', source_kind: 'mailing', method: 'page' }),
    );
    expect(word!.text).toBe('Não quero mais e-mails de Lowell Coalition.');
  });

  it('is whole for a merge: the sentence of the other record in its own language, and both are shown', async () => {
    const absorbed = await aPerson(app.db, { ownerId: lowell });
    const kept = await aPerson(app.db, { ownerId: lowell });
    await app.db.query(
      `WITH word AS (INSERT INTO consents (person_id, organization_id, channel, is_given, text, language, source_kind, method)
         VALUES ($1, $2, 'email', true, 'Quiero noticias.', 'es', 'petition', 'confirmed'))
       INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) VALUES ($1, $2, 'email', true)`,
      [absorbed, lowell],
    );
    const merged = await admin.send(`/api/v1/people/${kept}/merges`, { absorbed_id: absorbed });
    expect(merged.status).toBe(201);
    expect(await words(kept)).toMatchObject([
      whole({
        is_given: true,
        text: 'Quiero noticias.',
        language: 'es',
        source_kind: 'merge',
        method: 'staff',
      }),
      whole({ is_given: true, text: 'Quiero noticias.', language: 'es', source_kind: 'petition' }),
    ]);
  });

  it('can be added to and never changed, and is nobody else’s to read', async () => {
    const personId = await byForm();
    const stranger = await app.signIn(
      'chapter-admin',
      await aChapter(app.db, { networkId: await aNetwork(app.db) }),
    );
    expect((await stranger.get(`/api/v1/people/${personId}/consents`)).status).toBe(404);
    const { rows } = await app.db.query<{ may: boolean }>(
      `SELECT has_table_privilege('accord_web', 'consents', 'UPDATE') OR has_table_privilege('accord_web', 'consents', 'DELETE') AS may`,
    );
    expect(rows).toEqual([{ may: false }]);
  });
});
