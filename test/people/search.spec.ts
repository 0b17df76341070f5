import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findPeople } from '../../src/people/people-list.sql.js';
import { type PeopleFilter } from '../../src/people/people-source.sql.js';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { aPartnerOf } from '../support/agreements.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';

/** More than are looked up for somebody who is still typing, and so many of each name that no two sources are even. */
const MANY = 620;

const EVERYBODY: PeopleFilter = {
  within: null,
  text: null,
  most: null,
  ownerId: null,
  tagId: null,
  did: null,
  whatId: null,
  isSubscribed: null,
  language: null,
  metWithinDays: null,
  among: null,
  sort: 'name',
};

interface Found {
  data: { id: string; given_name: string }[];
  next: string | null;
  is_partial: boolean;
}

describe('searching people by letters that very many share', () => {
  let app: TestApp;
  let chapter: string;
  let other: string;
  let staff: Browser;

  beforeAll(async () => {
    app = await startApp();
    const networkId = await aNetwork(app.db);
    chapter = await aChapter(app.db, { networkId });
    other = await aChapter(app.db, { networkId });
    staff = await app.signIn('chapter-admin', chapter);
    await app.db.query(
      `INSERT INTO people (owner_id, given_name, family_name) SELECT $1, 'Jo', 'Family' || n FROM generate_series(1, $2::int) n`,
      [chapter, MANY],
    );
    await app.db.query(
      `INSERT INTO people (owner_id, given_name, family_name) SELECT $1, 'Zara', 'Family' || n FROM generate_series(1, $2::int) n`,
      [other, MANY],
    );
  });
  afterAll(() => app.close());

  const search = async (query: string): Promise<Found> =>
    (await staff.get(`/api/v1/people?limit=200&${query}`)).json<Found>();

  async function everyPage(query: string): Promise<Set<string>> {
    const ids = new Set<string>();
    for (let after: string | null = ''; after !== null;) {
      const page: Found = await search(`${query}${after && `&after=${after}`}`);
      for (const { id } of page.data) ids.add(id);
      after = page.next;
    }
    return ids;
  }

  it('looks up a part of them and says so', async () => {
    expect((await search('q=jo')).is_partial).toBe(true);
    expect((await everyPage('q=jo')).size).toBe(250);
    expect(await search('q=family17')).toMatchObject({ is_partial: false, data: { length: 11 } });
    expect((await search('')).is_partial).toBe(false);
  });

  it('finds all of them as soon as another filter is set, and in a file', async () => {
    expect((await search('q=jo&subscribed=no')).is_partial).toBe(false);
    expect((await everyPage('q=jo&subscribed=no')).size).toBe(MANY);
    expect((await staff.get('/api/v1/people.csv?q=jo')).text.trim().split('\r\n')).toHaveLength(MANY + 1);
  });

  it('counts nobody of another chapter, and nobody who is sealed, among the many', async () => {
    expect(await search('q=za')).toMatchObject({ is_partial: false, data: { length: 0 } });
    await app.db.query(`UPDATE people SET is_sealed = true WHERE owner_id = $1 AND family_name > 'Family3'`, [
      chapter,
    ]);
    const { is_partial, data } = await search('q=jo');
    await app.db.query(`UPDATE people SET is_sealed = false WHERE owner_id = $1`, [chapter]);
    expect(data.length).toBeLessThan(250);
    expect(is_partial).toBe(false);
  });

  it('lists the same people of a set whether they are looked up or asked one by one', async () => {
    const names = (ending: string, far: string): Promise<string[]>[] =>
      [
        `SELECT p.id FROM people p WHERE p.family_name LIKE '${ending}'`,
        // Or so the planner believes.
        `SELECT p.id FROM generate_series(1, 200) a, generate_series(1, 200) b, people p WHERE p.family_name LIKE '${ending}'`,
      ].map((set) =>
        app.web.get(Database).as(Scope.organizations(chapter), async (tx) => {
          const among = { all: () => set, bounds: () => () => 'true' };
          const listed = await findPeople(tx, { ...EVERYBODY, among }, undefined, far ? 1 : 30);
          const last = listed.at(-1)!;
          const next = await findPeople(tx, { ...EVERYBODY, among }, [...last.key, last.id], 100);
          return [...listed, ...next].map(({ familyName }) => familyName);
        }),
      );
    const [lookedUp, asked] = await Promise.all(names('%1', ''));
    expect(lookedUp).toHaveLength(62);
    expect(asked).toEqual(lookedUp);
    // The walk for one of them ends long before the last names, and is given up.
    const [last, far] = await Promise.all(names('Family9%', 'far'));
    expect(last).toHaveLength(11);
    expect(far).toEqual(last);
  });

  it('lists the same people with a tag, who did something or were met lately, however many it takes them for', async () => {
    await app.db.query(
      `WITH tag AS (INSERT INTO tags (owner_id, name) VALUES ($1, 'Ninth') RETURNING id)
       INSERT INTO person_tags (tag_id, person_id)
       SELECT tag.id, p.id FROM tag, people p WHERE p.owner_id = $1 AND p.family_name LIKE '%9'`,
      [chapter],
    );
    const { rows } = await app.db.query<{ id: string; kept: string; absorbed: string }>(
      `SELECT t.id, k.id AS kept, a.id AS absorbed FROM tags t, people k, people a
       WHERE t.name = 'Ninth' AND k.owner_id = $1 AND a.owner_id = $1 AND k.family_name = 'Family19' AND a.family_name = 'Family18'`,
      [chapter],
    );
    const { id: tagId, kept, absorbed } = rows[0]!;
    await app.db.query(`UPDATE people SET state = 'merged', merged_into = $1 WHERE id = $2`, [
      kept,
      absorbed,
    ]);
    await app.db.query(
      `INSERT INTO engagements (owner_id, person_id, did, what_kind, what_id, what_title, at)
       SELECT $1, id, 'signed', 'petition', new_id(), 'One', now() FROM people WHERE owner_id = $1
         AND (family_name LIKE '%29' OR id = $2)`,
      [chapter, absorbed],
    );
    const listed = async (): Promise<string[][]> =>
      Promise.all(
        [`tag_id=${tagId}`, 'did=signed', `tag_id=${tagId}&did=signed`, 'met_within_days=7'].map(
          async (query) => [...(await everyPage(query))],
        ),
      );
    const lookedUp = await listed();
    expect(lookedUp.map(({ length }) => length)).toEqual([62, 7, 7, MANY - 1]);
    for (const table of ['person_tags', 'engagements', 'people'])
      await app.db.query('UPDATE pg_class SET reltuples = 1e9, relpages = 1 WHERE oid = $1::regclass', [
        table,
      ]);
    expect(await listed()).toEqual(lookedUp);
    await app.db.query(`UPDATE people SET state = 'active', merged_into = NULL WHERE id = $1`, [absorbed]);
    await app.db.query('ANALYZE person_tags, engagements, people');
  });

  it('finds who speaks for an organization by its name, and not who did so once', async () => {
    const { organizationId } = await aPartnerOf(app.db, chapter, { name: 'Umbra Public Health' });
    const [now, once] = [
      await aPerson(app.db, { ownerId: chapter, email: null }),
      await aPerson(app.db, { ownerId: chapter, email: null }),
    ];
    await app.db.query(
      `INSERT INTO partner_roles (partner_id, person_id, role, starts_on, ends_on)
       VALUES ($1, $2, 'designee', '2025-01-01', NULL), ($1, $3, 'designee', '2024-01-01', '2024-12-31')`,
      [organizationId, now, once],
    );
    for (const fragment of ['umbra', 'um', 'public h'])
      expect([
        fragment,
        (await search(`q=${encodeURIComponent(fragment)}`)).data.map((each) => each.id),
      ]).toEqual([fragment, [now]]);
  });

  it('looks for two letters where words begin, and for three anywhere', async () => {
    const id = await aPerson(app.db, {
      ownerId: chapter,
      givenName: 'Ana Quim',
      familyName: 'Ávila',
      email: 'yx@people.example',
    });
    for (const fragment of ['an', 'QU', 'av', 'yx', 'uim', 'vil', 'x@p'])
      expect([fragment, (await search(`q=${fragment}`)).data.map((each) => each.id)]).toEqual([
        fragment,
        [id],
      ]);
    for (const fragment of ['ui', 'vi', 'x@'])
      expect([fragment, (await search(`q=${fragment}`)).data]).toEqual([fragment, []]);
  });
});
