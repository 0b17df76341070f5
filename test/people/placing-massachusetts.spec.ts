import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { AppModule } from '../../src/app.module.js';
import { DistrictImport } from '../../src/geography/district-import.service.js';
import { matchKey } from '../../src/geography/district-name.access.js';
import { ZipPoints } from '../../src/geography/zip-points.service.js';
import { Placing } from '../../src/people/placing/placing.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { GeocoderStandIn } from '../support/geocoder.js';
import { aChapter, aNetwork } from '../support/people.js';
import { testData } from '../support/test-data.js';

const points = testData('points/ma_20_offices_with_districts.csv');
const LAYERS = {
  lower: ['boundaries/ma_house_2021.geojson', 'DIST_CODE', 'REP_DIST', 'house_district'],
  upper: ['boundaries/ma_senate_2021.geojson', 'SENDISTNUM', 'SEN_DIST', 'senate_district'],
} as const;

(points ? describe : describe.skip)('Placing people of Massachusetts', () => {
  let app: TestApp;
  let operator: INestApplicationContext;
  let geocoder: GeocoderStandIn;
  let offices: Record<string, string>[];

  beforeAll(async () => {
    offices = parse(readFileSync(points!, 'utf8'), { columns: true });
    const known = offices.map((each): [string, { latitude: number; longitude: number }] => [
      each.address!,
      { latitude: Number(each.lat), longitude: Number(each.lng) },
    ]);
    geocoder = await new GeocoderStandIn(new Map(known)).listen();
    app = await startApp({ settings: { GEOCODER_URL: geocoder.url } });
    operator = await NestFactory.createApplicationContext(AppModule.forRoot(app.config, 'owner'), {
      logger: false,
    });
    for (const [kind, [file, idProperty, nameProperty]] of Object.entries(LAYERS)) {
      const options = { kind, idProperty, nameProperty, jurisdiction: 'MA', source: file };
      await operator.get(DistrictImport).run(readFileSync(testData(file)!, 'utf8'), options);
    }
    await operator.get(ZipPoints).run(readFileSync(testData('zip/ma_zip_points.csv')!, 'utf8'), 'MA');
    const chapter = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    await app.db.query(
      `WITH made AS (INSERT INTO people (owner_id, given_name, family_name)
         SELECT $1, 'Office', o ->> 'id' FROM jsonb_array_elements($2::jsonb) o RETURNING id, family_name)
       INSERT INTO person_addresses (person_id, line1, city, state, zip, is_primary)
       SELECT made.id, o ->> 'address', o ->> 'city', 'MA', o ->> 'zip', true
       FROM jsonb_array_elements($2::jsonb) o JOIN made ON made.family_name = o ->> 'id'`,
      [chapter, JSON.stringify(offices)],
    );
  }, 60_000);
  afterAll(async () => {
    await operator?.close();
    await app?.close();
    await geocoder?.close();
  });

  const run = async (): Promise<void> => {
    const { signal } = new AbortController();
    await operator.get(Placing).placeNew({}, { signal });
    await operator.get(Placing).placeAll({}, { signal });
  };
  /** By office: its districts, as stored. */
  const stored = async (): Promise<Record<string, Partial<Record<keyof typeof LAYERS, string>>>> => {
    const { rows } = await app.db.query<{ office: string; districts: Record<string, string> }>(
      `SELECT p.family_name AS office, coalesce(jsonb_object_agg(d.layer, d.name) FILTER (WHERE d.id IS NOT NULL), '{}') AS districts
       FROM people p LEFT JOIN person_districts pd ON pd.person_id = p.id LEFT JOIN districts d ON d.id = pd.district_id
       GROUP BY 1`,
    );
    return Object.fromEntries(rows.map(({ office, districts }) => [office, districts]));
  };

  it('stores no wrong district while only ZIP and town are known, and says which layers are open', async () => {
    geocoder.isAway = true;
    await run();
    const found = await stored();
    for (const office of offices)
      for (const layer of ['lower', 'upper'] as const) {
        const name = found[office.id!]![layer];
        if (name !== undefined) expect(matchKey(name)).toBe(matchKey(office[LAYERS[layer][3]]!));
      }
    const { rows } = await app.db.query<{ n: number; reasons: string[] }>(
      `SELECT count(*)::int AS n, array_agg(DISTINCT reason) AS reasons FROM location_failures`,
    );
    expect(rows[0]!.reasons).toEqual(['several-districts']);
    expect(rows[0]!.n).toBeGreaterThan(5);
  });

  it('stores the right house and senate district of all twenty once a geocoder knows the streets', async () => {
    geocoder.isAway = false;
    await app.db.query(`INSERT INTO district_runs (reason, title) VALUES ('districts', 'again')`);
    await run();
    const found = await stored();
    const wrong = offices.filter((office) =>
      (['lower', 'upper'] as const).some(
        (layer) => matchKey(found[office.id!]![layer] ?? '') !== matchKey(office[LAYERS[layer][3]]!),
      ),
    );
    expect(wrong).toEqual([]);
    expect((await app.db.query(`SELECT 1 FROM location_failures`)).rows).toEqual([]);
  });
});
