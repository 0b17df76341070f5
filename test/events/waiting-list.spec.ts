import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type INestApplicationContext } from '@nestjs/common';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { RegistrationsWorker } from '../../src/events/registrations/registrations.worker.js';
import { Waitlist } from '../../src/events/registrations/waitlist.service.js';
import { freeSeats, takeSeats } from '../../src/events/shifts.sql.js';
import { startApp, type TestApp } from '../support/app.js';
import { anEvent, asOwner, DAY, HOUR, mailTo, ownPath, signUp } from '../support/events.js';
import { aChapter, aNetwork } from '../support/people.js';

let app: TestApp;
let chapterId: string;
let owner: INestApplicationContext;
let worker: RegistrationsWorker;
const run = { attempt: 1, signal: new AbortController().signal };

beforeAll(async () => {
  app = await startApp();
  chapterId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
  owner = await asOwner(app);
  worker = owner.get(RegistrationsWorker);
});
afterAll(async () => {
  await owner.close();
  await app.close();
});

/** Email -> state, in the order of sign-up. */
async function states(eventId: string): Promise<Record<string, string>> {
  const { rows } = await app.db.query<{ email: string; state: string }>(
    `SELECT split_part(r.email, '@', 1) AS email, a.state FROM attendances a
     JOIN registrations r ON r.id = a.registration_id WHERE r.event_id = $1 ORDER BY r.created_at`,
    [eventId],
  );
  return Object.fromEntries(rows.map(({ email, state }) => [email, state]));
}

async function linkOf(name: string): Promise<string> {
  const mails = await mailTo(app.db, `${name}@people.example`);
  return ownPath(mails[0]!);
}

async function act(name: string, what: string, fields: Record<string, string | string[]> = {}) {
  return app.visitor().submit(`${await linkOf(name)}/${what}?lang=en`, fields);
}

async function queueUp(event: Parameters<typeof signUp>[1], ...names: string[]): Promise<void> {
  for (const name of names) await signUp(app, event, { email: `${name}@people.example` });
}

