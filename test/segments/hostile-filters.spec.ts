import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';

const path = '/api/v1/segments';
const SPANISH = { kind: 'language', any_of: ['es'] };

describe('What is sent as a filter', () => {
  let app: TestApp;
  let home: string;
  let organizer: Browser;

  beforeAll(async () => {
    app = await startApp();
    home = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    organizer = await app.signIn('organizer', home);
    await aPerson(app.db, { ownerId: home });
  });
  afterAll(() => app.close());

  async function save(name: string, filter: object): Promise<string> {
    const answer = await organizer.send(path, { owner_id: home, name, filter });
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.json<{ id: string }>().id;
  }
  async function count(filter: unknown): Promise<{ count: number }> {
    const answer = await organizer.send(`${path}/count`, { owner_id: home, filter });
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
    return answer.json<{ count: number }>();
  }
  /** The field and sentence with which it is refused. */
  async function refusal(filter: unknown): Promise<[string, string]> {
    const answer = await organizer.send(`${path}/count`, { owner_id: home, filter });
    expect([filter, answer.status]).toEqual([filter, 422]);
    const { error } = answer.json<{
      error: { param: string; message: string; fields: { message: string }[] };
    }>();
    return [error.param, error.fields[0]?.message ?? error.message];
  }

  it('is refused where it is none, with where and why', async () => {
    expect(await refusal({ all: [SPANISH, { kind: 'tag', any_of: ['x'] }] })).toEqual([
      'filter.all.1.any_of',
      'This is no id of anything.',
    ]);
    expect(await refusal({ any: [{ not: { kind: 'password' } }] })).toEqual([
      'filter.any.0.not.kind',
      'There is no such condition.',
    ]);
    for (const [wrong, param] of [
      [undefined, 'filter'],
      [null, 'filter'],
      ['1 = 1', 'filter'],
      [[], 'filter'],
      [{}, 'filter'],
      [{ all: [], any: [] }, 'filter'],
      [{ all: {} }, 'filter.all'],
      [{ any: [] }, 'filter.any'],
      [{ or: [SPANISH] }, 'filter'],
      [{ ...SPANISH, sql: 'true' }, 'filter.sql'],
      [{ kind: 'constructor' }, 'filter.kind'],
      [{ kind: ['tag'] }, 'filter.kind'],
      [{ kind: 'language', any_of: "es') OR true --" }, 'filter.any_of'],
      [{ kind: 'deed', did: "signed' OR true" }, 'filter.did'],
      [{ kind: 'deed', did: 'signed', within_days: '1); DROP TABLE people' }, 'filter.within_days'],
      [{ kind: 'deed', did: 'signed', within_days: 1e9 }, 'filter.within_days'],
      [{ kind: 'met', since: '2026-02-30' }, 'filter.since'],
      [{ kind: 'name', contains: 'a\u0000b' }, 'filter.contains'],
      [{ kind: 'city', any_of: Array.from({ length: 101 }, (_, n) => `Town ${n}`) }, 'filter.any_of'],
      [{ kind: 'tag', any_of: [[[[]]]] }, 'filter.any_of'],
    ] as const)
      expect([wrong, (await refusal(wrong))[0]]).toEqual([wrong, param]);
  });

  it('is refused where it would be too much work, however it is built', async () => {
    const nested = (levels: number): object =>
      Array.from({ length: levels }).reduce<object>((inner) => ({ not: inner }), SPANISH);
    expect(await count(nested(6))).toMatchObject({ count: 0 });
    expect((await refusal(nested(7)))[1]).toMatch(/at most 6 deep/);
    for (const tooMuch of [
      { all: Array.from({ length: 10_000 }, () => SPANISH) },
      { all: Array.from({ length: 90 }, () => ({ any: Array.from({ length: 90 }, () => SPANISH) })) },
      { all: Array.from({ length: 90 }, () => ({ all: Array.from({ length: 90 }, () => ({ all: [] })) })) },
    ])
      expect((await refusal(tooMuch))[1]).toMatch(/at most|too deeply/);
    const bottomless = `${'{"not":'.repeat(100_000)}null${'}'.repeat(100_000)}`;
    const sent = await organizer.fetch(`${path}/count`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: `{"owner_id":"${home}","filter":${bottomless}}`,
    });
    expect([sent.status, sent.text]).toEqual([422, expect.stringContaining('too deeply')]);
    // A thousand and more by segments of segments, each of which is small.
    let filter: object = SPANISH;
    for (let n = 0; n < 3; n++) {
      const id = await save(`Layer ${n}`, filter);
      filter = { all: Array.from({ length: 12 }, () => ({ kind: 'segment', segment_id: id })) };
    }
    expect((await refusal(filter))[1]).toMatch(/more than 500/);
  });
});
