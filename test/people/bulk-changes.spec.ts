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
    expect(rest).toEqual({ people: 5, changed: 3, batch_id: expect.any(String), is_undoable: true });
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

  it('can take consent away with a reason, and never give it', async () => {
    await app.db.query(
      `INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) SELECT unnest($1::uuid[]), $2, 'email', true`,
      [ids.slice(0, 3), ownerId],
    );
    const gone = await bulk({ person_ids: ids, act: 'unsubscribe', reason: 'Asked by phone, list of May 3' });
    expect(gone).toEqual({ people: 5, changed: 3, batch_id: null, is_undoable: false });
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
