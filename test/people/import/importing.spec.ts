import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../../support/app.js';
import { type Browser } from '../../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../../support/people.js';
import { act, ATTESTED, checked, imported, look, RULES, type ShownImport, upload } from './support.js';

const FILE = `First name,Last name,E-mail,Phone,Address,City,State,ZIP,Tags,Ward
Ana,Lima,ana@example.org,(617) 555-0101,1 Elm St,Lowell,MA,1850,"Volunteer, Phone bank",7
Rui,Moura,RUI@Example.org,617-555-0102,,,,02134,,
,,not an address,,,,,,,
Zoë,Núñez,,+1 617 555 0103,2 Oak St,Lynn,MA,01901,volunteer,
`;

describe('importing people', () => {
  let app: TestApp;
  let staff: Browser;
  let lowell: string;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    const networkId = await aNetwork(app.db);
    lowell = await aChapter(app.db, { networkId, name: 'Lowell Coalition' });
    staff = await app.signIn('chapter-admin', lowell);
  });
  afterAll(() => app.close());
  beforeEach(() => app.db.query('DELETE FROM people'));

  const rows = async <Row extends object>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
    (await app.db.query<Row>(sql, parameters)).rows;
  const people = (): Promise<object[]> =>
    rows(`SELECT p.given_name, p.family_name, e.canonical, t.e164, a.line1, a.zip
      FROM people p LEFT JOIN person_emails e ON e.person_id = p.id LEFT JOIN person_phones t ON t.person_id = p.id
      LEFT JOIN person_addresses a ON a.person_id = p.id ORDER BY p.family_name`);

  it('reads the columns by their headings, and imports nothing before it is told to', async () => {
    const uploaded = (await upload(staff, lowell, FILE)).json<ShownImport>();
    expect(uploaded).toMatchObject({ state: 'uploaded', format: { encoding: 'utf-8', delimiter: ',' } });
    expect(uploaded.columns.map(({ is }) => is)).toEqual([
      ...['given_name', 'family_name', 'email', 'phone', 'street', 'city', 'state', 'zip', 'tags', 'ignore'],
    ]);
    const found = await act(staff, uploaded.id, 'dry-run');
    expect(found).toMatchObject({
      state: 'checked',
      total_rows: 4,
      counts: { new: 3, rejected: 1, updated: 0, possible_duplicate: 0 },
    });
    expect(await people()).toEqual([]);
  });

  it('makes people with all that their rows say', async () => {
    const done = await imported(staff, lowell, FILE);
    expect(done).toMatchObject({ state: 'done', counts: { new: 3, rejected: 1 } });
    expect(await people()).toEqual([
      {
        given_name: 'Ana',
        family_name: 'Lima',
        canonical: 'ana@example.org',
        e164: '+16175550101',
        line1: '1 Elm St',
        zip: '01850',
      },
      {
        given_name: 'Rui',
        family_name: 'Moura',
        canonical: 'rui@example.org',
        e164: '+16175550102',
        line1: '',
        zip: '02134',
      },
      {
        given_name: 'Zoë',
        family_name: 'Núñez',
        canonical: null,
        e164: '+16175550103',
        line1: '2 Oak St',
        zip: '01901',
      },
    ]);
    const tags = await rows(
      `SELECT p.given_name, g.name FROM person_tags t JOIN tags g ON g.id = t.tag_id JOIN people p ON p.id = t.person_id
       ORDER BY 1, 2`,
    );
    expect(tags).toEqual([
      { given_name: 'Ana', name: 'Phone bank' },
      { given_name: 'Ana', name: 'Volunteer' },
      { given_name: 'Zoë', name: 'Volunteer' },
    ]);
  });

  it('changes nothing when the same file comes again', async () => {
    await imported(staff, lowell, FILE);
    const before = await rows('SELECT * FROM person_changes');
    const again = await imported(staff, lowell, FILE);
    expect(again.counts).toMatchObject({ new: 0, updated: 0, unchanged: 3, rejected: 1 });
    expect(await rows('SELECT * FROM person_changes')).toEqual(before);
  });

  it('fills what is blank, and overwrites only what was chosen', async () => {
    const id = await aPerson(app.db, {
      ownerId: lowell,
      givenName: 'Anna',
      familyName: '',
      email: 'ana@example.org',
    });
    const filled = await imported(staff, lowell, FILE);
    expect(filled.counts).toMatchObject({ new: 2, updated: 1 });
    expect(await rows('SELECT given_name, family_name FROM people WHERE id = $1', [id])).toEqual([
      { given_name: 'Anna', family_name: 'Lima' },
    ]);
    await imported(staff, lowell, FILE, { rules: { ...RULES, overwrite: ['given_name'] } });
    expect(await rows('SELECT given_name FROM people WHERE id = $1', [id])).toEqual([{ given_name: 'Ana' }]);
    const history = await rows(
      `SELECT field, before, after FROM person_changes WHERE person_id = $1 AND field IN ('given_name', 'family_name')
       ORDER BY id`,
      [id],
    );
    expect(history).toEqual([
      { field: 'family_name', before: '', after: 'Lima' },
      { field: 'given_name', before: 'Anna', after: 'Ana' },
    ]);
  });

  it('leaves people who are there as they are, where the rule says so', async () => {
    const id = await aPerson(app.db, {
      ownerId: lowell,
      givenName: '',
      familyName: '',
      email: 'ana@example.org',
    });
    const done = await imported(staff, lowell, FILE, { rules: { ...RULES, on_match: 'skip' } });
    expect(done.counts).toMatchObject({ new: 2, unchanged: 1, updated: 0 });
    expect(await rows('SELECT given_name FROM people WHERE id = $1', [id])).toEqual([{ given_name: '' }]);
  });

  it('subscribes nobody without an attested source, and keeps its words with each consent', async () => {
    await imported(staff, lowell, FILE);
    expect(await rows('SELECT * FROM consents')).toEqual([]);
    await imported(staff, lowell, FILE, { consent: ATTESTED });
    const kept = await rows('SELECT text, method, is_given, channel, recorded_by FROM consents ORDER BY id');
    expect(kept).toHaveLength(2);
    expect(kept[0]).toEqual({
      text: `${ATTESTED.text} (collected on 2026-05-03)`,
      method: 'import',
      is_given: true,
      channel: 'email',
      recorded_by: staff.accountId,
    });
    expect(await rows('SELECT is_subscribed FROM subscriptions')).toEqual([
      { is_subscribed: true },
      { is_subscribed: true },
    ]);
  });

  it('leaves whoever unsubscribed unsubscribed, and takes a "no" of the file for a "no"', async () => {
    const file = `email,email opt in\nana@example.org,yes\nrui@example.org,no\nzoe@example.org,\n`;
    const ana = await aPerson(app.db, { ownerId: lowell, email: 'ana@example.org' });
    const rui = await aPerson(app.db, { ownerId: lowell, email: 'rui@example.org' });
    await app.db.query(
      `INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed)
       VALUES ($1, $3, 'email', false), ($2, $3, 'email', true)`,
      [ana, rui, lowell],
    );
    await imported(staff, lowell, file, { consent: ATTESTED });
    expect(
      await rows(
        'SELECT e.canonical, s.is_subscribed FROM subscriptions s JOIN person_emails e USING (person_id) ORDER BY 1',
      ),
    ).toEqual([
      { canonical: 'ana@example.org', is_subscribed: false },
      { canonical: 'rui@example.org', is_subscribed: false },
    ]);
  });

  it('takes several rows of one person together, the first of them first', async () => {
    const file = `name,email,phone,tags\nAna Lima,ana@example.org,,a\nAnna L,ANA@example.org,617 555 0101,b\n,ana@example.org,,c\n`;
    const done = await imported(staff, lowell, file);
    expect(done.counts).toMatchObject({ new: 1, repeated: 2 });
    expect(await people()).toEqual([
      expect.objectContaining({ given_name: 'Ana', family_name: 'Lima', e164: '+16175550101' }),
    ]);
    expect(await rows('SELECT 1 FROM person_tags')).toHaveLength(3);
  });

  it('keeps a household of one email apart by names, where the rule says so', async () => {
    const file = `first name,last name,email\nAna,Lima,home@example.org\nRui,Lima,home@example.org\n`;
    const plan = { rules: { ...RULES, same_email: 'by-name' } };
    expect((await imported(staff, lowell, file, plan)).counts).toMatchObject({ new: 2 });
    const third = await imported(
      staff,
      lowell,
      `first name,last name,email\nEva,Lima,home@example.org\n`,
      plan,
    );
    expect(third.counts).toMatchObject({ possible_duplicate: 1, new: 0 });
    expect(await rows('SELECT state FROM duplicate_suggestions')).toEqual([{ state: 'open' }]);
  });

  it('says who may be there already under another email', async () => {
    const known = await aPerson(app.db, { ownerId: lowell, givenName: 'Zoë', familyName: 'Núñez' });
    await app.db.query(`INSERT INTO person_addresses (person_id, zip) VALUES ($1, '01901')`, [known]);
    const file = 'first,last,email,zip\nzoe,nunez,zoe@example.org,01901\n';
    const found = await checked(staff, lowell, file);
    expect(found.counts).toMatchObject({ possible_duplicate: 1, new: 0 });
    const [row] = (await staff.get(`/api/v1/imports/${found.id}/rows?outcome=possible-duplicate`)).json<{
      data: { like_id: string }[];
    }>().data;
    expect(row!.like_id).toBe(known);
  });

  it('gives back the rows that need mending, and takes them once they are mended', async () => {
    const { id } = await imported(staff, lowell, FILE);
    const errors = await staff.get(`/api/v1/imports/${id}/errors.csv`);
    expect(errors.headers.get('content-type')).toContain('text/csv');
    expect(errors.text).toContain('"not an address"');
    expect(errors.text).toContain('"4","E-mail","This is no email address."');
    const mended = errors.text.replace('not an address', 'eva@example.org');
    expect((await imported(staff, lowell, mended)).counts).toMatchObject({ new: 1, rejected: 0 });
  });

  it('remembers what columns are, and finds it again for the next file of the kind', async () => {
    const file = 'Vorname,Correo del voluntario\nAna,ana@example.org\n';
    const { id } = (await upload(staff, lowell, file)).json<ShownImport>();
    const mapping = [{ is: 'given_name' }, { is: 'email' }];
    await staff.send(`/api/v1/imports/${id}`, { mapping }, 'PATCH');
    const saved = await staff.send('/api/v1/import-mappings', { import_id: id, name: 'Volunteers' });
    expect(saved.status).toBe(201);
    const next = (await upload(staff, lowell, file)).json<ShownImport>();
    expect(next.columns.map(({ is }) => is)).toEqual(['given_name', 'email']);
  });

  it('refuses a plan by which nobody could be told, and a run without a dry run', async () => {
    const { id } = (await upload(staff, lowell, FILE)).json<ShownImport>();
    const nobody = await staff.send(
      `/api/v1/imports/${id}`,
      { mapping: Array.from({ length: 10 }, () => ({ is: 'ignore' })) },
      'PATCH',
    );
    expect(nobody.status).toBe(422);
    expect((await staff.send(`/api/v1/imports/${id}/run`)).status).toBe(409);
    expect((await look(staff, id)).state).toBe('uploaded');
  });
});
