import { Injectable } from '@nestjs/common';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv/csv-text.js';
import { Database } from '../../platform/database/database.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { Imports } from './imports.service.js';
import { rowsToMend } from './imports.sql.js';

const PAGE = 1_000;

/** Headings that no guess takes for a column of people, so the mended file can be loaded as it is. */
const ADDED = ['Line in file', 'Problem column', 'Problem'];

/** The rows that were refused, or taken with a remark, as they stood in the file: to be mended and loaded again. */
@Injectable()
export class ErrorFile {
  constructor(
    private readonly database: Database,
    private readonly imports: Imports,
  ) {}

  /** @throws NotFound before the first line. */
  async lines(caller: Caller, id: string): Promise<AsyncGenerator<string>> {
    const { headings } = await this.database.as(caller.scope('people.import'), (tx) =>
      this.imports.find(tx, caller, id),
    );
    return this.from(caller, id, headings);
  }

  private async *from(caller: Caller, id: string, headings: string[]): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + csvLine([...headings, ...ADDED]);
    for (let after = 0; ;) {
      const rows = await this.database.as(caller.scope('people.import'), (tx) =>
        rowsToMend(tx, id, after, PAGE),
      );
      let text = '';
      for (const { line, column, remark, cells } of rows) {
        const padded = headings.map((_, at) => cells[at] ?? '');
        text += csvLine([...padded, line, column, remark]);
      }
      if (text !== '') yield text;
      if (rows.length < PAGE) return;
      after = rows.at(-1)!.place;
    }
  }
}
