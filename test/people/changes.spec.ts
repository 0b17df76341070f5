import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EntityManager } from 'typeorm';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { Changes } from '../../src/people/changes.service.js';
import { Undoing, type Undone } from '../../src/people/undoing.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, anAccount, aNetwork, aPerson } from '../support/people.js';
import { anEmailField, recordsOf } from './support/records.js';

describe('changes of people', () => {
  let app: TestApp;
  let ownerId: string;
  let foreign: string;
  let accountId: string;
  let changes: Changes;

  beforeAll(async () => {
    app = await startApp();
    const networkId = await aNetwork(app.db);
    ownerId = await aChapter(app.db, { networkId });
    foreign = await aChapter(app.db, { networkId });
    accountId = await anAccount(app.db, { name: 'Grace', grants: [['organizer', ownerId]] });
    changes = app.web.get(Changes);
  });
  afterAll(() => app.close());

  const working = <T>(work: (tx: EntityManager) => Promise<T>): Promise<T> =>
    app.web.get(Database).as(Scope.account(accountId, [ownerId]), work);

  async function aBatch(): Promise<string> {
    const { rows } = await app.db.query<{ id: string }>(
      `INSERT INTO change_batches (owner_id, kind, state, made_by) VALUES ($1, 'bulk', 'done', $2) RETURNING id`,
      [ownerId, accountId],
    );
    return rows[0]!.id;
  }

  const undo = (batchId: string): Promise<Undone> =>
    working((tx) => app.web.get(Undoing).whole(tx, batchId, { accountId, batchId: null }));

  async function history(personId: string): Promise<unknown[][]> {
    const { rows } = await app.db.query<{ field: string; before: unknown; after: unknown; actor_id: string }>(
      'SELECT field, before, after, actor_id FROM person_changes WHERE person_id = $1 ORDER BY id',
      [personId],
    );
    return rows.map(({ field, before, after, actor_id }) => [field, before, after, actor_id]);
  }

  it('are kept with what it was, what it became and who did it', async () => {
    const id = await aPerson(app.db, { ownerId, givenName: 'Ana', familyName: 'Reis' });
    const by = { accountId, batchId: null };
    const proposal = { person_id: id, given_name: 'Anna', family_name: 'Reis', no_tracking: true };
    const changed = await working((tx) => changes.setFacts(tx, by, [proposal]));
    expect(changed).toEqual({ people: 1, changes: 2 });
    expect(await history(id)).toEqual([
      ['given_name', 'Ana', 'Anna', accountId],
      ['no_tracking', false, true, accountId],
    ]);
    expect(await working((tx) => changes.setFacts(tx, by, [proposal]))).toEqual({ people: 0, changes: 0 });
  });

  it('touch nobody whom the scope does not see', async () => {
    const theirs = await aPerson(app.db, { ownerId: foreign, givenName: 'Canary' });
    const sealed = await aPerson(app.db, { ownerId, givenName: 'Canary', isSealed: true });
    for (const id of [theirs, sealed]) {
      const by = { accountId, batchId: null };
      const entry = { address: 'x@y.example', canonical: 'x@y.example', label: '' };
      await working((tx) => changes.setFacts(tx, by, [{ person_id: id, given_name: 'Taken' }]));
      await working((tx) => changes.addContacts(tx, by, 'email', [{ person_id: id, entry }]));
      expect(await history(id)).toEqual([]);
    }
  });

  it('of a batch are undone as one: everything is what it was', async () => {
    const people = await Promise.all([1, 2, 3].map(() => aPerson(app.db, { ownerId })));
    const [first, second, third] = people as [string, string, string];
    const tag = await one(`INSERT INTO tags (owner_id, name) VALUES ($1, 'Driver') RETURNING id`, [ownerId]);
    const field = await anEmailField(app.db, ownerId);
    await app.db.query('INSERT INTO person_tags (tag_id, person_id) VALUES ($1, $2)', [tag, second]);
    const email = await one('SELECT id FROM person_emails WHERE person_id = $1', [third]);
    const before = await recordsOf(app.db, people);
    const batchId = await aBatch();
    const by = { accountId, batchId };
    await working(async (tx) => {
      await changes.setFacts(tx, by, [
        { person_id: first, given_name: 'Other', language: 'es' },
        { person_id: second, pronouns: 'they/them' },
      ]);
      await changes.setFacts(tx, by, [{ person_id: first, given_name: 'Another' }]);
      await changes.addContacts(tx, by, 'phone', [
        { person_id: first, entry: { e164: '+16175550101' } },
        { person_id: first, entry: { e164: '+16175550102' } },
      ]);
      await changes.addContacts(tx, by, 'address', [
        { person_id: second, entry: { line1: '1 Main St', zip: '01850' } },
      ]);
      await changes.setContacts(tx, by, 'email', [{ id: email, entry: null }]);
      await changes.setTags(tx, by, [
        { person_id: first, tag_id: tag, entry: {} },
        { person_id: second, tag_id: tag, entry: null },
      ]);
      await changes.setValues(tx, by, [{ person_id: first, field_id: field, value: 'weekly' }]);
    });
    expect(await recordsOf(app.db, people)).not.toEqual(before);
    expect(await undo(batchId)).toMatchObject({ removed: 0, left: 0 });
    expect(await recordsOf(app.db, people)).toEqual(before);
    expect(await undo(batchId)).toEqual({ removed: 0, restored: 0, left: 0 });
  });

  it('are left as they are where somebody changed them since', async () => {
    const id = await aPerson(app.db, { ownerId, givenName: 'Ana', familyName: 'Reis', email: null });
    const batchId = await aBatch();
    const entry = { e164: '+16175550188' };
    await working(async (tx) => {
      const by = { accountId, batchId };
      await changes.setFacts(tx, by, [{ person_id: id, given_name: 'Anna', family_name: 'Rice' }]);
      await changes.addContacts(tx, by, 'phone', [{ person_id: id, entry }]);
    });
    await working((tx) =>
      changes.setFacts(tx, { accountId, batchId: null }, [{ person_id: id, family_name: 'Silva' }]),
    );
    expect(await undo(batchId)).toEqual({ removed: 0, restored: 2, left: 1 });
    expect(await recordsOf(app.db, [id])).toMatchObject({
      people: [{ given_name: 'Ana', family_name: 'Silva' }],
      person_phones: [],
    });
  });

  it('that made people are undone by removing them, but for whom something else hangs on by then', async () => {
    const batchId = await aBatch();
    const made = await Promise.all([1, 2, 3].map(() => aPerson(app.db, { ownerId })));
    const [untouched, acted, changed] = made as [string, string, string];
    await working((tx) =>
      changes.created(
        tx,
        { accountId, batchId },
        made.map((person_id) => ({ person_id })),
      ),
    );
    const told = `INSERT INTO consents (person_id, organization_id, channel, is_given, text, language, source_kind, source_id,
      method) VALUES ($1, $2, 'email', true, 'The list said so', 'en', 'import', $3, 'import')`;
    await app.db.query(told, [untouched, ownerId, batchId]);
    await app.db.query(
      `INSERT INTO engagements (owner_id, person_id, did, what_kind) VALUES ($1, $2, 'signed', 'petition')`,
      [ownerId, acted],
    );
    await working((tx) =>
      changes.setFacts(tx, { accountId, batchId: null }, [{ person_id: changed, given_name: 'Kept' }]),
    );
    expect(await undo(batchId)).toMatchObject({ removed: 1, left: 2 });
    const { rows } = await app.db.query<{ id: string }>(
      'SELECT id FROM people WHERE id = ANY ($1) ORDER BY id',
      [made],
    );
    expect(rows.map(({ id }) => id)).toEqual([acted, changed].sort());
  });

  it('take back no news of the mail or the map, and no choice of a primary entry since', async () => {
    const id = await aPerson(app.db, { ownerId, email: 'old@home.example' });
    const email = await one('SELECT id FROM person_emails WHERE person_id = $1', [id]);
    const batchId = await aBatch();
    await working((tx) =>
      changes.setContacts(tx, { accountId, batchId }, 'email', [{ id: email, entry: null }]),
    );
    const entry = { address: 'new@home.example', canonical: 'new@home.example' };
    await working((tx) =>
      changes.addContacts(tx, { accountId, batchId: null }, 'email', [{ person_id: id, entry }]),
    );
    await undo(batchId);
    const { person_emails } = await recordsOf(app.db, [id]);
    expect(person_emails.map(({ address, is_primary }) => [address, is_primary])).toEqual([
      ['new@home.example', true],
      ['old@home.example', false],
    ]);
  });

  async function one(sql: string, parameters: unknown[]): Promise<string> {
    return (await app.db.query<{ id: string }>(sql, parameters)).rows[0]!.id;
  }
});
