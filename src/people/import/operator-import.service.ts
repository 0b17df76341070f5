import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { affected } from '../../platform/database/sql.js';
import { Invalid } from '../../platform/http/errors.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { Chapters } from '../../network/chapters.service.js';
import { Audit } from '../../staff/audit.service.js';
import { guessColumns, plainHeading } from './column-guesses.js';
import { ImportChecking } from './checking.service.js';
import { type ColumnMeaning, mappingProblem } from './columns.js';
import { type Attestation, type Counted, DEFAULT_RULES, type Import } from './import.entity.js';
import { findDuplicatesOfImport } from './import.jobs.js';
import { ImportFiles } from './import-files.service.js';
import { findImport, type FoundImport, insertImport, moveImport } from './imports.sql.js';
import { openBatch } from './imports.service.js';
import { savedColumns } from './mappings.sql.js';
import { ImportRunning } from './running.service.js';

export interface OperatorImportOptions {
  /** The slug of the chapter that will know the people. */
  chapter: string;
  name: string;
  /** Meanings by heading, before the guesses. */
  mapping: Readonly<Record<string, ColumnMeaning>>;
  /** The source of consent for email, or null for none. */
  consent: string | null;
}

export interface OperatorImportReport {
  import_id: string;
  rows: number;
  counts: Counted;
  /** Why the file could not be read, where it could not. */
  refusal: string | null;
}

/** An import from the operator's machine: the file is read where it is, checked and run at once. */
@Injectable()
export class OperatorImport {
  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly files: ImportFiles,
    private readonly checking: ImportChecking,
    private readonly running: ImportRunning,
    private readonly audit: Audit,
    private readonly jobs: Jobs,
  ) {}

  /** @throws NotFound for no such chapter, Invalid for a file that is no table of people, or columns that name nobody. */
  async run(place: string, options: OperatorImportOptions): Promise<OperatorImportReport> {
    const { id: ownerId } = await this.database.as(Scope.nothing, (tx) =>
      this.chapters.bySlug(tx, options.chapter),
    );
    const scope = Scope.organizations(ownerId);
    const it = await this.database.as(scope, (tx) => this.open(tx, place, ownerId, options));
    await this.checking.check(it, place);
    const checked = await this.database.as(scope, (tx) => findImport(tx, it.id, null));
    if (checked?.state === 'checked') {
      await this.database.as(scope, (tx) => this.start(tx, checked));
      await this.running.run(checked);
      await this.jobs.nudge(findDuplicatesOfImport, { importId: it.id });
    }
    const done = (await this.database.as(scope, (tx) => findImport(tx, it.id, null)))!;
    return { import_id: done.id, rows: done.totalRows, counts: done.counted, refusal: done.refusal };
  }

  private async open(
    tx: EntityManager,
    place: string,
    ownerId: string,
    { name, consent, mapping: given }: OperatorImportOptions,
  ): Promise<Import> {
    const { format, headings } = await this.files.describe(place);
    const known = new Map(await savedColumns(tx, ownerId, headings));
    for (const [heading, meaning] of Object.entries(given)) known.set(plainHeading(heading), meaning);
    const { mapping, preset } = guessColumns(headings, known);
    const problem = mappingProblem(mapping);
    if (problem) throw new Invalid([{ param: 'mapping', message: problem }], problem);
    const id = await insertImport(tx, {
      ...{ ownerId, name, format, headings, mapping, fileId: null, madeBy: null },
      preset: preset?.name ?? null,
      rules: { ...DEFAULT_RULES, system: preset?.system ?? DEFAULT_RULES.system },
    });
    if (consent) {
      const attested: Attestation = {
        source: 'other',
        text: consent,
        collectedOn: null,
        channels: ['email'],
      };
      await affected(tx, 'UPDATE imports SET consent = $2 WHERE id = $1', [id, JSON.stringify(attested)]);
    }
    await moveImport(tx, id, ['uploaded'], 'checking');
    return (await findImport(tx, id, null))!;
  }

  private async start(tx: EntityManager, it: FoundImport): Promise<void> {
    await moveImport(tx, it.id, ['checked'], 'running');
    await openBatch(tx, it, null);
    await this.audit.append(tx, null, {
      organizationId: it.ownerId,
      action: 'import.started',
      subject: { kind: 'import', id: it.id },
      detail: { rows: it.totalRows, consent: it.consent?.source ?? 'none' },
    });
  }
}
