import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../../support/app.js';
import { type Browser } from '../../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../../support/people.js';
import { act, checked, imported, type ShownImport } from './support.js';

const FILE = `First name,Email,Skills,Languages spoken,Trainings,Training date
Ana,ana@example.org,"Driving; Spreadsheets","Portuguese, Haitian Creole",First aid; Marshal: 2026-02-03,3/5/2026
Rui,rui@example.org,Driving,pt,Welding,2026-03-05
Eva,eva@example.org,Survivor mentor,Klingon,First aid,
`;

interface Facts {
  skills: string[];
  languages: string[];
  availability: string[];
  travel_km: number | null;
  trainings: { name: string; done_on: string; expires_on: string | null }[];
}

describe('Skills, languages and trainings in a file', () => {
  let app: TestApp;
  let staff: Browser;
  let lowell: string;
  let firstAid: string;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    lowell = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    staff = await app.signIn('chapter-admin', lowell);
    const made = (body: object) => staff.send('/api/v1/trainings', { owner_id: lowell, ...body });
    firstAid = (await made({ name: 'First Aid', valid_months: 24 })).json<{ id: string }>().id;
    await made({ name: 'Marshal' });
  });
  afterAll(() => app.close());
  beforeEach(() => app.db.query('DELETE FROM people'));

  const idOf = async (email: string): Promise<string> =>
    (
      await app.db.query<{ id: string }>('SELECT person_id AS id FROM person_emails WHERE canonical = $1', [
        email,
      ])
    ).rows[0]!.id;
  const factsOf = async (email: string): Promise<Facts> => {
    const { trainings, skills, ...offer } = (
      await staff.get(`/api/v1/people/${await idOf(email)}/volunteering`)
    ).json<Facts>();
    return {
      ...offer,
      skills: [...skills].sort(),
      trainings: trainings.map(({ name, done_on, expires_on }) => ({ name, done_on, expires_on })),
    };
  };
  const rowsOf = async <Row>({ id }: ShownImport, outcome: string): Promise<Row[]> =>
    (await staff.get(`/api/v1/imports/${id}/rows?outcome=${outcome}`)).json<{ data: Row[] }>().data;

  it('are known by their headings, and the dry run names the cells that nothing here is called by', async () => {
    const found = await checked(staff, lowell, FILE);
    expect(found.columns.map(({ is }) => is)).toEqual([
      ...['given_name', 'email', 'skills', 'speaks', 'trainings', 'trained_on'],
    ]);
    expect(found.counts).toMatchObject({ new: 3, with_remarks: 2 });
    const rows = await rowsOf<{ given_name: string; remark: string | null; column: string | null }>(
      found,
      'new',
    );
    expect(rows.map(({ given_name, column, remark }) => [given_name, column, remark])).toEqual([
      ['Ana', null, null],
      ['Rui', 'Trainings', '“Welding” is no training in Settings, Trainings: it is left out.'],
      ['Eva', 'Skills', 'No skill may say who is a survivor: it is left out.'],
    ]);
    const { rows: kept } = await app.db.query('SELECT * FROM import_rows WHERE import_id = $1', [found.id]);
    expect(JSON.stringify(kept)).not.toContain('mentor');
  });

  it('become what new people offer and did, and go with them by the undo', async () => {
    const done = await imported(staff, lowell, FILE);
    expect(await factsOf('ana@example.org')).toEqual({
      skills: ['Driving', 'Spreadsheets'],
      languages: ['ht', 'pt'],
      availability: [],
      travel_km: null,
      trainings: [
        { name: 'First Aid', done_on: '2026-03-05', expires_on: '2028-03-04' },
        { name: 'Marshal', done_on: '2026-02-03', expires_on: null },
      ],
    });
    expect(await factsOf('rui@example.org')).toMatchObject({
      skills: ['Driving'],
      languages: ['pt'],
      trainings: [],
    });
    expect(await factsOf('eva@example.org')).toMatchObject({ skills: [], languages: [], trainings: [] });
    expect((await imported(staff, lowell, FILE)).counts).toMatchObject({ new: 0, updated: 0, unchanged: 3 });
    expect((await act(staff, done.id, 'undo')).undo).toMatchObject({ removed: 3, left: 0 });
  });

  it('add to what somebody offers, renew what they did, and undo to what it was', async () => {
    const ana = await aPerson(app.db, { ownerId: lowell, givenName: 'Ana', email: 'ana@example.org' });
    const had = {
      skills: ['Cooking', 'driving'],
      languages: ['es'],
      availability: ['sat-morning'],
      travel_km: 20,
    };
    await staff.send(`/api/v1/people/${ana}/volunteering`, had, 'PUT');
    await staff.send(`/api/v1/people/${ana}/trainings/${firstAid}`, { done_on: '2024-01-02' }, 'PUT');
    const before = await factsOf('ana@example.org');
    const found = await checked(staff, lowell, FILE);
    expect(found.counts).toMatchObject({ new: 2, updated: 1 });
    const [row] = await rowsOf<{ changes: { what: string; before: string | null; after: string }[] }>(
      found,
      'updated',
    );
    expect(row!.changes.map(({ what, before, after }) => [what, before, after])).toEqual([
      ['skill', null, 'Spreadsheets'],
      ['speaks', null, 'ht'],
      ['speaks', null, 'pt'],
      ['training', 'First Aid, 2024-01-02', 'First Aid, 2026-03-05'],
      ['training', null, 'Marshal, 2026-02-03'],
    ]);
    await act(staff, found.id, 'run');
    expect(await factsOf('ana@example.org')).toEqual({
      skills: ['Cooking', 'Spreadsheets', 'driving'],
      languages: ['es', 'ht', 'pt'],
      availability: ['sat-morning'],
      travel_km: 20,
      trainings: [
        { name: 'First Aid', done_on: '2026-03-05', expires_on: '2028-03-04' },
        { name: 'Marshal', done_on: '2026-02-03', expires_on: null },
      ],
    });
    expect((await act(staff, found.id, 'undo')).undo).toMatchObject({ removed: 2, restored: 3, left: 0 });
    expect(await factsOf('ana@example.org')).toEqual(before);
  });

  it('of an earlier day say nothing of somebody who did the training again since', async () => {
    const ana = await aPerson(app.db, { ownerId: lowell, givenName: 'Ana', email: 'ana@example.org' });
    await staff.send(`/api/v1/people/${ana}/trainings/${firstAid}`, { done_on: '2026-04-01' }, 'PUT');
    const file = 'First name,Email,Trainings\nAna,ana@example.org,First aid (2026-03-05)\n';
    expect((await checked(staff, lowell, file)).counts).toMatchObject({ unchanged: 1 });
  });
});
