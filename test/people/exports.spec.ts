import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';
import { imported } from './import/support.js';

const FORMULAS = ['=1+1', '+1', '-2', '@SUM(A1)', "'=1+1", '＝1+1', 'plain'];

describe('exporting lists', () => {
  let app: TestApp;
  let staff: Browser;
  let lowell: string;
  let quincy: string;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    const networkId = await aNetwork(app.db);
    lowell = await aChapter(app.db, { networkId });
    quincy = await aChapter(app.db, { networkId });
    staff = await app.signIn('chapter-admin', lowell);
    for (const [at, givenName] of FORMULAS.entries())
      await aPerson(app.db, { ownerId: lowell, givenName, familyName: 'Lima', email: `p${at}@example.org` });
    await aPerson(app.db, { ownerId: quincy, givenName: 'Foreign', email: 'foreign@example.org' });
  });
  afterAll(() => app.close());

  const names = async (): Promise<string[]> =>
    (
      await app.db.query<{ given_name: string }>(
        'SELECT given_name FROM people WHERE owner_id = $1 ORDER BY given_name COLLATE "C"',
        [lowell],
      )
    ).rows.map(({ given_name }) => given_name);

  it('gives every cell quoted, and none that a spreadsheet would run', async () => {
    const file = await staff.get('/api/v1/people.csv');
    expect(file.status).toBe(200);
    expect(file.headers.get('content-type')).toContain('text/csv');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="people.csv"');
    const lines = file.text.trim().split('\r\n');
    expect(lines).toHaveLength(FORMULAS.length + 1);
    for (const line of lines.slice(1)) expect(line).toMatch(/^"[^=+\-@＝]/);
    expect(file.text).not.toContain('foreign@example.org');
  });

  it('says the same when it comes in again', async () => {
    const { text } = await staff.get('/api/v1/people.csv');
    const before = await names();
    await app.db.query('DELETE FROM people WHERE owner_id = $1', [lowell]);
    const done = await imported(staff, lowell, text);
    expect(done.counts).toMatchObject({ new: FORMULAS.length, rejected: 0 });
    expect(await names()).toEqual(before);
  });

  it('gives what the filters leave', async () => {
    const { text } = await staff.get('/api/v1/people.csv?q=p3@example.org');
    expect(text.trim().split('\r\n')).toHaveLength(2);
  });

  it('stands in the audit log with the number of rows, and with nothing of what they say', async () => {
    await app.db.query('SELECT 1');
    await staff.get('/api/v1/people.csv');
    const { rows } = await app.db.query<{ organization_id: string; detail: object }>(
      `SELECT organization_id, detail FROM audit_entries WHERE action = 'people.exported' ORDER BY id DESC LIMIT 1`,
    );
    expect(rows).toEqual([{ organization_id: lowell, detail: { rows: FORMULAS.length } }]);
  });

  it('is refused to those who may only read', async () => {
    const organizer = await app.signIn('organizer', lowell);
    for (const path of ['people.csv', 'partners?as=csv'])
      expect((await organizer.get(`/api/v1/${path}`)).status).toBe(403);
  });

  it('leaves out people of organizations in which one may read and not export', async () => {
    const { accountId } = staff;
    await app.db.query(
      `INSERT INTO grants (account_id, role, organization_id) VALUES ($1, 'organizer', $2)`,
      [accountId, quincy],
    );
    const listed = await staff.get('/api/v1/people?q=foreign');
    expect(listed.text).toContain('foreign@example.org');
    expect((await staff.get('/api/v1/people.csv')).text).not.toContain('foreign@example.org');
  });

  it('gives signatures, attendees, partners and deliveries the same way', async () => {
    const { rows } = await app.db.query<{ petition: string; event: string; mailing: string }>(
      `WITH p AS (INSERT INTO petitions (owner_id, slug, title) VALUES ($1, 'to-export', '{"en":"P"}') RETURNING id),
         e AS (INSERT INTO events (owner_id, slug, title, time_zone) VALUES ($1, 'to-export', '{"en":"E"}', 'America/New_York') RETURNING id),
         m AS (INSERT INTO mailings (owner_id, name, subject, body, audience)
           VALUES ($1, 'M', 'M', '{}', '{"organizations":[],"include":[],"exclude":[]}') RETURNING id)
       SELECT p.id AS petition, e.id AS event, m.id AS mailing FROM p, e, m`,
      [lowell],
    );
    const { petition, event, mailing } = rows[0]!;
    await app.db.query(
      `INSERT INTO deliveries (owner_id, lane, kind, mailing_id, canonical_email, address, name, state, reply)
       VALUES ($1, 'bulk', 'mailing', $2, 'ada@example.org', 'ada@example.org', 'Ada', 'failed', '=HYPERLINK("x")')`,
      [lowell, mailing],
    );
    const deliveries = await staff.get(`/api/v1/mailings/${mailing}/deliveries.csv`);
    expect(deliveries.text.trim().split('\r\n')).toHaveLength(2);
    expect(deliveries.text).toContain(`"ada@example.org","failed","","'=HYPERLINK(""x"")"`);
    for (const path of [
      `petitions/${petition}/signatures.csv`,
      `events/${event}/attendances.csv`,
      'partners?as=csv',
    ]) {
      const file = await staff.get(`/api/v1/${path}`);
      expect([path, file.status]).toEqual([path, 200]);
      expect(file.text.trim().split('\r\n')).toHaveLength(1);
    }
    const stranger = await app.signIn('chapter-admin', quincy);
    expect((await stranger.get(`/api/v1/petitions/${petition}/signatures.csv`)).status).toBe(404);
    expect((await stranger.get(`/api/v1/events/${event}/attendances.csv`)).status).toBe(404);
    expect((await stranger.get(`/api/v1/mailings/${mailing}/deliveries.csv`)).status).toBe(404);
  });
});
