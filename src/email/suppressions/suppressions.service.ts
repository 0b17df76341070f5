import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import {
  type NewSuppression,
  insertSuppression,
  liftSuppression,
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

  /**
   * Lifts one, keeping the row as evidence.
   *
   * @returns false where none stood for that organization
   */
  lift(
    tx: EntityManager,
    which: { canonicalEmail: string; organizationId: string | null; accountId: string | null },
  ): Promise<boolean> {
    return liftSuppression(tx, which);
  }

  /**
   * Lifts what somebody's link did to their own address within the last day.
   *
   * @returns false where that link did nothing, or too long ago
   */
  undo(tx: EntityManager, deliveryId: string): Promise<boolean> {
    return undoSuppression(tx, deliveryId);
  }
}
