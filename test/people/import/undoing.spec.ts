import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../../support/app.js';
import { type Browser } from '../../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../../support/people.js';
import { act, ATTESTED, checked, imported, look, RULES } from './support.js';

const KNOWN = `nationbuilder_id,first_name,last_name,email,phone,zip,tags,language,email_opt_in
1,Ana,Lima,ana@example.org,617 555 0101,01850,new,es,yes
2,Rui,Moura,rui@example.org,,02134,"old, new",,no
3,Eva,Santos,eva@example.org,,01901,,,yes
4,Zoë,Núñez,zoe@example.org,617 555 0104,01902,new,pt,yes
`;

/** Every table of a person's record but the moment of the last change, which an undo is too. */
const DUMP = `SELECT jsonb_build_object(
  'people', (SELECT jsonb_agg(to_jsonb(p) - 'updated_at' ORDER BY p.id) FROM people p),
  'emails', (SELECT jsonb_agg(to_jsonb(e) ORDER BY e.id) FROM person_emails e),
  'phones', (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM person_phones t),
  'addresses', (SELECT jsonb_agg(to_jsonb(a) ORDER BY a.id) FROM person_addresses a),
  'tags', (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.person_id, t.tag_id) FROM person_tags t),
  'values', (SELECT jsonb_agg(to_jsonb(v) - 'updated_at' ORDER BY v.person_id, v.field_id) FROM person_values v),
  'subscriptions', (SELECT jsonb_agg(to_jsonb(s) - 'changed_at' ORDER BY s.person_id, s.channel) FROM subscriptions s),
  'external', (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.external_id) FROM external_ids x))::text AS dump`;

describe('undoing an import', () => {
  let app: TestApp;
  let staff: Browser;
  let lowell: string;
  let ana: string;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    lowell = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    staff = await app.signIn('chapter-admin', lowell);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.db.query('DELETE FROM people');
    ana = await aPerson(app.db, {
      ownerId: lowell,
      givenName: 'Anna',
      familyName: '',
      email: 'ana@example.org',
    });
    const rui = await aPerson(app.db, { ownerId: lowell, givenName: 'Rui', email: 'rui@example.org' });
    await app.db.query(
      `INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) VALUES ($1, $2, 'email', true)`,
      [rui, lowell],
    );
    await app.db.query(
      `WITH tag AS (INSERT INTO tags (owner_id, name) VALUES ($1, 'old')
         ON CONFLICT (owner_id, lower(name)) DO UPDATE SET name = 'old' RETURNING id)
       INSERT INTO person_tags (tag_id, person_id) SELECT id, $2 FROM tag`,
      [lowell, rui],
    );
  });

  const dump = async (): Promise<string> => (await app.db.query<{ dump: string }>(DUMP)).rows[0]!.dump;
  const bring = () =>
    imported(staff, lowell, KNOWN, {
      consent: ATTESTED,
      rules: { ...RULES, overwrite: ['given_name', 'language'], tags: ['May'], system: 'nationbuilder' },
    });

  it('makes everything what it was, to the last byte', async () => {
    const before = await dump();
    const { id, counts } = await bring();
    expect(counts).toMatchObject({ new: 2, updated: 2 });
    expect(await dump()).not.toBe(before);
    const undone = await act(staff, id, 'undo');
    expect(undone).toMatchObject({ state: 'undone', undo: { removed: 2, left: 0 } });
    expect(await dump()).toBe(before);
  });

  it('says in the ledger of consents what was attested and what was taken back', async () => {
    const { id } = await bring();
    await act(staff, id, 'undo');
    const { rows } = await app.db.query<{ is_given: boolean }>(
      'SELECT is_given FROM consents WHERE person_id = $1 ORDER BY id',
      [ana],
    );
    expect(rows).toEqual([{ is_given: true }, { is_given: false }]);
  });

  it('keeps people who did something since, and what somebody changed since', async () => {
    const { id } = await bring();
    const { rows } = await app.db.query<{ id: string }>(`SELECT id FROM people WHERE given_name = 'Eva'`);
    await app.db.query(
      `INSERT INTO engagements (person_id, owner_id, did, what_kind, what_id)
       VALUES ($1, $2, 'signed', 'petition', $2)`,
      [rows[0]!.id, lowell],
    );
    await staff.send(`/api/v1/people/${ana}`, { given_name: 'Annette' }, 'PATCH');
    const undone = await act(staff, id, 'undo');
    expect(undone.undo).toMatchObject({ removed: 1, left: 2 });
    const left = await app.db.query<{ given_name: string }>(
      'SELECT given_name FROM people ORDER BY given_name',
    );
    expect(left.rows.map(({ given_name }) => given_name)).toEqual(['Annette', 'Eva', 'Rui']);
  });

  it('leaves a word alone that they gave themselves since', async () => {
    const { id } = await bring();
    await app.db.query(
      `INSERT INTO consents (person_id, organization_id, channel, is_given, text, language, source_kind, method)
       VALUES ($1, $2, 'email', true, 'Yes, write to me', 'en', 'petition', 'confirmed')`,
      [ana, lowell],
    );
    await act(staff, id, 'undo');
    const { rows } = await app.db.query('SELECT is_subscribed FROM subscriptions WHERE person_id = $1', [
      ana,
    ]);
    expect(rows).toEqual([{ is_subscribed: true }]);
  });

  it('can be asked for during 30 days, and once', async () => {
    const { id } = await bring();
    await app.db.query(`UPDATE change_batches SET finished_at = now() - interval '31 days'`);
    expect((await staff.send(`/api/v1/imports/${id}/undo`)).status).toBe(409);
    await app.db.query(`UPDATE change_batches SET finished_at = now() - interval '29 days'`);
    await act(staff, id, 'undo');
    expect((await staff.send(`/api/v1/imports/${id}/undo`)).status).toBe(409);
  });

  it('also takes back what a run did before it was cancelled', async () => {
    const before = await dump();
    const many = Array.from({ length: 30_000 }, (_, at) => `P${at},p${at}@example.org`);
    const { id } = await checked(staff, lowell, ['first name,email', ...many].join('\n'));
    await staff.send(`/api/v1/imports/${id}/run`);
    for (let it = await look(staff, id); it.done_rows === 0;) it = await look(staff, id);
    const cancelled = await act(staff, id, 'cancellation');
    expect(cancelled.state).toBe('cancelled');
    const { rows } = await app.db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM people WHERE given_name ~ '^P[0-9]+$'`,
    );
    expect(rows[0]!.n).toBe(cancelled.done_rows);
    expect(cancelled.counts).toMatchObject({ new: rows[0]!.n });
    expect(rows[0]!.n).toBeLessThan(30_000);
    expect((await act(staff, id, 'undo')).state).toBe('undone');
    expect(await dump()).toBe(before);
  }, 60_000);
});
