import { type Readable } from 'node:stream';
import { type NumberFormats } from './number-formats.js';
import { type SharedStrings } from './shared-strings.js';
import { damaged } from './workbook-problem.js';
import { unescaped, xmlPieces } from './xml-part.js';

/** A row of a sheet as it stands there. Rows without any text are left out. */
export interface SheetRow {
  /** Its number in the sheet, from 1. */
  line: number;
  cells: string[];
  /** Why it cannot be taken as it is; then `cells` holds what could be read. */
  problem?: string;
}

/** As of a row of text: more than anybody types, and memory stays bounded. */
const LONGEST_ROW = 256 * 1024;
const TOO_LONG = `There are more than ${LONGEST_ROW / 1024} kB of text in this row.`;

export interface SheetParts {
  sheet: Readable;
  strings: SharedStrings | null;
  formats: NumberFormats;
  /** A row that goes on behind this column is refused. */
  mostColumns: number;
}

/** A cell whose text is known, or the number of its shared string. */
type Cell = string | number;

interface RowSoFar extends Omit<SheetRow, 'cells'> {
  /** By column, with holes. */
  cells: Cell[];
}

/** The rows of a sheet (ECMA-376 part 1, 18.3.1.73) as its cells show them, in batches of one piece of the file. */
export async function* sheetRows({
  sheet,
  strings,
  formats,
  mostColumns,
}: SheetParts): AsyncGenerator<SheetRow[]> {
  const reader = new SheetReader(formats, mostColumns);
  for await (const _ of xmlPieces(sheet, reader)) {
    const found = reader.take();
    if (found.length === 0) continue;
    if (reader.lastString >= 0) {
      if (!strings) throw damaged();
      await strings.reach(reader.lastString);
    }
    const rows = found.map((row) => settled(row, strings)).filter(hasText);
    if (rows.length > 0) yield rows;
  }
}

function settled({ line, cells, problem }: RowSoFar, strings: SharedStrings | null): SheetRow {
  const texts = Array.from(cells, (cell) => (typeof cell === 'number' ? strings!.at(cell) : (cell ?? '')));
  const tooLong = texts.reduce((sum, { length }) => sum + length, 0) > LONGEST_ROW ? TOO_LONG : undefined;
  const reason = problem ?? tooLong;
  return reason === undefined ? { line, cells: texts } : { line, cells: texts, problem: reason };
}

const hasText = ({ cells, problem }: SheetRow): boolean =>
  problem !== undefined || cells.some((cell) => cell.trim() !== '');

class SheetReader {
  /** The highest number of a shared string so far; -1 for none. */
  lastString = -1;
  private rows: RowSoFar[] = [];
  private row: RowSoFar = { line: 0, cells: [] };
  private column = 0;
  private type = 'n';
  private style = 0;
  private cell = '';
  private isText = false;
  private isPhonetic = false;

  constructor(
    private readonly formats: NumberFormats,
    private readonly mostColumns: number,
  ) {}

  take(): RowSoFar[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  open(name: string, { r, t, s }: Record<string, string>): void {
    switch (name) {
      case 'row':
        this.row = { line: r === undefined ? this.row.line + 1 : Number(r), cells: [] };
        if (!Number.isSafeInteger(this.row.line)) throw damaged();
        this.column = 0;
        return;
      case 'c':
        this.column = r === undefined ? this.column + 1 : columnOf(r);
        this.type = t ?? 'n';
        this.style = Number(s ?? 0);
        this.cell = '';
        return;
      case 'rPh':
        this.isPhonetic = true;
        return;
      case 'v':
      case 't':
        this.isText = !this.isPhonetic;
    }
  }

  text(piece: string): void {
    if (this.isText && this.cell.length <= LONGEST_ROW) this.cell += piece;
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
        this.isText = false;
        return;
      case 'rPh':
        this.isPhonetic = false;
        return;
      case 'c':
        if (this.cell !== '') this.keep();
        return;
      case 'row':
        if (this.row.cells.length > 0 || this.row.problem) this.rows.push(this.row);
    }
  }

  private keep(): void {
    const { row, column, mostColumns } = this;
    // Kept by its place, it would make an array of thousands for every row that somebody filled far to the right.
    if (column > mostColumns) row.problem ??= `There is something in this row behind column ${mostColumns}.`;
    else row.cells[column - 1] = this.value(row);
  }

  /** By the cell's type (ECMA-376 part 1, 18.18.11). */
  private value(row: RowSoFar): Cell {
    const { cell } = this;
    switch (this.type) {
      case 's': {
        const index = Number(cell);
        if (!Number.isSafeInteger(index) || index < 0) throw damaged();
        this.lastString = Math.max(this.lastString, index);
        return index;
      }
      case 'b':
        return cell === '1' ? 'TRUE' : 'FALSE';
      case 'e':
        row.problem ??= `A cell of this row shows ${cell.slice(0, 20)}.`;
        return cell;
      case 'n':
        return this.formats.shown(cell.trim(), this.style);
      default:
        return unescaped(cell);
    }
  }
}

/** The number of a cell's column, from 1: of "AB12" it is 28. A sheet ends with XFD. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '')
    column = column * 26 + letter.charCodeAt(0) - 64;
  if (column === 0) throw damaged();
  return column;
}
