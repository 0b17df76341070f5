import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { anAgreement } from '../support/agreements.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, anAccount, aNetwork, aPerson } from '../support/people.js';
import { recordsOf } from './support/records.js';

describe('merging records that not everybody may see', () => {
  let app: TestApp;
  let networkId: string;
  let ownerId: string;
  let organizer: Browser;

  beforeAll(async () => {
    app = await startApp();
    networkId = await aNetwork(app.db);
    ownerId = await aChapter(app.db, { networkId });
    organizer = await app.signIn('organizer', ownerId);
  });
  afterAll(() => app.close());

  async function merge(keptId: string, absorbedId: string): Promise<string> {
    const answer = await organizer.send(`/api/v1/people/${keptId}/merges`, { absorbed_id: absorbedId });
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.json<{ id: string }>().id;
  }
  const undo = (batchId: string) => organizer.send(`/api/v1/change-batches/${batchId}/undo`, {});

  it('seals both where one is sealed, for the same readers, and unseals by its undo', async () => {
    const open = await aPerson(app.db, { ownerId, email: 'open@seal.example' });
    const sealed = await aPerson(app.db, { ownerId, isSealed: true });
    expect((await organizer.send(`/api/v1/people/${open}/merges`, { absorbed_id: sealed })).status).toBe(404);
    const colleague = await anAccount(app.db, { grants: [['organizer', ownerId]] });
    for (const reader of [organizer.accountId, colleague])
      await app.db.query('INSERT INTO sealed_readers VALUES ($1, $2)', [sealed, reader]);
    const before = await recordsOf(app.db, [open, sealed]);
    const batchId = await merge(open, sealed);
    const outsider = await app.signIn('organizer', ownerId);
    expect((await outsider.get(`/api/v1/people/${open}`)).status).toBe(404);
    expect((await outsider.get(`/api/v1/change-batches/${batchId}`)).status).toBe(404);
    expect((await outsider.send(`/api/v1/change-batches/${batchId}/undo`, {})).status).toBe(404);
    expect((await (await app.signInAs(colleague)).get(`/api/v1/people/${open}`)).status).toBe(200);
    expect((await undo(batchId)).status).toBe(200);
    expect(await recordsOf(app.db, [open, sealed])).toEqual(before);

    const other = await aPerson(app.db, { ownerId, isSealed: true });
    await app.db.query('INSERT INTO sealed_readers VALUES ($1, $2)', [other, organizer.accountId]);
    const refused = await organizer.send(`/api/v1/people/${other}/merges`, { absorbed_id: sealed });
    expect(refused.json()).toMatchObject({ error: { code: 'readers_differ' } });
  });

  it('makes a running share anew for the kept one, with the same end, and gives it back', async () => {
    const friend = await aChapter(app.db, { networkId });
    const [kept, gone] = [await aPerson(app.db, { ownerId }), await aPerson(app.db, { ownerId })];
    const { rows } = await app.db.query<{ id: string }>(
      `INSERT INTO consents (person_id, organization_id, channel, is_given, text, language, source_kind, method)
       VALUES ($1, $2, 'share', true, 'You may share my name.', 'en', 'petition', 'form') RETURNING id`,
      [gone, friend],
    );
    await app.db.query(
      `INSERT INTO shares (person_id, from_id, to_id, purpose, consent_id, agreement_id, ends_at)
       VALUES ($1, $2, $3, 'updates', $4, $5, now() + interval '90 days')`,
      [gone, ownerId, friend, rows[0]!.id, await anAgreement(app.db, { ownerId, partyIds: [friend] })],
    );
    const shown = async () => {
      const seen = await app.web
        .get(Database)
        .as(Scope.organizations(friend), (tx) =>
          tx.query<{ id: string }[]>('SELECT id FROM people WHERE id = ANY ($1)', [[kept, gone]]),
        );
      return seen.map(({ id }) => id);
    };
    expect(await shown()).toEqual([gone]);
    const batchId = await merge(kept, gone);
    expect(await shown()).toEqual([kept]);
    await undo(batchId);
    expect(await shown()).toEqual([gone]);
  });

  it('merges nobody with a record of another organization, seen or unseen', async () => {
    const mine = await aPerson(app.db, { ownerId });
    const foreign = await aChapter(app.db, { networkId });
    const theirs = await aPerson(app.db, { ownerId: foreign });
    expect((await organizer.send(`/api/v1/people/${mine}/merges`, { absorbed_id: theirs })).status).toBe(404);
    const both = await app.signInAs(
      await anAccount(app.db, {
        grants: [
          ['organizer', ownerId],
          ['organizer', foreign],
        ],
      }),
    );
    const refused = await both.send(`/api/v1/people/${mine}/merges`, { absorbed_id: theirs });
    expect(refused.json()).toMatchObject({ error: { code: 'other_owner' } });
  });
});
