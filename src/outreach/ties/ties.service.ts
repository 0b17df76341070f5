import { Injectable } from '@nestjs/common';
import { People } from '../../people/people.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Invalid, NotFound } from '../../platform/http/errors.js';
import { fromCursor, type PageQuery, toPage } from '../../platform/paging/paging.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { type NewTie } from './ties.forms.js';
import { type TieList, TieResource } from './ties.resources.js';
import { deleteTie, findTie, findTiesOfOfficial, findTiesOfPerson, verifyTie, writeTie } from './ties.sql.js';

/** Who among an organization's people knows an official, and how well (PC-10). For those who see the person alone. */
@Injectable()
export class Ties {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly audit: Audit,
  ) {}

  ofPerson(caller: Caller, personId: string): Promise<TieList> {
    return this.database.as(caller.scope('people.read'), async (tx) => {
      const person = await this.people.show(tx, caller, personId);
      const found = await findTiesOfPerson(tx, caller.within('people.read'), person.id);
      return { data: found.map(TieResource.from), next: null };
    });
  }

  ofOfficial(caller: Caller, officialId: string, { after, limit }: PageQuery): Promise<TieList> {
    return this.database.as(caller.scope('people.read'), async (tx) => {
      const within = caller.within('people.read');
      const found = await findTiesOfOfficial(tx, within, officialId, fromCursor(after, 2), limit + 1);
      return toPage(found, limit, ({ strength, id }) => [strength, id], TieResource.from);
    });
  }

  /** @throws Invalid on `official_id` where there is no such official, and for a day to come. */
  async write(caller: Caller, personId: string, form: NewTie): Promise<TieList> {
    const { official_id: officialId, kind, strength, said_by: saidBy, verified_on: verifiedOn = null } = form;
    if (verifiedOn !== null && new Date(verifiedOn) > new Date())
      throw new Invalid([{ param: 'verified_on', message: 'This day is yet to come.' }]);
    await this.people.writing(caller, personId, async (tx, person) => {
      const known = { ownerId: person.owner_id, personId: person.id, accountId: caller.accountId };
      if (!(await writeTie(tx, { ...known, officialId, kind, strength, saidBy, verifiedOn })))
        throw new Invalid([{ param: 'official_id', message: 'Choose an official from the list.' }]);
      await this.audit.append(tx, caller, {
        organizationId: person.owner_id,
        action: 'official-tie.written',
        subject: { kind: 'person', id: person.id },
      });
    });
    return this.ofPerson(caller, personId);
  }

  /** Somebody asked again, and it is still so. */
  verify(caller: Caller, id: string): Promise<TieResource> {
    return this.database.as(caller.scope('people.read'), async (tx) => {
      const tie = await findTie(tx, caller.within('people.read'), id);
      if (!tie) throw new NotFound();
      caller.requires('people.write', tie.ownerId);
      await verifyTie(tx, id);
      return TieResource.from((await findTie(tx, null, id))!);
    });
  }

  remove(caller: Caller, id: string): Promise<void> {
    return this.database.as(caller.scope('people.read'), async (tx) => {
      const tie = await findTie(tx, caller.within('people.read'), id);
      if (!tie) throw new NotFound();
      caller.requires('people.write', tie.ownerId);
      await deleteTie(tx, id);
      await this.audit.append(tx, caller, {
        organizationId: tie.ownerId,
        action: 'official-tie.removed',
        subject: { kind: 'person', id: tie.personId },
      });
    });
  }
}
