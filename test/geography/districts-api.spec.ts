import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { boundaries, LAYERS } from '../support/harbor.js';
import { aNetwork } from '../support/people.js';
import { settled } from '../support/settled.js';

interface Load {
  id: string;
  state: string;
  error: string | null;
  report: Record<string, unknown> | null;
}

describe('Districts in the console', () => {
  let app: TestApp;
  let admin: Browser;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    admin = await app.signIn('network-admin', await aNetwork(app.db));
  }, 60_000);
  afterAll(() => app?.close());

  /** Sends a load and waits for what becomes of it. */
  async function load(path: string, body: object): Promise<Load> {
    const opened = await admin.send(`/api/v1/${path}`, body);
    if (opened.status !== 201) throw new Error(opened.text);
    const { id } = opened.json<Load>();
    return settled('the load is done', async () => {
      const now = (await admin.get(`/api/v1/reference-imports/${id}`)).json<Load>();
      return ['finished', 'failed'].includes(now.state) && now;
    });
  }
  const districts = (content: string, more: object = {}) =>
    load('district-imports', {
      file: { name: 'practice.geojson', content },
      kind: 'school ward',
      jurisdiction: 'MA',
      id_property: 'code',
      name_property: 'name',
      ...more,
    });

  it('are loaded by a job and drawn simplified', async () => {
    const done = await districts(LAYERS.lower);
    expect(done).toMatchObject({ state: 'finished', report: { created: 2, updated: 0 } });
    expect((await districts(LAYERS.lower)).report).toMatchObject({ created: 0, unchanged: 2 });
    const sets = (await admin.get('/api/v1/boundary-sets')).json<{
      data: { kind: string; district_count: number }[];
    }>().data;
    expect(sets).toContainEqual(expect.objectContaining({ kind: 'school ward', district_count: 2 }));
    const [{ id }] = (await admin.get('/api/v1/districts?q=first&layer=school ward')).json<{
      data: [{ id: string }];
    }>().data;
    expect(
      (await admin.get(`/api/v1/districts/${id}`)).json<{ outline: number[][][] }>().outline[0],
    ).toHaveLength(5);
  });

  it('keep their identity when their outlines move, and report districts that are gone', async () => {
    const before = await app.db.query(`SELECT id FROM districts WHERE layer = 'school-ward' AND code = 'H1'`);
    const moved = boundaries([['H1', 'First Harbor', -71.2, -71.12]]);
    expect((await districts(moved)).report).toMatchObject({
      created: 0,
      updated: 1,
      unchanged: 0,
      removed: 1,
    });
    const after = await app.db.query(`SELECT id FROM districts WHERE layer = 'school-ward' AND code = 'H1'`);
    expect(after.rows).toEqual(before.rows);
  });

  it.each([
    ['no JSON', 'hello'],
    ['no collection', '{"type":"Feature"}'],
    ['no district', '{"type":"FeatureCollection","features":[]}'],
    ['coordinates in metres', boundaries([['X', 'X', 230_000, 240_000]])],
    [
      'two districts of one id',
      boundaries([
        ['X', 'X', -71, -70],
        ['X', 'Y', -70, -69],
      ]),
    ],
    [
      'a line',
      '{"type":"FeatureCollection","features":[{"properties":{"code":"a","name":"b"},"geometry":{"type":"LineString","coordinates":[[0,0],[1,1]]}}]}',
    ],
    [
      'an open ring',
      '{"type":"FeatureCollection","features":[{"properties":{"code":"a","name":"b"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}}]}',
    ],
    [
      'a property of the prototype for a name',
      '{"type":"FeatureCollection","features":[{"properties":{"code":"a"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]}',
    ],
  ])('are refused where the file of boundaries holds %s', async (_what, content) => {
    const done = await districts(
      content,
      _what.includes('prototype') ? { name_property: 'constructor' } : {},
    );
    expect(done.state).toBe('failed');
    expect(done.error!.length).toBeGreaterThan(15);
  });
});
