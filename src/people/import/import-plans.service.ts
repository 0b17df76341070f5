import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Files } from '../../platform/files/files.service.js';
import { Conflict, Invalid, NotFound } from '../../platform/http/errors.js';
import { type Caller } from '../../staff/caller.access.js';
import { guessColumns } from './column-guesses.js';
import { type Mapping, mappingProblem } from './columns.js';
import { importedFields } from './fields.sql.js';
import { type FileFormat } from './file-format.js';
import { type Import } from './import.entity.js';
import { ImportFiles } from './import-files.service.js';
import { type FormatForm, type ImportPlan, type MappingName } from './imports.forms.js';
import { ImportMappingResource, type ImportPreview } from './import-rows.resources.js';
import { ImportLinking } from './linking.service.js';
import { ImportResource } from './imports.resources.js';
import { Imports } from './imports.service.js';
import { type FoundImport, writePlan } from './imports.sql.js';
import { listMappings, removeMapping, saveMapping } from './mappings.sql.js';

/** What staff decide about a file before it is imported: how it is read, what its columns are, and by which rules. */
@Injectable()
export class ImportPlans {
  constructor(
    private readonly database: Database,
    private readonly imports: Imports,
    private readonly files: Files,
    private readonly form: ImportFiles,
    private readonly linking: ImportLinking,
  ) {}

  /** The first rows as they are read now. */
  async preview(caller: Caller, id: string): Promise<ImportPreview> {
    const { place, it } = await this.opened(caller, id);
    const rows = await this.form.preview(place, it.format);
    return {
      rows: rows.map(({ cells }) => cells.map((cell) => cell.slice(0, 200).replaceAll('\0', '\ufffd'))),
    };
  }

  /**
   * Keeps what is given; the dry run has to be done (again) after it.
   *
   * @throws Invalid on `mapping` where nobody could be told by it, or something stands in it twice.
   */
  async change(caller: Caller, id: string, plan: ImportPlan): Promise<ImportResource> {
    const { place, it } = await this.opened(caller, id);
    const planned = await this.planned(place, it, plan);
    return this.database.as(caller.scope('people.import'), async (tx) => {
      this.checkMapping(
        planned,
        await importedFields(tx, it.ownerId, { seesRestricted: caller.can('people.restricted', it.ownerId) }),
      );
      await this.linking.require(tx, caller, planned);
      if (!(await writePlan(tx, planned)))
        throw new Conflict('import_state', 'This import is under way or over. Look at it again.');
      return ImportResource.from(await this.imports.find(tx, caller, id));
    });
  }

  mappings(caller: Caller, ownerId: string | null): Promise<ImportMappingResource[]> {
    return this.database.as(caller.scope('people.import'), async (tx) =>
      (await listMappings(tx, caller.within('people.import'), ownerId)).map(ImportMappingResource.from),
    );
  }

  /** Remembers what an import's columns are, for the next file of the same kind. */
  saveMapping(caller: Caller, { import_id: id, name }: MappingName): Promise<ImportMappingResource> {
    return this.database.as(caller.scope('people.import'), async (tx) => {
      const it = await this.imports.find(tx, caller, id);
      return ImportMappingResource.from(await saveMapping(tx, it.ownerId, name, it.headings, it.mapping));
    });
  }

  removeMapping(caller: Caller, id: string): Promise<void> {
    return this.database.as(caller.scope('people.import'), async (tx) => {
      if (!(await removeMapping(tx, id, caller.within('people.import')))) throw new NotFound();
    });
  }

  private async opened(caller: Caller, id: string): Promise<{ it: FoundImport; place: string }> {
    const it = await this.database.as(caller.scope('people.import'), (tx) =>
      this.imports.find(tx, caller, id),
    );
    if (!it.fileId) throw new Conflict('import_state', 'This import is over, and its file is gone.');
    return { it, place: this.files.placeOf(it.fileId) };
  }

  private async planned(place: string, it: FoundImport, plan: ImportPlan): Promise<Import> {
    const format = plan.format ? formatOf(it.format, plan.format) : it.format;
    const { headings } = plan.format ? await this.form.describeAs(place, format) : it;
    // Columns that were cut otherwise, or are another sheet's, are other columns: what was matched to them holds no longer.
    const isSameTable = headings.length === it.headings.length && sheetOf(format) === sheetOf(it.format);
    const kept = isSameTable ? it.mapping : guessColumns(headings).mapping;
    const mapping: Mapping =
      plan.mapping?.map(({ is, field_id: fieldId }) =>
        is === 'field' ? { is, fieldId: fieldId! } : { is },
      ) ?? kept;
    return { ...it, name: plan.name ?? it.name, format, headings, mapping, ...rulesOf(it, plan) };
  }

  private checkMapping({ headings, mapping }: Import, fields: ReadonlyMap<string, unknown>): void {
    const isWhole = mapping.length === headings.length;
    const isKnown = mapping.every(({ fieldId }) => fieldId === undefined || fields.has(fieldId));
    const problem = !isWhole
      ? 'Say for each column what it is.'
      : !isKnown
        ? 'Choose a field of this organization.'
        : mappingProblem(mapping);
    if (problem) throw new Invalid([{ param: 'mapping', message: problem }]);
  }
}

const sheetOf = (format: FileFormat): string | null => (format.kind === 'workbook' ? format.sheet : null);

/** What is left out stays as it is; what belongs to another kind of file is not looked at. */
function formatOf(now: FileFormat, form: FormatForm): FileFormat {
  const hasHeadings = form.has_headings;
  if (now.kind === 'text')
    return {
      kind: 'text',
      encoding: form.encoding ?? now.encoding,
      delimiter: form.delimiter ?? now.delimiter,
      hasHeadings,
    };
  const sheet = form.sheet ?? now.sheet;
  if (!now.sheets.includes(sheet)) throw new Invalid([{ param: 'format.sheet', message: 'Choose a sheet.' }]);
  return { ...now, sheet, hasHeadings };
}

function rulesOf(it: Import, { rules, consent }: ImportPlan): Pick<Import, 'rules' | 'consent'> {
  return {
    rules: rules
      ? {
          onMatch: rules.on_match,
          overwrite: rules.overwrite,
          sameEmail: rules.same_email,
          onPossibleDuplicate: rules.on_possible_duplicate,
          tags: rules.tags,
          newOrganizations: rules.new_organizations ?? it.rules.newOrganizations,
          optIn: rules.opt_in ?? it.rules.optIn,
          language: rules.language,
          system: rules.system,
        }
      : it.rules,
    consent:
      consent === undefined
        ? it.consent
        : consent && {
            source: consent.source,
            text: consent.text,
            collectedOn: consent.collected_on ?? null,
            channels: consent.channels,
          },
  };
}
