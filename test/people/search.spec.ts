import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findPeople, type PeopleFilter } from '../../src/people/people-list.sql.js';
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
    const few = `SELECT p.id FROM people p WHERE p.family_name LIKE '%1'`;
    const many = `SELECT p.id FROM generate_series(1, 200) a, generate_series(1, 200) b, people p WHERE p.family_name LIKE '%1'`; // or so the planner believes
    const pages = [few, many].map((set) =>
      app.web.get(Database).as(Scope.organizations(chapter), async (tx) => {
        const listed = await findPeople(tx, { ...EVERYBODY, among: () => set }, undefined, 30);
        const last = listed.at(-1)!;
        const next = await findPeople(tx, { ...EVERYBODY, among: () => set }, [...last.key, last.id], 100);
        return [...listed, ...next].map(({ familyName }) => familyName);
      }),
    );
    const [lookedUp, asked] = await Promise.all(pages);
    expect(lookedUp).toHaveLength(62);
    expect(asked).toEqual(lookedUp);
  });

  it('finds who speaks for an organization by its name, and not who did so once', async () => {
    const { organizationId } = await aPartnerOf(app.db, chapter, { name: 'Umbra Public Health' });
    const [now, once] = [
      await aPerson(app.db, { ownerId: chapter }),
      await aPerson(app.db, { ownerId: chapter }),
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
