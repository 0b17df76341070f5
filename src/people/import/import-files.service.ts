import { Injectable } from '@nestjs/common';
import { type FileRow } from './delimited-text.js';
import { type FileFormat } from './file-format.js';
import { refused } from './file-refusal.js';
import { kindOf } from './other-files.js';
import { describeText, textBeginning, textFileRows } from './text-source.js';
import { describeWorkbook, MOST_COLUMNS, workbookBeginning, workbookRows } from './workbook-source.js';

const PREVIEWED_ROWS = 20;

export interface Described {
  format: FileFormat;
  headings: string[];
}

/** Files of people, text or a workbook: what form they have, and their rows. */
@Injectable()
export class ImportFiles {
  /**
   * Finds out how the file is written.
   *
   * @throws Invalid on `file` for what is no table of people: empty, binary, headings without a row, too many columns.
   */
  async describe(place: string): Promise<Described> {
    const { format, rows } =
      (await kindOf(place)) === 'workbook'
        ? await describeWorkbook(place, PREVIEWED_ROWS + 1)
        : await describeText(place);
    return this.headed(format, rows);
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
    let isFirst = format.hasHeadings;
    const batches = format.kind === 'text' ? textFileRows(place, format) : workbookRows(place, format);
    for await (const rows of batches) {
      if (rows.length === 0) continue;
      yield isFirst ? rows.slice(1) : rows;
      isFirst = false;
    }
  }

  private beginning(place: string, format: FileFormat): Promise<FileRow[]> {
    return format.kind === 'text'
      ? textBeginning(place, format)
      : workbookBeginning(place, format, PREVIEWED_ROWS + 1);
  }

  private headed(format: FileFormat, rows: FileRow[]): Described {
    const [first] = rows;
    if (!first) throw refused(format.kind === 'text' ? 'This file is empty.' : 'This sheet is empty.');
    const width = Math.max(...rows.slice(0, PREVIEWED_ROWS).map(({ cells }) => cells.length));
    if (width > MOST_COLUMNS) throw refused(`This file has ${width} columns. It may have ${MOST_COLUMNS}.`);
    if (!format.hasHeadings)
      return { format, headings: Array.from({ length: width }, (_, at) => `Column ${at + 1}`) };
    if (rows.length === 1) throw refused('This file has headings and no rows: there is nobody to import.');
    return { format, headings: first.cells.map((cell, at) => cell.trim() || `Column ${at + 1}`) };
  }
}
