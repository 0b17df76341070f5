import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Counting } from '../../src/petitions/counting.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPetition } from '../support/people.js';

interface Petition {
  id: string;
  slug: string;
  state: string;
  version: number;
  goal: number;
  confirmed_count: number;
}

describe('a petition and its text', () => {
  let app: TestApp;
  let ownerId: string;
  let organizer: Browser;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db), name: 'CEASE Lowell' });
    organizer = await app.signIn('organizer', ownerId);
  });
  afterAll(() => app.close());

  const words = {
    title: { en: 'Safe housing now' },
    addressed_to: { en: 'The city' },
    ask: { en: 'Fund it.' },
  };

  async function aDraft(): Promise<Petition> {
    const answer = await organizer.send('/api/v1/petitions', { owner_id: ownerId, ...words });
    expect(answer.status).toBe(201);
    return answer.json();
  }
  const act = (id: string, what: string) => organizer.send(`/api/v1/petitions/${id}/${what}`);

  it('is not published before it says what is asked of whom', async () => {
    const answer = await organizer.send('/api/v1/petitions', {
      owner_id: ownerId,
      title: { en: 'Only a title' },
    });
    const refused = await act(answer.json<Petition>().id, 'publication');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('"param":"addressed_to"');
    expect(refused.text).toContain('"param":"ask"');
  });

  it('is published once by twenty who publish at the same moment, with its words frozen and hashed', async () => {
    const { id } = await aDraft();
    const answers = await Promise.all(Array.from({ length: 20 }, () => act(id, 'publication')));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array.from({ length: 19 }, () => 409),
    ]);
    const { rows } = await app.db.query(
      `SELECT version, text, text_hash = sha256(convert_to(text::text, 'UTF8')) AS is_whole FROM petition_versions
       WHERE petition_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ version: 1, text: words, is_whole: true }]);
  });

  it('gets a new version by other words, and none by another goal', async () => {
    const { id, slug } = await aDraft();
    await act(id, 'publication');
    const change = async (body: object) =>
      (await organizer.send(`/api/v1/petitions/${id}`, body, 'PATCH')).json<Petition>().version;
    expect(await change({ goal: 500, background: { en: 'Because.' } })).toBe(1);
    expect(await change({ ask: { en: 'Fund all of it.' } })).toBe(2);
    expect(await change({ ask: { en: 'Fund all of it.' } })).toBe(2);
    const { text } = await app.visitor().get(`/petitions/${slug}?lang=en`);
    expect(text).toContain('The text was edited');
    const { rows } = await app.db.query<{ ask: string }>(
      `SELECT text #>> '{ask,en}' AS ask FROM petition_versions WHERE petition_id = $1 ORDER BY version`,
      [id],
    );
    expect(rows.map(({ ask }) => ask)).toEqual(['Fund it.', 'Fund all of it.']);
  });

  it('goes from draft to open, closed, open again, closed and delivered, and no other way', async () => {
    const { id } = await aDraft();
    const statuses: [string, number][] = [];
    for (const what of [
      'closure',
      'publication',
      'publication',
      'closure',
      'reopening',
      'delivery',
      'closure',
      'delivery',
      'reopening',
    ])
      statuses.push([what, (await act(id, what)).status]);
    expect(statuses.map(([, status]) => status)).toEqual([409, 200, 409, 200, 200, 409, 200, 200, 409]);
    const fixed = await organizer.send(`/api/v1/petitions/${id}`, { goal: 7 }, 'PATCH');
    expect(fixed.json()).toMatchObject({ error: { code: 'petition_delivered' } });
  });

  it('shows the editor the page that visitors would get, and the world nothing of a draft', async () => {
    const { id, slug } = await aDraft();
    const preview = await organizer.send(`/api/v1/petitions/${id}/preview`, {
      ...words,
      ask: { en: 'Not saved' },
      language: 'en',
    });
    expect(preview.json<{ html: string }>().html).toContain('Not saved');
    expect((await app.visitor().get(`/petitions/${slug}`)).status).toBe(404);
  });

  it('gives two petitions of one title two addresses, across all chapters', async () => {
    const [first, second] = [await aDraft(), await aDraft()];
    expect(second.slug).not.toBe(first.slug);
    const other = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    const stranger = await app.signIn('organizer', other);
    const body = { owner_id: other, slug: first.slug, ...words };
    expect((await stranger.send('/api/v1/petitions', body)).json()).toMatchObject({
      error: { param: 'slug' },
    });
  });

  it('steps its goal up at 80 %, up to its cap', async () => {
    const free = await aPetition(app.db, { ownerId, goal: 100 });
    const capped = await aPetition(app.db, { ownerId, goal: 100 });
    await app.db.query('UPDATE petitions SET goal_cap = 150 WHERE id = $1', [capped.id]);
    for (const { id } of [free, capped])
      await app.db.query('INSERT INTO petition_deltas SELECT $1, 1 FROM generate_series(1, 430)', [id]);
    await app.worker!.get(Counting).rollUp();
    const shown = async (id: string) => (await organizer.get(`/api/v1/petitions/${id}`)).json<Petition>();
    expect(await shown(free.id)).toMatchObject({ goal: 1000, confirmed_count: 430 });
    expect(await shown(capped.id)).toMatchObject({ goal: 150, confirmed_count: 430 });
  });

  it('mends a count that is off, and only that', async () => {
    await app.worker!.get(Counting).heal();
    const { id, slug } = await aPetition(app.db, { ownerId });
    await app.db.query('UPDATE petitions SET confirmed_count = 5 WHERE id = $1', [id]);
    expect(await app.worker!.get(Counting).drift()).toEqual([{ id, slug, counted: 5, actual: 0 }]);
    await app.worker!.get(Counting).heal();
    expect(await app.worker!.get(Counting).drift()).toEqual([]);
  });
});
