import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { snapshotAudience } from '../../src/email/mailings/audience.sql.js';
import { Audiences } from '../../src/email/mailings/audiences.service.js';
import { EVERYBODY } from '../../src/email/mailings/mailing.entity.js';
import { Preparing } from '../../src/email/mailings/preparing.service.js';
import { findMailing } from '../../src/email/mailings/mailings.sql.js';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { CONDITIONS } from '../../src/segments/conditions/conditions.js';
import { Caller } from '../../src/staff/caller.access.js';
import { imported, upload } from '../people/import/support.js';
import { conditions, trees } from '../segments/support/evaluator.js';
import { loadCrowd, type World } from '../segments/support/crowd.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Answer, type Browser } from '../support/browser.js';
import { aChapter, aNetwork, anAccount } from '../support/people.js';
import { aMailing } from './support/mailing.js';

const SEED = 20_261_122;
const PATH = '/api/v1/mailings';

/** Differentiator 8. That an unapproved large send never starts is in approvals, and the cap in network-rules. */
describe('An organizer of chapter A cannot reach one person outside A', () => {
  let app: TestApp;
  let home: World;
  let foreign: World;
  let organizer: Browser;
  let stranger: Browser;
  let draftId: string;
  let owners: Map<string, string>;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    const networkId = await aNetwork(app.db);
    const [ours, theirs] = [await aChapter(app.db, { networkId }), await aChapter(app.db, { networkId })];
    home = await loadCrowd(app.db, { ownerId: ours, count: 60, seed: SEED });
    foreign = await loadCrowd(app.db, { ownerId: theirs, count: 60, seed: SEED + 1 });
    // All of them asked A for mail, so that nothing but their owner keeps them out.
    await app.db.query(
      `INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) SELECT id, $1, 'email', true FROM people
       ON CONFLICT (person_id, organization_id, channel) DO UPDATE SET is_subscribed = true`,
      [ours],
    );
    await app.db.query(`DELETE FROM suppressions`);
    organizer = await app.signIn('organizer', ours);
    stranger = await app.signIn('chapter-admin', theirs);
    draftId = await aMailing(app.db, { ownerId: ours, state: 'draft' });
    owners = await ownersOfPeople();
  });
  afterAll(() => app?.close());

  async function ownersOfPeople(): Promise<Map<string, string>> {
    const { rows } = await app.db.query<{ id: string; owner_id: string }>(`SELECT id, owner_id FROM people`);
    return new Map(rows.map(({ id, owner_id }) => [id, owner_id]));
  }
  const save = (audience: object): Promise<Answer> =>
    organizer.send(`${PATH}/${draftId}`, { audience: { ...EVERYBODY, ...audience } }, 'PATCH');
  const stored = async (): Promise<object> =>
    (await app.db.query<{ audience: object }>(`SELECT audience FROM mailings WHERE id = $1`, [draftId]))
      .rows[0]!.audience;

  /** Whom the worker would freeze it for, by the statement that does it; nothing of it stays. */
  async function frozen(): Promise<string[]> {
    const [database, audiences] = [app.worker!.get(Database), app.worker!.get(Audiences)];
    const mailing = await database.as(Scope.nothing, (tx) => findMailing(tx, draftId, null));
    await database.as(audiences.scopeOf(mailing!), async (tx) => {
      await snapshotAudience(tx, mailing!, await audiences.chosen(tx, mailing!));
    });
    const { rows } = await app.db.query<{ person_id: string }>(
      `DELETE FROM deliveries WHERE mailing_id = $1 RETURNING person_id`,
      [draftId],
    );
    return rows.map(({ person_id }) => person_id);
  }

  async function outsiders(audience: object): Promise<string[]> {
    expect((await save(audience)).status).toBe(200);
    const reached = await frozen();
    const counted = await organizer.send(`${PATH}/${draftId}/audience`, {});
    expect(counted.json<{ count: number }>().count).toBe(reached.length);
    return reached.filter((id) => owners.get(id) !== home.ownerId);
  }

  it('by any filter: every condition, with values of A and of others, chosen, left out and turned round', async () => {
    expect(await outsiders({})).toEqual([]);
    expect((await frozen()).length).toBeGreaterThan(20);
    for (const world of [home, foreign]) {
      const kinds = conditions(world);
      expect(Object.keys(kinds).sort()).toEqual(CONDITIONS.map(({ kind }) => kind).sort());
      for (const [kind, arbitrary] of Object.entries(kinds)) {
        const { filter } = fc.sample(arbitrary, { numRuns: 1, seed: SEED })[0]!;
        for (const audience of [{ include: filter }, { include: { not: filter } }, { exclude: filter }])
          expect([kind, audience, await outsiders(audience)]).toEqual([kind, audience, []]);
      }
    }
  }, 240_000);

  it('by any tree of them', async () => {
    for (const world of [home, foreign])
      for (const { filter } of fc.sample(trees(world), { numRuns: 20, seed: SEED }))
        expect([filter, await outsiders({ include: filter })]).toEqual([filter, []]);
  }, 240_000);

  it('by naming other organizations, their segments, their mailings or their people', async () => {
    await save({});
    for (const organizations of [[foreign.ownerId], [home.ownerId, foreign.ownerId]])
      expect((await save({ organizations })).status).toBe(404);
    const question = { audience: { ...EVERYBODY, organizations: [foreign.ownerId] } };
    expect((await organizer.send(`${PATH}/${draftId}/audience`, question)).status).toBe(404);
    expect((await organizer.send(PATH, { owner_id: foreign.ownerId })).status).toBe(404);
    const segment = await stranger.send('/api/v1/segments', {
      owner_id: foreign.ownerId,
      name: 'All of ours',
      filter: { all: [] },
    });
    const theirs = { kind: 'segment', segment_id: segment.json<{ id: string }>().id };
    expect((await save({ include: theirs })).status).toBeGreaterThanOrEqual(400);
    expect((await save({ exclude: theirs })).status).toBeGreaterThanOrEqual(400);
    expect(await stored()).toEqual(EVERYBODY);
    const mailing = await aMailing(app.db, { ownerId: foreign.ownerId, state: 'finished' });
    for (const act of ['copies', 'sending', 'test-sends', 'preview', 'approval', 'resumption'])
      expect([act, (await organizer.send(`${PATH}/${mailing}/${act}`, {})).status]).not.toEqual([act, 201]);
    const again = { kind: 'deed', did: 'was-mailed', what_id: mailing };
    expect(await outsiders({ include: again })).toEqual([]);
    const person = foreign.members.find(({ email }) => email === 'ok')!.id;
    const preview = await organizer.send(`${PATH}/${draftId}/preview`, { person_id: person });
    expect(preview.json<{ person_id: string | null }>().person_id).not.toBe(person);
  });

  it('by a mailing that a colleague wrote who works for others as well: it is neither copied, changed nor sent', async () => {
    const audience = { ...EVERYBODY, organizations: [home.ownerId, foreign.ownerId] };
    const wide = await aMailing(app.db, { ownerId: home.ownerId, state: 'draft', audience });
    const admin = await app.signIn('chapter-admin', home.ownerId);
    const acts: [string, object, 'POST' | 'PATCH'][] = [
      ['/copies', {}, 'POST'],
      ['', { subject: 'Something else' }, 'PATCH'],
      ['/sending', {}, 'POST'],
      ['/approval', {}, 'POST'],
    ];
    for (const [act, body, method] of acts) {
      const { status, text } = await admin.send(`${PATH}/${wide}${act}`, body, method);
      expect([act, status, text]).toEqual([act, 403, expect.stringContaining('audience_of_others')]);
    }
    // To take them out again is allowed.
    const mended = await admin.send(`${PATH}/${wide}`, { audience: EVERYBODY }, 'PATCH');
    expect(mended.status).toBe(200);
  });

  it('by a test: it goes to oneself and to colleagues, and to no address of one’s choice', async () => {
    const colleague = `colleague@ours.example`;
    await anAccount(app.db, { email: colleague, grants: [['sender', home.ownerId]] });
    await anAccount(app.db, { email: 'stranger@theirs.example', grants: [['sender', foreign.ownerId]] });
    const { rows } = await app.db.query<{ address: string }>(
      `SELECT address FROM person_emails WHERE owner_id = $1 LIMIT 1`,
      [foreign.ownerId],
    );
    const test = async (to: string[]) =>
      (await organizer.send(`${PATH}/${draftId}/test-sends`, { to })).status;
    expect(await test([colleague])).toBe(201);
    for (const address of [rows[0]!.address, 'stranger@theirs.example', 'anybody@people.example'])
      expect([address, await test([colleague, address])]).toEqual([address, 422]);
    const { rows: tests } = await app.db.query(
      `SELECT address FROM deliveries WHERE kind = 'mailing-test' AND owner_id = $1`,
      [home.ownerId],
    );
    expect(tests).toEqual([{ address: colleague }]);
  });

  it('by an import that names people of others: they stay as they are, and A gets rows of its own', async () => {
    const { rows: before } = await app.db.query<{ id: string; address: string }>(
      `SELECT p.*, e.address FROM people p JOIN person_emails e ON e.person_id = p.id AND e.is_primary
       WHERE p.owner_id = $1 ORDER BY p.id LIMIT 3`,
      [foreign.ownerId],
    );
    const file = `First name,E-mail\n${before.map(({ address }) => `Renamed,${address}`).join('\n')}\n`;
    expect((await upload(organizer, home.ownerId, file)).status).toBe(403);
    const admin = await app.signIn('chapter-admin', home.ownerId);
    expect((await upload(admin, foreign.ownerId, file)).status).toBe(404);
    await imported(admin, home.ownerId, file);
    const { rows: after } = await app.db.query(
      `SELECT p.*, e.address FROM people p JOIN person_emails e ON e.person_id = p.id AND e.is_primary
       WHERE p.id = ANY ($1) ORDER BY p.id`,
      [before.map(({ id }) => id)],
    );
    expect(after).toEqual(before);
    owners = await ownersOfPeople();
    expect(await outsiders({})).toEqual([]);
  });

  it('by row-level security alone, with every filter of the code off', async () => {
    await save({});
    const off = [
      jest.spyOn(Caller.prototype, 'within').mockReturnValue(null),
      jest.spyOn(Caller.prototype, 'requires').mockReturnValue(undefined),
    ];
    try {
      const theirs = { ...EVERYBODY, organizations: [home.ownerId, foreign.ownerId] };
      expect((await save(theirs)).status).toBeGreaterThanOrEqual(400);
      const made = await organizer.send(PATH, { owner_id: home.ownerId, audience: theirs });
      expect(made.status).toBeGreaterThanOrEqual(400);
      expect(await stored()).toEqual(EVERYBODY);
      const audience = { ...EVERYBODY, organizations: [foreign.ownerId] };
      const counted = await organizer.send(`${PATH}/${draftId}/audience`, { audience });
      expect(counted.json()).toMatchObject({ count: 0, excluded_count: 0 });
      const preview = await organizer.send(`${PATH}/${draftId}/preview`, { audience });
      expect(preview.json()).toMatchObject({ person_id: null });
      const { rows } = await app.db.query<{ address: string }>(
        `SELECT address FROM person_emails WHERE owner_id = $1 LIMIT 1`,
        [foreign.ownerId],
      );
      const test = await organizer.send(`${PATH}/${draftId}/test-sends`, { to: [rows[0]!.address] });
      expect(test.status).toBe(422);
      const mailing = await aMailing(app.db, { ownerId: foreign.ownerId, state: 'draft' });
      for (const act of ['copies', 'preview', 'test-sends'])
        expect([act, (await organizer.send(`${PATH}/${mailing}/${act}`, {})).status]).toEqual([act, 404]);
    } finally {
      for (const each of off) each.mockRestore();
    }
    expect(await outsiders({})).toEqual([]);
  });

  it('nor does the network, once the chapter has taken back its leave: what is scheduled waits', async () => {
    const networkId = await aNetwork(app.db);
    const ownerId = await aChapter(app.db, { networkId, name: 'Lowell Coalition' });
    await app.db.query(`UPDATE chapters SET grants_network = false WHERE id = $1`, [ownerId]);
    const id = await aMailing(app.db, { ownerId: networkId, audience: { organizations: [ownerId] } });
    await app.worker!.get(Preparing).prepare(id);
    const { rows } = await app.db.query<{ state: string; pause_reason: string }>(
      `SELECT state, pause_reason FROM mailings WHERE id = $1`,
      [id],
    );
    expect(rows[0]).toEqual({ state: 'held', pause_reason: expect.stringContaining('Lowell Coalition') });
  });
});
