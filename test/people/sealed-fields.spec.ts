import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LeavingExport } from '../../src/home/leaving/leaving-export.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Answer, type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';
import { act, look, type ShownImport, upload } from './import/support.js';

interface Values {
  data: { field: { id: string; sensitivity: string }; value: unknown; is_set: boolean }[];
}

describe('Sealed fields', () => {
  let app: TestApp;
  let ownerId: string;
  let admin: Browser;
  let organizer: Browser;
  let fieldId: string;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db), slug: 'leaver' });
    admin = await app.signIn('chapter-admin', ownerId);
    organizer = await app.signIn('organizer', ownerId);
    const made = await admin.send('/api/v1/person-fields', {
      ...{ owner_id: ownerId, label: { en: 'Whom to call first' }, type: 'text', sensitivity: 'sealed' },
    });
    expect(made.json()).toMatchObject({ sensitivity: 'sealed' });
    fieldId = made.json<{ id: string }>().id;
  });
  afterAll(() => app.close());

  const put = (personId: string, value: unknown, by = admin): Promise<Answer> =>
    by.send(`/api/v1/people/${personId}/values`, { values: [{ field_id: fieldId, value }] }, 'PUT');
  const sealedOf = async (personId: string): Promise<unknown> =>
    (await admin.get(`/api/v1/people/${personId}/sealed-values`)).json<Values>().data[0]!.value;

  /** Every row of every table as text, as a dump would have it; bytes in hexadecimal, base64 as it stands. */
  async function tablesWith(...planted: string[]): Promise<string[]> {
    const { rows } = await app.db.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    const forms = planted.flatMap((word) => [
      word,
      Buffer.from(word).toString('hex'),
      Buffer.from(word).toString('base64').slice(0, -4),
    ]);
    const found: string[] = [];
    for (const { name } of rows) {
      const { rows: hits } = await app.db.query(
        `SELECT 1 FROM ${name} t WHERE t::text ILIKE ANY (SELECT '%' || f || '%' FROM unnest($1::text[]) f) LIMIT 1`,
        [forms],
      );
      if (hits.length > 0) found.push(name);
    }
    return found;
  }

  it('are opened by who may see them, each look is logged, and to others there is no such field', async () => {
    const id = await aPerson(app.db, { ownerId });
    expect((await put(id, 'Aunt Calliope', organizer)).status).toBe(422);
    expect((await put(id, 'Aunt Calliope')).status).toBe(200);
    const listed = await admin.get(`/api/v1/people/${id}/values`);
    expect(listed.json<Values>().data).toMatchObject([{ value: null, is_set: true }]);
    expect(await sealedOf(id)).toBe('Aunt Calliope');
    const { rows } = await app.db.query(
      `SELECT account_id, detail FROM audit_entries WHERE action = 'sealed-values.viewed' AND subject_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ account_id: admin.accountId, detail: { count: 1 } }]);
    expect((await organizer.get(`/api/v1/people/${id}/sealed-values`)).status).toBe(403);
    for (const path of ['person-fields', `people/${id}/values`, `people/${id}/timeline`, 'segments/fields'])
      expect((await organizer.get(`/api/v1/${path}`)).text).not.toMatch(/Whom to call|Calliope/);
  });

  it('stand nowhere in the clear, history included, and nothing finds them', async () => {
    const id = await aPerson(app.db, { ownerId });
    for (const value of ['Persephone at the bakery', 'Nobody but Thelonious', null, 'Back to Persephone'])
      expect((await put(id, value)).status).toBe(200);
    expect(await tablesWith('Persephone at', 'Thelonious', 'Back to Perse')).toEqual([]);
    const timeline = await admin.get(`/api/v1/people/${id}/timeline?kinds=changed`);
    expect(timeline.json<{ data: unknown[] }>().data).toHaveLength(4);
    expect(timeline.json()).toMatchObject({
      data: [{ detail: { before: null, after: '(sealed)' } }, {}, {}, {}],
    });
    expect(timeline.text).not.toMatch(/Persephone|Thelonious/);
    expect((await admin.get('/api/v1/people?q=Persephone')).json<{ data: unknown[] }>().data).toEqual([]);
    expect((await admin.get(`/api/v1/segments/fields`)).text).not.toContain(fieldId);
  });

  it('have no history of a change where the same was saved again', async () => {
    const id = await aPerson(app.db, { ownerId });
    await put(id, 'The same');
    await put(id, 'The same');
    const timeline = await admin.get(`/api/v1/people/${id}/timeline?kinds=changed`);
    expect(timeline.json<{ data: unknown[] }>().data).toHaveLength(1);
  });

  it('are sealed from their making on, or never', async () => {
    const open = (
      await admin.send('/api/v1/person-fields', {
        ...{ owner_id: ownerId, label: { en: 'Ward' }, type: 'text' },
      })
    ).json<{ id: string }>();
    const change = (id: string, sensitivity: string): Promise<Answer> =>
      admin.send(`/api/v1/person-fields/${id}`, { sensitivity }, 'PATCH');
    for (const answer of [await change(open.id, 'sealed'), await change(fieldId, 'open')])
      expect(answer.json()).toMatchObject({ error: { code: 'sealed_for_good' } });
  });

  it('go along in a merge, and back with its undo', async () => {
    const [kept, absorbed] = [await aPerson(app.db, { ownerId }), await aPerson(app.db, { ownerId })];
    await put(absorbed, 'Only of the absorbed');
    const merged = await admin.send(`/api/v1/people/${kept}/merges`, {
      ...{ absorbed_id: absorbed, take: [], take_values: [] },
    });
    expect([merged.status, await sealedOf(kept)]).toEqual([expect.any(Number), 'Only of the absorbed']);
    const { id: batchId } = merged.json<{ id: string }>();
    expect((await admin.send(`/api/v1/change-batches/${batchId}/undo`)).status).toBeLessThan(300);
    expect([await sealedOf(kept), await sealedOf(absorbed)]).toEqual([null, 'Only of the absorbed']);
    expect(await tablesWith('Only of the abs')).toEqual([]);
  });

  it('are filled by an import that keeps nothing of them in the clear, mistakes included', async () => {
    const file = `First name,Email,Whom to call
Nell,nell@example.org,Grandfather Ignatius
,not an address,Cousin Hyacinth
`;
    const shown = (await upload(admin, ownerId, file)).json<ShownImport>();
    const mapping = [{ is: 'given_name' }, { is: 'email' }, { is: 'field', field_id: fieldId }];
    const planned = await admin.send(`/api/v1/imports/${shown.id}`, { mapping }, 'PATCH');
    expect([planned.status, planned.text]).toEqual([200, expect.any(String)]);
    await act(admin, shown.id, 'dry-run');
    expect(await tablesWith('Ignatius', 'Hyacinth')).toEqual([]);
    await act(admin, shown.id, 'run');
    expect(await look(admin, shown.id)).toMatchObject({ state: 'done', counts: { new: 1, rejected: 1 } });
    const { rows } = await app.db.query<{ id: string }>(`SELECT id FROM people WHERE given_name = 'Nell'`);
    expect(await sealedOf(rows[0]!.id)).toBe('Grandfather Ignatius');
    const mistakes = await admin.get(`/api/v1/imports/${shown.id}/errors.csv`);
    expect(mistakes.text).toContain('not an address');
    expect(mistakes.text).not.toContain('Hyacinth');
    expect(await tablesWith('Ignatius', 'Hyacinth')).toEqual([]);
  });

  it('are handed to whom they are about, and to the organization that takes them along', async () => {
    const id = await aPerson(app.db, { ownerId });
    await put(id, 'Hermione next door');
    const copy = await admin.get(`/api/v1/people/${id}/copy.json`);
    expect(copy.json()).toMatchObject({
      fields: [{ name: 'whom_to_call_first', sealed_value: 'Hermione next door' }],
      changes: [{ after: 'Hermione next door' }],
    });
    const lines: string[] = [];
    await app.worker!.get(LeavingExport).write('leaver', (line) => void lines.push(line));
    expect(lines.filter((line) => line.includes('Hermione next door'))).toHaveLength(2);
  });
});
