import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Workbook } from '../../src/platform/workbook/workbook.js';
import { type SheetRow } from '../../src/platform/workbook/sheet-rows.js';
import { WorkbookProblem } from '../../src/platform/workbook/workbook-problem.js';
import { anArchive, aWorkbook, type TestCell, workbookParts } from '../support/workbook.js';

const folder = mkdtempSync(path.join(tmpdir(), 'accord-workbooks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function kept(bytes: Buffer): string {
  const place = path.join(folder, 'book.xlsx');
  writeFileSync(place, bytes);
  return place;
}

async function rowsOf(bytes: Buffer, mostColumns = 20): Promise<SheetRow[]> {
  const book = await Workbook.open(kept(bytes));
  const found: SheetRow[] = [];
  try {
    for await (const rows of book.rows(book.sheets[0]!, mostColumns)) found.push(...rows);
  } finally {
    book.close();
  }
  return found;
}

const cellsOf = async (...cells: TestCell[]): Promise<string[]> =>
  (await rowsOf(aWorkbook([{ name: 'People', rows: [cells] }])))[0]!.cells;

async function refusal(bytes: Buffer): Promise<string> {
  const error: unknown = await rowsOf(bytes).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof WorkbookProblem)) throw new Error(`It was not refused: ${String(error)}`);
  return error.message;
}

describe('a workbook', () => {
  it('gives the text of its cells, and leaves empty rows out', async () => {
    const rows = [['Name', 'Town'], [], ['Zoë  Núñez', null, 'Lowell & <Lynn>'], [' ', '']];
    expect(await rowsOf(aWorkbook([{ name: 'People', rows }]))).toEqual([
      { line: 1, cells: ['Name', 'Town'] },
      { line: 3, cells: ['Zoë  Núñez', '', 'Lowell & <Lynn>'] },
    ]);
  });

  it('gives numbers as their cells show them: leading zeros, telephone numbers, long ones', async () => {
    expect(
      await cellsOf(
        { number: 1850, format: '00000' },
        { number: 6175550101, format: '[<=9999999]###-####;(###) ###-####' },
        6175550101,
        { number: 6175550101, format: '0.00E+00' },
        { number: 1234.5, format: '#,##0.00' },
        { number: 0.25, format: '0%' },
        0.1,
      ),
    ).toEqual(['01850', '(617) 555-0101', '6175550101', '6175550101', '1,234.50', '25%', '0.1']);
  });

  it('gives dates as ISO 8601 writes them, also where days are counted from 1904', async () => {
    const cells = [
      { number: 46145, format: 'm/d/yyyy' },
      { number: 46145.75, format: 'dd.mm.yy hh:mm' },
      { number: 0.5, format: 'h:mm AM/PM' },
    ];
    expect(await cellsOf(...cells)).toEqual(['2026-05-03', '2026-05-03 18:00', '12:00']);
    const old = aWorkbook([{ name: 'Old', rows: [[{ number: 44683, format: 'yyyy-mm-dd' }]] }], {
      is1904: true,
    });
    expect((await rowsOf(old))[0]!.cells).toEqual(['2026-05-03']);
  });

  it('reads every kind of cell: formulas by their saved value, yes and no, text in the cell, several fonts', async () => {
    expect(
      await cellsOf(
        { xml: '<c t="str"><f>CONCAT(A1,B1)</f><v>ana@example.org</v></c>' },
        { xml: '<c t="b"><v>1</v></c>' },
        { xml: '<c t="inlineStr"><is><r><t>An</t></r><r><t>a</t></r><rPh><t>アナ</t></rPh></is></c>' },
        { xml: '<c t="d"><v>2026-05-03T00:00:00</v></c>' },
        { xml: '<c t="inlineStr"><is><t>two_x000A_lines</t></is></c>' },
      ),
    ).toEqual(['ana@example.org', 'TRUE', 'Ana', '2026-05-03T00:00:00', 'two\nlines']);
  });

  it('says which rows it cannot take as they are', async () => {
    const rows = [
      ['Ana', { xml: '<c t="e"><v>#REF!</v></c>' }],
      [...Array.from({ length: 20 }, () => null), 'far to the right'],
    ];
    const found = await rowsOf(aWorkbook([{ name: 'People', rows }]));
    expect(found.map(({ problem }) => problem)).toEqual([
      'A cell of this row shows #REF!.',
      'There is something in this row behind column 20.',
    ]);
  });

  it('names the sheets that are shown, and reads the one that is asked for', async () => {
    const book = await Workbook.open(
      kept(
        aWorkbook([
          { name: 'Notes', rows: [['nobody']] },
          { name: 'Old', rows: [['hidden']], isHidden: true },
          { name: 'Volunteers & friends', rows: [['Ana']] },
        ]),
      ),
    );
    try {
      expect(book.sheets).toEqual(['Notes', 'Volunteers & friends']);
      for await (const rows of book.rows('Volunteers & friends', 5)) expect(rows[0]!.cells).toEqual(['Ana']);
      await expect(book.rows('Old', 5).next()).rejects.toThrow('no such sheet');
    } finally {
      book.close();
    }
  });

  it('can be left in the middle', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => [`Person ${at}`, `p${at}@example.org`]);
    const book = await Workbook.open(kept(aWorkbook([{ name: 'People', rows }])));
    for await (const found of book.rows('People', 5)) {
      expect(found[0]!.cells[0]).toBe('Person 0');
      break;
    }
    book.close();
  });
});

