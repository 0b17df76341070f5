import { Injectable } from '@nestjs/common';
import { type FileAnswer } from '../../platform/http/answers.js';
import { EXPORT_PAGE, Exporting } from '../../staff/audit/exporting.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { Events } from '../events.service.js';
import { type AttendeeQuery } from './attendees.forms.js';
import { type AttendeeResource } from './attendees.resources.js';
import { Attendees } from './attendees.service.js';

const COLUMNS: Record<string, (attendee: AttendeeResource) => string | number | null> = {
  'First name': (it) => it.given_name,
  'Last name': (it) => it.family_name,
  Email: (it) => it.email,
  Phone: (it) => it.phone,
  State: (it) => it.state,
  'Party of': (it) => it.party_size,
  'Access needs': (it) => it.access_needs,
  'Walked in': (it) => (it.is_walk_in ? 'yes' : 'no'),
  'Checked in at': (it) => it.checked_in_at?.toISOString() ?? null,
  'Signed up at': (it) => it.registered_at.toISOString(),
  Source: (it) => it.source,
};

/** Who is signed up for an event, as a file. */
@Injectable()
export class AttendeeExport {
  constructor(
    private readonly events: Events,
    private readonly attendees: Attendees,
    private readonly exporting: Exporting,
  ) {}

  async csv(caller: Caller, id: string, query: AttendeeQuery): Promise<FileAnswer> {
    const { owner_id: ownerId } = await this.events.record(caller, id);
    caller.requires('people.export', ownerId);
    return this.exporting.csv(caller, {
      noun: 'attendees',
      subjectId: id,
      columns: COLUMNS,
      ownerOf: () => ownerId,
      page: (after) => this.attendees.list(caller, id, { ...query, after, limit: EXPORT_PAGE }),
    });
  }
}
