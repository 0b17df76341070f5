import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Files, type ReceivedFile } from '../../platform/files/files.service.js';
import { type Upload } from '../../platform/http/upload.js';
import { type Caller } from '../../staff/caller.access.js';
import { guessColumns } from './column-guesses.js';
import { type ColumnMeaning } from './columns.js';
import { DEFAULT_RULES } from './import.entity.js';
import { ImportFiles } from './import-files.service.js';
import { ImportLinking } from './linking.service.js';
import { insertImport } from './imports.sql.js';
import { savedColumns } from './mappings.sql.js';

/** One hundred million bytes, about a million people. The operator's tool takes more. */
export const MOST_BYTES = 100 * 1000 * 1000;

/** ECMA-376 part 1, annex; registered with IANA. */
const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const IGNORED: ColumnMeaning = { is: 'ignore' };

/** Takes files in. */
@Injectable()
export class NewImports {
  constructor(
    private readonly database: Database,
    private readonly files: Files,
    private readonly form: ImportFiles,
    private readonly linking: ImportLinking,
  ) {}

  /** Keeps the file with what it seems to be, and gives the import's id. */
  async receive(caller: Caller, ownerId: string, { name, stream }: Upload): Promise<string> {
    const received = await this.files.receive(stream, MOST_BYTES);
    try {
      return await this.keep(caller, ownerId, name, received);
    } catch (error) {
      await this.files.discard(received);
      throw error;
    }
  }

  private async keep(caller: Caller, ownerId: string, name: string, received: ReceivedFile): Promise<string> {
    const { format, headings } = await this.form.describe(received.place);
    return this.database.as(caller.scope('people.import'), async (tx) => {
      const { mapping: guessed, preset } = guessColumns(headings, await savedColumns(tx, ownerId, headings));
      const mayLink = await this.linking.isPossible(tx, caller, ownerId);
      const mapping = mayLink
        ? guessed
        : guessed.map((each) => (each.is === 'organization' ? IGNORED : each));
      const file = await this.files.keep(tx, received, {
        ownerId,
        purpose: 'import',
        name,
        mediaType: format.kind === 'text' ? 'text/csv' : WORKBOOK_TYPE,
        createdBy: caller.accountId,
      });
      return insertImport(tx, {
        ownerId,
        name,
        fileId: file.id,
        format,
        headings,
        preset: preset?.name ?? null,
        mapping,
        rules: { ...DEFAULT_RULES, system: preset?.system ?? DEFAULT_RULES.system },
        madeBy: caller.accountId,
      });
    });
  }
}
