import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';
import { BODY } from './support/mailing.js';

describe('Templates and suppressions', () => {
  let app: TestApp;
  let ownerId: string;
  let staff: Browser;

  beforeAll(async () => {
    app = await startApp();
    ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    staff = await app.signIn('chapter-admin', ownerId);
  });
  afterAll(() => app?.close());

  it('keeps templates: added, changed, listed and deleted', async () => {
    const template = {
      owner_id: ownerId,
      name: 'News',
      language: 'es',
      subject: 'Hola',
      preview_text: '',
      body: BODY,
    };
    const { id } = (await staff.send('/api/v1/templates', template)).json<{ id: string }>();
    await staff.send(`/api/v1/templates/${id}`, { name: 'Noticias' }, 'PATCH');
    const { data } = (await staff.get('/api/v1/templates')).json<{ data: Record<string, unknown>[] }>();
    expect(data).toEqual([expect.objectContaining({ id, name: 'Noticias', subject: 'Hola', body: BODY })]);
    expect((await staff.send(`/api/v1/templates/${id}`, undefined, 'DELETE')).status).toBe(204);
    expect((await staff.get(`/api/v1/templates/${id}`)).status).toBe(404);
  });

  it('keeps the texts of a mailing in other languages, for the mailings that are made of it', async () => {
    const english = { subject: 'Hello', preview_text: '', body: BODY };
    const translations = [
      { language: 'es', subject: 'Hola', preview_text: 'Ya', body: BODY },
      { language: 'pt', subject: 'Olá', preview_text: '', body: BODY },
    ];
    const template = { owner_id: ownerId, name: 'Three', language: 'en', ...english };
    const kept = await staff.send('/api/v1/templates', { ...template, translations });
    expect(kept.json()).toMatchObject({ language: 'en', translations });
    const { id } = kept.json<{ id: string }>();
    const made = await staff.send('/api/v1/mailings', {
      ...{ owner_id: ownerId, name: 'Of three', language: 'en', ...english },
      translations: (await staff.get(`/api/v1/templates/${id}`)).json<{ translations: object[] }>()
        .translations,
    });
    expect(made.json()).toMatchObject({ subject: 'Hello', translations });

    const twice = await staff.send(`/api/v1/templates/${id}`, { language: 'es' }, 'PATCH');
    expect([twice.status, twice.text]).toEqual([422, expect.stringContaining('two texts in Español')]);
    const left = { translations: translations.slice(1) };
    expect((await staff.send(`/api/v1/templates/${id}`, left, 'PATCH')).json()).toMatchObject(left);
    expect((await staff.send(`/api/v1/templates/${id}`, { name: 'Two' }, 'PATCH')).json()).toMatchObject(
      left,
    );
  });

  it('suppresses an address for the staff, and lifts it again', async () => {
    const form = { owner_id: ownerId, address: 'Calm@People.example', detail: 'Asked by phone' };
    expect((await staff.send('/api/v1/suppressions', form)).status).toBe(204);
    const { data } = (await staff.get('/api/v1/suppressions?q=calm')).json<{ data: { id: string }[] }>();
    expect(data).toEqual([expect.objectContaining({ address: 'calm@people.example', reason: 'staff' })]);
    expect((await staff.send(`/api/v1/suppressions/${data[0]!.id}/lifting`)).status).toBe(204);
    expect((await staff.get('/api/v1/suppressions?q=calm')).json()['data']).toEqual([]);
  });

  it('E38: does not let staff take back what a person asked for', async () => {
    const { rows } = await app.db.query<{ id: string }>(
      `INSERT INTO suppressions (canonical_email, organization_id, reason) VALUES ('own@people.example', $1, 'unsubscribed')
       RETURNING id`,
      [ownerId],
    );
    expect((await staff.send(`/api/v1/suppressions/${rows[0]!.id}/lifting`)).status).toBe(409);
  });

  it('shows a suppression for everybody only to those who know the address', async () => {
    await app.db.query(
      `INSERT INTO suppressions (canonical_email, organization_id, reason)
       VALUES ('known@people.example', NULL, 'hard-bounce'), ('foreign@people.example', NULL, 'hard-bounce')`,
    );
    await aPerson(app.db, { ownerId, email: 'known@people.example' });
    const { data } = (await staff.get('/api/v1/suppressions?reason=hard-bounce')).json<{
      data: { address: string }[];
    }>();
    expect(data.map(({ address }) => address)).toEqual(['known@people.example']);
  });
});
