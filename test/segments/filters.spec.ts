import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { rows } from '../../src/platform/database/sql.js';
import { CONDITIONS } from '../../src/segments/conditions/conditions.js';
import { Segments } from '../../src/segments/segments.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';
import { loadCrowd, type Member, type World } from './support/crowd.js';
import { conditions, trees } from './support/evaluator.js';

const SEED = 20_261_122;

describe('A filter finds', () => {
  let app: TestApp;
  let world: World;
  let foreign: World;

  beforeAll(async () => {
    app = await startApp();
    const networkId = await aNetwork(app.db);
    const [home, other] = [await aChapter(app.db, { networkId }), await aChapter(app.db, { networkId })];
    world = await loadCrowd(app.db, { ownerId: home, count: 250, seed: SEED });
    foreign = await loadCrowd(app.db, { ownerId: other, count: 50, seed: SEED + 1 });
    await app.db.query('ANALYZE');
  });
  afterAll(() => app.close());

  /** As the web process asks, bound by the scope. */
  async function found(filter: object, ownerId = world.ownerId): Promise<string[]> {
    const segments = app.web.get(Segments);
    const people = await app.web.get(Database).as(Scope.organizations(ownerId), async (tx) => {
      const complete = await segments.complete(tx, filter, 'filter');
      const parameters: unknown[] = [];
      return rows<{ id: string }>(tx, segments.peopleOf(complete, [ownerId])(parameters), parameters);
    });
    return people.map(({ id }) => id).sort();
  }

  const meant = (holds: (member: Member) => boolean): string[] =>
    world.members
      .filter(holds)
      .map(({ id }) => id)
      .sort();

  it('exactly whom each condition means, and with NOT exactly the others', async () => {
    const kinds = conditions(world);
    expect(Object.keys(kinds).sort()).toEqual(CONDITIONS.map(({ kind }) => kind).sort());
    for (const [kind, arbitrary] of Object.entries(kinds))
      for (const { filter, holds } of fc.sample(arbitrary, { numRuns: 12, seed: SEED })) {
        expect([kind, filter, await found(filter)]).toEqual([kind, filter, meant(holds)]);
        const others = meant((member) => !holds(member));
        expect([kind, filter, await found({ not: filter })]).toEqual([kind, filter, others]);
      }
  });

  it('nobody outside of the times that it names for all of them', async () => {
    const segments = app.web.get(Segments);
    const named = { inactive: 0, met: 0 };
    const drawn = fc.sample(trees(world), { numRuns: 100, seed: SEED + 2 }).map(({ filter }) => filter);
    const plain = [
      { kind: 'inactive', days: 30 },
      { all: [{ kind: 'met', within_days: 300 }, { not: { kind: 'inactive', days: 9 } }] },
    ];
    for (const filter of [...plain, ...drawn])
      await app.web.get(Database).as(Scope.organizations(world.ownerId), async (tx) => {
        const complete = await segments.complete(tx, filter, 'filter');
        for (const [kind, column] of [
          ['inactive', 'last_action_at'],
          ['met', 'created_at'],
        ] as const) {
          const parameters: unknown[] = [];
          const people = segments.peopleOf(complete, [world.ownerId])(parameters);
          const bounds = segments.bounds(complete, column)(parameters);
          if (bounds.includes(column)) named[kind]++;
          const outside = `SELECT p.id FROM people p WHERE p.id IN (${people}) AND NOT (${bounds})`;
          expect([filter, await rows(tx, outside, parameters)]).toEqual([filter, []]);
        }
      });
    expect(named.inactive).toBeGreaterThan(1);
    expect(named.met).toBeGreaterThan(0);
  });

  it('whom trees of them mean, however they are made', async () => {
    for (const { filter, holds } of fc.sample(trees(world), { numRuns: 150, seed: SEED }))
      expect([filter, await found(filter)]).toEqual([filter, meant(holds)]);
  });

  it('everybody where nothing is asked', async () => {
    expect(await found({ all: [] })).toEqual(meant(() => true));
  });

  it('nobody by what belongs to another organization, and nobody of theirs', async () => {
    expect(await found({ kind: 'tag', any_of: foreign.tags })).toEqual([]);
    expect(await found({ kind: 'deed', did: 'signed', what_id: foreign.things[0] })).toEqual([]);
    expect(await found({ kind: 'value', field_id: foreign.fields.colour, test: 'is-set' })).toEqual([]);
    expect(await found({ not: { kind: 'tag', any_of: foreign.tags } })).toEqual(meant(() => true));
  });

  it('no sealed person, not even for their readers', async () => {
    const sealed = await aPerson(app.db, { ownerId: foreign.ownerId, isSealed: true });
    await app.db.query('INSERT INTO person_tags (tag_id, person_id) VALUES ($1, $2)', [
      foreign.tags[0],
      sealed,
    ]);
    expect(await found({ all: [] }, foreign.ownerId)).not.toContain(sealed);
    expect(await found({ not: { kind: 'email', status: 'any' } }, foreign.ownerId)).not.toContain(sealed);
    expect(await found({ kind: 'tag', any_of: foreign.tags }, foreign.ownerId)).not.toContain(sealed);
  });

  it('what somebody did under a record that was merged into theirs', async () => {
    const ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    const [kept, absorbed] = [await aPerson(app.db, { ownerId }), await aPerson(app.db, { ownerId })];
    await app.db.query(
      `INSERT INTO engagements (owner_id, person_id, did, what_kind) VALUES ($1, $2, 'signed', 'petition')`,
      [ownerId, absorbed],
    );
    await app.db.query(
      `INSERT INTO consents (person_id, organization_id, channel, is_given, text, language, source_kind, method)
       VALUES ($1, $2, 'share', true, 'May share', 'en', 'person', 'staff')`,
      [absorbed, ownerId],
    );
    await app.db.query(`UPDATE people SET state = 'merged', merged_into = $1 WHERE id = $2`, [
      kept,
      absorbed,
    ]);
    expect(await found({ kind: 'deed', did: 'signed' }, ownerId)).toEqual([kept]);
    const given = { kind: 'consent', organization_id: ownerId, channel: 'share', is_given: true };
    expect(await found(given, ownerId)).toEqual([kept]);
    await app.db.query(
      `INSERT INTO official_ties (owner_id, person_id, official_id, kind, strength, said_by, verified_on)
       VALUES ($1, $2, $3, 'friend', 4, 'A friend', current_date)`,
      [ownerId, absorbed, world.officials[0]],
    );
    const known = { kind: 'official-tie', official_id: world.officials[0], at_least: 4 };
    expect(await found(known, ownerId)).toEqual([kept]);
    expect(await found(known, foreign.ownerId)).toEqual([]);
  });

  it('nobody by a field that is restricted or sealed', async () => {
    await app.db.query(`UPDATE person_fields SET sensitivity = 'restricted' WHERE id = $1`, [
      foreign.fields.visits,
    ]);
    const asked = { kind: 'value', field_id: foreign.fields.visits, test: 'is-set' };
    expect(await found(asked, foreign.ownerId)).toEqual([]);
  });
});
