import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';

interface Volunteering {
  skills: string[];
  languages: string[];
  availability: string[];
  travel_km: number | null;
  trainings: {
    training_id: string;
    name: string;
    done_on: string;
    expires_on: string | null;
    is_in_force: boolean;
  }[];
}
interface Training {
  id: string;
  name: string;
}
interface Timeline {
  data: { kind: string; detail: { field?: string; before?: unknown; after?: unknown } }[];
}

const NOTHING = { skills: [], languages: [], availability: [], travel_km: null };

describe('What volunteers offer', () => {
  let app: TestApp;
  let ownerId: string;
  let organizer: Browser;
  beforeAll(async () => {
    app = await startApp();
    ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    organizer = await app.signIn('organizer', ownerId);
  });
  afterAll(() => app.close());

  const put = (id: string, offer: object) =>
    organizer.send(`/api/v1/people/${id}/volunteering`, { ...NOTHING, ...offer }, 'PUT');
  const read = async (id: string): Promise<Volunteering> =>
    (await organizer.get(`/api/v1/people/${id}/volunteering`)).json<Volunteering>();
  const aTraining = async (name: string, valid_months: number | null = null): Promise<Training> =>
    (await organizer.send('/api/v1/trainings', { owner_id: ownerId, name, valid_months })).json<Training>();
  const train = (id: string, training: Training, form: object) =>
    organizer.send(`/api/v1/people/${id}/trainings/${training.id}`, form, 'PUT');

  it('is what they can do, in which languages, when and how far away, with its history', async () => {
    const id = await aPerson(app.db, { ownerId });
    expect(await read(id)).toEqual({ ...NOTHING, trainings: [] });
    await put(id, {
      skills: [' Driving', 'Cooking', 'Driving'],
      languages: ['pt'],
      availability: ['sat-morning'],
    });
    const now = await put(id, { skills: ['Driving'], availability: ['sat-morning'], travel_km: 24 });
    expect(now.json()).toEqual({
      ...{ skills: ['Driving'], languages: [], availability: ['sat-morning'], travel_km: 24, trainings: [] },
    });
    const timeline = (await organizer.get(`/api/v1/people/${id}/timeline?kinds=changed`)).json<Timeline>();
    expect(timeline.data.map(({ detail }) => detail)).toMatchObject([
      { field: 'volunteering', before: { skills: ['Cooking', 'Driving'] }, after: { skills: ['Driving'] } },
      { field: 'volunteering', before: null },
    ]);
    await put(id, {});
    const { rows } = await app.db.query('SELECT 1 FROM volunteer_profiles WHERE person_id = $1', [id]);
    expect(rows).toEqual([]);
  });

  it('never says who is a survivor', async () => {
    const id = await aPerson(app.db, { ownerId });
    expect((await put(id, { skills: ['Survivor leader'] })).status).toBe(422);
    expect(
      (await organizer.send('/api/v1/trainings', { owner_id: ownerId, name: 'For survivors' })).status,
    ).toBe(422);
  });

  it('is no time of the week that there is not, and no distance over the ocean', async () => {
    const id = await aPerson(app.db, { ownerId });
    for (const wrong of [{ availability: ['mon-night'] }, { travel_km: 0 }, { languages: ['Portuguese'] }])
      expect((await put(id, wrong)).status).toBe(422);
  });

  it('holds with a training as long as the training says, or for ever', async () => {
    const id = await aPerson(app.db, { ownerId });
    const [yearly, once] = [await aTraining('De-escalation', 12), await aTraining('Safety walk')];
    expect(
      (await organizer.send('/api/v1/trainings', { owner_id: ownerId, name: 'safety walk' })).status,
    ).toBe(409);
    await train(id, yearly, { done_on: '2020-02-29' });
    const { trainings } = (await train(id, once, { done_on: '2020-03-01' })).json<Volunteering>();
    expect(trainings).toEqual([
      {
        training_id: yearly.id,
        name: 'De-escalation',
        done_on: '2020-02-29',
        expires_on: '2021-02-28',
        is_in_force: false,
      },
      {
        training_id: once.id,
        name: 'Safety walk',
        done_on: '2020-03-01',
        expires_on: null,
        is_in_force: true,
      },
    ]);
    const again = await train(id, yearly, { done_on: '2026-11-01', expires_on: '2099-01-01' });
    expect(again.json<Volunteering>().trainings[0]).toMatchObject({ is_in_force: true });
    expect((await train(id, once, { done_on: '2020-03-01', expires_on: '2020-02-01' })).status).toBe(422);
    const path = `/api/v1/people/${id}/trainings/${once.id}`;
    expect((await organizer.fetch(path, { method: 'DELETE' })).status).toBe(200);
    expect((await organizer.fetch(path, { method: 'DELETE' })).status).toBe(404);
  });

  it('is one offer after a merge, and two again when it is undone', async () => {
    const [kept, gone] = [await aPerson(app.db, { ownerId }), await aPerson(app.db, { ownerId })];
    const training = await aTraining('First aid');
    await put(kept, { skills: ['Cooking'], travel_km: 5 });
    await put(gone, { skills: ['Driving'], languages: ['es'], travel_km: 50 });
    await train(kept, training, { done_on: '2025-01-01' });
    await train(gone, training, { done_on: '2026-01-01' });
    const before = [await read(kept), await read(gone)];
    const merged = await organizer.send(`/api/v1/people/${kept}/merges`, { absorbed_id: gone });
    expect(await read(kept)).toMatchObject({
      ...{ skills: ['Cooking', 'Driving'], languages: ['es'], travel_km: 5 },
      trainings: [{ done_on: '2026-01-01' }],
    });
    const undone = await organizer.send(
      `/api/v1/change-batches/${merged.json<{ id: string }>().id}/undo`,
      {},
    );
    expect([undone.status, undone.text]).toEqual([200, undone.text]);
    expect([await read(kept), await read(gone)]).toEqual(before);
  });
});
