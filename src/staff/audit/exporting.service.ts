import { Injectable, Logger } from '@nestjs/common';
import { Readable } from 'node:stream';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv/csv-text.js';
import { Database } from '../../platform/database/database.service.js';
import { FileAnswer } from '../../platform/http/answers.js';
import { type Page } from '../../platform/paging/paging.js';
import { Audit } from '../audit.service.js';
import { type Caller } from '../caller.access.js';

type Cell = string | number | boolean | null;

/** A list as a file: the rows are those of the list itself, by the same pages and the same rights. */
export interface Exported<Row> {
  /** What is exported, as the audit log and the file's name say it: 'people', 'signatures'. */
  noun: string;
  /** What it hangs on, for the audit log; null for a list of its own. */
  subjectId: string | null;
  columns: Readonly<Record<string, (row: Row) => Cell>>;
  /**
   * Whose row it is: rows of organizations in which the caller may not export are left out. Null for what belongs to
   * nobody, such as officials.
   */
  ownerOf: (row: Row) => string | null;
  /** The page after this cursor; the first without one. */
  page: (after: string | undefined) => Promise<Page<Row>>;
}

/** Rows of one page of an export: fewer turns than a screen's, and still little memory. */
export const EXPORT_PAGE = 1_000;

/**
 * Exports (RP-5): streamed page by page, formulas neutralized, and written to the audit log with the number of rows that
 * left, for each organization, also where the reader went away half-way.
 */
@Injectable()
export class Exporting {
  private readonly log = new Logger(Exporting.name);

  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Reads the first page before it answers, so that what may not be read is refused and not cut off. */
  async csv<Row>(caller: Caller, what: Exported<Row>): Promise<FileAnswer> {
    const first = await what.page(undefined);
    return new FileAnswer(Readable.from(this.lines(caller, what, first)), 'text/csv; charset=utf-8', {
      'content-disposition': `attachment; filename="${what.noun}.csv"`,
      'cache-control': 'no-store',
    });
  }

  private async *lines<Row>(caller: Caller, what: Exported<Row>, first: Page<Row>): AsyncGenerator<string> {
    const counts = new Map<string, number>();
    const [anywhere] = caller.organizations('people.export');
    const cells = Object.values(what.columns);
    try {
      yield BYTE_ORDER_MARK + csvLine(Object.keys(what.columns));
      for (let page = first; ; page = await what.page(page.next)) {
        let text = '';
        for (const row of page.data) {
          const ownerId = what.ownerOf(row) ?? anywhere;
          if (ownerId === undefined || !caller.can('people.export', ownerId)) continue;
          counts.set(ownerId, (counts.get(ownerId) ?? 0) + 1);
          text += csvLine(cells.map((cell) => cell(row)));
        }
        if (text !== '') yield text;
        if (page.next === null) break;
      }
    } catch (error) {
      // The answer has begun, so nobody else hears of it: the reader sees a file that is cut off.
      this.log.error(`An export of ${what.noun} broke off: ${(error as Error).message}`);
      throw error;
    } finally {
      await this.note(caller, what, counts);
    }
  }

  private async note<Row>(caller: Caller, what: Exported<Row>, counts: Map<string, number>): Promise<void> {
    await this.database.as(caller.scope('people.export'), async (tx) => {
      for (const [organizationId, rows] of counts) {
        await this.audit.append(tx, caller, {
          organizationId,
          action: `${what.noun}.exported`,
          subject: { kind: what.noun, id: what.subjectId },
          detail: { rows },
        });
      }
    });
  }
}
