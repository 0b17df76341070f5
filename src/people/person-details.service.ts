import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Conflict } from '../platform/http/errors.js';
import { Audit } from '../staff/audit.service.js';
import { type Caller } from '../staff/caller.access.js';
import { OptIn } from './opt-in/opt-in.service.js';
import { type AttestedConsent } from './people.forms.js';
import { People } from './people.service.js';
import { type PersonResource } from './people.resources.js';

/** What somebody agreed to, and what staff wrote down. */
@Injectable()
export class PersonDetails {
  constructor(
    private readonly people: People,
    private readonly optIn: OptIn,
    private readonly audit: Audit,
  ) {}

  addNote(caller: Caller, id: string, body: string): Promise<PersonResource> {
    return this.people.writing(caller, id, (tx, person) =>
      tx.query('INSERT INTO person_notes (person_id, author_id, body) VALUES ($1, $2, $3)', [
        person.id,
        caller.accountId,
        body,
      ]),
    );
  }

  /**
   * Records what somebody told staff elsewhere, with where and how: never a "yes" without its source. Where a rule of
   * opt-in holds, a "yes" to mail waits for the person's own click.
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
    await this.optIn.say(tx, {
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
