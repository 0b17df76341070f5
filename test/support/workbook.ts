import { crc32, deflateRawSync } from 'node:zlib';

/** A cell of a test's workbook: text, a number shown by a number format, or XML as it is. */
export type TestCell = string | number | null | { number: number; format: string } | { xml: string };

export interface TestSheet {
  name: string;
  rows: TestCell[][];
  isHidden?: boolean;
}

/** An .xlsx file (ECMA-376) as spreadsheets write it: shared strings, styles, one part a sheet. */
export function aWorkbook(sheets: TestSheet[], { is1904 = false } = {}): Buffer {
  return anArchive(workbookParts(sheets, { is1904 }));
}

/** Its parts, for tests that spoil one of them. */
export function workbookParts(sheets: TestSheet[], { is1904 = false } = {}): Record<string, string> {
  const strings = new Map<string, number>();
  const formats = new Map<string, number>();
  const place = (list: Map<string, number>, value: string): number =>
    list.get(value) ?? list.set(value, list.size).size - 1;
  const cell = (value: TestCell, at: string): string => {
    if (value === null) return '';
    if (typeof value === 'string') return `<c r="${at}" t="s"><v>${place(strings, value)}</v></c>`;
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
    if ('xml' in value) return value.xml.replace('<c', `<c r="${at}"`);
    return `<c r="${at}" s="${1 + place(formats, value.format)}"><v>${value.number}</v></c>`;
  };
  const parts: Record<string, string> = {};
  sheets.forEach(({ rows }, n) => {
    const lines = rows.map((cells, at) => {
      const inRow = cells.map((value, column) => cell(value, columnName(column) + (at + 1))).join('');
      return `<row r="${at + 1}">${inRow}</row>`;
    });
    parts[`xl/worksheets/sheet${n + 1}.xml`] =
      `${XML}<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
  });
  const sheetList = sheets.map(
    ({ name, isHidden }, n) =>
      `<sheet name="${escaped(name)}" sheetId="${n + 1}"${isHidden ? ' state="hidden"' : ''} r:id="rId${n + 1}"/>`,
  );
  const relations = sheets.map((_, n) =>
    relation(`rId${n + 1}`, 'worksheet', `worksheets/sheet${n + 1}.xml`),
  );
  return {
    '_rels/.rels': relationsOf([relation('rId1', 'officeDocument', 'xl/workbook.xml')]),
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${sheetList.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationsOf([
      ...relations,
      relation('rIdStrings', 'sharedStrings', '/xl/sharedStrings.xml'),
      relation('rIdStyles', 'styles', 'styles.xml'),
    ]),
    'xl/sharedStrings.xml': `${XML}<sst xmlns="${MAIN}">${[...strings.keys()]
      .map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`)
      .join('')}</sst>`,
    'xl/styles.xml': `${XML}<styleSheet xmlns="${MAIN}"><numFmts>${[...formats.keys()]
      .map((code, n) => `<numFmt numFmtId="${200 + n}" formatCode="${escaped(code)}"/>`)
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${[
      ...formats.keys(),
    ]
      .map((_, n) => `<xf numFmtId="${200 + n}" applyNumberFormat="1"/>`)
      .join('')}</cellXfs></styleSheet>`,
    ...parts,
  };
}

/** A ZIP archive (APPNOTE.TXT) of these parts. */
export function anArchive(parts: Record<string, string | Buffer> | [string, string | Buffer][]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  const entries = Array.isArray(parts) ? parts : Object.entries(parts);
  for (const [name, content] of entries) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0); // version needed
    fields.writeUInt16LE(8, 4); // deflated
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.from('PK\u0001\u0002\u0014\0'), fields, rest, Buffer.from(name));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\u0005\u0006'), end]);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
const relationsOf = (all: string[]): string =>
  `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function columnName(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : columnName(Math.floor(at / 26) - 1) + columnName(at % 26);
}
