import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';

interface Tie {
  id: string;
  person_id: string;
  person_name: string;
  official_name: string;
  kind: string;
  strength: number;
  said_by: string;
  verified_on: string;
}
interface Page {
  data: Tie[];
  next: string | null;
}

describe('Who knows an official', () => {
  let app: TestApp;
  let lowell: string;
  let staff: Browser;
  let stranger: Browser;

  beforeAll(async () => {
    app = await startApp();
    const networkId = await aNetwork(app.db);
    lowell = await aChapter(app.db, { networkId });
    staff = await app.signIn('organizer', lowell);
    stranger = await app.signIn('chapter-admin', await aChapter(app.db, { networkId }));
  });
  afterAll(() => app.close());

  async function anOfficial(name = 'Senator Reyes'): Promise<string> {
    const sql = 'INSERT INTO officials (name) VALUES ($1) RETURNING id';
    return (await app.db.query<{ id: string }>(sql, [name])).rows[0]!.id;
  }
  const say = (personId: string, official_id: string, more: object = {}) =>
    staff.send(`/api/v1/people/${personId}/official-ties`, {
      official_id,
      kind: 'friend',
      strength: 3,
      said_by: 'Tobias',
      ...more,
    });
  const ofPerson = async (id: string, browser = staff): Promise<Tie[]> =>
    (await browser.get(`/api/v1/people/${id}/official-ties`)).json<Page>().data;
  const ofOfficial = async (id: string, browser = staff, query = ''): Promise<Page> =>
    (await browser.get(`/api/v1/officials/${id}/ties?${query}`)).json<Page>();

  it('stands on both records, with the kind, the strength, who says so and since when', async () => {
    const ada = await aPerson(app.db, { ownerId: lowell, givenName: 'Ada', familyName: 'Lima' });
    const official = await anOfficial();
    const said = await say(ada, official, { kind: 'colleague', strength: 4, verified_on: '2026-03-01' });
    expect(said.status).toBe(201);
    const tie = {
      ...{ person_id: ada, person_name: 'Ada Lima', official_name: 'Senator Reyes' },
      ...{ kind: 'colleague', strength: 4, said_by: 'Tobias', verified_on: '2026-03-01' },
    };
    expect(await ofPerson(ada)).toMatchObject([tie]);
    expect(await ofOfficial(official)).toMatchObject({ data: [tie], next: null });
  });

  it('is said anew, confirmed in one step, and taken away', async () => {
    const ada = await aPerson(app.db, { ownerId: lowell });
    const official = await anOfficial();
    await say(ada, official, { verified_on: '2020-01-01' });
    await say(ada, official, { strength: 5, said_by: 'Ada', verified_on: '2021-01-01' });
    const [tie, ...others] = await ofPerson(ada);
    expect(others).toEqual([]);
    expect(tie).toMatchObject({ strength: 5, said_by: 'Ada', verified_on: '2021-01-01' });
    const confirmed = await staff.send(`/api/v1/official-ties/${tie!.id}/verification`);
    const { rows } = await app.db.query<{ today: string }>('SELECT current_date::text AS today');
    expect(confirmed.json<Tie>().verified_on).toBe(rows[0]!.today);
    expect((await staff.send(`/api/v1/official-ties/${tie!.id}`, undefined, 'DELETE')).status).toBe(204);
    expect(await ofPerson(ada)).toEqual([]);
  });

  it('lists the strongest first, page by page', async () => {
    const official = await anOfficial();
    for (const strength of [2, 5, 3, 5, 1])
      await say(await aPerson(app.db, { ownerId: lowell }), official, { strength });
    const seen: number[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: Page = await ofOfficial(official, staff, `limit=2${after && `&after=${after}`}`);
      seen.push(...page.data.map(({ strength }) => strength));
      after = page.next;
    }
    expect(seen).toEqual([5, 5, 3, 2, 1]);
  });

  it('asks for an official that there is, a strength of 1 to 5, who says so, and a day that has come', async () => {
    const ada = await aPerson(app.db, { ownerId: lowell });
    const official = await anOfficial();
    const refused = {
      official_id: await say(ada, '00000000-0000-7000-8000-000000000000'),
      strength: await say(ada, official, { strength: 6 }),
      said_by: await say(ada, official, { said_by: ' ' }),
      verified_on: await say(ada, official, { verified_on: '2999-01-01' }),
    };
    for (const [param, answer] of Object.entries(refused))
      expect([param, answer.status, answer.json<{ error: { param: string } }>().error.param]).toEqual([
        param,
        422,
        param,
      ]);
    expect(await ofPerson(ada)).toEqual([]);
  });

  it('is known to the organization that noted it alone, and of sealed people to their readers', async () => {
    const ada = await aPerson(app.db, { ownerId: lowell });
    const official = await anOfficial();
    await say(ada, official);
    const [tie] = await ofPerson(ada);
    expect((await ofOfficial(official, stranger)).data).toEqual([]);
    expect((await stranger.get(`/api/v1/people/${ada}/official-ties`)).status).toBe(404);
    expect((await stranger.send(`/api/v1/official-ties/${tie!.id}/verification`)).status).toBe(404);
    await app.db.query('UPDATE people SET is_sealed = true WHERE id = $1', [ada]);
    expect((await ofOfficial(official)).data).toEqual([]);
    expect((await staff.send(`/api/v1/official-ties/${tie!.id}`, undefined, 'DELETE')).status).toBe(404);
    await app.db.query('INSERT INTO sealed_readers VALUES ($1, $2)', [ada, staff.accountId]);
    expect((await ofOfficial(official)).data).toHaveLength(1);
  });

  it('follows who is merged, and is said anew once', async () => {
    const [kept, absorbed] = [
      await aPerson(app.db, { ownerId: lowell }),
      await aPerson(app.db, { ownerId: lowell }),
    ];
    const official = await anOfficial();
    await say(absorbed, official);
    await app.db.query(`UPDATE people SET state = 'merged', merged_into = $1 WHERE id = $2`, [
      kept,
      absorbed,
    ]);
    expect(await ofPerson(kept)).toMatchObject([{ person_id: kept, strength: 3 }]);
    await say(kept, official, { strength: 1 });
    expect(await ofPerson(kept)).toMatchObject([{ person_id: kept, strength: 1 }]);
    expect((await ofOfficial(official)).data).toHaveLength(1);
  });
});
