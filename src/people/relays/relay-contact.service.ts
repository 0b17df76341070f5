import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { Files } from '../../platform/files/files.service.js';
import { rows } from '../../platform/database/sql.js';
import { Conflict, Invalid, NotFound } from '../../platform/http/errors.js';
import { canonicalEmail } from '../../platform/mail/address.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { Changes } from '../changes.service.js';
import { authorOf } from '../changes/history.sql.js';
import { type PersonResource } from '../people.resources.js';
import { People } from '../people.service.js';
import { Relays } from '../relays.service.js';
import { endRelay, hideAddress, insertRelay, relayOf, type RunningRelay } from './relay-addresses.sql.js';
import { type NewRelay } from './relays.forms.js';
import { type RelayAnswer } from './relays.resources.js';

const NO_INLET =
  'This installation takes no mail in: its operator must set MAIL_INLET_DOMAIN (docs/operations.md, What comes back).';
const NOT_SEALED = 'Seal the record first: a relay hides an address from nobody who reads an open one.';

/**
 * A sealed person's contact as a relay: whoever may open the record sees the relay address alone. Beginning one puts it in
 * the place of the real address wherever that stood with the person; ending it forgets the real address, at once.
 *
 *     none ──start──► running ──end──► ended (its address is never used again)
 */
@Injectable()
export class RelayContact {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly changes: Changes,
    private readonly relays: Relays,
    private readonly files: Files,
    private readonly audit: Audit,
  ) {}

  read(caller: Caller, personId: string): Promise<RelayAnswer> {
    return this.database.as(caller.scope('people.write'), async (tx) => {
      const person = await this.people.show(tx, caller, personId);
      caller.requires('people.write', person.owner_id);
      return this.answer(tx, person);
    });
  }

  /**
   * @throws Conflict `no_inlet`, `not_sealed`, `relay_runs`, `several_addresses`; Invalid where no address is known.
   */
  async start(caller: Caller, personId: string, form: NewRelay): Promise<RelayAnswer> {
    let files: string[] = [];
    await this.people.writing(caller, personId, async (tx, person) => {
      if (!this.relays.domain) throw new Conflict('no_inlet', NO_INLET);
      if (!person.is_sealed) throw new Conflict('not_sealed', NOT_SEALED);
      if (await this.running(tx, person.id)) throw new Conflict('relay_runs', 'A relay runs already.');
      const real = await this.realAddress(tx, person.id, form);
      const address = `r+${token()}@${this.relays.domain}`;
      await insertRelay(tx, {
        ...{ personId: person.id, ownerId: person.owner_id, address, accountId: caller.accountId },
        ...this.relays.seal(person.owner_id, real),
      });
      const removed = await hideAddress(tx, person.id, real, address);
      if (removed === null) throw new NotFound();
      files = removed;
      await this.note(tx, caller, 'relay.started', person);
    });
    await this.files.removeBytes(files);
    return this.read(caller, personId);
  }

  /** Nothing goes to the person any more, and nothing comes. @throws Conflict `no_relay` */
  async end(caller: Caller, personId: string): Promise<void> {
    await this.people.writing(caller, personId, async (tx, person) => {
      const relay = await this.running(tx, person.id);
      if (!relay || !(await endRelay(tx, relay.id, caller.accountId)))
        throw new Conflict('no_relay', 'No relay runs.');
      const entries = await rows<{ id: string }>(
        tx,
        `SELECT id FROM person_emails WHERE person_id = $1 AND canonical = $2`,
        [person.id, relay.address],
      );
      await this.changes.setContacts(
        tx,
        authorOf(caller),
        'email',
        entries.map(({ id }) => ({ id, entry: null })),
      );
      await this.note(tx, caller, 'relay.ended', person);
    });
  }

  private async answer(tx: EntityManager, person: PersonResource): Promise<RelayAnswer> {
    const relay = await this.running(tx, person.id);
    const missing = !this.relays.domain ? NO_INLET : person.is_sealed ? null : NOT_SEALED;
    return {
      relay: relay ? { address: relay.address, started_at: relay.startedAt.toISOString() } : null,
      missing: relay ? null : missing,
    };
  }

  private async running(tx: EntityManager, personId: string): Promise<RunningRelay | undefined> {
    return relayOf(tx, await this.people.records(tx, personId));
  }

  /** The one address of the record, or the one that is given where it has none: a second would stay in the open. */
  private async realAddress(tx: EntityManager, personId: string, { address }: NewRelay): Promise<string> {
    const known = await rows<{ canonical: string }>(
      tx,
      `SELECT DISTINCT canonical FROM person_emails WHERE person_id = ANY ($1::uuid[])`,
      [await this.people.records(tx, personId)],
    );
    const given = address === undefined ? undefined : canonicalEmail(address)!;
    const all = [...new Set([...known.map(({ canonical }) => canonical), ...(given ? [given] : [])])];
    if (all.length > 1)
      throw new Conflict(
        'several_addresses',
        'A relay hides one address: take the others off the record first.',
      );
    const [only] = all;
    if (only === undefined)
      throw new Invalid([{ param: 'address', message: 'Write the address that is to be hidden.' }]);
    return only;
  }

  private note(tx: EntityManager, caller: Caller, action: string, person: PersonResource): Promise<void> {
    const subject = { kind: 'person', id: person.id };
    return this.audit.append(tx, caller, { organizationId: person.owner_id, action, subject });
  }
}

/** 130 random bits in base32: lower case, because some servers change the case of local parts. */
function token(): string {
  return [...randomBytes(26)].map((byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join('');
}
