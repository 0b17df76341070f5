import { Injectable } from '@nestjs/common';
import { type FileAnswer } from '../../platform/http/answers.js';
import { EXPORT_PAGE, Exporting } from '../../staff/audit/exporting.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { type DeliveryQuery } from './reports.forms.js';
import { Mailings } from './mailings.service.js';
import { type DeliveryResource } from './reports.resources.js';
import { Reports } from './reports.service.js';

const COLUMNS: Record<string, (delivery: DeliveryResource) => string | number | null> = {
  Name: (it) => it.name,
  Email: (it) => it.address,
  State: (it) => it.state,
  Reason: (it) => it.reason,
  Reply: (it) => it.reply,
  Attempts: (it) => it.attempts,
  'Settled at': (it) => it.settled_at,
  'Opened at': (it) => it.opened_at,
  'Clicked at': (it) => it.clicked_at,
};

/** What became of a mailing, recipient by recipient, as a file. */
@Injectable()
export class DeliveryExport {
  constructor(
    private readonly mailings: Mailings,
    private readonly reports: Reports,
    private readonly exporting: Exporting,
  ) {}

  async csv(caller: Caller, id: string, query: DeliveryQuery): Promise<FileAnswer> {
    const { owner_id: ownerId } = await this.mailings.read(caller, id);
    caller.requires('people.export', ownerId);
    return this.exporting.csv(caller, {
      noun: 'deliveries',
      subjectId: id,
      columns: COLUMNS,
      ownerOf: () => ownerId,
      page: (after) => this.reports.deliveries(caller, id, { ...query, after, limit: EXPORT_PAGE }),
    });
  }
}
