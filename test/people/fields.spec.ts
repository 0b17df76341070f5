import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';

interface Field {
  id: string;
  key: string;
  options: { key: string; label: { en: string } }[];
}

describe("an organization's own fields", () => {
  let app: TestApp;
  let ownerId: string;
  let admin: Browser;
  let organizer: Browser;

  beforeAll(async () => {
    app = await startApp();
    ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    admin = await app.signIn('chapter-admin', ownerId);
    organizer = await app.signIn('organizer', ownerId);
  });
  afterAll(() => app.close());

  async function aField(label: string, given: object): Promise<Field> {
    const answer = await admin.send('/api/v1/person-fields', {
      owner_id: ownerId,
      label: { en: label },
      ...given,
    });
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.json<Field>();
  }
  const put = (personId: string, fieldId: string, value: unknown, by = organizer) =>
    by.send(`/api/v1/people/${personId}/values`, { values: [{ field_id: fieldId, value }] }, 'PUT');
  const choices = (...labels: string[]) => labels.map((en) => ({ label: { en } }));

  it.each([
    ['text', 'By bus', 7],
    ['number', 2.5, '2.5'],
    ['date', '2026-03-05', '2026-02-30'],
    ['yes-no', true, 'yes'],
    ['one-of', 'weekly', 'hourly'],
    ['many-of', ['weekly', 'each_month'], ['weekly', 'hourly']],
  ])('take what is of their type and nothing else: %s', async (type, good, bad) => {
    const field = await aField(`Of ${type}`, { type, options: choices('Weekly', 'Each month') });
    const id = await aPerson(app.db, { ownerId });
    const refused = await put(id, field.id, bad);
    expect([refused.status, refused.json()]).toMatchObject([422, { error: { param: `values.${field.id}` } }]);
    const kept = (await put(id, field.id, good)).json<{ data: { field: Field; value: unknown }[] }>();
    expect(kept.data.find((each) => each.field.id === field.id)?.value).toEqual(good);
  });

  it('keep what they said before, with who changed it', async () => {
    const field = await aField('Lives with', { type: 'text' });
    const id = await aPerson(app.db, { ownerId });
    for (const value of ['Her aunt', 'Her sister', null]) await put(id, field.id, value);
    const timeline = await organizer.get(`/api/v1/people/${id}/timeline?kinds=changed`);
    expect(timeline.json()).toMatchObject({
      data: [
        { detail: { before: 'Her sister', after: null }, actor: expect.any(String) },
        { detail: { before: 'Her aunt', after: 'Her sister' } },
        { detail: { before: null, after: 'Her aunt', label: { en: 'Lives with' } } },
      ],
    });
  });

  it('are asked for where they are required, and no longer once they are put away', async () => {
    const field = await aField('Ward', { type: 'text', is_required: true });
    const other = await aField('Route', { type: 'text' });
    const id = await aPerson(app.db, { ownerId });
    const refused = await put(id, other.id, 'Green line');
    expect(refused.json()).toMatchObject({ error: { param: `values.${field.id}` } });
    await admin.send(`/api/v1/person-fields/${field.id}`, { is_active: false }, 'PATCH');
    expect((await put(id, other.id, 'Green line')).status).toBe(200);
  });

  it('keep a choice for as long as somebody has it', async () => {
    const field = await aField('Ride', { type: 'one-of', options: choices('Car', 'Bus', 'Train') });
    const id = await aPerson(app.db, { ownerId });
    await put(id, field.id, 'bus');
    const without = (key: string) => ({ options: field.options.filter((each) => each.key !== key) });
    const path = `/api/v1/person-fields/${field.id}`;
    const refused = await admin.send(path, without('bus'), 'PATCH');
    expect(refused.json()).toMatchObject({ error: { code: 'choice_in_use', param: 'options' } });
    expect((await admin.send(path, without('train'), 'PATCH')).json()).toMatchObject({
      options: [{ key: 'car' }, { key: 'bus' }],
    });
  });

  it('that are restricted are seen and changed by named roles, also in the timeline', async () => {
    const field = await aField('Safe word', { type: 'text', sensitivity: 'restricted' });
    const id = await aPerson(app.db, { ownerId });
    expect((await put(id, field.id, 'Canary', organizer)).status).toBe(422);
    expect((await put(id, field.id, 'Canary', admin)).status).toBe(200);
    for (const path of ['person-fields', `people/${id}/values`, `people/${id}/timeline`]) {
      expect((await organizer.get(`/api/v1/${path}`)).text).not.toMatch(/Canary|Safe word/);
      expect((await admin.get(`/api/v1/${path}`)).text).toMatch(/Canary|Safe word/);
    }
    const opened = await organizer.send(
      `/api/v1/person-fields/${field.id}`,
      { sensitivity: 'open' },
      'PATCH',
    );
    expect(opened.status).toBe(403);
  });

  it('never ask who is a survivor', async () => {
    for (const label of ['Survivor', '¿Es víctima?', 'É sobrevivente'])
      expect(
        (
          await admin.send('/api/v1/person-fields', {
            owner_id: ownerId,
            label: { en: label },
            type: 'yes-no',
          })
        ).json(),
      ).toMatchObject({ error: { param: 'label' } });
  });

  it('are defined by who keeps the settings, once by a name', async () => {
    const form = { owner_id: ownerId, label: { en: 'Shirt size' }, type: 'text' };
    expect((await organizer.send('/api/v1/person-fields', form)).status).toBe(403);
    await aField('Shirt size', { type: 'text' });
    expect((await admin.send('/api/v1/person-fields', form)).json()).toMatchObject({
      error: { code: 'field_known' },
    });
  });
});
