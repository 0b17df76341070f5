import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { row } from '../../platform/database/sql.js';
import { Conflict } from '../../platform/http/errors.js';
import { type Author } from '../changes/history.sql.js';
import { Consents } from '../consents.service.js';
import { type Consent } from '../people.access.js';
import { type Merge, type Party } from './merging.sql.js';
import {
  forgetSubscription,
  returnShares,
  saidNoSince,
  turnShares,
  wordsOfMerge,
  wordsToInherit,
} from './words.sql.js';

/** What a kept row takes over from the absorbed one beyond its facts: its word of consent, its seal and its shares. */
@Injectable()
export class Inheriting {
  constructor(private readonly consents: Consents) {}

  /** "No" of either is the word of both. Ledger rows say that a merge brought the word, and whose sentence it was. */
  async words(tx: EntityManager, by: Author, keptId: string, absorbedId: string): Promise<void> {
    for (const { text, ...word } of await wordsToInherit(tx, keptId, absorbedId))
      await this.say(tx, by, keptId, {
        ...word,
        sourceId: by.batchId,
        text: text || 'Said on the merged record',
      });
  }

  /** Takes a merge's words back, unless somebody spoke since: a "no" since then holds for both rows. */
  async takeBackWords(tx: EntityManager, by: Author, { keptId, absorbedId, batchId }: Merge): Promise<void> {
    for (const word of await wordsOfMerge(tx, keptId, batchId)) {
      if (!word.isNewest) continue;
      const { organizationId, channel, before } = word;
      if (before !== word.isGiven && (before !== null || word.isGiven))
        await this.say(tx, by, keptId, {
          organizationId,
          channel,
          isGiven: before ?? false,
          sourceId: batchId,
          text: 'The merge that brought the word before was undone',
        });
      if (before === null) await forgetSubscription(tx, keptId, organizationId, channel);
    }
    for (const { organizationId, channel, text, language } of await saidNoSince(tx, keptId, batchId))
      await this.say(tx, by, absorbedId, {
        organizationId,
        channel,
        isGiven: false,
        sourceId: batchId,
        text,
        language,
      });
  }

  /**
   * If one of the two is sealed both will be: names the sealed one's readers for the other, before it is sealed.
   *
   * @throws Conflict `readers_differ` where both are sealed and not read by the same accounts: merged, each reader would
   *   see what they were never named for.
   */
  async seal(
    tx: EntityManager,
    kept: Party,
    absorbed: Party,
  ): Promise<{ sealedId: string | null; namedReaders: string[] }> {
    if (kept.isSealed && absorbed.isSealed) {
      const same = await row<{ is: boolean | null }>(tx, 'SELECT have_same_readers($1, $2) AS is', [
        kept.id,
        absorbed.id,
      ]);
      if (!same?.is)
        throw new Conflict('readers_differ', 'Name the same readers for both sealed records first.');
    }
    if (kept.isSealed === absorbed.isSealed) return { sealedId: null, namedReaders: [] };
    const [sealed, open] = kept.isSealed ? [kept, absorbed] : [absorbed, kept];
    const named = await row<{ readers: string[] }>(tx, 'SELECT name_same_readers($1, $2) AS readers', [
      sealed.id,
      open.id,
    ]);
    return { sealedId: open.id, namedReaders: named!.readers };
  }

  shares(tx: EntityManager, by: Author, keptId: string, absorbedId: string): Promise<void> {
    return turnShares(tx, { from: absorbedId, to: keptId, reason: 'merged', accountId: by.accountId! });
  }

  returnShares(tx: EntityManager, by: Author, { keptId, absorbedId, batchId }: Merge): Promise<void> {
    return returnShares(tx, { keptId, absorbedId, batchId, accountId: by.accountId! });
  }

  private async say(
    tx: EntityManager,
    by: Author,
    personId: string,
    word: Pick<Consent, 'organizationId' | 'channel' | 'isGiven' | 'sourceId' | 'text'> & {
      language?: string;
    },
  ): Promise<void> {
    await this.consents.record(tx, {
      language: 'en',
      ...word,
      personId,
      method: 'staff',
      sourceKind: 'merge',
      recordedBy: by.accountId,
    });
  }
}
