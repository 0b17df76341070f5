import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { anAccount } from '../support/people.js';
import { aPopulatedNetwork, parametersFor, type Places } from '../support/places.js';
import { parametersOf } from '../support/routes.js';

interface Described {
  paths: Record<string, { get?: { operationId: string; parameters?: { name: string }[] } }>;
}

/** Lists that have a file of another make, or are no table of the console. */
const WITHOUT = new Set([
  'listPeople', // people.csv, with a chapter's own fields
  'exportPeople',
  'listSignatures', // signatures.csv
  'exportSignatures',
  'listAttendances', // attendances.csv
  'exportAttendances',
  'listMailingDeliveries', // deliveries.csv
  'exportMailingDeliveries',
  'listImportRows', // errors.csv, to be mended and loaded again
  'getTimeline', // of one person, as are the next two: their own copy holds them
  'listConsents',
  'listTiesOfOfficial',
  'listBatches', // what can be undone, with its buttons
  'listCampaignKits', // whole texts, to be copied and not to be counted
]);

describe('Every table of the console as a file', () => {
  let app: TestApp;
  let places: Places;
  let staff: Browser;
  let lists: { path: string; id: string; hasFile: boolean }[];

  beforeAll(async () => {
    app = await startApp();
    places = await aPopulatedNetwork(app.db);
    staff = await app.signIn('chapter-admin', places.home);
    const { paths } = (await staff.get('/api/openapi.json')).json<Described>();
    lists = Object.entries(paths).flatMap(([path, { get }]) => {
      const names = get?.parameters?.map(({ name }) => name) ?? [];
      return get && (names.includes('after') || names.includes('as'))
        ? [{ path: path.replace(/\{(\w+)\}/g, ':$1'), id: get.operationId, hasFile: names.includes('as') }]
        : [];
    });
  });
  afterAll(() => app.close());

  it('is there for every list that has pages', () => {
    expect(lists.filter(({ hasFile }) => hasFile).length).toBeGreaterThan(30);
    expect(lists.filter(({ id, hasFile }) => !hasFile && !WITHOUT.has(id))).toEqual([]);
  });

  const at = async (path: string): Promise<string> => {
    const ids = await parametersFor(
      { db: app.db, ownerId: places.home, accountId: staff.accountId, mark: 'Homebird' },
      parametersOf(path),
    );
    return path.replace(/:\w+/g, () => ids.shift()!);
  };

  it('holds what the list shows, a line a row, to who may export', async () => {
    const admin = await app.signIn('network-admin', places.networkId);
    for (const { path } of lists.filter(({ hasFile }) => hasFile)) {
      const address = await at(path);
      const listed = await admin.get(`${address}?limit=200`);
      const file = await admin.get(`${address}?as=csv`);
      expect([path, file.status, file.headers.get('content-type')]).toEqual([
        path,
        200,
        'text/csv; charset=utf-8',
      ]);
      expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="[a-z-]+\.csv"$/);
      const [heads, ...lines]: string[][] = parse(file.text, { bom: true });
      expect([path, new Set(heads).size]).toEqual([path, heads!.length]);
      // The network reads chapters that let it, and exports what is theirs: here that is all that it reads.
      const { data } = listed.json<{ data: object[] }>();
      expect([path, lines.length]).toEqual([
        path,
        path.endsWith('audit-entries') ? lines.length : data.length,
      ]);
    }
  });

  it('is refused to who may read the list and not export', async () => {
    const organizer = await app.signIn('organizer', places.home);
    const tried: number[] = [];
    for (const { path } of lists.filter(({ hasFile }) => hasFile)) {
      const address = await at(path);
      if ((await organizer.get(address)).status !== 200) continue;
      const refused = await organizer.get(`${address}?as=csv`);
      expect([path, refused.status]).toEqual([path, 403]);
      tried.push(refused.status);
    }
    expect(tried.length).toBeGreaterThan(15);
  });

  const tasks = (ownerId: string, count: number, title: string) =>
    app.db.query(
      `INSERT INTO tasks (owner_id, title) SELECT $1, $2 || ' ' || i FROM generate_series(1, $3) i`,
      [ownerId, title, count],
    );
  const titles = ({ text }: { text: string }) =>
    parse<{ Task: string }>(text, { bom: true, columns: true }).map(({ Task }) => Task);

  it('goes on over as many pages as there are, leaves out what one may only read, and is written to the log', async () => {
    const accountId = await anAccount(app.db, {
      grants: [
        ['chapter-admin', places.home],
        ['organizer', places.foreign],
      ],
    });
    const both = await app.signInAs(accountId);
    await tasks(places.home, 450, '=Call');
    await tasks(places.foreign, 3, 'Foreign');
    const { data } = (await both.get('/api/v1/tasks?limit=200')).json<{ data: { title: string }[] }>();
    expect(data.length).toBe(200);
    const found = titles(await both.get('/api/v1/tasks?as=csv'));
    expect(found.filter((title) => title.startsWith("'=Call "))).toHaveLength(450);
    expect(new Set(found.filter((title) => title.startsWith("'=Call "))).size).toBe(450);
    expect(found.filter((title) => title.startsWith('Foreign'))).toEqual([]);
    const { rows } = await app.db.query<{ organization_id: string; detail: { rows: number } }>(
      `SELECT organization_id, detail FROM audit_entries WHERE action = 'tasks.exported' AND account_id = $1`,
      [accountId],
    );
    expect(rows).toEqual([{ organization_id: places.home, detail: { rows: found.length } }]);
  });

  it('gives what the filters leave', async () => {
    await tasks(places.home, 1, 'Only this');
    await app.db.query(`UPDATE tasks SET state = 'done', closed_at = now() WHERE title LIKE 'Only this%'`);
    expect(titles(await staff.get('/api/v1/tasks?state=closed&as=csv'))).toEqual(['Only this 1']);
  });
});
