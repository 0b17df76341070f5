import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import {
  addContacts,
  type ContactKind,
  type NewContact,
  type ProposedContact,
  writeContacts,
} from './changes/contacts.sql.js';
import { noteCreated, type ProposedFacts, writeFacts } from './changes/facts.sql.js';
import { type Author, type Changed, type Proposals } from './changes/history.sql.js';
import { type ProposedTag, type ProposedValue, writeTags, writeValues } from './changes/marks.sql.js';
import {
  type ProposedOffer,
  type ProposedTraining,
  writeOffers,
  writeTrainings,
} from './changes/volunteering.sql.js';

export type { Author, Changed, ContactKind, NewContact, Proposals, ProposedContact };
export type { ProposedFacts, ProposedOffer, ProposedTag, ProposedTraining, ProposedValue };

/**
 * The one way in which staff, imports, bulk changes and merges change people: every act takes proposals for any number of
 * people, writes what differs, and in the same statement adds to person_changes what it was and what it became, by whom and
 * in which batch. What is so already is neither written nor counted.
 *
 * Proposals are rows (one for a screen's act, thousands for a chunk) or a SELECT of this folder's code that gives the same
 * columns, for what lies in the database already: `{ sql: 'SELECT person_id, given_name FROM staged WHERE line < $1',
 * parameters: [500] }`. A person (tag, field, entry) stands among them once. The transaction's scope must hold the owner;
 * people whom it does not see are left out.
 */
@Injectable()
export class Changes {
  /**
   * That these people were made. Insert them, with whatever they come with, and say so in the same transaction: undoing the
   * batch removes them whole, unless something else hangs on them by then. Columns: person_id.
   */
  created(tx: EntityManager, author: Author, proposals: Proposals<{ person_id: string }>): Promise<Changed> {
    return noteCreated(tx, author, proposals);
  }

  /** Columns: person_id, given_name, family_name, pronouns, language, no_tracking, is_sealed; null leaves one as it is. */
  setFacts(tx: EntityManager, author: Author, proposals: Proposals<ProposedFacts>): Promise<Changed> {
    return writeFacts(tx, author, proposals);
  }

  /**
   * Adds ways to reach people. Columns: person_id, entry (jsonb: `{ address, canonical, label }` of an email, `{ e164, label }`
   * of a phone, `{ line1, line2, city, state, zip, label }` of an address). The first becomes the primary one; what the
   * person has already is left as it is.
   */
  addContacts(
    tx: EntityManager,
    author: Author,
    kind: ContactKind,
    proposals: Proposals<NewContact>,
  ): Promise<Changed> {
    return addContacts(tx, author, kind, proposals);
  }

  /** Makes entries exactly what is proposed. Columns: id, entry (all of the table's columns, or null to take it away). */
  setContacts(
    tx: EntityManager,
    author: Author,
    kind: ContactKind,
    proposals: Proposals<ProposedContact>,
  ): Promise<Changed> {
    return writeContacts(tx, author, kind, proposals);
  }

  /** Columns: person_id, tag_id, entry: `{}` gives the tag, null takes it away. */
  setTags(tx: EntityManager, author: Author, proposals: Proposals<ProposedTag>): Promise<Changed> {
    return writeTags(tx, author, proposals);
  }

  /** Columns: person_id, field_id, value (jsonb, checked against the field before; null takes it away; of a sealed field `{ sealed: base64 }`). */
  setValues(tx: EntityManager, author: Author, proposals: Proposals<ProposedValue>): Promise<Changed> {
    return writeValues(tx, author, proposals);
  }

  /** Columns: person_id, profile (jsonb: all that they offer as a volunteer, null takes it away). */
  setOffers(tx: EntityManager, author: Author, proposals: Proposals<ProposedOffer>): Promise<Changed> {
    return writeOffers(tx, author, proposals);
  }

  /** Columns: person_id, training_id, entry (jsonb `{ done_on, expires_on }`, null takes it away). */
  setTrainings(tx: EntityManager, author: Author, proposals: Proposals<ProposedTraining>): Promise<Changed> {
    return writeTrainings(tx, author, proposals);
  }
}
