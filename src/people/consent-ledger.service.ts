import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.service.js';
import { type PageQuery, toPage } from '../platform/paging/paging.js';
import { type Caller } from '../staff/caller.access.js';
import { type ConsentList, ConsentResource } from './consent-ledger.resources.js';
import { findWords } from './consent-ledger.sql.js';
import { People } from './people.service.js';

/** Every word of consent of one person, as evidence: what was shown, in which language, by whom and when (CO-1). */
@Injectable()
export class ConsentLedger {
  constructor(
    private readonly database: Database,
    private readonly people: People,
  ) {}

  /** @throws NotFound for somebody whom the caller does not see. */
  read(caller: Caller, personId: string, { after, limit }: PageQuery): Promise<ConsentList> {
    return this.database.as(caller.scope('people.read'), async (tx) => {
      const person = await this.people.show(tx, caller, personId);
      const personIds = await this.people.records(tx, person.id);
      const found = await findWords(tx, { personIds, after, limit: limit + 1 });
      return toPage(
        found,
        limit,
        ({ id }) => [id],
        (each) => ConsentResource.from(each),
      );
    });
  }
}
