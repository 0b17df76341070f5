import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { NotFound } from '../platform/http/errors.js';
import { fromCursor, toPage } from '../platform/paging/paging.js';
import { Jobs } from '../platform/jobs/jobs.service.js';
import { Audit } from '../staff/audit.service.js';
import { type Caller } from '../staff/caller.access.js';
import { findBoundarySets, findDistrict, findDistricts } from './districts.sql.js';
import { type DistrictQuery, type NewDistrictImport, type NewZipImport } from './geography.forms.js';
import { importReference } from './geography.jobs.js';
import {
  BoundarySetResource,
  type DistrictPage,
  type DistrictRecord,
  DistrictResource,
} from './geography.resources.js';
import { ReferenceImportResource } from './import-resources.access.js';
import { jurisdictionOf, layerOf } from './jurisdiction.access.js';
import { outlineOf } from './outline.js';
import { ReferenceImports } from './reference-imports.service.js';

/** What the console sees of boundaries. They are reference data: the same for every organization. */
@Injectable()
export class Districts {
  constructor(
    private readonly database: Database,
    private readonly imports: ReferenceImports,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
  ) {}

  async sets(): Promise<BoundarySetResource[]> {
    return (await this.read((tx) => findBoundarySets(tx))).map(BoundarySetResource.from);
  }

  async list(query: DistrictQuery): Promise<DistrictPage> {
    const filter = { layer: query.layer ? layerOf(query.layer) : null, text: query.q ?? null };
    const found = await this.read((tx) =>
      findDistricts(tx, filter, fromCursor(query.after, 2), query.limit + 1),
    );
    return toPage(found, query.limit, ({ name, id }) => [name, id], DistrictResource.from);
  }

  /** @throws NotFound */
  async record(id: string): Promise<DistrictRecord> {
    const found = await this.read((tx) => findDistrict(tx, id));
    if (!found) throw new NotFound();
    const outline = outlineOf(found.shape, found.bbox) as unknown as number[][][];
    return { ...DistrictResource.from(found), outline };
  }

  /** Keeps the file for a worker. @throws Invalid for a jurisdiction that cannot be; the file is judged by the job. */
  async import(caller: Caller, form: NewDistrictImport): Promise<ReferenceImportResource> {
    const options = {
      kind: form.kind,
      jurisdiction: jurisdictionOf(form.jurisdiction),
      id_property: form.id_property,
      name_property: form.name_property,
    };
    return this.open(caller, 'districts', form.file, options);
  }

  async importZips(caller: Caller, form: NewZipImport): Promise<ReferenceImportResource> {
    const state = form.state ? jurisdictionOf(form.state, 'state') : '';
    return this.open(caller, 'zip-points', form.file, { state });
  }

  private async open(
    caller: Caller,
    kind: 'districts' | 'zip-points',
    file: { name: string; content: string },
    options: object,
  ): Promise<ReferenceImportResource> {
    const load = await this.imports.open(kind, file.name, options, [file], caller.accountId);
    await this.database.as(caller.scope('geography.import'), (tx) =>
      this.audit.append(tx, caller, {
        organizationId: null,
        action: `${kind}.import-requested`,
        subject: { kind: 'reference-import', id: load.id },
      }),
    );
    await this.jobs.nudge(importReference, { importId: load.id });
    return ReferenceImportResource.from(load);
  }

  private read<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.database.as(Scope.nothing, work);
  }
}
