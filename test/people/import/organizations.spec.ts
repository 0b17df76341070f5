import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../../support/app.js';
import { type Browser } from '../../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../../support/people.js';
import { act, checked, imported, RULES, type ShownImport, upload } from './support.js';

const FILE = `name,email,organization
Ana Lima,ana@example.org,Harbor House
Rui Moura,rui@example.org,  harbor   house
Eva Reis,eva@example.org,Mill City Clinic
Zoë Núñez,zoe@example.org,
`;
const ADD = { rules: { ...RULES, new_organizations: 'add' } };

describe('the organization that a file names', () => {
  let app: TestApp;
  let staff: Browser;
  let networkId: string;
  let lowell: string;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    networkId = await aNetwork(app.db);
    lowell = await aChapter(app.db, { networkId });
    staff = await app.signIn('chapter-admin', lowell);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.db.query('DELETE FROM people');
    await app.db.query(`DELETE FROM organizations WHERE kind = 'partner'`);
  });

  const aPartner = async (name: string, chapterId = lowell, by = staff): Promise<string> => {
    const made = await by.send('/api/v1/partners', { name, chapter_id: chapterId, sector: 'civic' });
    return made.json<{ id: string }>().id;
  };
  const contacts = async (): Promise<string[]> => {
    const { rows } = await app.db.query<{ line: string }>(
      `SELECT p.given_name || ' ' || r.role || ' ' || o.public_name || ' ' || m.status AS line FROM partner_roles r
       JOIN people p ON p.id = r.person_id JOIN organizations o ON o.id = r.partner_id
       JOIN memberships m ON m.partner_id = o.id ORDER BY 1`,
    );
    return rows.map(({ line }) => line);
  };
  const partners = async (): Promise<string[]> => {
    const { rows } = await app.db.query<{ name: string }>(
      `SELECT public_name AS name FROM organizations WHERE kind = 'partner' ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  };

  it('makes people contacts of the partners that are here, and leaves others out', async () => {
    await aPartner('Harbor House');
    const found = await checked(staff, lowell, FILE);
    expect(found.columns.map(({ is }) => is)).toEqual(['full_name', 'email', 'organization']);
    expect(found.counts).toMatchObject({ new: 4, unknown_organizations: 1 });
    await act(staff, found.id, 'run');
    expect(await contacts()).toEqual([
      'Ana contact Harbor House prospect',
      'Rui contact Harbor House prospect',
    ]);
    expect(await partners()).toEqual(['Harbor House']);
    expect((await imported(staff, lowell, FILE)).counts).toMatchObject({ new: 0, updated: 0, unchanged: 4 });
  });

  it('adds organizations as prospects, where the rule says so', async () => {
    await imported(staff, lowell, FILE, ADD);
    expect(await contacts()).toEqual([
      'Ana contact Harbor House prospect',
      'Eva contact Mill City Clinic prospect',
      'Rui contact Harbor House prospect',
    ]);
  });

  it('is a change of somebody who is there already, and keeps the role that they have', async () => {
    const id = await aPartner('Harbor House');
    const people = await Promise.all(
      ['ana', 'rui'].map((name) =>
        aPerson(app.db, { ownerId: lowell, givenName: name, familyName: name, email: `${name}@example.org` }),
      ),
    );
    const held = await staff.send(`/api/v1/partners/${id}/roles`, { person_id: people[0], role: 'leader' });
    expect(held.status).toBe(201);
    const found = await checked(staff, lowell, FILE);
    expect(found.counts).toMatchObject({ new: 2, updated: 1, unchanged: 1 });
    const { data } = (await staff.get(`/api/v1/imports/${found.id}/rows?outcome=updated`)).json<{
      data: { changes: object[] }[];
    }>();
    expect(data.map(({ changes }) => changes)).toEqual([
      [{ what: 'organization', field: null, before: null, after: expect.stringMatching(/harbor/i) }],
    ]);
    await act(staff, found.id, 'run');
    expect(await contacts()).toEqual([
      'ana leader Harbor House prospect',
      'rui contact Harbor House prospect',
    ]);
  });

  it('goes again with the undo, but for what somebody used since', async () => {
    const { id } = await imported(staff, lowell, FILE, ADD);
    const { rows } = await app.db.query<{ id: string }>(
      `SELECT m.id FROM memberships m JOIN organizations o ON o.id = m.partner_id WHERE o.public_name = 'Harbor House'`,
    );
    await staff.send(`/api/v1/partners/${rows[0]!.id}/notes`, { body: 'Met them in May.' });
    expect(await act(staff, id, 'undo')).toMatchObject({ state: 'undone', undo: { removed: 4, left: 0 } });
    expect(await contacts()).toEqual([]);
    expect(await partners()).toEqual(['Harbor House']);
  });

  it('is never found in another chapter, whose partners nobody here is told of', async () => {
    const quincy = await aChapter(app.db, { networkId });
    await aPartner('Mill City Clinic', quincy, await app.signIn('chapter-admin', quincy));
    await imported(staff, lowell, FILE, ADD);
    expect(await partners()).toEqual(['Harbor House', 'Mill City Clinic', 'Mill City Clinic']);
  });

  it('is no column of organizations where it names hundreds that nobody knows', async () => {
    const rows = Array.from({ length: 501 }, (_, at) => `p${at}@example.org,Employer ${at}`);
    const file = ['email,organization', ...rows].join('\n');
    const found = await checked(staff, lowell, file, ADD);
    expect(found).toMatchObject({ state: 'refused', refusal: expect.stringContaining('right column') });
    expect((await checked(staff, lowell, file)).counts).toMatchObject({ unknown_organizations: 501 });
  });

  it('is only for whoever may write partners, and only of a chapter', async () => {
    const { id } = (await upload(staff, lowell, FILE)).json<ShownImport>();
    const plan = { mapping: [{ is: 'full_name' }, { is: 'email' }, { is: 'organization' }] };
    expect((await staff.send(`/api/v1/imports/${id}`, plan, 'PATCH')).status).toBe(200);
    const network = await app.signIn('network-admin', networkId);
    const atNetwork = await upload(network, networkId, FILE);
    if (atNetwork.status === 201) {
      const own = atNetwork.json<ShownImport>();
      expect(own.columns.at(-1)!.is).toBe('ignore');
      expect((await network.send(`/api/v1/imports/${own.id}`, plan, 'PATCH')).status).toBe(422);
    } else expect(atNetwork.status).toBe(404);
  });
});
