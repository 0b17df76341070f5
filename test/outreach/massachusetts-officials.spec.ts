import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DistrictImport } from '../../src/geography/district-import.service.js';
import { type OfficialsFile } from '../../src/outreach/officials/import-files.js';
import {
  OfficialsFiles,
  type OfficialsFormat,
} from '../../src/outreach/officials/officials-files.service.js';
import { OfficialsImport } from '../../src/outreach/officials/officials-import.service.js';
import { type OfficialsReport } from '../../src/outreach/officials/officials-report.js';
import { Representation } from '../../src/outreach/officials/representation.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { testData } from '../support/test-data.js';

const folder = testData('openstates/data/ma');
const described = folder ? describe : describe.skip;

function filesUnder(from: string): OfficialsFile[] {
  return readdirSync(from, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ya?ml)$/.test(name))
    .map((name) => ({ name, content: readFileSync(path.join(from, name), 'utf8') }));
}

described('The officials of Massachusetts, from the files of Open States', () => {
  let app: TestApp;
  let first: OfficialsReport;
  const files = folder ? filesUnder(folder) : [];

  const run = (format: OfficialsFormat, given: OfficialsFile[]): Promise<OfficialsReport> =>
    app.web.get(OfficialsImport).run(app.web.get(OfficialsFiles).read(format, given), { isComplete: true });
  const count = async (sql: string): Promise<number> =>
    Number((await app.db.query<{ n: string }>(`SELECT count(*) AS n ${sql}`)).rows[0]!.n);
  const chamber = (report: OfficialsReport, kind: string) =>
    report.seats.find((each) => each.kind === kind && each.jurisdiction.endsWith('state:ma'));

  beforeAll(async () => {
    app = await startApp();
    for (const [kind, file, idProperty, nameProperty] of [
      ['lower', 'ma_house_2021', 'DIST_CODE', 'REP_DIST'],
      ['upper', 'ma_senate_2021', 'SENDISTNUM', 'SEN_DIST'],
      ['congress', 'ma_congress_118', 'DIST_NUM', 'DISTRICT'],
      ['town', 'ma_towns_2024', 'city_town_id', 'city_town'],
    ] as const) {
      const content = readFileSync(testData(`boundaries/${file}.geojson`)!, 'utf8');
      await app.web
        .get(DistrictImport)
        .run(content, { kind, idProperty, nameProperty, jurisdiction: 'MA', source: file });
    }
    first = await run('openstates-yaml', files);
  }, 120_000);

  afterAll(() => app?.close());

  it('are 198 legislators with two vacant seats, which are named', () => {
    expect(chamber(first, 'lower')).toMatchObject({
      filled: 158,
      vacant: 2,
      vacancies: ['17th Middlesex', '1st Franklin'],
    });
    expect(chamber(first, 'upper')).toMatchObject({ filled: 40, vacant: 0 });
    expect(first.vacant).toBe(2);
    expect(first.warnings).toEqual([]);
  });

  it('sit on 57 committees', async () => {
    expect(first.committees).toEqual({ created: 57, updated: 0, unchanged: 0, removed: 0 });
    expect(await count('FROM committees')).toBe(57);
    expect(await count('FROM committee_seats')).toBe(871);
  });

  it('do not change when the same files come again', async () => {
    const again = await run('openstates-yaml', files);
    expect(again).toMatchObject({ created: 0, updated: 0, ended: 0, vacant: 2 });
    expect(again.unchanged).toBe(first.created);
    expect(again.committees).toEqual({ created: 0, updated: 0, unchanged: 57, removed: 0 });
  });

  it('change only where a file changed: a new address is one update', async () => {
    const changed = files.map((file) =>
      file.name.includes('Chynah-Tyler')
        ? { ...file, content: file.content.replace('chynah.tyler@mahouse.gov', 'tyler@office.example') }
        : file,
    );
    expect(await run('openstates-yaml', changed)).toMatchObject({ created: 0, updated: 1, ended: 0 });
    expect(await count(`FROM official_channels WHERE value = 'tyler@office.example'`)).toBe(1);
    expect(await count(`FROM official_channels WHERE value = 'chynah.tyler@mahouse.gov'`)).toBe(0);
    expect(await run('openstates-yaml', files)).toMatchObject({ created: 0, updated: 1 });
  });

  it('lose the seat when they are in the list no more, and have it again when they come back', async () => {
    const without = files.filter(({ name }) => !name.includes('Chynah-Tyler'));
    const left = await run('openstates-yaml', without);
    expect(left).toMatchObject({ created: 0, ended: 1, vacant: 3 });
    expect(chamber(left, 'lower')!.vacancies).toContain('7th Suffolk');
    expect(await run('openstates-yaml', files)).toMatchObject({ updated: 1, ended: 0, vacant: 2 });
  });

  it('keep their seats when the files are only a part of the list', async () => {
    const part = files.filter(({ name }) => name.startsWith('legislature')).slice(0, 30);
    const report = await run('openstates-yaml', part);
    expect(report).toMatchObject({ created: 0, updated: 0, ended: 0 });
    expect(report.warnings.join(' ')).toContain('part of the list');
  });

  it('are never those who retired, though 92 of them still have an address', async () => {
    expect(first.retired).toBe(234);
    expect(await count(`FROM terms t JOIN officials f ON f.id = t.official_id WHERE f.is_retired`)).toBe(0);
  });

  it('are counted once where a source has somebody twice', async () => {
    expect(
      await count(`FROM officials f JOIN terms t ON t.official_id = f.id JOIN offices o ON o.id = t.office_id
      WHERE o.title = 'Lieutenant Governor' AND (t.ends_on IS NULL OR t.ends_on > current_date)`),
    ).toBe(1);
  });

  it('represent all twenty checked addresses rightly', async () => {
    const rows: Record<string, string>[] = parse(
      readFileSync(testData('points/ma_20_offices_with_districts.csv')!, 'utf8'),
      { columns: true },
    );
    await run(
      'openstates-yaml',
      filesUnder(testData('openstates/data/us')!).map((file) => ({ ...file, name: `us/${file.name}` })),
    );
    const wrong: string[] = [];
    for (const row of rows) {
      const point = { latitude: Number(row.lat), longitude: Number(row.lng) };
      const { officials } = await app.web.get(Representation).ofPoint(point);
      const idOf = (title: string) => officials.find((each) => each.title === title)?.external_ids ?? [];
      const isRight =
        (row.representative_ocd_id
          ? idOf('State Representative').includes(row.representative_ocd_id)
          : idOf('State Representative').length === 0) &&
        idOf('State Senator').includes(row.senator_ocd_id!) &&
        idOf('U.S. Representative').includes(row.us_representative_bioguide!) &&
        officials.filter(({ title }) => title === 'U.S. Senator').length === 2;
      if (!isRight)
        wrong.push(`${row.id}: ${officials.map(({ name, title }) => `${title} ${name}`).join(', ')}`);
    }
    expect(wrong).toEqual([]);
  });

  it('meet the same members of Congress from another source: nobody is there twice', async () => {
    const congress = [
      'legislators-current',
      'legislators-district-offices',
      'committees-current',
      'committee-membership-current',
    ];
    const given = congress.map((name) => ({
      name: `${name}.yaml`,
      content: readFileSync(testData(`federal/${name}.yaml`)!, 'utf8'),
    }));
    const report = await run('congress-legislators', given);
    expect(report.updated).toBe(11);
    expect(report.created).toBe(537 - 11);
    expect(
      await count(
        `FROM officials f JOIN official_sources s ON s.official_id = f.id WHERE s.external_id = 'P000617'`,
      ),
    ).toBe(1);
    expect(await run('congress-legislators', given)).toMatchObject({
      created: 0,
      updated: 0,
      ended: 0,
      unchanged: 537,
    });
    expect(await run('openstates-yaml', filesUnder(testData('openstates/data/us')!))).toMatchObject({
      created: 0,
      updated: 0,
      ended: 0,
    });
  });

  it('are the same people from the CSV file', async () => {
    const file = {
      name: 'ma_people.csv',
      content: readFileSync(testData('openstates/ma_people.csv')!, 'utf8'),
    };
    const report = await run('openstates-csv', [file]);
    expect(report).toMatchObject({ created: 0, ended: 0 });
    expect(report.updated + report.unchanged).toBe(198);
    expect(chamber(report, 'lower')).toMatchObject({ filled: 158, vacant: 2 });
    expect(await run('openstates-csv', [file])).toMatchObject({ created: 0, updated: 0, unchanged: 198 });
  });

  it('have a contact form, and not an address, where the source gives a form in place of one', async () => {
    expect(await count(`FROM official_channels WHERE kind = 'email' AND value LIKE 'http%'`)).toBe(0);
    expect(
      await count(
        `FROM official_channels WHERE kind = 'web-form' AND value LIKE 'https://pressley.house.gov%'`,
      ),
    ).toBe(1);
  });
});
