import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { Changes } from '../../src/people/changes.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';
import { settled } from '../support/settled.js';

interface Batch {
  id: string;
  state: string;
  restored: number | null;
  left: number | null;
  undone_by: string | null;
}

describe('a batch of changes', () => {
  let app: TestApp;
  let networkId: string;
  let ownerId: string;
  let organizer: Browser;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    networkId = await aNetwork(app.db);
    ownerId = await aChapter(app.db, { networkId });
    organizer = await app.signIn('organizer', ownerId);
  });
  afterAll(() => app.close());

  /** Renames people within one batch. */
  async function renamed(personIds: readonly string[], kind: 'bulk' | 'import' = 'bulk'): Promise<string> {
    const { rows } = await app.db.query<{ id: string }>(
      `INSERT INTO change_batches (owner_id, kind, state, reason, made_by) VALUES ($1, $2, 'done', 'After the rally', $3)
       RETURNING id`,
      [ownerId, kind, organizer.accountId],
    );
    const by = { accountId: organizer.accountId, batchId: rows[0]!.id };
    await app.web.get(Database).as(Scope.account(organizer.accountId, [ownerId]), (tx) =>
      app.web.get(Changes).setFacts(
        tx,
        by,
        personIds.map((person_id) => ({ person_id, given_name: 'Renamed' })),
      ),
    );
    return rows[0]!.id;
  }
  const batch = async (id: string): Promise<Batch> =>
    (await organizer.get(`/api/v1/change-batches/${id}`)).json<Batch>();
  const undo = (id: string, by = organizer) => by.send(`/api/v1/change-batches/${id}/undo`, {});

  it('is undone by a job, which says what it left as it was', async () => {
    const people = await Promise.all(
      Array.from({ length: 5 }, () => aPerson(app.db, { ownerId, givenName: 'Ana' })),
    );
    const id = await renamed(people);
    await organizer.send(`/api/v1/people/${people[0]!}`, { given_name: 'Chosen since' }, 'PATCH');
    expect((await undo(id)).json()).toMatchObject({ state: 'undoing' });
    await settled('the batch is undone', async () => (await batch(id)).state === 'undone');
    expect(await batch(id)).toMatchObject({ restored: 4, left: 1 });
    expect((await organizer.get(`/api/v1/change-batches/${id}/left`)).json()).toEqual({
      data: [
        {
          person_id: people[0],
          given_name: 'Chosen since',
          family_name: expect.any(String),
          field: 'given_name',
        },
      ],
    });
    const { rows } = await app.db.query('SELECT given_name FROM people WHERE id = $1', [people[1]]);
    expect(rows).toEqual([{ given_name: 'Ana' }]);
    expect((await undo(id)).json()).toMatchObject({ error: { code: 'not_undoable' } });
  });

  it('of an import is left to the import, which takes back more', async () => {
    const id = await renamed([await aPerson(app.db, { ownerId })], 'import');
    expect((await undo(id)).json()).toMatchObject({ error: { code: 'own_way' } });
    expect(await batch(id)).toMatchObject({ state: 'done' });
  });

  it('stands in the list of its own organization alone, the newest first', async () => {
    const id = await renamed([await aPerson(app.db, { ownerId })]);
    const list = await organizer.get('/api/v1/change-batches?kind=bulk&limit=1');
    expect(list.json()).toMatchObject({
      data: [{ id, reason: 'After the rally' }],
      next: expect.any(String),
    });
    const stranger = await app.signIn('organizer', await aChapter(app.db, { networkId }));
    expect((await stranger.get('/api/v1/change-batches')).json()).toEqual({ data: [], next: null });
    expect((await undo(id, stranger)).status).toBe(404);
  });
});
