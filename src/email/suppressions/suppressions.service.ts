import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { canonicalEmail } from '../../platform/mail/address.js';
import {
  liftComplaint,
  liftUnsubscribed,
  mayAskAnew,
  type NewSuppression,
  insertErased,
  insertSuppression,
  liftSuppression,
  resumeEverything,
  suppressAfterSoft,
  undoSuppression,
} from './suppressions.sql.js';

/**
 * Addresses that are not mailed, by one organization or by anybody. Checked when an audience is frozen, when a row is
 * claimed and again just before its message goes out; no import, merge or staff edit lifts one (E38).
 */
@Injectable()
export class Suppressions {
  /** Adds one; where it stands already, nothing changes and the first reason is kept. */
  async add(tx: EntityManager, suppression: NewSuppression): Promise<void> {
    await insertSuppression(tx, suppression);
  }

  /** Of somebody who was erased and whose address stood nowhere in clear: its salted hash, as erase_person does for others. */
  async addErased(tx: EntityManager, organizationId: string, canonicalEmail: string): Promise<void> {
    await insertErased(tx, organizationId, canonicalEmail);
  }

  /**
   * Lifts one, keeping the row as evidence; what else stands against the address goes on standing.
   *
   * @returns false where it was lifted already
   */
  lift(tx: EntityManager, which: { id: string; accountId: string }): Promise<boolean> {
    return liftSuppression(tx, which);
  }

  /**
   * After a soft bounce: the third to an address within 30 days stops this organization's mail to it. Staff may lift that,
   * and then it takes three new ones.
   *
   * @param deliveryId of the message that came back, already written as failed
   * @returns true where it was the third
   */
  afterSoft(tx: EntityManager, deliveryId: string, detail: string): Promise<boolean> {
    return suppressAfterSoft(tx, deliveryId, detail);
  }

  /** RFC 5965 `not-spam`: the reader took back what they had called this very message. */
  async liftComplaint(tx: EntityManager, deliveryId: string): Promise<void> {
    await liftComplaint(tx, deliveryId);
  }

  /**
   * Lifts what somebody's link did to their own address within the last day.
   *
   * @returns false where that link did nothing, or too long ago
   */
  undo(tx: EntityManager, deliveryId: string, canonicalEmail: string): Promise<boolean> {
    return undoSuppression(tx, deliveryId, canonicalEmail);
  }

  /**
   * Takes back "stop everything" that somebody said for their own address, whenever that was.
   *
   * @returns false where they had not
   */
  resumeEverything(tx: EntityManager, canonicalEmail: string): Promise<boolean> {
    return resumeEverything(tx, canonicalEmail, null);
  }

  /**
   * Whether an address may be asked, by one mail of its own, if it wants this organization's mail: not where anything stands
   * against it that the answer could not lift (`agreedAnew`), such as a complaint or "stop everything".
   */
  mayAskAnew(tx: EntityManager, address: string, organizationId: string): Promise<boolean> {
    return mayAskAnew(tx, canonicalEmail(address) ?? '', organizationId);
  }

  /**
   * Somebody who had unsubscribed agreed anew and confirmed it by a link in their own mail: their "yes" takes back their own
   * "no" to these organizations, as far as the transaction's scope holds them. It takes back no complaint, no bounce, nothing
   * that staff said, and no "stop everything", which only the page of choices does. The consent stands in the ledger.
   */
  async agreedAnew(
    tx: EntityManager,
    canonicalEmail: string,
    consents: readonly { organizationId: string; isGiven: boolean }[],
  ): Promise<void> {
    const given = consents.filter(({ isGiven }) => isGiven).map(({ organizationId }) => organizationId);
    if (given.length > 0) await liftUnsubscribed(tx, canonicalEmail, given);
  }
}
