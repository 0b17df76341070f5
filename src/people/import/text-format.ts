import { DelimitedText, type FileRow } from './delimited-text.js';
import { type Encoding } from './text-encoding.js';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** How a text file is to be read. */
export interface TextFormat {
  kind: 'text';
  encoding: Encoding;
  delimiter: string;
  /** Its first row names the columns. */
  hasHeadings: boolean;
}

/** The line by which Excel is told the delimiter, and which is no data. */
const SEP_LINE = /^"?sep=([^\r\n])"?(?=\r|\n|$)/i;
/** Rows by which the delimiter is judged. */
const JUDGED_ROWS = 20;

/** The first kB of a text, decoded. */
export interface Beginning {
  text: string;
  /** Nothing follows. */
  isWhole: boolean;
}

/** What the beginning of a text tells of its form. */
export function guessTextForm({ text, isWhole }: Beginning): Omit<TextFormat, 'kind' | 'encoding'> {
  const said = SEP_LINE.exec(text)?.[1];
  const delimiter = said ?? likeliestDelimiter({ text, isWhole });
  const [first] = rowsOf({ text, isWhole }, delimiter);
  return { delimiter, hasHeadings: first !== undefined && readsAsHeadings(first.cells) };
}

/** The rows of a text that end within it. */
export function rowsOf({ text, isWhole }: Beginning, delimiter: string): FileRow[] {
  const { rest, firstLine } = withoutSepLine(text);
  return new DelimitedText(delimiter, firstLine).take(rest, isWhole);
}

/** Rows as they come, in batches of one piece each. The first batch may hold the headings. */
export async function* textRows(
  pieces: AsyncIterable<string>,
  { delimiter }: Pick<TextFormat, 'delimiter'>,
): AsyncGenerator<FileRow[]> {
  let reader: DelimitedText | undefined;
  for await (const piece of pieces) {
    if (reader) yield reader.take(piece, false);
    else if (piece !== '') {
      const { rest, firstLine } = withoutSepLine(piece);
      reader = new DelimitedText(delimiter, firstLine);
      yield reader.take(rest, false);
    }
  }
  if (reader) yield reader.take('', true);
}

function withoutSepLine(text: string): { rest: string; firstLine: number } {
  const line = SEP_LINE.exec(text);
  if (!line) return { rest: text, firstLine: 1 };
  return { rest: text.slice(line[0].length).replace(/^(\r\n|\r|\n)/, ''), firstLine: 2 };
}

/** The one that cuts the first rows into the same number of cells, and into most of them. */
function likeliestDelimiter(beginning: Beginning): string {
  let best: { delimiter: string; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const widths = rowsOf(beginning, delimiter)
      .slice(0, JUDGED_ROWS)
      .map(({ cells }) => cells.length);
    const width = widths[0] ?? 1;
    const agreeing = widths.filter((each) => each === width).length;
    const score = width === 1 ? 0 : (agreeing / widths.length) * 1_000 + width;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

const DATA = /@|^[\d\s().+/:-]*\d[\d\s().+/:-]*$/;

/** Headings are words: no cell is an address, a number or a date, and at least one says something. */
export function readsAsHeadings(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== '') && !cells.some((cell) => DATA.test(cell.trim()));
}
