import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { row, rows } from '../../platform/database/sql.js';
import { Conflict, Invalid, NotFound } from '../../platform/http/errors.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { authorOf } from '../changes/history.sql.js';
import { Changes } from '../changes.service.js';
import { People } from '../people.service.js';
import { type PersonResource } from '../people.resources.js';
import { relayOf } from '../relays/relay-addresses.sql.js';
import { type ReaderResource } from './safety.resources.js';

/**
 * Sealed records: seen by the accounts that are named for each, and by nobody else (row-level security of people). Nothing
 * says why somebody is sealed. Whoever seals is the first reader, so no record is sealed away from everybody.
 *
 *     open ──seal──► sealed ──unseal──► open
 */
@Injectable()
export class Sealing {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly changes: Changes,
    private readonly audit: Audit,
  ) {}

  /** @throws Conflict `already_sealed` */
  seal(caller: Caller, personId: string): Promise<PersonResource> {
    return this.people.writing(caller, personId, async (tx, person) => {
      if (person.is_sealed) throw new Conflict('already_sealed', 'This record is sealed already.');
      await name(tx, personId, caller.accountId);
      await this.changes.setFacts(tx, authorOf(caller), [{ person_id: personId, is_sealed: true }]);
      await this.note(tx, caller, 'person.sealed', person);
    });
  }

  /**
   * Everybody of the organization sees it again, with everything that hangs on it.
   *
   * @throws Conflict `not_sealed`; `relay_runs` while an address is hidden, because an open record has nothing to hide.
   */
  unseal(caller: Caller, personId: string): Promise<PersonResource> {
    return this.people.writing(caller, personId, async (tx, person) => {
      if (!person.is_sealed) throw new Conflict('not_sealed', 'This record is not sealed.');
      if (await relayOf(tx, await this.people.records(tx, personId)))
        throw new Conflict('relay_runs', 'Their address is behind a relay: end the relay first.');
      await this.changes.setFacts(tx, authorOf(caller), [{ person_id: personId, is_sealed: false }]);
      await tx.query(`SELECT forget_readers($1)`, [personId]);
      await this.note(tx, caller, 'person.unsealed', person);
    });
  }

  /** Who may open it; empty for a record that is not sealed. */
  readers(caller: Caller, personId: string): Promise<ReaderResource[]> {
    return this.database.as(caller.scope('people.read'), async (tx) => {
      const person = await this.people.show(tx, caller, personId);
      return person.is_sealed
        ? rows<ReaderResource>(tx, `SELECT id, name FROM readers_of($1)`, [personId])
        : [];
    });
  }

  /** @throws Invalid for an account that does not work for the organization. */
  async addReader(caller: Caller, personId: string, accountId: string): Promise<ReaderResource[]> {
    await this.people.writing(caller, personId, async (tx, person) => {
      if (!person.is_sealed) throw new Conflict('not_sealed', 'This record is not sealed.');
      const works = await row(tx, `SELECT 1 FROM grants WHERE account_id = $1 AND organization_id = $2`, [
        accountId,
        person.owner_id,
      ]);
      if (!works) throw new Invalid([{ param: 'account_id', message: 'Choose somebody of your own team.' }]);
      await name(tx, personId, accountId);
      await this.note(tx, caller, 'person.reader-added', person, { account: accountId });
    });
    return this.readers(caller, personId);
  }

  /** @throws Conflict `last_reader`: a sealed record is never without one. */
  async removeReader(caller: Caller, personId: string, accountId: string): Promise<void> {
    await this.database.as(caller.scope('people.write'), async (tx) => {
      const person = await this.people.show(tx, caller, personId);
      caller.requires('people.write', person.owner_id);
      const readers = await rows<ReaderResource>(tx, `SELECT id FROM readers_of($1)`, [personId]);
      if (!person.is_sealed || !readers.some(({ id }) => id === accountId)) throw new NotFound();
      const removed = await row<{ isDone: boolean }>(tx, `SELECT remove_reader($1, $2) AS "isDone"`, [
        personId,
        accountId,
      ]);
      if (!removed!.isDone)
        throw new Conflict('last_reader', 'Somebody must be able to open it: name another first.');
      await this.note(tx, caller, 'person.reader-removed', person, { account: accountId });
    });
  }

  private note(
    tx: EntityManager,
    caller: Caller,
    action: string,
    person: PersonResource,
    detail?: Record<string, unknown>,
  ): Promise<void> {
    const subject = { kind: 'person', id: person.id };
    return this.audit.append(tx, caller, { organizationId: person.owner_id, action, subject, detail });
  }
}

async function name(db: EntityManager, personId: string, accountId: string): Promise<void> {
  await db.query(
    `INSERT INTO sealed_readers (person_id, account_id) SELECT $1, $2
    WHERE NOT EXISTS (SELECT 1 FROM readers_of($1) r WHERE r.id = $2)`,
    [personId, accountId],
  );
}
