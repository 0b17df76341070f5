import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { DistrictImport, type DistrictReport } from '../../src/geography/district-import.service.js';
import { matchKey } from '../../src/geography/district-name.access.js';
import { isLocated, Locating, type Located } from '../../src/geography/locating.service.js';
import { ZipPoints } from '../../src/geography/zip-points.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { testData } from '../support/test-data.js';

const FILES = {
  lower: ['boundaries/ma_house_2021.geojson', 'DIST_CODE', 'REP_DIST', 160],
  upper: ['boundaries/ma_senate_2021.geojson', 'SENDISTNUM', 'SEN_DIST', 40],
  congress: ['boundaries/ma_congress_118.geojson', 'DIST_NUM', 'DISTRICT', 9],
  town: ['boundaries/ma_towns_2024.geojson', 'city_town_id', 'city_town', 351],
} as const;
type Layer = keyof typeof FILES;

const points = testData('points/ma_20_offices_with_districts.csv');
const described = points ? describe : describe.skip;

described('Massachusetts, by its real boundaries', () => {
  let app: TestApp;
  let districts: DistrictImport;
  let locating: Locating;

  const load = (layer: Layer): Promise<DistrictReport> => {
    const [file, idProperty, nameProperty] = FILES[layer];
    const content = readFileSync(testData(file)!, 'utf8');
    return districts.run(content, {
      kind: layer,
      idProperty,
      nameProperty,
      jurisdiction: 'MA',
      source: file,
    });
  };
  const located = async (lookup: Promise<unknown>): Promise<Located> => (await lookup) as Located;
  const layersOf = ({ choices }: Located): string[] => choices.map(({ layer }) => layer).sort();

  beforeAll(async () => {
    app = await startApp();
    districts = app.web.get(DistrictImport);
    locating = app.web.get(Locating);
    for (const layer of Object.keys(FILES) as Layer[]) {
      expect(await load(layer)).toMatchObject({ created: FILES[layer][3], updated: 0, removed: 0 });
    }
    const zips = readFileSync(testData('zip/ma_zip_points.csv')!, 'utf8');
    expect(await app.web.get(ZipPoints).run(zips, 'MA')).toMatchObject({ created: 685, skipped: [] });
  }, 60_000);

  afterAll(() => app?.close());

  it('is loaded a second time without a change', async () => {
    expect(await load('upper')).toEqual({ created: 0, updated: 0, unchanged: 40, removed: 0, skipped: [] });
  });

  it('names the right districts of all twenty checked addresses', async () => {
    const rows: Record<string, string>[] = parse(readFileSync(points!, 'utf8'), { columns: true });
    const wrong: string[] = [];
    for (const row of rows) {
      const lookup = await locating.locate({ latitude: Number(row.lat), longitude: Number(row.lng) });
      const found = isLocated(lookup) ? lookup.districts : [];
      const name = (layer: string): string => found.find((each) => each.layer === layer)?.name ?? 'none';
      const isRight =
        matchKey(name('lower')) === matchKey(row.house_district!) &&
        matchKey(name('upper')) === matchKey(row.senate_district!) &&
        Number.parseInt(name('congress')) === Number(row.congress_district) &&
        name('town') === row.town;
      if (!isRight) wrong.push(row.id!);
    }
    expect(rows).toHaveLength(20);
    expect(wrong).toEqual([]);
  });

  it('never names a wrong district with certainty from the ZIP of a checked address', async () => {
    const rows: Record<string, string>[] = parse(readFileSync(points!, 'utf8'), { columns: true });
    for (const row of rows) {
      const { street, city } = { street: row.address!, city: row.city! };
      const lookup = await located(locating.locateAddress({ street, city, state: 'MA', zip: row.zip! }));
      const possible = (layer: string): string[] => [
        ...lookup.districts.filter((each) => each.layer === layer).map((each) => matchKey(each.name)),
        ...lookup.choices
          .filter((each) => each.layer === layer)
          .flatMap(({ candidates }) => candidates.map((each) => matchKey(each.name))),
      ];
      expect(possible('lower')).toContain(matchKey(row.house_district!));
      expect(possible('upper')).toContain(matchKey(row.senate_district!));
    }
  });

  it('asks for more where a ZIP spans districts, and says how it looked', async () => {
    const medford = await located(locating.locateZip('02155'));
    expect(medford).toMatchObject({ by: 'zip-point', isAmbiguous: true });
    expect(layersOf(medford)).toContain('lower');
    const candidates = medford.choices.find(({ layer }) => layer === 'lower')!.candidates;
    expect(candidates.length).toBeGreaterThanOrEqual(2);
  });

  it('lets the person choose among the candidates, and among no others', async () => {
    const medford = await located(locating.locateZip('02155'));
    const all = medford.choices.flatMap(({ candidates }) => candidates.slice(0, 1).map(({ id }) => id));
    expect(locating.choose(medford, all)).toMatchObject({ isAmbiguous: false });
    const [springfield] = (await located(locating.locateTown('Springfield', 'MA'))).choices.flatMap(
      (each) => each.candidates,
    );
    expect(locating.choose(medford, [springfield!.id])).toEqual(medford);
  });

  it('is certain of a small town that lies in one district, by its name alone', async () => {
    const town = await located(locating.locateTown('northfield', 'MA'));
    expect(town).toMatchObject({ by: 'town-point', isAmbiguous: false });
    expect(town.districts.map(({ layer }) => layer)).toEqual(
      expect.arrayContaining(['congress', 'lower', 'upper']),
    );
  });

  it('is certain of nothing for a ZIP of PO boxes', async () => {
    const boxes = await located(locating.locateZip('01004'));
    expect(boxes.districts).toEqual([]);
    expect(boxes.isAmbiguous).toBe(true);
  });

  it('says what it does not know: a ZIP, a town, a point in the sea', async () => {
    expect(await locating.locateZip('99999')).toEqual({ problem: 'unknown-zip' });
    expect(await locating.locateTown('Atlantis', 'MA')).toEqual({ problem: 'unknown-town' });
    expect(await locating.locate({ latitude: 40, longitude: -60 })).toEqual({ problem: 'outside' });
  });

  it('is the same by the Census’s names and boundaries', async () => {
    const lower = testData('boundaries/tiger2024/MA_lower.json');
    const options = {
      kind: 'sldl',
      idProperty: 'GEOID',
      nameProperty: 'NAMELSAD',
      jurisdiction: 'MA',
      source: 'TIGER',
    };
    const report = await districts.run(readFileSync(lower!, 'utf8'), options);
    expect(report).toMatchObject({ created: 160, removed: 160 });
    expect(report.skipped).toHaveLength(1);
    const { rows } = await app.db.query(
      `SELECT DISTINCT match_key FROM districts WHERE layer = 'lower' ORDER BY 1`,
    );
    expect(rows.map(({ match_key }) => match_key as string)).toContain('13 suffolk');
    expect(rows).toHaveLength(160);
    await load('lower');
  });
});
