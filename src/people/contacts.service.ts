import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';
import { Conflict, NotFound } from '../platform/http/errors.js';
import { canonicalEmail } from '../platform/mail/address.js';
import { type Caller } from '../staff/caller.access.js';
import { Changes, type ContactKind } from './changes.service.js';
import { CONTACTS } from './changes/contacts.sql.js';
import { authorOf } from './changes/history.sql.js';
import {
  type AddressChange,
  type EmailChange,
  type NewAddress,
  type NewEmail,
  type NewPhone,
  type PhoneChange,
} from './contacts.forms.js';
import { People } from './people.service.js';
import { type PersonResource } from './people.resources.js';
import { relayOf } from './relays/relay-addresses.sql.js';
import { e164 } from './phone-number.js';

interface Entry {
  id: string;
  entry: Record<string, unknown> & { is_primary: boolean };
}

/** The ways to reach somebody, as staff keep them. The primary entry of each list is the one that is used. */
@Injectable()
export class Contacts {
  constructor(
    private readonly people: People,
    private readonly changes: Changes,
  ) {}

  addEmail(caller: Caller, id: string, { address, label }: NewEmail): Promise<PersonResource> {
    return this.add(caller, id, 'email', {
      address,
      canonical: canonicalEmail(address)!,
      label: label ?? '',
    });
  }

  addPhone(caller: Caller, id: string, { number, label }: NewPhone): Promise<PersonResource> {
    return this.add(caller, id, 'phone', { e164: e164(number)!, label: label ?? '' });
  }

  addAddress(caller: Caller, id: string, form: NewAddress): Promise<PersonResource> {
    const { street = '', city = '', state = '', zip, label = '' } = form;
    return this.add(caller, id, 'address', { line1: street, city, state, zip, label });
  }

  /** A new address is believed to work until mail says otherwise. */
  changeEmail(caller: Caller, id: string, entryId: string, form: EmailChange): Promise<PersonResource> {
    const { address, label, status } = form;
    const given = {
      ...(address !== undefined && { address, canonical: canonicalEmail(address)!, status: 'ok' }),
      ...(label !== undefined && { label }),
      ...(status !== undefined && { status }),
    };
    return this.edit(caller, id, 'email', entryId, given);
  }

  changePhone(caller: Caller, id: string, entryId: string, form: PhoneChange): Promise<PersonResource> {
    const { number, label, status } = form;
    const given = {
      ...(number !== undefined && { e164: e164(number)!, status: 'ok' }),
      ...(label !== undefined && { label }),
      ...(status !== undefined && { status }),
    };
    return this.edit(caller, id, 'phone', entryId, given);
  }

  /** Another place is looked up on the map anew. */
  changeAddress(caller: Caller, id: string, entryId: string, form: AddressChange): Promise<PersonResource> {
    const { street, city, state, zip, label, status } = form;
    const place = Object.fromEntries(
      Object.entries({ line1: street, city, state, zip }).filter(([, value]) => value !== undefined),
    );
    const unplaced = { latitude: null, longitude: null, located_by: null, located_at: null, status: 'ok' };
    const given = {
      ...(Object.keys(place).length > 0 && { ...unplaced, ...place }),
      ...(label !== undefined && { label }),
      ...(status !== undefined && { status }),
    };
    return this.edit(caller, id, 'address', entryId, given);
  }

  /**
   * Takes an entry away; the oldest of those that stay takes the place of a primary one.
   *
   * @throws NotFound where the person has no such entry.
   */
  remove(caller: Caller, id: string, kind: ContactKind, entryId: string): Promise<PersonResource> {
    return this.people.writing(caller, id, async (tx, person) => {
      const entries = await this.entries(tx, person.id, kind);
      const { entry } = find(entries, entryId);
      const next = entry.is_primary ? entries.find((each) => each.id !== entryId) : undefined;
      const heir = next ? [{ id: next.id, entry: { ...next.entry, is_primary: true } }] : [];
      await this.changes.setContacts(tx, authorOf(caller), kind, [{ id: entryId, entry: null }, ...heir]);
    });
  }

  /** Makes one entry the primary one: the address that mail goes to, the number that is called. */
  makePrimary(caller: Caller, id: string, kind: ContactKind, entryId: string): Promise<PersonResource> {
    return this.people.writing(caller, id, async (tx, person) => {
      const entries = await this.entries(tx, person.id, kind);
      find(entries, entryId);
      const proposals = entries
        .filter((each) => each.id === entryId || each.entry.is_primary)
        .map((each) => ({ id: each.id, entry: { ...each.entry, is_primary: each.id === entryId } }));
      await this.changes.setContacts(tx, authorOf(caller), kind, proposals);
    });
  }

  /** @throws Conflict `has_it` where the person has this entry already. */
  private add(
    caller: Caller,
    id: string,
    kind: ContactKind,
    entry: Record<string, unknown>,
  ): Promise<PersonResource> {
    return this.people.writing(caller, id, async (tx, person) => {
      await this.refuseBesideRelay(tx, person.id, kind);
      const { changes } = await this.changes.addContacts(tx, authorOf(caller), kind, [
        { person_id: person.id, entry },
      ]);
      if (changes === 0) throw hasIt();
    });
  }

  /** @throws NotFound where the person has no such entry, Conflict `has_it` where it became one they have already. */
  private edit(
    caller: Caller,
    id: string,
    kind: ContactKind,
    entryId: string,
    given: Record<string, unknown>,
  ): Promise<PersonResource> {
    return this.people.writing(caller, id, async (tx, person) => {
      const { entry } = find(await this.entries(tx, person.id, kind), entryId);
      const isSame = Object.entries(given).every(([column, value]) => entry[column] === value);
      if (isSame) return;
      const { changes } = await this.changes.setContacts(tx, authorOf(caller), kind, [
        { id: entryId, entry: { ...entry, ...given } },
      ]);
      if (changes === 0) throw hasIt();
    });
  }

  /**
   * Locked, so that two acts at once come one after the other.
   *
   * @throws Conflict `relay_runs` for the emails of somebody who is reached by a relay: it is the only one.
   */
  private async entries(tx: EntityManager, personId: string, kind: ContactKind): Promise<Entry[]> {
    await this.refuseBesideRelay(tx, personId, kind);
    return rows(
      tx,
      `SELECT e.id, to_jsonb(e) AS entry FROM ${CONTACTS[kind].table} e WHERE e.person_id = $1 ORDER BY e.id FOR UPDATE`,
      [personId],
    );
  }

  private async refuseBesideRelay(tx: EntityManager, personId: string, kind: ContactKind): Promise<void> {
    if (kind === 'email' && (await relayOf(tx, await this.people.records(tx, personId))))
      throw new Conflict(
        'relay_runs',
        'Their mail goes by a relay alone: end the relay to change addresses.',
      );
  }
}

function find(entries: Entry[], id: string): Entry {
  const found = entries.find((each) => each.id === id);
  if (!found) throw new NotFound();
  return found;
}

const hasIt = (): Conflict => new Conflict('has_it', 'They have this one already.');
