import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { ReferenceImportResource } from '../../geography/import-resources.access.js';
import { jurisdictionName, jurisdictionOf } from '../../geography/jurisdiction.access.js';
import { ReferenceImports } from '../../geography/reference-imports.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { NotFound } from '../../platform/http/errors.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { fromCursor, type PageQuery, toPage } from '../../platform/paging/paging.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { importOfficials } from './officials.jobs.js';
import { type NewOfficialsImport, type OfficialsQuery } from './officials.forms.js';
import {
  type CommitteePage,
  CommitteeResource,
  type OfficialPage,
  type OfficialRecordResource,
  OfficialResource,
  type VacancyPage,
  VacancyResource,
} from './officials.resources.js';
import {
  findCommittees,
  findCommitteesOf,
  findOfficial,
  findOfficials,
  findOutreachOf,
  findSourcesOf,
  findTerms,
  findVacancies,
} from './officials.sql.js';
import { findChannels } from './representation.sql.js';

/** Officials as staff see them: the same for every organization, but for the letters each has sent. */
@Injectable()
export class Officials {
  constructor(
    private readonly database: Database,
    private readonly imports: ReferenceImports,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
  ) {}

  async list(query: OfficialsQuery): Promise<OfficialPage> {
    const filter = { text: query.q ?? null, level: query.level ?? null, kind: query.kind ?? null };
    const found = await this.read((tx) =>
      findOfficials(tx, filter, fromCursor(query.after, 3), query.limit + 1),
    );
    return toPage(
      found,
      query.limit,
      ({ name, id, office_id }) => [name, id, office_id],
      OfficialResource.from,
    );
  }

  /** @throws NotFound */
  record(caller: Caller, id: string): Promise<OfficialRecordResource> {
    return this.database.as(caller.scope('letters.read'), async (tx) => {
      const official = await findOfficial(tx, id);
      if (!official) throw new NotFound();
      const terms = await findTerms(tx, id);
      const sources = await findSourcesOf(tx, id);
      const outreach = await findOutreachOf(tx, id, caller.within('letters.read'));
      return {
        ...official,
        terms: terms.map(({ jurisdiction, ...term }) => ({
          ...term,
          jurisdiction_name: jurisdictionName(jurisdiction),
        })),
        channels: (await findChannels(tx, [id])).map(({ kind, value, label, status }) => ({
          kind,
          value,
          label,
          status,
        })),
        committees: await findCommitteesOf(tx, id),
        sources: sources.map((each) => ({ ...each, verified_at: each.verified_at.toISOString() })),
        outreach: outreach.map((each) => ({ ...each, last_at: each.last_at.toISOString() })),
      };
    });
  }

  async vacancies(query: PageQuery): Promise<VacancyPage> {
    const found = await this.read((tx) => findVacancies(tx, fromCursor(query.after, 3), query.limit + 1));
    return toPage(
      found,
      query.limit,
      ({ title, seat, office_id }) => [title, seat, office_id],
      VacancyResource.from,
    );
  }

  async committees(query: OfficialsQuery): Promise<CommitteePage> {
    const found = await this.read((tx) =>
      findCommittees(tx, query.q ?? null, fromCursor(query.after, 2), query.limit + 1),
    );
    return toPage(found, query.limit, ({ name, id }) => [name, id], CommitteeResource.from);
  }

  /** Keeps the files for a worker, which judges them. @throws Invalid for a jurisdiction that cannot be, or no content. */
  async import(caller: Caller, form: NewOfficialsImport): Promise<ReferenceImportResource> {
    const { files, format, is_complete, jurisdiction } = form;
    const options = {
      format,
      is_complete,
      ...(jurisdiction && { jurisdiction: jurisdictionOf(jurisdiction) }),
    };
    const title = files.length === 1 ? files[0]!.name : `${files.length} files (${format})`;
    const load = await this.imports.open('officials', title, options, files, caller.accountId);
    await this.database.as(caller.scope('officials.import'), (tx) =>
      this.audit.append(tx, caller, {
        organizationId: null,
        action: 'officials.import-requested',
        subject: { kind: 'reference-import', id: load.id },
        detail: { files: files.length, format },
      }),
    );
    await this.jobs.nudge(importOfficials, { importId: load.id });
    return ReferenceImportResource.from(load);
  }

  private read<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.database.as(Scope.nothing, work);
  }
}
