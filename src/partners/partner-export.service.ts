import { Injectable } from '@nestjs/common';
import { type FileAnswer } from '../platform/http/answers.js';
import { EXPORT_PAGE, Exporting } from '../staff/audit/exporting.service.js';
import { type Caller } from '../staff/caller.access.js';
import { type PartnerQuery } from './partners.forms.js';
import { type PartnerResource } from './partners.resources.js';
import { Partners } from './partners.service.js';

const COLUMNS: Record<string, (partner: PartnerResource) => string | null> = {
  Name: (it) => it.name,
  'Legal name': (it) => it.legal_name,
  Sector: (it) => it.sector,
  'Legal type': (it) => it.legal_type,
  Website: (it) => it.website,
  'Service area': (it) => it.service_area,
  Status: (it) => it.status,
  'Status since': (it) => it.status_since,
  Chapter: (it) => it.chapter_name,
};

/** The partners as a file. */
@Injectable()
export class PartnerExport {
  constructor(
    private readonly partners: Partners,
    private readonly exporting: Exporting,
  ) {}

  csv(caller: Caller, query: PartnerQuery): Promise<FileAnswer> {
    return this.exporting.csv(caller, {
      noun: 'partners',
      subjectId: null,
      columns: COLUMNS,
      ownerOf: ({ chapter_id }) => chapter_id,
      page: (after) => this.partners.list(caller, { ...query, after, limit: EXPORT_PAGE }),
    });
  }
}