describe('what only looks like a workbook is refused, in a sentence:', () => {
  const parts = workbookParts([{ name: 'People', rows: [['Ana']] }]);
  const sheet = 'xl/worksheets/sheet1.xml';

  it('one that unpacks to a thousand times its size', async () => {
    const bomb = anArchive({ ...parts, [sheet]: Buffer.alloc(64 * 1024 * 1024, ' ') });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await refusal(bomb)).toContain('unpacks to far more');
  });

  it('one that lies about its size', async () => {
    const bytes = anArchive({ ...parts, [sheet]: Buffer.alloc(64 * 1024 * 1024, ' ') });
    const size = Buffer.alloc(4);
    size.writeUInt32LE(64 * 1024 * 1024);
    for (let at = bytes.indexOf(size); at >= 0; at = bytes.indexOf(size)) bytes.writeUInt32LE(1_000, at);
    expect(await refusal(bytes)).toContain('damaged');
  });

  it('entities that grow', async () => {
    const grows = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
      <worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`;
    expect(await refusal(anArchive({ ...parts, [sheet]: grows }))).toContain('damaged');
  });

  it('two parts of one name', async () => {
    const doubled = anArchive([...Object.entries(parts), ['XL/Workbook.xml', '<workbook/>']]);
    expect(await refusal(doubled)).toContain('damaged');
  });

  it('half a file, another archive, an OpenDocument file, a binary workbook', async () => {
    const whole = anArchive(parts);
    expect(await refusal(whole.subarray(0, whole.length / 2))).toContain('damaged');
    expect(await refusal(anArchive({ 'word/document.xml': '<document/>' }))).toContain('no spreadsheet');
    expect(await refusal(anArchive({ 'content.xml': '<office/>' }))).toContain('OpenDocument');
    expect(await refusal(anArchive({ ...parts, 'xl/workbook.bin': 'binary' }))).toContain('.xlsb');
  });

  it('strings that are not there, and columns that cannot be', async () => {
    const xml = (cell: string): Buffer =>
      anArchive({ ...parts, [sheet]: `<worksheet><sheetData><row>${cell}</row></sheetData></worksheet>` });
    expect(await refusal(xml('<c t="s"><v>99999999</v></c>'))).toContain('damaged');
    expect(await refusal(xml('<c t="s"><v>-1</v></c>'))).toContain('damaged');
    expect(await refusal(xml('<c r="12"><v>1</v></c>'))).toContain('damaged');
  });
});
