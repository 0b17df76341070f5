import { Injectable } from '@nestjs/common';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Invalid } from '../../platform/http/errors.js';
import { type FileRow } from './delimited-text.js';
import { type FileFormat } from './file-format.js';
import { decoded, type Encoding, EncodingFinder } from './text-encoding.js';
import { guessTextForm, rowsOf, textRows } from './text-format.js';

/** Said where it is exceeded; a sheet of people has a few dozen. */
export const MOST_COLUMNS = 250;
const PREVIEWED_ROWS = 20;
/** What a preview and the guesses look at. */
const BEGINNING_BYTES = 256 * 1024;
/** How much is read at once: fewer turns than by Node's 64 kB, and still nothing beside the limit of memory. */
const PIECE = { highWaterMark: 512 * 1024 };

export interface Described {
  format: FileFormat;
  headings: string[];
}

/** Files of people: what form they have, and their rows. */
@Injectable()
export class ImportFiles {
  /**
   * Finds out how the file is written.
   *
   * @throws Invalid on `file` for what is no table of people: empty, binary, headings without a row, too many columns.
   */
  async describe(place: string): Promise<Described> {
    const { head, isWhole, encoding } = await lookThrough(createReadStream(place));
    refuseOtherKinds(head);
    const beginning = { text: await whole(decoded([head], encoding)), isWhole };
    if (beginning.text.trim() === '') throw refused('This file is empty.');
    const form = guessTextForm(beginning);
    return this.headed({ kind: 'text', encoding, ...form }, rowsOf(beginning, form.delimiter));
  }

  /** The headings under another format than was guessed. */
  async describeAs(place: string, format: FileFormat): Promise<Described> {
    return this.headed(format, await this.beginning(place, format));
  }

  /** The first rows, as they will be read. */
  async preview(place: string, format: FileFormat): Promise<FileRow[]> {
    const rows = await this.beginning(place, format);
    return rows.slice(format.hasHeadings ? 1 : 0).slice(0, PREVIEWED_ROWS);
  }

  /** All rows but the headings, in batches; a file of any size goes through some hundred kB of memory. */
  async *rows(place: string, format: FileFormat): AsyncGenerator<FileRow[]> {
    if (format.kind !== 'text') throw refused('Spreadsheets cannot be read yet.');
    let isFirst = format.hasHeadings;
    for await (const rows of textRows(decoded(createReadStream(place, PIECE), format.encoding), format)) {
      if (rows.length === 0) continue;
      yield isFirst ? rows.slice(1) : rows;
      isFirst = false;
    }
  }

  private async beginning(place: string, format: FileFormat): Promise<FileRow[]> {
    if (format.kind !== 'text') throw refused('Spreadsheets cannot be read yet.');
    const { size } = await stat(place);
    const pieces = createReadStream(place, { end: BEGINNING_BYTES - 1 });
    const text = await whole(decoded(pieces, format.encoding));
    return rowsOf({ text, isWhole: size <= BEGINNING_BYTES }, format.delimiter);
  }

  private headed(format: FileFormat, rows: FileRow[]): Described {
    const [first] = rows;
    if (!first) throw refused('This file is empty.');
    const width = Math.max(...rows.slice(0, PREVIEWED_ROWS).map(({ cells }) => cells.length));
    if (width > MOST_COLUMNS) throw refused(`This file has ${width} columns. It may have ${MOST_COLUMNS}.`);
    if (!format.hasHeadings)
      return { format, headings: Array.from({ length: width }, (_, at) => `Column ${at + 1}`) };
    if (rows.length === 1) throw refused('This file has headings and no rows: there is nobody to import.');
    return { format, headings: first.cells.map((cell, at) => cell.trim() || `Column ${at + 1}`) };
  }
}

const refused = (message: string): Invalid => new Invalid([{ param: 'file', message }]);

async function lookThrough(
  pieces: AsyncIterable<Buffer>,
): Promise<{ head: Buffer; isWhole: boolean; encoding: Encoding }> {
  const finder = new EncodingFinder();
  const head: Buffer[] = [];
  let headBytes = 0;
  let isAll = true;
  for await (const piece of pieces) {
    finder.add(piece);
    if (headBytes >= BEGINNING_BYTES) {
      isAll = false;
      continue;
    }
    head.push(piece);
    headBytes += piece.length;
  }
  const bytes = Buffer.concat(head);
  const isWhole = headBytes <= BEGINNING_BYTES && isAll;
  return { head: bytes.subarray(0, BEGINNING_BYTES), isWhole, encoding: finder.found() };
}

async function whole(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

/** By their first bytes: a name says nothing of what is inside. */
const OTHER_KINDS: readonly [Buffer, string][] = [
  [Buffer.from('PK\u0003\u0004'), 'This is a spreadsheet. Save it as CSV and load that.'],
  [Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'This is an old spreadsheet (.xls). Save it as CSV and load that.'],
  [Buffer.from('%PDF'), 'This is a PDF. Load a CSV file.'],
];

function refuseOtherKinds(head: Buffer): void {
  const found = OTHER_KINDS.find(([mark]) => head.subarray(0, mark.length).equals(mark));
  if (found) throw refused(found[1]);
}
