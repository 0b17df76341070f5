import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.service.js';
import { affected, rows } from '../platform/database/sql.js';
import { Conflict, NotFound } from '../platform/http/errors.js';
import { fromCursor, type Page, toPage } from '../platform/paging/paging.js';
import { Audit } from '../staff/audit.service.js';
import { type Caller } from '../staff/caller.access.js';
import { type PersonRequestQuery } from './person-requests.forms.js';
import { PersonRequestResource, type StoredRequest } from './person-requests.resources.js';

export const PERSON_REQUEST_KINDS = ['copy', 'erasure'] as const;
export type PersonRequestKind = (typeof PERSON_REQUEST_KINDS)[number];

const COLUMNS = `r.id, r.owner_id, o.public_name AS owner_name, r.person_id,
  trim(p.given_name || ' ' || p.family_name) AS person_name, r.kind, r.state, r.language, r.asked_at, r.done_at`;
const FROM = `person_requests r JOIN people p ON p.id = r.person_id JOIN organizations o ON o.id = r.owner_id`;

/**
 * What people ask about their own record: a copy, or erasure (GDPR 15 and 17, and the laws of several states). Open until
 * somebody of the staff has answered; they answer by hand, because a machine cannot tell who is asking at the other end.
 *
 *     open ──close──► done
 */
@Injectable()
export class PersonRequests {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** From the person's own page. A second one of the same kind changes nothing while the first is open. */
  async open(
    tx: EntityManager,
    it: { personId: string; ownerId: string; kind: PersonRequestKind; language: string },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO person_requests (owner_id, person_id, kind, language) VALUES ($1, $2, $3, $4)
       ON CONFLICT (person_id, kind) WHERE state = 'open' DO NOTHING`,
      [it.ownerId, it.personId, it.kind, it.language],
    );
  }

  /** Newest first; the open ones unless asked otherwise. */
  list(
    caller: Caller,
    { state, owner_id, after, limit }: PersonRequestQuery,
  ): Promise<Page<PersonRequestResource>> {
    const [id] = fromCursor(after, 1) ?? [null];
    return this.database.as(caller.scope('people.write'), async (tx) => {
      const found = await rows<StoredRequest>(
        tx,
        `SELECT ${COLUMNS} FROM ${FROM} WHERE ($1::uuid[] IS NULL OR r.owner_id = ANY ($1)) AND r.state = $2
           AND ($3::uuid IS NULL OR r.owner_id = $3) AND ($4::uuid IS NULL OR r.id < $4) ORDER BY r.id DESC LIMIT $5`,
        [caller.within('people.write'), state, owner_id ?? null, id, limit + 1],
      );
      return toPage(
        found,
        limit,
        (each) => [each.id],
        (each) => PersonRequestResource.from(each),
      );
    });
  }

  /** Says that it was answered. @throws Conflict `already_done` */
  async close(caller: Caller, id: string): Promise<void> {
    await this.database.as(caller.scope('people.write'), async (tx) => {
      const [found] = await rows<{ owner_id: string; kind: string }>(
        tx,
        `SELECT r.owner_id, r.kind FROM person_requests r WHERE r.id = $1 AND ($2::uuid[] IS NULL OR r.owner_id = ANY ($2))`,
        [id, caller.within('people.write')],
      );
      if (!found) throw new NotFound();
      caller.requires('people.write', found.owner_id);
      const closed = await affected(
        tx,
        `UPDATE person_requests SET state = 'done', done_at = now(), done_by = $2 WHERE id = $1 AND state = 'open'`,
        [id, caller.accountId],
      );
      if (closed === 0) throw new Conflict('already_done', 'Somebody has answered it already.');
      await this.audit.append(tx, caller, {
        organizationId: found.owner_id,
        action: 'person-request.closed',
        subject: { kind: 'person-request', id },
        detail: { kind: found.kind },
      });
    });
  }
}
