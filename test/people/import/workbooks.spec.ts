import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../../support/app.js';
import { type Browser } from '../../support/browser.js';
import { aChapter, aNetwork } from '../../support/people.js';
import { anArchive, aWorkbook, type TestSheet, workbookParts } from '../../support/workbook.js';
import { act, imported, look, type ShownImport, upload } from './support.js';

const NOTES: TestSheet = { name: 'Read me', rows: [['How to use this list'], ['Ask Eva.']] };
const PEOPLE: TestSheet = {
  name: 'People',
  rows: [
    ['First name', 'Last name', 'E-mail', 'Phone', 'ZIP'],
    ['Zoë', 'Núñez', 'zoe@example.org', 6175550101, { number: 1850, format: '00000' }],
    [],
    ['Rui', '=1+1', 'RUI@Example.org', '617 555 0102', '02134'],
    ['Eva', 'Lima', 'no address', null, null],
  ],
};

describe('importing spreadsheets', () => {
  let app: TestApp;
  let staff: Browser;
  let lowell: string;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    lowell = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    staff = await app.signIn('chapter-admin', lowell);
  });
  afterAll(() => app.close());
  beforeEach(() => app.db.query('DELETE FROM people'));

  const uploaded = async (bytes: Buffer): Promise<ShownImport> =>
    (await upload(staff, lowell, bytes, 'people.xlsx')).json<ShownImport>();
  const choose = (id: string, sheet: string): ReturnType<Browser['send']> =>
    staff.send(`/api/v1/imports/${id}`, { format: { sheet, has_headings: true } }, 'PATCH');

  it('makes people of the rows as the cells show them', async () => {
    const done = await imported(staff, lowell, aWorkbook([PEOPLE]));
    expect(done).toMatchObject({
      format: { kind: 'workbook', sheet: 'People', sheets: ['People'], has_headings: true },
      counts: { new: 2, rejected: 1 },
    });
    const { rows } = await app.db.query(
      `SELECT p.given_name, p.family_name, e.canonical, t.e164, a.zip FROM people p JOIN person_emails e ON e.person_id = p.id
       JOIN person_phones t ON t.person_id = p.id JOIN person_addresses a ON a.person_id = p.id ORDER BY 1 DESC`,
    );
    expect(rows).toEqual([
      {
        given_name: 'Zoë',
        family_name: 'Núñez',
        canonical: 'zoe@example.org',
        e164: '+16175550101',
        zip: '01850',
      },
      {
        given_name: 'Rui',
        family_name: '=1+1',
        canonical: 'rui@example.org',
        e164: '+16175550102',
        zip: '02134',
      },
    ]);
    const errors = await staff.get(`/api/v1/imports/${done.id}/errors.csv`);
    expect(errors.text).toContain('"no address","","","5","E-mail","This is no email address."');
  });

  it('reads the sheet that is chosen, and knows its columns', async () => {
    const { id, format, columns } = await uploaded(aWorkbook([NOTES, PEOPLE]));
    expect(format).toMatchObject({ sheet: 'Read me', sheets: ['Read me', 'People'] });
    expect(columns).toHaveLength(1);
    const other = await choose(id, 'Elsewhere');
    expect(other.status).toBe(422);
    const chosen = (await choose(id, 'People')).json<ShownImport>();
    expect(chosen.columns.map(({ is }) => is)).toEqual([
      'given_name',
      'family_name',
      'email',
      'phone',
      'zip',
    ]);
    const preview = await staff.get(`/api/v1/imports/${id}/preview`);
    expect(preview.json<{ rows: string[][] }>().rows[0]).toEqual([
      'Zoë',
      'Núñez',
      'zoe@example.org',
      '6175550101',
      '01850',
    ]);
    expect((await act(staff, id, 'dry-run')).counts).toMatchObject({ new: 2, rejected: 1 });
  });

  it('changes nothing when the same list comes again, as CSV', async () => {
    await imported(staff, lowell, aWorkbook([PEOPLE]));
    const csv = 'First name,Last name,E-mail,Phone,ZIP\nZoë,Núñez,zoe@example.org,6175550101,01850\n';
    expect((await imported(staff, lowell, csv)).counts).toMatchObject({ new: 0, updated: 0, unchanged: 1 });
  });

  it('refuses what is none, or another thing as well, in words', async () => {
    const said = async (bytes: Buffer): Promise<string> => {
      const answer = await upload(staff, lowell, bytes, 'people.xlsx');
      expect(answer.status).toBe(422);
      return answer.json<{ error: { fields: { message: string }[] } }>().error.fields[0]!.message;
    };
    const parts = workbookParts([PEOPLE]);
    const sheet = 'xl/worksheets/sheet1.xml';
    expect(await said(anArchive({ ...parts, [sheet]: Buffer.alloc(32_000_000, ' ') }))).toContain('unpacks');
    const list = Buffer.from('name,email\nAna,ana@example.org\n');
    expect(await said(Buffer.concat([list, aWorkbook([PEOPLE])]))).toContain('text and an archive at once');
    expect(await said(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toContain('password');
    expect(await said(aWorkbook([{ name: 'Empty', rows: [[]] }]))).toContain('empty');
  });

  it('says so where the damage only shows further down', async () => {
    const parts = workbookParts([
      {
        name: 'People',
        rows: [
          ['name', 'email'],
          ...Array.from({ length: 5_000 }, (_, at) => [`P${at}`, `p${at}@example.org`]),
        ],
      },
    ]);
    const sheet = 'xl/worksheets/sheet1.xml';
    const broken = parts[sheet]!.replace('</row><row r="4900">', '</rox><row r="4900">');
    const { id } = await uploaded(anArchive({ ...parts, [sheet]: broken }));
    const found = await act(staff, id, 'dry-run');
    expect(found).toMatchObject({ state: 'refused', refusal: expect.stringContaining('damaged') });
    expect((await look(staff, id)).counts).toBeNull();
  });
});
