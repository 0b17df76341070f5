import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Author, Changes } from './changes.service.js';
import { CONTACT_KINDS } from './changes/contacts.sql.js';
import {
  contactsBefore,
  countLeft,
  factsBefore,
  offersBefore,
  peopleOfBatch,
  removeCreated,
  tagsBefore,
  trainingsBefore,
  valuesBefore,
} from './changes/undo.sql.js';

/** What came of an undo, or of a stretch of it. */
export interface Undone {
  /** People removed, because the batch had made them and nothing else hangs on them. */
  removed: number;
  /** Things (facts, entries, tags, values, offers, trainings) that are again what they were. */
  restored: number;
  /** Things that somebody changed since and that stay as they are; created people who stay count as one each. */
  left: number;
}

/**
 * Undo of a batch: writes back what was before it, wherever the present value still is what the batch made of it. It goes
 * through Changes like any other act, so the history says that it was undone and by whom.
 */
@Injectable()
export class Undoing {
  constructor(private readonly changes: Changes) {}

  /**
   * Undoes the batch for the next people of it, in the order of their ids. Running it twice over the same people does
   * nothing more.
   *
   * @param by who undoes; the batch of this author is null: an undo is not undone.
   * @param after the last person of the stretch before; null at the start.
   * @returns `last`: give it as `after` for the next stretch; null where there is none.
   */
  async stretch(
    tx: EntityManager,
    batchId: string,
    by: Author,
    after: string | null,
    limit: number,
  ): Promise<Undone & { last: string | null }> {
    const personIds = await peopleOfBatch(tx, batchId, after, limit);
    const stretch = { batchId, personIds };
    const removed = await removeCreated(tx, stretch);
    let restored = 0;
    for (const kind of CONTACT_KINDS)
      restored += (await this.changes.setContacts(tx, by, kind, contactsBefore(stretch, kind))).changes;
    restored += (await this.changes.setTags(tx, by, tagsBefore(stretch))).changes;
    restored += (await this.changes.setValues(tx, by, valuesBefore(stretch))).changes;
    restored += (await this.changes.setOffers(tx, by, offersBefore(stretch))).changes;
    restored += (await this.changes.setTrainings(tx, by, trainingsBefore(stretch))).changes;
    restored += (await this.changes.setFacts(tx, by, factsBefore(stretch))).changes;
    const left = await countLeft(tx, stretch);
    return { removed, restored, left, last: personIds.length < limit ? null : personIds.at(-1)! };
  }

  /** Undoes all of a batch in the transaction at hand: for merges and for batches of some thousand people. */
  async whole(tx: EntityManager, batchId: string, by: Author): Promise<Undone> {
    const { removed, restored, left } = await this.stretch(tx, batchId, by, null, 2 ** 31 - 1);
    return { removed, restored, left };
  }
}