describe('The waiting list of a shift', () => {
  it('offers a freed seat to who has waited longest, in the same moment', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId, capacity: 1 });
    await queueUp(event, 'free-a', 'free-b', 'free-c');
    await act('free-a', 'cancellation');
    expect(await states(event.id)).toEqual({
      'free-a': 'cancelled',
      'free-b': 'offered',
      'free-c': 'waitlisted',
    });
    const { rows } = await app.db.query<{ hours: number }>(
      `SELECT round(extract(epoch FROM offer_expires_at - now()) / 3600)::int AS hours FROM attendances WHERE state = 'offered'`,
    );
    expect(rows).toEqual([{ hours: 12 }]);
  });

  it('gives two hours on the last day, and never beyond the beginning', async () => {
    const starts = [new Date(Date.now() + 20 * HOUR), new Date(Date.now() + HOUR)];
    const event = await anEvent(app.db, { ownerId: chapterId, capacity: 1, starts });
    await queueUp(event, 'last-a', 'last-b');
    await act('last-a', 'cancellation');
    const { rows } = await app.db.query<{ minutes: number }>(
      `SELECT round(extract(epoch FROM offer_expires_at - now()) / 60)::int AS minutes FROM attendances a
       JOIN shifts s ON s.id = a.shift_id WHERE s.event_id = $1 AND a.state = 'offered' ORDER BY s.starts_at`,
      [event.id],
    );
    expect(rows[0]!.minutes).toBeLessThanOrEqual(60);
    expect(rows[1]!.minutes).toBe(120);
  });

  it('mails the offer once, however many workers look, and lets it be taken by its button', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId, capacity: 1 });
    await queueUp(event, 'take-a', 'take-b');
    await act('take-a', 'cancellation');
    await Promise.all([worker.tell({}, run), worker.tell({}, run)]);
    const mails = await mailTo(app.db, 'take-b@people.example');
    expect(mails.map(({ kind }) => kind)).toEqual(['event-receipt', 'event-offer']);
    expect(mails[1]!.text).toContain('Take the place');
    const page = await app.visitor().get(`${await linkOf('take-b')}?lang=en`);
    expect(page.text).toContain('a place is kept for you until');
    expect(await states(event.id)).toMatchObject({ 'take-b': 'offered' });
    const claimed = await act('take-b', 'claim');
    expect(claimed.headers.get('location')).toContain('done=claimed');
    expect((await act('take-b', 'claim')).headers.get('location')).toContain('done=claimed');
    expect(await states(event.id)).toMatchObject({ 'take-b': 'registered' });
    const last = (await mailTo(app.db, 'take-b@people.example')).at(-1)!;
    expect(last.text).toContain('blue tent');
    expect(last.calendar!.method).toBe('REQUEST');
  });

  it('passes an offer on that nobody took in time, and says so to who comes late', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId, capacity: 1 });
    await queueUp(event, 'slow-a', 'slow-b', 'slow-c');
    await act('slow-a', 'cancellation');
    await app.db.query(
      `UPDATE attendances SET offer_expires_at = now() - interval '1 minute' WHERE shift_id = $1 AND state = 'offered'`,
      [event.shiftIds[0]],
    );
    expect((await act('slow-b', 'claim')).headers.get('location')).toContain('done=too-late');
    await worker.lapse({}, run);
    expect(await states(event.id)).toMatchObject({ 'slow-b': 'cancelled', 'slow-c': 'offered' });
    const { rows } = await app.db.query(`SELECT taken, waiting FROM shifts WHERE id = $1`, event.shiftIds);
    expect(rows).toEqual([{ taken: 1, waiting: 0 }]);
  });

  it('puts who cancelled and comes back behind everybody', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId, capacity: 1 });
    await queueUp(event, 'back-a', 'back-b', 'back-c');
    await act('back-b', 'cancellation');
    await queueUp(event, 'back-b');
    await act('back-a', 'cancellation');
    expect(await states(event.id)).toMatchObject({ 'back-b': 'waitlisted', 'back-c': 'offered' });
  });

  it('lets nobody past who waits, even where a smaller party would fit', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId, capacity: 2 });
    await queueUp(event, 'fit-a');
    await signUp(app, event, { email: 'fit-b@people.example', guests: '1' });
    await queueUp(event, 'fit-c');
    expect(await states(event.id)).toEqual({
      'fit-a': 'registered',
      'fit-b': 'waitlisted',
      'fit-c': 'waitlisted',
    });
    await act('fit-b', 'cancellation');
    expect(await states(event.id)).toMatchObject({ 'fit-c': 'offered' });
  });

  it('seats those who wait when the capacity is raised', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId, capacity: 1 });
    await queueUp(event, 'raise-a', 'raise-b', 'raise-c', 'raise-d');
    const organizer = await app.signIn('organizer', chapterId);
    const [shift] = (await organizer.get(`/api/v1/events/${event.id}`)).json<{
      shifts: { starts_local: string; ends_local: string }[];
    }>().shifts;
    const { starts_local, ends_local } = shift!;
    const raised = { starts_local, ends_local, capacity: 3 };
    const answer = await organizer.send(`/api/v1/shifts/${event.shiftIds[0]}`, raised, 'PATCH');
    expect(answer.json()).toMatchObject({ taken: 3, waiting: 1 });
    expect(Object.values(await states(event.id))).toEqual(['registered', 'offered', 'offered', 'waitlisted']);
    const lowered = await organizer.send(
      `/api/v1/shifts/${event.shiftIds[0]}`,
      { ...raised, capacity: 2 },
      'PATCH',
    );
    expect(lowered.status).toBe(422);
  });

  it('offers nothing for a shift that has begun', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId, capacity: 1 });
    await queueUp(event, 'begun-a', 'begun-b');
    await app.db.query(
      `UPDATE shifts SET starts_at = now() - interval '1 minute' WHERE id = $1`,
      event.shiftIds,
    );
    await act('begun-a', 'cancellation');
    expect(await states(event.id)).toMatchObject({ 'begun-b': 'waitlisted' });
  });

  it('never holds more seats than there are, whichever connections race for them', async () => {
    const event = await anEvent(app.db, {
      ownerId: chapterId,
      capacity: 7,
      starts: [new Date(Date.now() + DAY)],
    });
    const [shiftId] = event.shiftIds;
    const database = app.web.get(Database);
    const scope = Scope.organizations(chapterId);
    const seats = Array.from({ length: 60 }, (_, at) =>
      database.as(scope, async (tx) => {
        const isSeated = await takeSeats(tx, shiftId!, 1 + (at % 2));
        if (isSeated && at % 5 === 0) {
          await freeSeats(tx, shiftId!, 1 + (at % 2));
          await app.web.get(Waitlist).offer(tx, shiftId!);
          return 0;
        }
        return isSeated ? 1 + (at % 2) : 0;
      }),
    );
    const held = (await Promise.all(seats)).reduce((sum, each) => sum + each, 0);
    const { rows } = await app.db.query<{ taken: number }>(`SELECT taken FROM shifts WHERE id = $1`, [
      shiftId,
    ]);
    expect(rows[0]!.taken).toBe(held);
    expect(held).toBeLessThanOrEqual(7);
  });
});
