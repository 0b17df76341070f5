import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../src/app.module.js';
import { DistrictImport } from '../../src/geography/district-import.service.js';
import { ZipPoints } from '../../src/geography/zip-points.service.js';
import { Placing } from '../../src/people/placing/placing.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { GeocoderStandIn } from '../support/geocoder.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';

/** Two house districts side by side, a town in the western one, and one town over both. */
const box = (name: string, code: string, west: number, east: number) => ({
  type: 'Feature',
  properties: { code, name },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 42],
        [east, 42],
        [east, 43],
        [west, 43],
        [west, 42],
      ],
    ],
  },
});
const file = (...features: object[]): string => JSON.stringify({ type: 'FeatureCollection', features });
const WEST = { latitude: 42.5, longitude: -72.5 };
const EAST = { latitude: 42.5, longitude: -71.5 };
const ZIPS = `zip,place,county,state,latitude,longitude
01001,Westham,West,MA,42.5,-72.5
01002,Middleton,Middle,MA,42.5,-72
`;

interface Failure {
  person_id: string;
  reason: string;
  layers: string[];
}

describe('Placing people on the map', () => {
  let app: TestApp;
  /** Works as the owner of the tables, as a worker does, and runs no jobs by itself. */
  let operator: INestApplicationContext;
  let placing: Placing;
  let network: string;
  let chapter: string;
  let staff: Browser;
  const geocoder = new GeocoderStandIn(
    new Map([
      ['1 West St', WEST],
      ['2 East St', EAST],
      ['9 Sealed Way', EAST],
    ]),
  );

  const districts = (features: string): Promise<unknown> =>
    app.web.get(DistrictImport).run(features, {
      kind: 'lower',
      idProperty: 'code',
      nameProperty: 'name',
      jurisdiction: 'MA',
      source: 'test',
    });

  beforeAll(async () => {
    await geocoder.listen();
    app = await startApp({ settings: { GEOCODER_URL: geocoder.url } });
    operator = await NestFactory.createApplicationContext(AppModule.forRoot(app.config, 'owner'), {
      logger: false,
    });
    placing = operator.get(Placing);
    network = await aNetwork(app.db);
    await districts(file(box('West', '1', -73, -72), box('East', '2', -72, -71)));
    await app.web
      .get(DistrictImport)
      .run(file(box('Westham', '10', -73, -72.2), box('Middleton', '11', -72.2, -71.8)), {
        kind: 'town',
        idProperty: 'code',
        nameProperty: 'name',
        jurisdiction: 'MA',
        source: 'test',
      });
    await app.web.get(ZipPoints).run(ZIPS, 'MA');
  });
  afterAll(async () => {
    await operator?.close();
    await app?.close();
    await geocoder.close();
  });
  beforeEach(async () => {
    chapter = await aChapter(app.db, { networkId: network });
    staff = await app.signIn('chapter-admin', chapter);
    geocoder.asked.length = 0;
    geocoder.isAway = false;
    await place();
  });

  const place = async (): Promise<void> => {
    const { signal } = new AbortController();
    await placing.placeAll({}, { signal });
    await placing.placeNew({}, { signal });
  };
  const living = async (address: Record<string, string>, ownerId = chapter): Promise<string> => {
    const person = await aPerson(app.db, { ownerId });
    const { street = '', city = '', state = 'MA', zip = '' } = address;
    await app.db.query(
      `INSERT INTO person_addresses (person_id, line1, city, state, zip, is_primary) VALUES ($1, $2, $3, $4, $5, true)`,
      [person, street, city, state, zip],
    );
    return person;
  };
  const districtsOf = async (person: string): Promise<string[]> => {
    const { rows } = await app.db.query<{ name: string }>(
      `SELECT d.layer || ' ' || d.name || ' by ' || pd.method AS name FROM person_districts pd
       JOIN districts d ON d.id = pd.district_id WHERE pd.person_id = $1 ORDER BY 1`,
      [person],
    );
    return rows.map(({ name }) => name);
  };
  const failures = async (browser = staff): Promise<Failure[]> =>
    (await browser.get('/api/v1/location-failures')).json<{ data: Failure[] }>().data;

  it('is exact where the geocoder knows the street, and asks it about an address once', async () => {
    const [west, east] = [
      await living({ street: '1 West St', zip: '01002' }),
      await living({ street: '2 East St', zip: '01002' }),
    ];
    await place();
    expect(await districtsOf(west)).toContain('lower West by geocoder');
    expect(await districtsOf(east)).toEqual(['lower East by geocoder']);
    expect(await failures()).toEqual([]);
    expect([...geocoder.asked].sort()).toEqual(['1 West St', '2 East St']);
    const again = await living({ street: '1  WEST st', zip: '01002' });
    await place();
    expect(await districtsOf(again)).toContain('lower West by geocoder');
    expect(geocoder.asked).toHaveLength(2);
    const { rows } = await app.db.query<{ row: string }>(`SELECT to_jsonb(g)::text AS row FROM geocodings g`);
    expect(rows.map(({ row }) => row).join()).not.toMatch(/west st|01002/i);
  });

  it('falls back on ZIP and town while the geocoder is away, and stores only what is certain', async () => {
    geocoder.isAway = true;
    const person = await living({ street: '7 Some St', city: 'Westham', zip: '01001' });
    const between = await living({ street: '8 Some St', city: 'Middleton', zip: '01002' });
    await place();
    expect(await districtsOf(person)).toEqual(['lower West by zip-point', 'town Westham by zip-point']);
    expect(await districtsOf(between)).not.toContain('lower West by zip-point');
    expect(await failures()).toMatchObject([
      { person_id: between, reason: 'several-districts', layers: ['lower'] },
    ]);
  });

  it('lists who could not be placed and why, until the address is mended', async () => {
    const unknown = await living({ zip: '99999' });
    const nothing = await living({});
    await place();
    // Records made in one millisecond stand in any order.
    const pairs = [`${unknown} unknown-zip`, `${nothing} no-address`];
    const listed = (await failures()).map(({ person_id: id, reason }) => `${id} ${reason}`);
    expect(listed.toSorted()).toEqual(pairs.toSorted());
    expect(
      (await staff.get('/api/v1/location-failures?reason=no-address')).json<{ data: Failure[] }>().data,
    ).toHaveLength(1);
    const other = await app.signIn('chapter-admin', await aChapter(app.db, { networkId: network }));
    expect(await failures(other)).toEqual([]);

    const record = (await staff.get(`/api/v1/people/${unknown}`)).json<{ addresses: { id: string }[] }>();
    const change = { street: '1 West St', city: 'Westham', state: 'MA', zip: '01001' };
    const path = `/api/v1/people/${unknown}/addresses/${record.addresses[0]!.id}`;
    expect((await staff.send(path, change, 'PATCH')).status).toBe(200);
    await place();
    expect((await failures()).map(({ person_id: id }) => id)).toEqual([nothing]);
    expect(await districtsOf(unknown)).toContain('lower West by geocoder');
    expect((await staff.send(path, undefined, 'DELETE')).status).toBeLessThan(300);
    expect(await districtsOf(unknown)).toEqual([]);
  });

  it('tells nobody outside of a sealed record’s address, and nobody inside but who may read it', async () => {
    const sealed = await living({ street: '9 Sealed Way', zip: '99999' });
    await app.db.query(`UPDATE people SET is_sealed = true WHERE id = $1`, [sealed]);
    await place();
    expect(geocoder.asked).toEqual([]);
    expect(await failures()).toEqual([]);
    const { rows } = await app.db.query(
      `SELECT reason FROM location_failures f JOIN person_addresses a ON a.id = f.address_id
      WHERE a.person_id = $1`,
      [sealed],
    );
    expect(rows).toEqual([{ reason: 'unknown-zip' }]);
  });

  it('goes through everybody again when boundaries change, and reports who moved to their own chapter alone', async () => {
    const mover = await living({ street: '1 West St', zip: '01001' });
    const stayer = await living({ street: '2 East St', zip: '01002' });
    const stranger = await living(
      { street: '1 West St', zip: '01001' },
      await aChapter(app.db, { networkId: network }),
    );
    await place();
    // The western district is cut in two under new codes: West is no more.
    await districts(
      file(box('East', '2', -72, -71), box('Far West', '3', -73, -72.4), box('Near West', '4', -72.4, -72)),
    );
    await place();
    expect(await districtsOf(mover)).toContain('lower Far West by geocoder');
    expect(await districtsOf(stayer)).toEqual(['lower East by geocoder']);
    expect(await districtsOf(stranger)).toContain('lower Far West by geocoder');

    const [run] = (await staff.get('/api/v1/district-runs')).json<{
      data: { id: string; state: string; moved_count: number }[];
    }>().data;
    expect(run).toMatchObject({ state: 'finished', moved_count: 1 });
    const moves = (await staff.get(`/api/v1/district-runs/${run!.id}/moves`)).json<{ data: object[] }>().data;
    expect(moves).toMatchObject([
      { person_id: mover, layer: 'lower', from_name: 'West', to_name: 'Far West' },
    ]);
    expect(JSON.stringify(moves)).not.toContain(stranger);
    expect((await app.db.query(`SELECT 1 FROM lost_districts`)).rows).toEqual([]);
    await districts(file(box('West', '1', -73, -72), box('East', '2', -72, -71)));
    await place();
  });

  it('goes on where it was when its worker stops, and a file that changes nothing moves nobody', async () => {
    const people = [await living({ zip: '01001' }), await living({ street: '2 East St', zip: '01002' })];
    await place();
    const runs = async (): Promise<number> => (await app.db.query(`SELECT 1 FROM district_runs`)).rows.length;
    const before = await runs();
    await districts(file(box('West', '1', -73, -72), box('East', '2', -72, -71)));
    expect(await runs()).toBe(before);
    await app.web.get(ZipPoints).run(`${ZIPS}01003,Easton,East,MA,42.5,-71.5\n`, 'MA');
    expect(await runs()).toBe(before + 1);
    await placing.placeAll({}, { signal: AbortSignal.abort() });
    await app.db.query(
      `UPDATE district_runs SET claimed_until = now() - interval '1 second' WHERE state = 'running'`,
    );
    await place();
    const { rows } = await app.db.query(
      `SELECT state, counted_count >= 2 AS "isWhole" FROM district_runs ORDER BY id DESC LIMIT 1`,
    );
    expect(rows).toEqual([{ state: 'finished', isWhole: true }]);
    for (const person of people) expect(await districtsOf(person)).not.toEqual([]);
  });
});
