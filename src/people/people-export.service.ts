import { Injectable } from '@nestjs/common';
import { type FileAnswer } from '../platform/http/answers.js';
import { EXPORT_PAGE, Exporting } from '../staff/audit/exporting.service.js';
import { type Caller } from '../staff/caller.access.js';
import { type PeopleQuery } from './people.forms.js';
import { type PersonListItem } from './people.resources.js';
import { People } from './people.service.js';

/** Its headings are among those that an import knows again. */
const COLUMNS: Record<string, (person: PersonListItem) => string | number | null> = {
  'First name': (it) => it.given_name,
  'Last name': (it) => it.family_name,
  Email: (it) => it.email,
  Phone: (it) => it.phone,
  City: (it) => it.city,
  State: (it) => it.state,
  ZIP: (it) => it.zip,
  Language: (it) => it.language,
  Tags: (it) => it.tags.map(({ name }) => name).join(', '),
  Subscribed: (it) => (it.is_subscribed ? 'yes' : 'no'),
  'Known to': (it) => it.owner_name,
  Actions: (it) => it.action_count,
  'Last action': (it) => it.last_action_at,
  Since: (it) => it.created_at,
};

/** The list of people as a file: all of it, what a filter or a segment leaves, or a selection. */
@Injectable()
export class PeopleExport {
  constructor(
    private readonly people: People,
    private readonly exporting: Exporting,
  ) {}

  csv(caller: Caller, query: PeopleQuery): Promise<FileAnswer> {
    return this.exporting.csv(caller, {
      noun: 'people',
      subjectId: query.segment_id ?? null,
      columns: COLUMNS,
      ownerOf: ({ owner_id }) => owner_id,
      page: (after) => this.people.list(caller, { ...query, after, limit: EXPORT_PAGE }, 'whole'),
    });
  }
}
