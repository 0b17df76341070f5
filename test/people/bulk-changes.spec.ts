import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';
import { settled } from '../support/settled.js';

interface Bulk {
  people: number;
  changed: number;
  batch_id: string | null;
  is_undoable: boolean;
}

describe('A change of many people', () => {
  let app: TestApp;
  let ownerId: string;
  let other: string;
  let organizer: Browser;
  let ids: string[];

  beforeAll(async () => {
    app = await startApp({ worker: true });
    const networkId = await aNetwork(app.db);
    ownerId = await aChapter(app.db, { networkId });
    other = await aChapter(app.db, { networkId });
    organizer = await app.signIn('organizer', ownerId);
    ids = [];
    for (let n = 0; n < 5; n++) ids.push(await aPerson(app.db, { ownerId, familyName: `Bulk${n}` }));
  });
  afterAll(() => app.close());

  async function bulk(body: object, path = ''): Promise<Bulk> {
    const answer = await organizer.send(`/api/v1/bulk-changes${path}`, { owner_id: ownerId, ...body });
    expect([answer.status, answer.text]).toEqual([path ? 200 : 201, expect.any(String)]);
    return answer.json<Bulk>();
  }
  const tagged = async (name: string): Promise<number> =>
    (await app.db.query(`SELECT 1 FROM person_tags JOIN tags g ON g.id = tag_id WHERE g.name = $1`, [name]))
      .rowCount!;

  it('is counted first, made once, and undone as one', async () => {
    const driver = { act: 'add-tag', tag: 'Driver' };
    expect(await bulk({ person_ids: ids, ...driver }, '/preview')).toEqual({ people: 5, changed: 5 });
    expect(await tagged('Driver')).toBe(0);
    await bulk({ person_ids: ids.slice(0, 2), ...driver, reason: 'They offered at the rally' });
    const rest = await bulk({ person_ids: ids, ...driver, reason: 'All of them drive' });
    expect(rest).toEqual({
      people: 5,
      changed: 3,
      batch_id: expect.any(String),
      is_undoable: true,
      warnings: [],
    });
    const again = await bulk({ person_ids: ids, act: 'add-tag', tag: 'DRIVER', reason: 'Once more' });
    expect(again).toMatchObject({ changed: 0, batch_id: null });
    expect((await organizer.send(`/api/v1/change-batches/${rest.batch_id}/undo`)).status).toBe(200);
    await settled('the three were undone', async () => (await tagged('Driver')) === 2);
  });

  it('reaches whom a segment finds', async () => {
    const filter = { any: [0, 1].map((n) => ({ kind: 'name', contains: `Bulk${n}` })) };
    const made = await organizer.send('/api/v1/segments', { owner_id: ownerId, name: 'Two', filter });
    const segment_id = made.json<{ id: string }>().id;
    const spanish = { segment_id, act: 'set-language', language: 'es' };
    expect(await bulk(spanish, '/preview')).toEqual({ people: 2, changed: 2 });
    const { batch_id } = await bulk({ ...spanish, reason: 'They told us at the door' });
    const { rows } = await app.db.query(`SELECT count(*)::int AS n FROM person_changes WHERE batch_id = $1`, [
      batch_id,
    ]);
    expect(rows).toEqual([{ n: 2 }]);
    expect(
      await bulk({ segment_id, act: 'remove-tag', tag: 'Nobody has it', reason: 'Tidying' }),
    ).toMatchObject({ changed: 0 });
  });

  const refused = async (body: object): Promise<[number, string | undefined]> => {
    const whole = { owner_id: ownerId, person_ids: ids, reason: 'They told us', ...body };
    const { status, text } = await organizer.send('/api/v1/bulk-changes', whole);
    return [status, (JSON.parse(text) as { error?: { param?: string } }).error?.param];
  };

  it('sets a field of theirs, checked by its type, and undone to what each of them had', async () => {
    const admin = await app.signIn('chapter-admin', ownerId);
    const made = await admin.send('/api/v1/person-fields', {
      ...{ owner_id: ownerId, label: { en: 'Shirts' }, type: 'number' },
    });
    const field_id = made.json<{ id: string }>().id;
    const values = async () =>
      (
        await app.db.query<{ value: number }>(
          `SELECT value FROM person_values WHERE field_id = $1 ORDER BY value`,
          [field_id],
        )
      ).rows.map(({ value }) => value);
    const act = 'set-value';
    await bulk({ person_ids: ids.slice(0, 2), act, field_id, value: 1, reason: 'Given at the rally' });
    expect(await bulk({ person_ids: ids, act, field_id, value: 2 }, '/preview')).toMatchObject({
      changed: 5,
    });
    const all = await bulk({ person_ids: ids, act, field_id, value: 2, reason: 'Counted again' });
    expect(await values()).toEqual([2, 2, 2, 2, 2]);
    expect((await organizer.send(`/api/v1/change-batches/${all.batch_id}/undo`)).status).toBe(200);
    await settled('each has what they had', async () => (await values()).join() === '1,1');
    expect(await refused({ act, field_id, value: 'many' })).toEqual([422, 'value']);
    expect(await refused({ act, field_id: ids[0], value: 1 })).toEqual([422, 'field_id']);
  });

  it('writes down what they offer and what they were trained in, beside what is known already', async () => {
    const offer = { skills: ['Sound'], languages: ['pt'], availability: [], travel_km: 20 };
    await organizer.send(`/api/v1/people/${ids[0]}/volunteering`, offer, 'PUT');
    const drives = { act: 'add-skill', skill: 'Driving' };
    const added = await bulk({ person_ids: ids, ...drives, reason: 'They drove on Saturday' });
    expect(added).toMatchObject({ people: 5, changed: 5, is_undoable: true });
    expect(await bulk({ person_ids: ids, act: 'add-skill', skill: 'driving' }, '/preview')).toMatchObject({
      changed: 0,
    });
    const volunteering = async (id: string) =>
      (await organizer.get(`/api/v1/people/${id}/volunteering`)).json<Record<string, unknown>>();
    expect(await volunteering(ids[0]!)).toMatchObject({ ...offer, skills: ['Driving', 'Sound'] });
    expect((await organizer.send(`/api/v1/change-batches/${added.batch_id}/undo`)).status).toBe(200);
    await settled(
      'only what was known before is left',
      async () =>
        (await app.db.query(`SELECT 1 FROM volunteer_profiles WHERE person_id = ANY ($1)`, [ids]))
          .rowCount === 1,
    );
    expect(await volunteering(ids[0]!)).toMatchObject(offer);

    const first = await organizer.send('/api/v1/trainings', {
      ...{ owner_id: ownerId, name: 'First aid', valid_months: 12 },
    });
    const trained = { act: 'add-training', training_id: first.json<{ id: string }>().id };
    await bulk({ person_ids: ids.slice(0, 1), ...trained, done_on: '2026-06-01', reason: 'Evening class' });
    const day = { person_ids: ids, ...trained, done_on: '2026-05-01', reason: 'The list of May' };
    expect(await bulk(day)).toMatchObject({ changed: 4 });
    const { rows } = await app.db.query(
      `SELECT done_on::text, expires_on::text FROM person_trainings WHERE person_id = ANY ($1) ORDER BY done_on DESC LIMIT 2`,
      [ids],
    );
    expect(rows).toEqual([
      { done_on: '2026-06-01', expires_on: '2027-05-31' },
      { done_on: '2026-05-01', expires_on: '2027-04-30' },
    ]);
    expect(await refused({ ...trained, training_id: ids[0], done_on: '2026-05-01' })).toEqual([
      422,
      'training_id',
    ]);
  });

  it('warns at a tag that tells who was exploited, and refuses it as a skill', async () => {
    const told = await organizer.send('/api/v1/bulk-changes', {
      ...{ owner_id: ownerId, person_ids: ids, act: 'add-tag', tag: 'Survivor', reason: 'They said so' },
    });
    expect(told.json<{ warnings: string[] }>().warnings).toHaveLength(1);
    expect(await refused({ act: 'add-skill', skill: 'Survivor' })).toEqual([422, 'skill']);
  });

  it('can take consent away with a reason, and never give it', async () => {
    await app.db.query(
      `INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) SELECT unnest($1::uuid[]), $2, 'email', true`,
      [ids.slice(0, 3), ownerId],
    );
    const gone = await bulk({ person_ids: ids, act: 'unsubscribe', reason: 'Asked by phone, list of May 3' });
    expect(gone).toEqual({ people: 5, changed: 3, batch_id: null, is_undoable: false, warnings: [] });
    const { rows } = await app.db.query(
      `SELECT c.text, c.method, s.is_subscribed FROM consents c JOIN subscriptions s USING (person_id) WHERE c.person_id = $1`,
      [ids[0]],
    );
    expect(rows).toEqual([{ text: 'Asked by phone, list of May 3', method: 'staff', is_subscribed: false }]);
    const yes = { owner_id: ownerId, person_ids: ids, act: 'subscribe', reason: 'They would like it' };
    expect((await organizer.send('/api/v1/bulk-changes', yes)).status).toBe(422);
  });

  it('needs a reason, and everybody in it to be one’s own', async () => {
    const tag = { owner_id: ownerId, act: 'add-tag', tag: 'x' };
    expect(
      (await organizer.send('/api/v1/bulk-changes', { ...tag, person_ids: ids, reason: '' })).status,
    ).toBe(422);
    const theirs = await aPerson(app.db, { ownerId: other });
    for (const path of ['', '/preview']) {
      const reason = path ? {} : { reason: 'Because' };
      const mixed = { ...tag, ...reason, person_ids: [ids[0], theirs] };
      expect((await organizer.send(`/api/v1/bulk-changes${path}`, mixed)).status).toBe(404);
      const foreign = { ...mixed, owner_id: other, person_ids: [theirs] };
      expect((await organizer.send(`/api/v1/bulk-changes${path}`, foreign)).status).toBe(404);
    }
    const analyst = await app.signIn('analyst', ownerId);
    expect((await analyst.send('/api/v1/bulk-changes', { ...tag, person_ids: ids })).status).toBe(403);
  });
});
