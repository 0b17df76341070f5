import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../../support/app.js';
import { type Browser } from '../../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../../support/people.js';
import { settled } from '../../support/settled.js';
import { act, ATTESTED, checked, imported, RULES, type ShownImport } from './support.js';

interface Change {
  what: string;
  field: string | null;
  before: string | null;
  after: string;
}

describe('a dry run', () => {
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
  beforeEach(() => app.db.query('DELETE FROM people'));

  const changesOf = async ({ id }: ShownImport): Promise<Change[][]> => {
    const answer = await staff.get(`/api/v1/imports/${id}/rows?outcome=updated`);
    return answer.json<{ data: { changes: Change[] }[] }>().data.map(({ changes }) => changes);
  };
  const suppress = (canonical: string, organizationId: string | null): Promise<unknown> =>
    app.db.query(
      `INSERT INTO suppressions (canonical_email, organization_id, reason) VALUES ($1, $2, 'unsubscribed')`,
      [canonical, organizationId],
    );

  it('shows what every updated person has now, and what they would have', async () => {
    const { id: fieldId } = (
      await staff.send('/api/v1/person-fields', {
        owner_id: lowell,
        type: 'number',
        label: { en: 'Ward' },
      })
    ).json<{ id: string }>();
    const ana = await aPerson(app.db, {
      ownerId: lowell,
      givenName: 'Anna',
      familyName: '',
      email: 'ana@example.org',
    });
    await app.db.query(
      'INSERT INTO person_values (person_id, field_id, owner_id, value) VALUES ($1, $2, $3, $4)',
      [ana, fieldId, lowell, '7'],
    );
    const file = `first,last,email,phone,street,city,state,zip,tags,ward
Ana,Lima,ANA@example.org,617 555 0101,1 Elm St,Lowell,MA,01850,Volunteer,8
Rui,Moura,rui@example.org,,,,,,,
`;
    const kinds = ['given_name', 'family_name', 'email', 'phone', 'street', 'city', 'state', 'zip', 'tags'];
    const found = await checked(staff, lowell, file, {
      mapping: [...kinds.map((is) => ({ is })), { is: 'field', field_id: fieldId }],
      rules: { ...RULES, overwrite: ['given_name', 'fields'], tags: ['May'] },
      consent: ATTESTED,
    });
    expect(found.counts).toMatchObject({ new: 1, updated: 1 });
    expect(await changesOf(found)).toEqual([
      [
        { what: 'given_name', field: null, before: 'Anna', after: 'Ana' },
        { what: 'family_name', field: null, before: '', after: 'Lima' },
        { what: 'phone', field: null, before: null, after: '+16175550101' },
        { what: 'address', field: null, before: null, after: '1 Elm St, Lowell, MA 01850' },
        { what: 'tag', field: null, before: null, after: 'May' },
        { what: 'tag', field: null, before: null, after: 'Volunteer' },
        { what: 'field', field: 'Ward', before: '7', after: '8' },
        { what: 'email_subscription', field: null, before: null, after: 'yes' },
      ],
    ]);
    const done = await act(staff, found.id, 'run');
    expect(done.counts).toMatchObject({ new: 1, updated: 1 });
    const { rows } = await app.db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM person_changes WHERE person_id = $1 AND field <> 'person'`,
      [ana],
    );
    expect(rows[0]!.n).toBe(8);
  });

  it('counts whom no email reaches whatever the file says, and tells nothing of people whom others know', async () => {
    const ids = await Promise.all(
      ['left', 'bounced', 'subscribed'].map((name) =>
        aPerson(app.db, { ownerId: lowell, givenName: name, familyName: '', email: `${name}@example.org` }),
      ),
    );
    await app.db.query(
      `INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) VALUES ($1, $2, 'email', false)`,
      [ids[0], lowell],
    );
    const quincy = await aChapter(app.db, { networkId });
    await suppress('bounced@example.org', null);
    await suppress('listed@example.org', lowell);
    await suppress('theirs@example.org', quincy);
    await suppress('stranger@example.org', null);
    const names = ['left', 'bounced', 'subscribed', 'listed', 'theirs', 'stranger'];
    const file = `email\n${names.map((name) => `${name}@example.org`).join('\n')}\n`;
    const found = await checked(staff, lowell, file, { consent: ATTESTED });
    expect(found.counts).toMatchObject({ stay_unsubscribed: 3 });
    expect((await act(staff, found.id, 'run')).counts).toMatchObject({ stay_unsubscribed: 3 });
  });

  it('warns of columns that seem to tell who was exploited, without saying of whom', async () => {
    const file = `first,email,tags,survivor
Ana,ana@example.org,"Volunteer, Survivor",
Rui,rui@example.org,Survivor leadership council,
Eva,eva@example.org,Interpreter,yes
`;
    const kinds = ['given_name', 'email', 'tags', 'tags'];
    const found = await checked(staff, lowell, file, { mapping: kinds.map((is) => ({ is })) });
    expect(found.counts).toMatchObject({
      new: 3,
      status_columns: [
        { heading: 'tags', rows: 1 },
        { heading: 'survivor', rows: 1 },
      ],
    });
    const over = await act(staff, found.id, 'run');
    expect(over.counts).toMatchObject({ new: 3, status_columns: [] });
    const { rows } = await app.db.query<{ counted: unknown }>(
      `SELECT i.counted || b.counted AS counted FROM imports i JOIN change_batches b ON b.id = i.batch_id WHERE i.id = $1`,
      [found.id],
    );
    expect(JSON.stringify(rows)).not.toMatch(/survivor/i);
  });

  it('does not count a sealed person whom the importer may not see', async () => {
    const sealed = await aPerson(app.db, { ownerId: lowell, email: 'hidden@example.org' });
    await app.db.query('UPDATE people SET is_sealed = true WHERE id = $1', [sealed]);
    await app.db.query(
      `INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) VALUES ($1, $2, 'email', false)`,
      [sealed, lowell],
    );
    const found = await checked(staff, lowell, 'email\nhidden@example.org\n', { consent: ATTESTED });
    expect(found.counts).toMatchObject({ new: 1, stay_unsubscribed: 0 });
  });
});

describe('after an import', () => {
  let app: TestApp;
  let staff: Browser;
  let lowell: string;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    lowell = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    staff = await app.signIn('chapter-admin', lowell);
  });
  afterAll(() => app.close());

  it('those who may be somebody else stand in the queue of duplicates', async () => {
    const rui = await aPerson(app.db, { ownerId: lowell, givenName: 'Rui', familyName: 'Moura' });
    await app.db.query(
      `INSERT INTO person_phones (person_id, owner_id, e164) VALUES ($1, $2, '+16175550102')`,
      [rui, lowell],
    );
    const file = 'first,last,email,phone\nRui,Mouro,rui@example.org,617 555 0102\n';
    const done = await imported(staff, lowell, file);
    // The dry run suggests nobody: names and number are too little to show a row for. The look afterwards does.
    expect(done.counts).toMatchObject({ new: 1, possible_duplicate: 0 });
    const found = await settled('the queue was filled', async () => {
      const { data } = (await staff.get('/api/v1/duplicates')).json<{ data: { why: string }[] }>();
      return data.length > 0 ? data : null;
    });
    expect(found).toEqual([expect.objectContaining({ why: 'phone' })]);
  });
});
