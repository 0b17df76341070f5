import path from 'node:path/posix';
import { Archive } from './archive.js';
import { NumberFormats } from './number-formats.js';
import { SharedStrings } from './shared-strings.js';
import { type SheetRow, sheetRows } from './sheet-rows.js';
import { asWorkbookProblem, damaged, WorkbookProblem } from './workbook-problem.js';
import { readXml } from './xml-part.js';

interface Sheet {
  name: string;
  part: string;
}

/** What else is packed as an archive, by a part that only it has. */
const OTHERS: readonly [string, string][] = [
  ['xl/workbook.bin', 'This is a binary spreadsheet (.xlsb). Save it as .xlsx or CSV and load that.'],
  ['content.xml', 'This is an OpenDocument file. Save it as .xlsx or CSV and load that.'],
];
/** More than anybody chooses from. */
const MOST_SHEETS = 200;
const MOST_RELATIONS = 5_000;
const NO_WORKBOOK = 'This archive is no spreadsheet. Load an .xlsx or a CSV file.';

/**
 * An Office Open XML workbook (.xlsx; ECMA-376, ISO/IEC 29500) as what its cells show. Formulas give the value that was
 * saved with them; macros, links and pictures are not looked at. Nothing is read as a whole: see SharedStrings for what stays
 * in memory.
 */
export class Workbook {
  private constructor(
    private readonly archive: Archive,
    private readonly shown: readonly Sheet[],
    private readonly is1904: boolean,
    private readonly parts: { strings?: string; styles?: string },
  ) {}

  /** To be closed by whoever opened it. @throws WorkbookProblem for what is no workbook. */
  static async open(place: string): Promise<Workbook> {
    let archive: Archive | undefined;
    try {
      archive = await Archive.open(place);
      return await Workbook.of(archive);
    } catch (error) {
      archive?.close();
      throw asWorkbookProblem(error);
    }
  }

  /** The names of the sheets that are shown, in their order; at least one. */
  get sheets(): string[] {
    return this.shown.map(({ name }) => name);
  }

  /**
   * The rows of a sheet, in batches, as they are unpacked.
   *
   * @param mostColumns rows that go on behind this column are refused.
   * @throws WorkbookProblem where the sheet is not there, or the file turns out to be damaged.
   */
  async *rows(sheet: string, mostColumns: number): AsyncGenerator<SheetRow[]> {
    const { archive, parts } = this;
    const part = this.shown.find(({ name }) => name === sheet)?.part;
    if (!part) throw new WorkbookProblem('This spreadsheet has no such sheet.');
    let strings: SharedStrings | null = null;
    try {
      const styles = parts.styles === undefined ? null : await archive.read(parts.styles);
      const formats = await NumberFormats.read(styles, this.is1904);
      if (parts.strings !== undefined) strings = new SharedStrings(await archive.read(parts.strings));
      yield* sheetRows({ sheet: await archive.read(part), strings, formats, mostColumns });
    } catch (error) {
      throw asWorkbookProblem(error);
    } finally {
      strings?.end();
    }
  }

  close(): void {
    this.archive.close();
  }

  private static async of(archive: Archive): Promise<Workbook> {
    const other = OTHERS.find(([part]) => archive.has(part));
    if (other) throw new WorkbookProblem(other[1]);
    const place = await bookOf(archive);
    const related = await relations(archive, place);
    const sheets: Sheet[] = [];
    let is1904 = false;
    await readXml(await archive.read(place), {
      open: (name, attributes) => {
        if (name === 'workbookPr') is1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
        if (name !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return;
        const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
        const part = related.find((each) => each.id === id && each.type === 'worksheet')?.part;
        // A chart sheet has no rows.
        if (part !== undefined && sheets.length < MOST_SHEETS)
          sheets.push({ name: attributes.name ?? '', part });
      },
    });
    if (sheets.length === 0) throw new WorkbookProblem(NO_WORKBOOK);
    const partOf = (type: string): string | undefined => related.find((each) => each.type === type)?.part;
    return new Workbook(archive, sheets, is1904, {
      strings: partOf('sharedStrings'),
      styles: partOf('styles'),
    });
  }
}

/** Where the package says that its main part is (ECMA-376 part 2, 6.5). */
async function bookOf(archive: Archive): Promise<string> {
  if (!archive.has('_rels/.rels')) throw new WorkbookProblem(NO_WORKBOOK);
  const main = (await relations(archive, '')).find(({ type }) => type === 'officeDocument');
  if (!main) throw new WorkbookProblem(NO_WORKBOOK);
  return main.part;
}

interface Relation {
  id: string;
  /** The last word of its type, which two editions of the standard write with different beginnings. */
  type: string;
  part: string;
}

/** What a part refers to by id, within the archive. */
async function relations(archive: Archive, part: string): Promise<Relation[]> {
  const { dir, base } = path.parse(part);
  const found: Relation[] = [];
  await readXml(await archive.read(path.join(dir, '_rels', `${base}.rels`)), {
    open: (name, { Id, Type, Target, TargetMode }) => {
      if (name !== 'Relationship' || TargetMode === 'External' || !Target) return;
      if (found.length === MOST_RELATIONS) throw damaged();
      found.push({
        id: Id ?? '',
        type: Type?.slice(Type.lastIndexOf('/') + 1) ?? '',
        part: Target.startsWith('/') ? Target.slice(1) : path.join(dir, Target),
      });
    },
  });
  return found;
}
