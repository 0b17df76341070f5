import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { rows } from '../platform/database/sql.js';
import { NotFound } from '../platform/http/errors.js';
import { Handles } from '../platform/jobs/job.js';
import { canonicalEmail } from '../platform/mail/address.js';
import { fromCursor, type Page, toPage } from '../platform/paging/paging.js';
import { Audit } from '../staff/audit.service.js';
import { type Caller } from '../staff/caller.access.js';
import { type LookAlikesQuery } from './merging/duplicates.forms.js';
import { type DuplicatesQuery } from './merging/merging.forms.js';
import { DuplicateResource, type LookAlikeList } from './merging/duplicates.resources.js';
import { dismissSuggestion, findSuggestions } from './merging/duplicates.sql.js';
import { findLookAlikes, suggestDuplicates } from './merging/finding.sql.js';
import { findDuplicates } from './people.jobs.js';
import { e164 } from './phone-number.js';

/** A night and some hours: what a night missed, because no worker ran, the next still sees. */
const LOOK_BACK = 50 * 3_600_000;

/** People who may be one human. Found by the product, decided by staff; nothing is merged by itself. */
@Injectable()
export class Duplicates {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Open suggestions among the people whom the caller sees, the surest first. */
  list(caller: Caller, query: DuplicatesQuery): Promise<Page<DuplicateResource>> {
    const filter = {
      within: caller.within('people.write'),
      ownerId: query.owner_id ?? null,
      personId: query.person_id ?? null,
    };
    return this.database.as(caller.scope('people.write'), async (tx) => {
      const found = await findSuggestions(tx, filter, fromCursor(query.after, 2), query.limit + 1);
      return toPage(
        found,
        query.limit,
        ({ score, id }) => [score, id],
        (each) => DuplicateResource.from(each),
      );
    });
  }

  /** They are two: never suggested again. @throws NotFound where it is not open, or not the caller's to see. */
  dismiss(caller: Caller, id: string): Promise<void> {
    return this.database.as(caller.scope('people.write'), async (tx) => {
      const pair = await dismissSuggestion(tx, id, caller.accountId, caller.within('people.write'));
      if (!pair) throw new NotFound();
      await this.audit.append(tx, caller, {
        organizationId: pair.ownerId,
        action: 'people.told-apart',
        subject: { kind: 'duplicate', id },
        detail: { first_id: pair.firstId, second_id: pair.secondId },
      });
    });
  }

  /** Whom the caller sees that somebody may be who is about to be added. */
  lookAlikes(caller: Caller, query: LookAlikesQuery): Promise<LookAlikeList> {
    caller.requires('people.write', query.owner_id);
    return this.database.as(caller.scope('people.write'), async (tx) => ({
      data: await findLookAlikes(tx, {
        ownerId: query.owner_id,
        givenName: query.given_name ?? '',
        familyName: query.family_name ?? '',
        canonical: query.email ? canonicalEmail(query.email) : null,
        phone: query.phone ? e164(query.phone) : null,
        zip: query.zip ?? null,
      }),
    }));
  }

  /** After an import, and every night: compares those who are new or changed since a moment with everybody of the owner. */
  find(ownerId: string, since: Date): Promise<number> {
    return this.database.as(Scope.organizations(ownerId), (tx) => suggestDuplicates(tx, ownerId, since));
  }

  @Handles(findDuplicates)
  async findEverywhere(): Promise<void> {
    const since = new Date(this.clock.now().getTime() - LOOK_BACK);
    const owners = await this.database.as(Scope.nothing, (tx) =>
      rows<{ id: string }>(tx, 'SELECT DISTINCT owner_id AS id FROM people WHERE updated_at >= $1', [since]),
    );
    for (const { id } of owners) await this.find(id, since);
  }
}
