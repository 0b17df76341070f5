import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { Engagement } from '../../src/engagement/engagement.service.js';
import { Meeting } from '../../src/people/meeting.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';
import { anEmailField, aRecord, recordsOf } from './support/records.js';

describe('merging two records of one human', () => {
  let app: TestApp;
  let ownerId: string;
  let organizer: Browser;

  beforeAll(async () => {
    app = await startApp();
    ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    organizer = await app.signIn('organizer', ownerId);
  });
  afterAll(() => app.close());

  async function merge(keptId: string, absorbedId: string, form: object = {}): Promise<string> {
    const answer = await organizer.send(`/api/v1/people/${keptId}/merges`, {
      absorbed_id: absorbedId,
      ...form,
    });
    if (answer.status !== 201) throw new Error(`answered ${answer.status}: ${answer.text}`);
    return answer.json<{ id: string }>().id;
  }
  const undo = (batchId: string) => organizer.send(`/api/v1/change-batches/${batchId}/undo`, {});
  const record = async <T>(id: string): Promise<T> => (await organizer.get(`/api/v1/people/${id}`)).json<T>();

  it('gives the kept one what it lacks and what was chosen', async () => {
    const kept = await aPerson(app.db, {
      ownerId,
      givenName: 'A.',
      familyName: 'Reis',
      email: 'ana@work.example',
    });
    const gone = await aPerson(app.db, {
      ownerId,
      givenName: 'Ana',
      familyName: '',
      email: 'ana@home.example',
    });
    await organizer.send(`/api/v1/people/${gone}/tags`, { name: 'Driver' });
    await organizer.send(`/api/v1/people/${gone}/phones`, { number: '617 555 0111' });
    await merge(kept, gone, { take: ['given_name', 'email'] });
    expect(await record(kept)).toMatchObject({
      given_name: 'Ana',
      family_name: 'Reis',
      emails: [
        { address: 'ana@home.example', is_primary: true },
        { address: 'ana@work.example', is_primary: false },
      ],
      phones: [{ number: '+16175550111' }],
      tags: [{ name: 'Driver' }],
    });
    expect(await record(gone)).toMatchObject({ id: kept });
    const list = await organizer.get(`/api/v1/people?q=${encodeURIComponent('ana@home')}`);
    expect(list.json<{ data: unknown[] }>().data).toMatchObject([{ id: kept }]);
  });

  it('is undone exactly, whatever the two were', async () => {
    const field = await anEmailField(app.db, ownerId);
    for (let seed = 1; seed <= 25; seed++) {
      const kept = await aRecord(app.db, { ownerId, seed, field });
      const gone = await aRecord(app.db, { ownerId, seed: seed + 1000, field });
      const before = await recordsOf(app.db, [kept, gone]);
      const take = ['given_name', 'family_name', 'pronouns', 'language', 'email', 'phone', 'address'];
      const batchId = await merge(kept, gone, {
        take: take.filter((_, place) => (seed >> place) % 2 === 0),
        take_values: seed % 3 ? [field] : [],
      });
      expect([seed, await recordsOf(app.db, [kept, gone])]).not.toEqual([seed, before]);
      expect((await undo(batchId)).json()).toMatchObject({ state: 'undone', left: 0 });
      expect([seed, await recordsOf(app.db, [kept, gone])]).toEqual([seed, before]);
    }
  });

  it('moves no evidence, and the timeline of the kept one shows both', async () => {
    const [kept, gone] = [await aPerson(app.db, { ownerId }), await aPerson(app.db, { ownerId })];
    const sign = (personId: string, title: string) =>
      app.web.get(Database).as(Scope.organizations(ownerId), (tx) =>
        app.web.get(Engagement).record(tx, {
          ownerId,
          personId,
          did: 'signed',
          what: { kind: 'petition', id: null, title },
        }),
      );
    await sign(kept, 'One');
    await sign(gone, 'Two');
    await organizer.send(`/api/v1/people/${gone}/notes`, { body: 'Met at the library' });
    const batchId = await merge(kept, gone);
    await sign(gone, 'Three');
    const seen = async (id: string) =>
      (await organizer.get(`/api/v1/people/${id}/timeline?kinds=signed,noted,merged`))
        .json<{ data: { kind: string; what: { title: string } }[] }>()
        .data.map(({ kind, what }) => `${kind} ${what.title}`.trim());
    expect((await seen(kept)).sort()).toEqual(
      ['noted', 'signed One', 'signed Three', 'signed Two', expect.stringMatching(/^merged /)].sort(),
    );
    expect(await record(kept)).toMatchObject({ action_count: 3 });
    const { rows } = await app.db.query('SELECT count(*)::int AS n FROM engagements WHERE person_id = $1', [
      gone,
    ]);
    expect(rows).toEqual([{ n: 2 }]);
    await undo(batchId);
    expect(await record(kept)).toMatchObject({ action_count: 1 });
    expect(await record(gone)).toMatchObject({ id: gone, action_count: 2 });
    expect((await seen(gone)).sort()).toEqual(['noted', 'signed Three', 'signed Two']);
  });

  it('lets a form meet the kept one by the email of the other', async () => {
    const kept = await aPerson(app.db, { ownerId, email: 'kept@meet.example' });
    const gone = await aPerson(app.db, { ownerId, email: 'gone@meet.example' });
    await merge(kept, gone);
    const met = await app.web.get(Database).as(Scope.organizations(ownerId), (tx) =>
      app.web.get(Meeting).meet(tx, {
        ownerId,
        givenName: 'Ada',
        familyName: '',
        email: 'Gone@Meet.example',
        language: 'en',
        source: null,
        consents: [],
        method: 'form',
        sourceKind: 'petition',
        sourceId: null,
      }),
    );
    expect(met).toMatchObject({ personId: kept, isNew: false });
  });

  it('keeps the cautious word: no of either is no, and a no since then holds for both after the undo', async () => {
    const [kept, gone] = [await aPerson(app.db, { ownerId }), await aPerson(app.db, { ownerId })];
    const said = { channel: 'email', source: 'Sign-up sheet, May rally' };
    await organizer.send(`/api/v1/people/${kept}/consents`, { ...said, is_given: true });
    await organizer.send(`/api/v1/people/${gone}/consents`, { ...said, is_given: false });
    const batchId = await merge(kept, gone);
    const subscribed = async (id: string) =>
      (await record<{ subscriptions: { is_subscribed: boolean }[] }>(id)).subscriptions[0]?.is_subscribed;
    expect(await subscribed(kept)).toBe(false);
    await undo(batchId);
    expect([await subscribed(kept), await subscribed(gone)]).toEqual([true, false]);

    const other = await aPerson(app.db, { ownerId });
    await organizer.send(`/api/v1/people/${other}/consents`, { ...said, is_given: true });
    const again = await merge(other, kept);
    await organizer.send(`/api/v1/people/${other}/consents`, { ...said, is_given: false });
    await undo(again);
    expect([await subscribed(other), await subscribed(kept)]).toEqual([false, false]);
  });

  it('is undone in the order of the merges, the last one first', async () => {
    const [first, second, third] = [
      await aPerson(app.db, { ownerId }),
      await aPerson(app.db, { ownerId }),
      await aPerson(app.db, { ownerId }),
    ];
    const before = await recordsOf(app.db, [first, second, third]);
    const one = await merge(second, third);
    const two = await merge(first, second);
    expect(await record(third)).toMatchObject({ id: first });
    expect((await undo(one)).json()).toMatchObject({ error: { code: 'merged_since' } });
    expect((await undo(two)).status).toBe(200);
    expect(await record(third)).toMatchObject({ id: second });
    expect((await undo(one)).status).toBe(200);
    expect(await recordsOf(app.db, [first, second, third])).toEqual(before);
    expect((await undo(one)).json()).toMatchObject({ error: { code: 'not_undoable' } });
  });

  it('is not undone after thirty days', async () => {
    const batchId = await merge(await aPerson(app.db, { ownerId }), await aPerson(app.db, { ownerId }));
    await app.db.query(`UPDATE change_batches SET made_at = now() - interval '31 days' WHERE id = $1`, [
      batchId,
    ]);
    expect((await undo(batchId)).json()).toMatchObject({ error: { code: 'not_undoable' } });
  });
});
