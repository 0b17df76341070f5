import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.service.js';
import { Conflict, NotFound } from '../platform/http/errors.js';
import { Audit } from '../staff/audit.service.js';
import { type Caller } from '../staff/caller.access.js';
import { insertBatch } from './batches/batches.sql.js';
import { type Author, Changes, type ContactKind } from './changes.service.js';
import { CONTACT_KINDS } from './changes/contacts.sql.js';
import { Inheriting } from './merging/inheriting.service.js';
import { type MergeForm } from './merging/merging.forms.js';
import {
  absorb,
  BOTH_OFFERS,
  CHOSEN_VALUES,
  entriesOf,
  findMerge,
  giveBack,
  insertMerge,
  likePrimaryOf,
  lockParties,
  MISSING_TAGS,
  NEWER_TRAININGS,
  type Party,
} from './merging/merging.sql.js';
import { markSuggestion } from './merging/duplicates.sql.js';
import { relayOf } from './relays/relay-addresses.sql.js';
import { Undoing, type Undone } from './undoing.service.js';

/**
 * Two rows that are one human become one: the kept row gets what it lacks and what was chosen, the absorbed one stays as it
 * is and points to it. No evidence moves: what hangs on the absorbed row keeps its id, and readers take a person together
 * with the rows merged into it. So a merge can be undone exactly.
 */
@Injectable()
export class Merging {
  constructor(
    private readonly database: Database,
    private readonly changes: Changes,
    private readonly inheriting: Inheriting,
    private readonly undoing: Undoing,
    private readonly audit: Audit,
  ) {}

  /**
   * Merges `absorbed_id` into the person.
   *
   * @returns the batch, by which it is undone.
   * @throws NotFound for somebody whom the caller does not see; Conflict `other_owner` for people of two organizations,
   *   `readers_differ` for two sealed people who are read by different accounts, `relay_runs` where one is reached by a
   *   relay: the other's addresses would stand beside it.
   */
  merge(caller: Caller, keptId: string, form: MergeForm): Promise<{ batchId: string }> {
    return this.database.as(caller.scope('people.write'), async (tx) => {
      const { kept, absorbed } = await this.parties(tx, caller, keptId, form.absorbed_id);
      if (await relayOf(tx, [kept.id, absorbed.id]))
        throw new Conflict('relay_runs', 'The address of one is behind a relay: end the relay first.');
      const { ownerId, isPractice } = kept;
      const { accountId } = caller;
      const batch = { ownerId, kind: 'merge', reason: '', state: 'done', accountId, isPractice } as const;
      const batchId = await insertBatch(tx, batch);
      const by: Author = { accountId, batchId };
      await this.giveContacts(tx, by, kept, absorbed, form.take);
      await this.changes.setTags(tx, by, { sql: MISSING_TAGS, parameters: [kept.id, absorbed.id] });
      await this.changes.setValues(tx, by, {
        sql: CHOSEN_VALUES,
        parameters: [kept.id, absorbed.id, form.take_values],
      });
      const both = { parameters: [kept.id, absorbed.id] };
      await this.changes.setOffers(tx, by, { sql: BOTH_OFFERS, ...both });
      await this.changes.setTrainings(tx, by, { sql: NEWER_TRAININGS, ...both });
      await this.inheriting.words(tx, by, kept.id, absorbed.id);
      const seal = await this.inheriting.seal(tx, kept, absorbed);
      await this.giveFacts(tx, by, kept, absorbed, form.take);
      await this.inheriting.shares(tx, by, kept.id, absorbed.id);
      const turned = await absorb(tx, kept.id, absorbed.id);
      const pair = { keptId: kept.id, absorbedId: absorbed.id };
      await insertMerge(tx, { batchId, ownerId, ...pair, ...turned, ...seal });
      await markSuggestion(tx, { ...pair, from: 'open', to: 'merged', accountId });
      await this.note(tx, caller, 'people.merged', kept, absorbed.id);
      return { batchId };
    });
  }

