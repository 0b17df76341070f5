import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { importHarbor } from '../support/harbor.js';
import { aChapter, aNetwork } from '../support/people.js';

interface Campaign {
  id: string;
  slug: string;
  state: string;
  version: number;
  sink_address: string | null;
}

describe('Staff with a letter campaign', () => {
  let app: TestApp;
  let own: string;
  let organizer: Browser;
  let stranger: Browser;
  let analyst: Browser;
  const text = {
    title: { en: 'Fund the exit fund' },
    subject: { en: 'Please fund it' },
    body: { en: 'I live in {{district}}.' },
  };

  beforeAll(async () => {
    app = await startApp();
    const networkId = await aNetwork(app.db);
    own = await aChapter(app.db, { networkId });
    organizer = await app.signIn('organizer', own);
    analyst = await app.signIn('analyst', own);
    stranger = await app.signIn('organizer', await aChapter(app.db, { networkId }));
    await importHarbor(app.web);
  }, 60_000);
  afterAll(() => app?.close());

  const make = async (more: object = {}): Promise<Campaign> => {
    const made = await organizer.send('/api/v1/letter-campaigns', { owner_id: own, ...text, ...more });
    expect(made.status).toBe(201);
    return made.json<Campaign>();
  };
  const errors = (answer: { json<T>(): T }) =>
    answer.json<{ error: { fields: { param: string }[] } }>().error.fields.map(({ param }) => param);

  it('begin it as a draft that nobody outside sees, publish, close and open it again', async () => {
    const { id, slug, state } = await make();
    expect(state).toBe('draft');
    expect((await app.visitor().get(`/letters/${slug}`)).status).toBe(404);
    const open = await organizer.send(`/api/v1/letter-campaigns/${id}/publication`);
    expect(open.json<Campaign>()).toMatchObject({ state: 'open', version: 1 });
    expect((await app.visitor().get(`/letters/${slug}`)).text).toContain('Fund the exit fund');
    expect((await organizer.send(`/api/v1/letter-campaigns/${id}/publication`)).status).toBe(409);
    await organizer.send(`/api/v1/letter-campaigns/${id}/closure`);
    expect((await app.visitor().get(`/letters/${slug}`)).text).toContain('This campaign is closed');
    const again = await organizer.send(`/api/v1/letter-campaigns/${id}/publication`);
    expect(again.json<Campaign>()).toMatchObject({ state: 'open', version: 1 });
  });

  it('freeze another text as another version, and one that is the same as none', async () => {
    const { id } = await make();
    await organizer.send(`/api/v1/letter-campaigns/${id}/publication`);
    const change = (body: object) => organizer.send(`/api/v1/letter-campaigns/${id}`, body, 'PATCH');
    expect((await change({ introduction: { en: 'Longer' } })).json<Campaign>().version).toBe(1);
    expect((await change({ body: { en: 'Another text' } })).json<Campaign>().version).toBe(2);
    const { rows } = await app.db.query(`SELECT version FROM letter_versions WHERE letter_campaign_id = $1`, [
      id,
    ]);
    expect(rows).toHaveLength(2);
  });

  it('are told what is missing or wrong, field by field', async () => {
    const { id } = await make({ body: undefined });
    expect(errors(await organizer.send(`/api/v1/letter-campaigns/${id}/publication`))).toEqual(['body']);
    const merge = await organizer.send('/api/v1/letter-campaigns', {
      owner_id: own,
      ...text,
      body: { en: '{{official.home_address}}' },
    });
    expect(merge.status).toBe(422);
    expect(errors(merge)).toEqual(['body']);
    const targets = {
      chambers: [],
      levels: [],
      committees: [],
      always: ['00000000-0000-4000-8000-000000000000'],
      constituentsOnly: true,
    };
    expect(
      errors(await organizer.send('/api/v1/letter-campaigns', { owner_id: own, ...text, targets })),
    ).toEqual(['targets.always']);
    expect(
      (await organizer.send('/api/v1/letter-campaigns', { owner_id: own, ...text, is_practice: true }))
        .status,
    ).toBe(422);
  });

  it('see where letters of test mode go', async () => {
    expect((await make({ is_test_mode: true })).sink_address).toContain('@');
    expect((await make()).sink_address).toBeNull();
  });

  it('see whom a rule means, by name', async () => {
    const rule = { chambers: ['upper'], levels: [], committees: [], always: [], constituentsOnly: true };
    const counted = await organizer.send('/api/v1/target-counts', { targets: rule });
    expect(counted.json()).toEqual({
      count: 1,
      with_email: 1,
      examples: ['Cora Diaz, State Senator, Harbor and Hills'],
    });
    const all = await organizer.send('/api/v1/target-counts', { targets: { ...rule, chambers: [] } });
    expect(all.json()).toMatchObject({ count: 3, with_email: 2 });
  });

  it('of another chapter do not learn that it exists, and an analyst changes nothing', async () => {
    const { id } = await make();
    for (const path of ['', '/letters'])
      expect((await stranger.get(`/api/v1/letter-campaigns/${id}${path}`)).status).toBe(404);
    expect((await stranger.send(`/api/v1/letter-campaigns/${id}/publication`)).status).toBe(404);
    expect((await stranger.get('/api/v1/letter-campaigns')).json<{ data: unknown[] }>().data).toEqual([]);
    expect((await stranger.send('/api/v1/letter-campaigns', { owner_id: own, ...text })).status).toBe(404);
    expect((await analyst.get(`/api/v1/letter-campaigns/${id}`)).status).toBe(200);
    expect((await analyst.send(`/api/v1/letter-campaigns/${id}/publication`)).status).toBe(403);
  });

  it('page through their campaigns and lose none', async () => {
    const all = (await organizer.get('/api/v1/letter-campaigns?limit=200')).json<{ data: Campaign[] }>().data;
    const seen: string[] = [];
    for (let after = ''; ;) {
      const page = (
        await organizer.get(`/api/v1/letter-campaigns?limit=2${after && `&after=${after}`}`)
      ).json<{ data: Campaign[]; next: string | null }>();
      seen.push(...page.data.map(({ id }) => id));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen).toEqual(all.map(({ id }) => id));
  });
});
