import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { affected } from '../platform/database/sql.js';
import { Conflict, NotFound } from '../platform/http/errors.js';
import { canonicalEmail } from '../platform/mail/address.js';
import { Audit } from '../staff/audit.service.js';
import { type Caller } from '../staff/caller.access.js';
import { Consents } from './consents.service.js';
import { addAddress, addEmail, addPhone } from './meeting.sql.js';
import { type AttestedConsent, type NewAddress, type NewEmail, type NewPhone } from './people.forms.js';
import { People } from './people.service.js';
import { type PersonResource } from './people.resources.js';
import { e164 } from './phone-number.js';

/** The lists of a record: ways to reach somebody, what they agreed to, and what staff wrote down. */
const LISTS = {
  emails: 'person_emails',
  phones: 'person_phones',
  addresses: 'person_addresses',
} as const;
export type DetailList = keyof typeof LISTS;

@Injectable()
export class PersonDetails {
  constructor(
    private readonly people: People,
    private readonly consents: Consents,
    private readonly audit: Audit,
  ) {}

  addEmail(caller: Caller, id: string, { address, label }: NewEmail): Promise<PersonResource> {
    return this.people.writing(caller, id, async (tx, person) => {
      const canonical = canonicalEmail(address)!;
      await addEmail(tx, { personId: id, ownerId: person.owner_id, address, canonical, label });
    });
  }

  addPhone(caller: Caller, id: string, { number, label }: NewPhone): Promise<PersonResource> {
    return this.people.writing(caller, id, (tx, person) =>
      addPhone(tx, { personId: id, ownerId: person.owner_id, e164: e164(number)!, label }),
    );
  }

  addAddress(caller: Caller, id: string, form: NewAddress): Promise<PersonResource> {
    const { street = '', city = '', state = '', zip } = form;
    return this.people.writing(caller, id, (tx) => addAddress(tx, id, { street, city, state, zip }));
  }

  /** @throws NotFound where the person has no such entry. */
  remove(caller: Caller, id: string, list: DetailList, entryId: string): Promise<PersonResource> {
    return this.people.writing(caller, id, async (tx) => {
      const removed = await affected(tx, `DELETE FROM ${LISTS[list]} WHERE id = $1 AND person_id = $2`, [
        entryId,
        id,
      ]);
      if (removed === 0) throw new NotFound();
    });
  }

  /** Makes one entry the primary one: the address that mail goes to, the number that is called. */
  makePrimary(caller: Caller, id: string, list: DetailList, entryId: string): Promise<PersonResource> {
    return this.people.writing(caller, id, async (tx) => {
      // In two steps: the unique index on the primary entry is checked row by row.
      await affected(tx, `UPDATE ${LISTS[list]} SET is_primary = false WHERE person_id = $1 AND is_primary`, [
        id,
      ]);
      const made = await affected(
        tx,
        `UPDATE ${LISTS[list]} SET is_primary = true WHERE id = $1 AND person_id = $2`,
        [entryId, id],
      );
      if (made === 0) throw new NotFound();
    });
  }

  addNote(caller: Caller, id: string, body: string): Promise<PersonResource> {
    return this.people.writing(caller, id, (tx) =>
      tx.query('INSERT INTO person_notes (person_id, author_id, body) VALUES ($1, $2, $3)', [
        id,
        caller.accountId,
        body,
      ]),
    );
  }

  /**
   * Records what somebody told staff elsewhere, with where and how: never a "yes" without its source.
   *
   * @throws Conflict `no_address` where there is nothing to reach them by on this channel.
   */
  attest(caller: Caller, id: string, form: AttestedConsent): Promise<PersonResource> {
    return this.people.writing(caller, id, async (tx, person) => {
      const hasAddress = form.channel === 'email' ? person.emails.length > 0 : person.phones.length > 0;
      if (form.is_given && !hasAddress)
        throw new Conflict('no_address', 'Add an address or number first: there is nothing to send to.');
      await this.record(tx, caller, person, form);
    });
  }

  private async record(
    tx: EntityManager,
    caller: Caller,
    person: PersonResource,
    form: AttestedConsent,
  ): Promise<void> {
    await this.consents.record(tx, {
      personId: person.id,
      organizationId: person.owner_id,
      channel: form.channel,
      isGiven: form.is_given,
      text: form.source,
      language: 'en',
      method: 'staff',
      sourceKind: 'person',
      sourceId: person.id,
      recordedBy: caller.accountId,
    });
    await this.audit.append(tx, caller, {
      organizationId: person.owner_id,
      action: form.is_given ? 'consent.attested' : 'consent.withdrawn',
      subject: { kind: 'person', id: person.id },
      detail: { channel: form.channel },
    });
  }
}
