import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.service.js';
import { fromCursor, type Page, type PageQuery, toPage } from '../platform/paging/paging.js';
import { type Caller } from '../staff/caller.access.js';
import { SharedPersonResource } from './shared-people.resources.js';
import { findSharedPeople } from './shared-people.sql.js';

/** People whom other organizations show to the caller's, each by their own consent, until the second it ends. */
@Injectable()
export class SharedPeople {
  constructor(private readonly database: Database) {}

  list(caller: Caller, query: PageQuery): Promise<Page<SharedPersonResource>> {
    return this.database.as(caller.scope('people.read'), async (tx) => {
      const found = await findSharedPeople(
        tx,
        caller.within('people.read'),
        fromCursor(query.after, 2),
        query.limit + 1,
      );
      return toPage(
        found,
        query.limit,
        ({ key, id }) => [key, id],
        (each) => SharedPersonResource.from(each),
      );
    });
  }
}
