import { Workbook } from '../../platform/workbook/workbook.js';
import { WorkbookProblem } from '../../platform/workbook/workbook-problem.js';
import { type FileRow } from './delimited-text.js';
import { type WorkbookFormat } from './file-format.js';
import { refused } from './file-refusal.js';
import { readsAsHeadings } from './text-format.js';

/** A sheet of people has a few dozen. */
export const MOST_COLUMNS = 250;

/** The sheets of a workbook; the first of them is taken until somebody chooses another, with its first rows. */
export async function describeWorkbook(
  place: string,
  few: number,
): Promise<{ format: WorkbookFormat; rows: FileRow[] }> {
  const book = await opened(place);
  const { sheets } = book;
  book.close();
  const format: WorkbookFormat = { kind: 'workbook', sheet: sheets[0]!, sheets, hasHeadings: false };
  const rows = await workbookBeginning(place, format, few);
  const [first] = rows;
  return { format: { ...format, hasHeadings: first !== undefined && readsAsHeadings(first.cells) }, rows };
}

/** As many of its first rows, headings among them. */
export async function workbookBeginning(
  place: string,
  format: WorkbookFormat,
  few: number,
): Promise<FileRow[]> {
  const found: FileRow[] = [];
  for await (const rows of workbookRows(place, format)) {
    found.push(...rows);
    if (found.length >= few) break;
  }
  return found.slice(0, few);
}

/** All its rows, in batches. */
export async function* workbookRows(place: string, { sheet }: WorkbookFormat): AsyncGenerator<FileRow[]> {
  const book = await opened(place);
  try {
    yield* book.rows(sheet, MOST_COLUMNS);
  } catch (error) {
    throw asRefusal(error);
  } finally {
    book.close();
  }
}

async function opened(place: string): Promise<Workbook> {
  try {
    return await Workbook.open(place);
  } catch (error) {
    throw asRefusal(error);
  }
}

const asRefusal = (error: unknown): unknown =>
  error instanceof WorkbookProblem ? refused(error.message) : error;
