import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';
import { settled } from '../support/settled.js';

const path = '/api/v1/segments';
const SPANISH = { kind: 'language', any_of: ['es'] };

interface Segment {
  id: string;
  name: string;
  filter: object;
}
interface Count {
  count: number;
  is_estimate: boolean;
}

describe('Segments', () => {
  let app: TestApp;
  let networkId: string;
  let home: string;
  let other: string;
  let organizer: Browser;

  beforeAll(async () => {
    app = await startApp();
    networkId = await aNetwork(app.db);
    home = await aChapter(app.db, { networkId, grantsNetwork: true });
    other = await aChapter(app.db, { networkId, grantsNetwork: true });
    organizer = await app.signIn('organizer', home);
    for (let n = 0; n < 7; n++) await aPerson(app.db, { ownerId: home, familyName: `Home${n}` });
    for (let n = 0; n < 3; n++) await aPerson(app.db, { ownerId: other, familyName: `Other${n}` });
    await app.db.query(`UPDATE people SET language = 'es' WHERE family_name IN ('Home1', 'Home2', 'Other1')`);
  });
  afterAll(() => app.close());

  async function save(name: string, filter: object, browser = organizer): Promise<Segment> {
    const answer = await browser.send(path, { owner_id: home, name, filter });
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.json<Segment>();
  }
  async function count(filter: unknown, browser = organizer, owner_id = home): Promise<Count> {
    const answer = await browser.send(`${path}/count`, { owner_id, filter });
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
    return answer.json<Count>();
  }
  /** The field and sentence with which it is refused. */
  async function refusal(filter: unknown): Promise<[string, string]> {
    const answer = await organizer.send(`${path}/count`, { owner_id: home, filter });
    expect([filter, answer.status]).toEqual([filter, 422]);
    const { error } = answer.json<{
      error: { param: string; message: string; fields: { message: string }[] };
    }>();
    return [error.param, error.fields[0]?.message ?? error.message];
  }

  it('are saved, listed, renamed, changed and taken off the list', async () => {
    const made = await save('Spanish readers', SPANISH);
    expect(made).toMatchObject({ name: 'Spanish readers', filter: SPANISH });
    const taken = await organizer.send(path, { owner_id: home, name: 'SPANISH readers', filter: SPANISH });
    expect([taken.status, taken.json()]).toMatchObject([
      409,
      { error: { code: 'name_taken', param: 'name' } },
    ]);
    const changed = await organizer.send(
      `${path}/${made.id}`,
      { name: 'Readers', filter: { not: SPANISH } },
      'PATCH',
    );
    expect(changed.json()).toMatchObject({ name: 'Readers', filter: { not: SPANISH } });
    const list = (await organizer.get(`${path}?q=read`)).json<{ data: Segment[] }>();
    expect(list.data.map(({ id }) => id)).toEqual([made.id]);
    expect((await organizer.send(`${path}/${made.id}`, undefined, 'DELETE')).status).toBe(204);
    expect((await organizer.get(`${path}/${made.id}`)).status).toBe(404);
    await save('Readers', SPANISH); // its name is free again
  });

  it('count people before they are saved', async () => {
    expect(await count(SPANISH)).toMatchObject({ count: 2, is_estimate: false });
    expect(await count({ not: SPANISH })).toMatchObject({ count: 5 });
    expect(await count({ any: [SPANISH, { kind: 'name', contains: 'home3' }] })).toMatchObject({ count: 3 });
  });

  it('of a chapter are about its own people, of the network about those of its chapters too', async () => {
    const network = await app.signIn('network-admin', networkId);
    expect(await count(SPANISH, network, home)).toMatchObject({ count: 2 });
    expect(await count(SPANISH, network, networkId)).toMatchObject({ count: 3 });
    const stranger = await app.signIn('organizer', other);
    const asked = await stranger.send(`${path}/count`, { owner_id: home, filter: SPANISH });
    expect(asked.status).toBe(404);
  });

  it('narrow the list of people to whom they count', async () => {
    const { id } = await save('For the list', SPANISH);
    const listed = async (browser: Browser): Promise<string[]> =>
      (await browser.get(`/api/v1/people?segment_id=${id}&limit=1`))
        .json<{ data: { family_name: string }[] }>()
        .data.map(({ family_name }) => family_name);
    expect(await listed(organizer)).toEqual(['Home1']);
    expect(await listed(await app.signIn('network-admin', networkId))).toEqual(['Home1']);
    const all = await organizer.get(`/api/v1/people?segment_id=${id}&q=home2&language=es&sort=-created_at`);
    expect(all.json()).toMatchObject({ data: [{ family_name: 'Home2' }], next: null });
    for (const absent of [id, randomUUID()])
      expect(
        (await (await app.signIn('organizer', other)).get(`/api/v1/people?segment_id=${absent}`)).status,
      ).toBe(404);
  });

  it('can be made of other segments, never of themselves, and go on when those are removed', async () => {
    const spanish = await save('Spanish', SPANISH);
    const inSpanish = { kind: 'segment', segment_id: spanish.id };
    const outer = await save('Not Spanish', { not: inSpanish });
    expect(await count({ kind: 'segment', segment_id: outer.id })).toMatchObject({ count: 5 });
    const circle = { filter: { all: [{ kind: 'segment', segment_id: outer.id }] } };
    for (const filter of [inSpanish, circle.filter]) {
      const refused = await organizer.send(`${path}/${spanish.id}`, { filter }, 'PATCH');
      expect(refused.json()).toMatchObject({
        error: { fields: [{ param: 'filter', message: 'A segment cannot be made of itself.' }] },
      });
    }
    await organizer.send(`${path}/${spanish.id}`, undefined, 'DELETE');
    expect(await count({ kind: 'segment', segment_id: outer.id })).toMatchObject({ count: 5 });
    expect(await refusal({ kind: 'segment', segment_id: randomUUID() })).toEqual(
      await refusal({ kind: 'segment', segment_id: await foreignSegment() }),
    );
  });

  async function foreignSegment(): Promise<string> {
    const stranger = await app.signIn('organizer', other);
    const made = await stranger.send(path, {
      owner_id: other,
      name: `Theirs ${randomUUID()}`,
      filter: SPANISH,
    });
    return made.json<Segment>().id;
  }

  it('say "about" where counting takes too long, and nobody waits for it', async () => {
    const holder = new pg.Client({ connectionString: app.config.DATABASE_URL });
    await holder.connect();
    try {
      await holder.query('BEGIN; LOCK TABLE person_tags IN ACCESS EXCLUSIVE MODE');
      const asked = count({ not: { kind: 'tag', any_of: [randomUUID()] } });
      await settled('the count ran out of time, and the sample too', async () => {
        const { rows } = await app.db.query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'EXPLAIN%'`,
        );
        return rows.length > 0;
      });
      await holder.query('ROLLBACK');
      const about = await asked;
      expect(about).toEqual({ count: expect.any(Number), is_estimate: true, counted_at: expect.any(String) });
    } finally {
      await holder.end();
    }
  });

  it('estimate from a share of the people', async () => {
    const holder = new pg.Client({ connectionString: app.config.DATABASE_URL });
    await holder.connect();
    try {
      await holder.query('BEGIN; LOCK TABLE person_tags IN ACCESS EXCLUSIVE MODE');
      const filter = { all: [SPANISH, { not: { kind: 'tag', any_of: [randomUUID()] } }] };
      const asked = count(filter);
      await settled('the count ran out of time', async () => {
        const { rows } = await app.db.query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%segment_people_sample%'
             AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()`,
        );
        return rows.length > 0;
      });
      await holder.query('ROLLBACK');
      expect(await asked).toMatchObject({ is_estimate: true });
      expect(await count(filter)).toMatchObject({ is_estimate: true }); // kept
    } finally {
      await holder.end();
    }
  });

  it('offer what can be asked, and only the own of what can be chosen', async () => {
    await app.db.query(`INSERT INTO tags (owner_id, name) VALUES ($1, 'Mine'), ($2, 'Theirs')`, [
      home,
      other,
    ]);
    const person = await aPerson(app.db, { ownerId: other });
    await app.db.query(
      `INSERT INTO engagements (owner_id, person_id, did, what_kind, what_id, what_title)
       VALUES ($1, NULL, 'signed', 'petition', gen_random_uuid(), 'Our petition'), ($2, $3, 'signed', 'petition', gen_random_uuid(), 'Theirs')`,
      [home, other, person],
    );
    const fields = await organizer.get(`${path}/fields?owner_id=${home}`);
    expect(fields.json()).toMatchObject({
      conditions: expect.arrayContaining([{ kind: 'tag', label: 'Tag', group: 'person' }]),
      tags: [{ name: 'Mine' }],
      things: [{ did: 'signed', what_title: 'Our petition' }],
    });
    expect(fields.text).not.toContain('Theirs');
    expect((await organizer.get(`${path}/fields?owner_id=${other}`)).status).toBe(404);
  });

  it('are changed by those who may, and read by all who read people', async () => {
    const { id } = await save('Read only', SPANISH);
    const analyst = await app.signIn('analyst', home);
    expect((await analyst.get(`${path}/${id}`)).status).toBe(200);
    expect((await analyst.send(`${path}/${id}`, { name: 'Mine' }, 'PATCH')).status).toBe(403);
  });

  it('are read through views that nobody can write through', async () => {
    const { rows } = await app.db.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace
         AND has_table_privilege('accord_web', oid, 'INSERT, UPDATE, DELETE, TRUNCATE')`,
    );
    expect(rows).toEqual([]);
  });
});
