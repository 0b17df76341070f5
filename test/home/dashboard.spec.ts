import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';

interface Home {
  people: { total: number; new_in_week: number } | null;
  signatures: {
    confirmed: number;
    open_petitions: number;
    confirmed_on_open: number;
    goal_of_open: number;
  } | null;
  places: { events: number; taken: number; open: number } | null;
  letters: { sent: number; sent_in_week: number } | null;
  weeks: { week: string; counts: Record<string, number> }[] | null;
  events_today: { expected: number; attended: number; time_zone: string }[];
  mailings: { name: string; state: string; done: number; total: number }[];
  attention: { kind: string; count: number }[];
  steps: { is_test_sent: boolean; has_people: boolean; is_petition_opened: boolean };
  recent: { did: string; person: { name: string } | null; what: { title: string } }[];
}

describe("The console's first screen", () => {
  let app: TestApp;
  let boston: string;
  let denver: string;
  let organizer: Browser;
  let admin: Browser;

  const home = async (browser: Browser, query = ''): Promise<Home> =>
    (await browser.get(`/api/v1/home${query}`)).json<Home>();

  async function aPetition(ownerId: string, state: string, confirmed: number, goal: number): Promise<string> {
    const { rows } = await app.db.query<{ id: string }>(
      `INSERT INTO petitions (owner_id, slug, state, confirmed_count, goal, is_practice)
       VALUES ($1, 'p-' || gen_random_uuid(), $2, $3, $4, true) RETURNING id`,
      [ownerId, state, confirmed, goal],
    );
    return rows[0]!.id;
  }

  async function aShift(
    ownerId: string,
    { state = 'published', starts = '0 hours', capacity = 10, taken = 0, zone = 'America/New_York' },
  ): Promise<string> {
    const { rows } = await app.db.query<{ id: string }>(
      `WITH event AS (
         INSERT INTO events (owner_id, slug, state, time_zone) VALUES ($1, 'e-' || gen_random_uuid(), $2, $3) RETURNING id)
       INSERT INTO shifts (event_id, starts_at, ends_at, starts_local, ends_local, capacity, taken)
       SELECT id, at, at + interval '1 hour', at AT TIME ZONE $3, (at + interval '1 hour') AT TIME ZONE $3, $5, $6
       FROM event, (SELECT now() + $4::interval AS at) moment RETURNING id`,
      [ownerId, state, zone, starts, capacity, taken],
    );
    return rows[0]!.id;
  }

  async function aDeed(ownerId: string, personId: string | null, did: string, at = 'now()'): Promise<void> {
    await app.db.query(
      `INSERT INTO engagements (owner_id, person_id, did, what_kind, what_title, at) VALUES ($1, $2, $3, 'petition', 'Close it', ${at})`,
      [ownerId, personId, did],
    );
  }

  beforeAll(async () => {
    app = await startApp();
    const networkId = await aNetwork(app.db);
    // Its weeks are those that the screen ends with: further west, UTC's week begins before theirs is over.
    boston = await aChapter(app.db, { networkId, slug: 'boston', grantsNetwork: true, timeZone: 'UTC' });
    denver = await aChapter(app.db, { networkId, slug: 'denver', timeZone: 'America/Denver' });
    organizer = await app.signIn('organizer', boston);
    admin = await app.signIn('network-admin', networkId);

    const ada = await aPerson(app.db, { ownerId: boston, givenName: 'Ada', familyName: 'Okafor' });
    const old = await aPerson(app.db, { ownerId: boston });
    await aPerson(app.db, { ownerId: denver });
    await aPerson(app.db, { ownerId: boston, isSealed: true });
    await app.db.query(`UPDATE people SET created_at = now() - interval '8 days' WHERE id = $1`, [old]);
    await app.db.query(`UPDATE people SET is_practice = true`);

    const open = await aPetition(boston, 'open', 40, 100);
    await aPetition(boston, 'delivered', 500, 500);
    await aPetition(boston, 'draft', 0, 1000);
    await aPetition(denver, 'open', 7, 10);
    await app.db.query(`INSERT INTO petition_deltas VALUES ($1, 1), ($1, 1), ($1, -1)`, [open]);

    const now = await aShift(boston, { starts: '-10 minutes', capacity: 10, taken: 4 });
    await aShift(boston, { starts: '9 days', capacity: 20, taken: 20 });
    await aShift(boston, { starts: '9 days', state: 'draft' });
    await aShift(boston, { starts: '-3 days', capacity: 50, taken: 1 });
    await aShift(denver, { starts: '3 days', capacity: 5, zone: 'America/Denver' });
    await app.db.query(
      `WITH r AS (INSERT INTO registrations (event_id, owner_id, given_name) SELECT event_id, $2, 'Ada' FROM shifts WHERE id = $1 RETURNING id)
       INSERT INTO attendances (registration_id, shift_id, owner_id, state, seats) SELECT id, $1, $2, 'attended', 3 FROM r`,
      [now, boston],
    );

    await aDeed(boston, ada, 'signed');
    await aDeed(boston, ada, 'wrote', `now() - interval '7 days'`);
    await aDeed(boston, ada, 'opened');
    await aDeed(boston, ada, 'signed', `now() - interval '90 days'`);
    await aDeed(denver, null, 'attended');
  });
  afterAll(() => app.close());

  it('counts the people of one’s own chapters, without sealed ones, and who is new', async () => {
    expect((await home(organizer)).people).toEqual({ total: 2, new_in_week: 1 });
  });

  it('counts confirmed signatures to the last, and the goal of open petitions alone', async () => {
    expect((await home(organizer)).signatures).toEqual({
      confirmed: 541,
      open_petitions: 1,
      confirmed_on_open: 41,
      goal_of_open: 100,
    });
  });

  it('counts places of published shifts that are not over', async () => {
    expect((await home(organizer)).places).toEqual({ events: 2, taken: 24, open: 6 });
  });

  it('shows today’s events with who is expected and who came', async () => {
    const { events_today: today } = await home(organizer);
    expect(today).toMatchObject([{ expected: 4, attended: 3, time_zone: 'America/New_York' }]);
  });

  it('shows twelve weeks of actions without a gap, and no opens among them', async () => {
    const { weeks } = await home(organizer);
    expect(weeks).toHaveLength(12);
    expect(weeks!.at(-1)!.counts).toEqual({ signed: 1 });
    expect(weeks!.at(-2)!.counts).toEqual({ wrote: 1 });
    const days = weeks!.map(({ week }) => Date.parse(week));
    expect(days.slice(1).every((day, place) => day - days[place]! === 7 * 86_400_000)).toBe(true);
  });

  it('tells what people did last by name', async () => {
    const { recent } = await home(organizer);
    expect(recent.map(({ did }) => did)).toEqual(['signed', 'wrote', 'signed']);
    expect(recent[0]).toMatchObject({ person: { name: 'Ada Okafor' }, what: { title: 'Close it' } });
  });

  it('names what needs attention, and nothing that does not', async () => {
    expect((await home(organizer)).attention).toEqual([]);
    await app.db.query(
      `INSERT INTO deliveries (owner_id, lane, kind, canonical_email, address, message, state)
       VALUES ($1, 'transactional', 'receipt', 'a@b.example', 'a@b.example', '{}', 'unknown'),
              ($1, 'transactional', 'receipt', 'c@b.example', 'c@b.example', '{}', 'failed'),
              ($2, 'transactional', 'receipt', 'd@b.example', 'd@b.example', '{}', 'failed')`,
      [boston, denver],
    );
    await app.db.query(
      `INSERT INTO offices (jurisdiction, level, kind, seat, seat_key, title, area_jurisdiction, seat_count)
       VALUES ('us', 'federal', 'upper', 'MA', 'ma', 'Senator', 'ma', 2)`,
    );
    expect((await home(organizer)).attention).toEqual([
      { kind: 'unknown-deliveries', count: 1 },
      { kind: 'bounces', count: 1 },
      { kind: 'vacant-seats', count: 2 },
    ]);
  });

  it('takes only what staff did themselves for a step done', async () => {
    expect((await home(organizer)).steps).toEqual({
      is_test_sent: false,
      has_people: false,
      is_petition_opened: false,
    });
    await aPerson(app.db, { ownerId: boston });
    await app.db.query(
      `SELECT audit_append(NULL, 'Grace', $1, 'petition.published', 'petition', NULL, '{}', NULL)`,
      [boston],
    );
    await app.db.query(
      `INSERT INTO deliveries (owner_id, lane, kind, canonical_email, address, message)
       VALUES ($1, 'transactional', 'mailing-test', 'me@b.example', 'me@b.example', '{}')`,
      [boston],
    );
    expect((await home(organizer)).steps).toEqual({
      is_test_sent: true,
      has_people: true,
      is_petition_opened: true,
    });
  });

  it('shows the network what chapters let it see, one of them where asked, and nobody a foreign one', async () => {
    expect((await home(admin)).signatures!.confirmed).toBe(541);
    expect((await home(admin, `?chapter_id=${boston}`)).people!.total).toBe(3);
    expect((await admin.get(`/api/v1/home?chapter_id=${denver}`)).status).toBe(404);
    expect((await organizer.get(`/api/v1/home?chapter_id=${denver}`)).status).toBe(404);
    expect((await organizer.get('/api/v1/home?chapter_id=1')).status).toBe(422);
  });

  it('leaves out what a role does not show', async () => {
    const host = await app.signIn('event-host', boston);
    const seen = await home(host);
    expect(seen).toMatchObject({ people: null, signatures: null, letters: null, weeks: null, recent: [] });
    expect(seen.places).toEqual({ events: 2, taken: 24, open: 6 });
  });
});