  /**
   * Brings both people back, in the caller's transaction: each with what was theirs. What somebody changed since stays.
   *
   * @throws Conflict `merged_since` where the kept person was merged into another since: that is undone first.
   */
  async undo(tx: EntityManager, caller: Caller, batchId: string): Promise<Undone> {
    const merge = await findMerge(tx, batchId);
    if (!merge) throw new NotFound();
    const by: Author = { accountId: caller.accountId, batchId: null };
    if ((await giveBack(tx, merge)) === 0)
      throw new Conflict('merged_since', 'This person was merged with somebody else since. Undo that first.');
    const { keptId, absorbedId } = merge;
    await this.inheriting.takeBackWords(tx, by, merge);
    await this.inheriting.returnShares(tx, by, merge);
    const undone = await this.undoing.whole(tx, batchId, by);
    await tx.query('SELECT unname_readers_of_merge($1)', [batchId]);
    await markSuggestion(tx, { keptId, absorbedId, from: 'merged', to: 'open', accountId: caller.accountId });
    return undone;
  }

  private async parties(
    tx: EntityManager,
    caller: Caller,
    keptId: string,
    absorbedId: string,
  ): Promise<{ kept: Party; absorbed: Party }> {
    if (keptId === absorbedId) throw new Conflict('same_person', 'This is one record already.');
    const found = await lockParties(tx, [keptId, absorbedId], caller.within('people.write'));
    const kept = found.find(({ id }) => id === keptId);
    const absorbed = found.find(({ id }) => id === absorbedId);
    if (!kept || !absorbed) throw new NotFound();
    if (kept.ownerId !== absorbed.ownerId)
      throw new Conflict('other_owner', 'Only records of one organization can be merged.');
    return { kept, absorbed };
  }

  /** The cautious word of the two wins: who is not to be tracked, or is sealed, stays so. */
  private async giveFacts(
    tx: EntityManager,
    by: Author,
    kept: Party,
    absorbed: Party,
    take: MergeForm['take'],
  ): Promise<void> {
    const pick = (name: MergeForm['take'][number], of: (party: Party) => string): string =>
      take.includes(name) || of(kept) === '' ? of(absorbed) : of(kept);
    const isSealed = kept.isSealed || absorbed.isSealed;
    await this.changes.setFacts(tx, by, [
      {
        person_id: kept.id,
        given_name: pick('given_name', (party) => party.givenName),
        family_name: pick('family_name', (party) => party.familyName),
        pronouns: pick('pronouns', (party) => party.pronouns),
        language: pick('language', (party) => party.language),
        no_tracking: kept.noTracking || absorbed.noTracking,
        is_sealed: isSealed,
      },
      { person_id: absorbed.id, is_sealed: isSealed },
    ]);
  }

  private async giveContacts(
    tx: EntityManager,
    by: Author,
    kept: Party,
    absorbed: Party,
    take: MergeForm['take'],
  ): Promise<void> {
    for (const kind of CONTACT_KINDS) {
      const given = await entriesOf(tx, kind, absorbed.id);
      await this.changes.addContacts(
        tx,
        by,
        kind,
        given.map(({ entry }) => ({ person_id: kept.id, entry })),
      );
      if (take.includes(kind)) await this.prefer(tx, by, kind, kept.id, absorbed.id);
    }
  }

  /** Makes the absorbed row's primary entry the kept one's. */
  private async prefer(
    tx: EntityManager,
    by: Author,
    kind: ContactKind,
    keptId: string,
    absorbedId: string,
  ): Promise<void> {
    const chosen = await likePrimaryOf(tx, kind, keptId, absorbedId);
    if (!chosen) return; // the absorbed row has no primary entry of this kind
    const entries = await entriesOf(tx, kind, keptId);
    await this.changes.setContacts(
      tx,
      by,
      kind,
      entries
        .filter(({ id, entry }) => entry.is_primary !== (id === chosen))
        .map(({ id, entry }) => ({ id, entry: { ...entry, is_primary: id === chosen } })),
    );
  }

  private note(
    tx: EntityManager,
    caller: Caller,
    action: string,
    kept: Party,
    absorbedId: string,
  ): Promise<void> {
    return this.audit.append(tx, caller, {
      organizationId: kept.ownerId,
      action,
      subject: { kind: 'person', id: kept.id },
      detail: { absorbed_id: absorbedId },
    });
  }
}
