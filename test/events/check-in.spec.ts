import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { anEvent, signUp } from '../support/events.js';
import { aChapter, aNetwork } from '../support/people.js';

let app: TestApp;
let chapterId: string;
let helper: Browser;
let event: Awaited<ReturnType<typeof anEvent>>;

interface Attendee {
  id: string;
  given_name: string;
  person_id: string | null;
  state: string;
  checked_in_at: string | null;
}

beforeAll(async () => {
  app = await startApp();
  chapterId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
  helper = await app.signIn('check-in-helper', chapterId);
});
beforeEach(async () => {
  event = await anEvent(app.db, { ownerId: chapterId, capacity: 3 });
});
afterAll(() => app.close());

async function list(query = ''): Promise<Attendee[]> {
  const answer = await helper.get(`/api/v1/events/${event.id}/attendances${query}`);
  return answer.json<{ data: Attendee[] }>().data;
}

async function totals(): Promise<Record<string, number>> {
  const answer = await helper.get(`/api/v1/events/${event.id}`);
  return answer.json<{ totals: Record<string, number> }>().totals;
}

let guests = 0;
async function join(given_name: string, fields: Record<string, string> = {}): Promise<void> {
  await signUp(app, event, { email: `guest-${++guests}@people.example`, given_name, ...fields });
}

describe('The door', () => {
  it('checks a party in once, and takes it back to what it was', async () => {
    await join('Bea', { guests: '1' });
    const [bea] = await list();
    await app.db.query(`UPDATE attendances SET state = 'confirmed' WHERE id = $1`, [bea!.id]);
    const path = `/api/v1/attendances/${bea!.id}/check-in`;
    const answers = await Promise.all([1, 2, 3].map(() => helper.send(path, undefined, 'PUT')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers[0]!.json()).toMatchObject({ state: 'attended' });
    expect(await totals()).toMatchObject({ attended: 2, expected: 0 });
    const { rows } = await app.db.query(
      `SELECT count(*)::int AS n FROM engagements WHERE what_id = $1 AND did = 'attended'`,
      [event.id],
    );
    expect(rows).toEqual([{ n: 1 }]);
    expect((await helper.send(path, undefined, 'DELETE')).status).toBe(204);
    expect(await list()).toMatchObject([{ state: 'confirmed', checked_in_at: null }]);
  });

  it('finds people by name without accents, by address and by four digits of a telephone', async () => {
    await join('José', { family_name: 'Núñez', phone: '(617) 555-0142' });
    await join('Mary', { family_name: 'O’Brien' });
    expect(await list('?q=nunez')).toHaveLength(1);
    expect(await list('?q=0142')).toHaveLength(1);
    expect(await list(`?q=guest-${guests}`)).toMatchObject([{ given_name: 'Mary' }]);
    expect(await list('?q=%25')).toHaveLength(0);
  });

  it('pages through the list by name', async () => {
    for (const name of ['Eve', 'Ann', 'Cleo']) await join(name);
    const first = await helper.get(`/api/v1/events/${event.id}/attendances?limit=2`);
    const { data, next } = first.json<{ data: Attendee[]; next: string }>();
    const rest = await list(`?limit=2&after=${next}`);
    expect([...data, ...rest].map(({ given_name }) => given_name)).toEqual(['Ann', 'Cleo', 'Eve']);
  });

  it('counts walk-ins beyond the capacity: as people where they leave an address, else as a number', async () => {
    for (const name of ['A', 'B', 'C']) await join(name);
    const path = `/api/v1/events/${event.id}/walk-ins`;
    const known = { shift_id: event.shiftIds[0], given_name: 'Wanda', email: 'wanda@people.example' };
    const one = await helper.send(path, known);
    expect(one.json()).toMatchObject({ state: 'attended', is_walk_in: true });
    expect(one.json<Attendee>().person_id).not.toBeNull();
    const nameless = await helper.send(path, {
      shift_id: event.shiftIds[0],
      given_name: 'Somebody',
      guests: 2,
    });
    expect(nameless.json<Attendee>().person_id).toBeNull();
    expect(await totals()).toMatchObject({ expected: 3, attended: 4, walk_ins: 4 });
    await helper.send(`/api/v1/attendances/${nameless.json<Attendee>().id}/check-in`, undefined, 'DELETE');
    expect(await totals()).toMatchObject({ attended: 1, walk_ins: 1 });
    const { rows } = await app.db.query(`SELECT taken FROM shifts WHERE event_id = $1`, [event.id]);
    expect(rows).toEqual([{ taken: 3 }]);
  });

  it('does not check in who has cancelled or waits', async () => {
    for (const name of ['A', 'B', 'C', 'Waits']) await join(name);
    const waits = (await list('?state=waitlisted'))[0]!;
    const answer = await helper.send(`/api/v1/attendances/${waits.id}/check-in`, undefined, 'PUT');
    expect(answer.status).toBe(409);
  });

  it('lets staff cancel for somebody and offer a seat out of turn, each in the audit log', async () => {
    for (const name of ['A', 'B', 'C', 'Fourth', 'Fifth']) await join(name);
    const organizer = await app.signIn('organizer', chapterId);
    const byName = async (name: string) => (await list()).find(({ given_name }) => given_name === name)!;
    const fifth = `/api/v1/attendances/${(await byName('Fifth')).id}/promotion`;
    expect((await organizer.send(fifth)).json()).toMatchObject({ error: { code: 'shift_full' } });
    await app.db.query(`UPDATE shifts SET capacity = 4 WHERE event_id = $1`, [event.id]);
    expect((await organizer.send(fifth)).json()).toMatchObject({ state: 'offered' });
    const cancelled = await organizer.send(`/api/v1/attendances/${(await byName('A')).id}/cancellation`);
    expect(cancelled.json()).toMatchObject({ state: 'cancelled' });
    expect(await byName('Fourth')).toMatchObject({ state: 'offered' });
    const { rows } = await app.db.query<{ action: string }>(
      `SELECT action FROM audit_entries WHERE organization_id = $1 AND account_id = $2 ORDER BY id`,
      [chapterId, organizer.accountId],
    );
    expect(rows.map(({ action }) => action)).toEqual(['attendance.promoted', 'attendance.cancelled']);
    expect((await helper.send(fifth)).status).toBe(403);
  });

  it('keeps the count when somebody who came is erased', async () => {
    await join('Gone');
    const [gone] = await list();
    await helper.send(`/api/v1/attendances/${gone!.id}/check-in`, undefined, 'PUT');
    await app.db.query(`DELETE FROM people WHERE id = $1`, [gone!.person_id]);
    expect(await totals()).toMatchObject({ attended: 1 });
  });
});
