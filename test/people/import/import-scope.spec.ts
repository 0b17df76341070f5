import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../../support/app.js';
import { type Browser } from '../../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../../support/people.js';
import { act, checked, upload } from './support.js';

const FILE = `First name,Last name,E-mail,Phone,Address,City,State,ZIP,Tags,Ward
Ana,Lima,ana@example.org,(617) 555-0101,1 Elm St,Lowell,MA,1850,"Volunteer, Phone bank",7
Rui,Moura,RUI@Example.org,617-555-0102,,,,02134,,
,,not an address,,,,,,,
Zoë,Núñez,,+1 617 555 0103,2 Oak St,Lynn,MA,01901,volunteer,
`;

describe('what an import tells of people', () => {
  let app: TestApp;
  let staff: Browser;
  let lowell: string;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    lowell = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    staff = await app.signIn('chapter-admin', lowell);
  });
  afterAll(() => app.close());
  beforeEach(() => app.db.query('DELETE FROM people'));

  const rows = async (sql: string, parameters: unknown[] = []): Promise<object[]> =>
    (await app.db.query<object>(sql, parameters)).rows;

  it('never matches, counts or shows people of another organization', async () => {
    const quincy = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    await aPerson(app.db, {
      ownerId: quincy,
      givenName: 'Ana',
      familyName: 'Lima',
      email: 'ana@example.org',
    });
    const found = await checked(staff, lowell, FILE);
    expect(found.counts).toMatchObject({ new: 3, unchanged: 0, possible_duplicate: 0 });
    const others = await app.signIn('chapter-admin', quincy);
    expect((await others.get(`/api/v1/imports/${found.id}`)).status).toBe(404);
    expect((await upload(others, lowell, FILE)).status).toBe(404);
  });

  it('treats a sealed person whom the importer may not see as somebody unknown, who becomes an open record', async () => {
    const sealed = await aPerson(app.db, {
      ownerId: lowell,
      givenName: '',
      familyName: '',
      email: 'ana@example.org',
    });
    await app.db.query('UPDATE people SET is_sealed = true WHERE id = $1', [sealed]);
    const first = await checked(staff, lowell, FILE);
    expect(first.counts).toMatchObject({ new: 3, updated: 0, unchanged: 0 });
    const { data } = (await staff.get(`/api/v1/imports/${first.id}/rows`)).json<{ data: object[] }>();
    expect(JSON.stringify(data)).not.toContain(sealed);
    expect((await act(staff, first.id, 'run')).counts).toMatchObject({ new: 3 });
    expect((await checked(staff, lowell, FILE)).counts).toMatchObject({ new: 0, unchanged: 3 });
    expect(await rows('SELECT given_name FROM people WHERE id = $1', [sealed])).toEqual([{ given_name: '' }]);
    expect(await rows(`SELECT 1 FROM person_emails WHERE canonical = 'ana@example.org'`)).toHaveLength(2);
    expect(await rows('SELECT 1 FROM import_rows WHERE person_id = $1', [sealed])).toEqual([]);
  });
});
