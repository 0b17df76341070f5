import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.service.js';
import { Conflict, NotFound } from '../platform/http/errors.js';
import { canonicalEmail } from '../platform/mail/address.js';
import { fromCursor, toPage } from '../platform/paging/paging.js';
import { Audit } from '../staff/audit.service.js';
import { type Caller } from '../staff/caller.access.js';
import { Changes } from './changes.service.js';
import { authorOf } from './changes/history.sql.js';
import { addAddress, addEmail, addPhone, insertPerson } from './meeting.sql.js';
import { PeopleSelection } from './people-selection.access.js';
import { findPeople } from './people-list.sql.js';
import { type NewPerson, type PeopleQuery, type PersonFacts } from './people.forms.js';
import { type PersonList, PersonListItem, PersonResource } from './people.resources.js';
import { findPerson, recordsOfPerson, somebodyWithEmail } from './person.sql.js';
import { e164 } from './phone-number.js';

/** How many by name, by email and by telephone each are enough for somebody who is still typing. */
const ENOUGH = 250;

/** The organization's people as records that staff find, read and keep. */
@Injectable()
export class People {
  constructor(
    private readonly database: Database,
    private readonly changes: Changes,
    private readonly audit: Audit,
    private readonly selection: PeopleSelection,
  ) {}

  /**
   * A page of those whom the caller's organizations know. A search alone is for finding somebody, so of a few letters that
   * very many share it looks up a part (`is_partial`), unless `whole` asks for all; with another filter it is always all.
   */
  list(caller: Caller, query: PeopleQuery, whole: 'whole' | 'enough' = 'enough'): Promise<PersonList> {
    const isNarrowed = [
      query.tag_id,
      query.segment_id,
      query.did,
      query.subscribed,
      query.language,
      query.met_within_days,
    ].some((each) => each !== undefined);
    const filter = {
      within: caller.within('people.read'),
      text: query.q ?? null,
      most: query.q === undefined || isNarrowed || whole === 'whole' ? null : ENOUGH,
      ownerId: query.owner_id ?? null,
      tagId: query.tag_id ?? null,
      did: query.did ?? null,
      whatId: query.what_id ?? null,
      isSubscribed: query.subscribed === undefined ? null : query.subscribed === 'yes',
      language: query.language ?? null,
      metWithinDays: query.met_within_days === undefined ? null : Number(query.met_within_days),
      sort: query.sort,
    };
    return this.database.as(caller.scope('people.read'), async (tx) => {
      const among = query.segment_id ? await this.selection.peopleIn(tx, caller, query.segment_id) : null;
      const found = await findPeople(tx, { ...filter, among }, fromCursor(query.after, 3), query.limit + 1);
      const page = toPage(
        found,
        query.limit,
        ({ key, id }) => [...key, id],
        (each) => PersonListItem.from(each),
      );
      return { ...page, is_partial: found[0]?.isPartial ?? false };
    });
  }

  record(caller: Caller, id: string): Promise<PersonResource> {
    return this.database.as(caller.scope('people.read'), async (tx) => {
      const person = await this.show(tx, caller, id);
      if (person.is_sealed) await this.note(tx, caller, 'person.viewed', person.owner_id, id);
      return person;
    });
  }

  /**
   * Adds somebody by hand. Unlike a form it matches nobody by itself: staff are told of whom they can see.
   *
   * @throws Conflict `person_known` where somebody has this email already, unless they are said to share it.
   */
  create(caller: Caller, form: NewPerson): Promise<PersonResource> {
    caller.requires('people.write', form.owner_id);
    const canonical = form.email === undefined ? null : canonicalEmail(form.email)!;
    return this.database.as(caller.scope('people.read'), async (tx) => {
      if (canonical && !form.shares_email && (await somebodyWithEmail(tx, form.owner_id, canonical))) {
        throw new Conflict('person_known', 'Somebody with this email is here already. Do the two share it?', [
          { param: 'email', message: 'Somebody has this email already.' },
        ]);
      }
      const ownerId = form.owner_id;
      const personId = await insertPerson(tx, {
        ownerId,
        givenName: form.given_name,
        familyName: form.family_name ?? '',
        language: form.language ?? 'en',
        source: null,
      });
      await this.changes.created(tx, authorOf(caller), [{ person_id: personId }]);
      await this.write(tx, caller, personId, form);
      if (canonical) await addEmail(tx, { personId, ownerId, address: form.email!, canonical });
      if (form.phone) await addPhone(tx, { personId, ownerId, e164: e164(form.phone)! });
      if (form.zip) await addAddress(tx, personId, { street: '', city: '', state: '', zip: form.zip });
      await this.note(tx, caller, 'person.created', ownerId, personId);
      return this.show(tx, caller, personId);
    });
  }

  change(caller: Caller, id: string, form: PersonFacts): Promise<PersonResource> {
    return this.writing(caller, id, async (tx, person) => {
      await this.write(tx, caller, person.id, form);
      await this.note(tx, caller, 'person.changed', person.owner_id, person.id, {
        fields: Object.keys(form),
      });
    });
  }

  /**
   * Reads the person, checks the right to write in their organization, works, and shows what became of them. Work on the
   * id of the person that is handed over: somebody who was merged is the record that was kept.
   *
   * @throws NotFound for somebody whom the caller does not see, Forbidden where they may only read.
   */
  writing(
    caller: Caller,
    id: string,
    work: (tx: EntityManager, person: PersonResource) => Promise<void>,
  ): Promise<PersonResource> {
    return this.database.as(caller.scope('people.read'), async (tx) => {
      const person = await this.show(tx, caller, id);
      caller.requires('people.write', person.owner_id);
      await work(tx, person);
      await tx.query('UPDATE people SET updated_at = now() WHERE id = $1', [person.id]);
      return this.show(tx, caller, person.id);
    });
  }

  /** The person and the records merged into them: whoever reads what hangs on a person reads it for all of these. */
  records(tx: EntityManager, personId: string): Promise<string[]> {
    return recordsOfPerson(tx, personId);
  }

  /** The person as the caller sees them, within the caller's own transaction. 404 for anybody else. */
  async show(tx: EntityManager, caller: Caller, id: string): Promise<PersonResource> {
    const found = await findPerson(tx, id, caller.within('people.read'));
    if (!found) throw new NotFound();
    return PersonResource.from(found);
  }

  /**
   * Notes that the person did something, for lists sorted by the last action; on the record that it was done under, and on
   * the one that this was merged into. Called by engagement/ alone.
   */
  async acted(tx: EntityManager, personId: string, at: Date): Promise<void> {
    await tx.query(
      `UPDATE people SET action_count = action_count + 1, last_action_at = greatest(last_action_at, $2)
       WHERE id = $1 OR id = (SELECT merged_into FROM people WHERE id = $1)`,
      [personId, at],
    );
  }

  private async write(tx: EntityManager, caller: Caller, id: string, facts: PersonFacts): Promise<void> {
    const { given_name, family_name, pronouns, language, no_tracking } = facts;
    await this.changes.setFacts(tx, authorOf(caller), [
      { person_id: id, given_name, family_name, pronouns, language, no_tracking },
    ]);
  }

  private note(
    tx: EntityManager,
    caller: Caller,
    action: string,
    organizationId: string,
    id: string,
    detail?: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.append(tx, caller, { organizationId, action, subject: { kind: 'person', id }, detail });
  }
}
