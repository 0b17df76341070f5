import { type INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RegistrationsWorker } from '../../src/events/registrations/registrations.worker.js';
import { localOf } from '../../src/platform/clock/local-time.js';
import { startApp, type TestApp } from '../support/app.js';
import { anEvent, asOwner, DAY, HOUR, mailTo, signUp } from '../support/events.js';
import { aChapter, aNetwork } from '../support/people.js';

let app: TestApp;
let owner: INestApplicationContext;
let worker: RegistrationsWorker;
let chapterId: string;
const run = { attempt: 1, signal: new AbortController().signal };

beforeAll(async () => {
  app = await startApp();
  owner = await asOwner(app);
  worker = owner.get(RegistrationsWorker);
  chapterId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
});
afterAll(async () => {
  await owner.close();
  await app.close();
});

/** A zone in which the clock shows this hour now: with it, every hour of the day can be tested at any. */
function zoneWhereItIs(hour: number): string {
  for (let offset = -12; offset <= 14; offset++) {
    // Etc zones have the sign that POSIX gave them: Etc/GMT+5 is five hours behind.
    const zone = offset === 0 ? 'UTC' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
    if (Number(localOf(new Date(), zone).slice(11, 13)) === hour) return zone;
  }
  throw new Error(`Nowhere on Earth is it ${hour} o'clock`);
}

/** The instant at which the zone's clock shows this hour, so many days from today. */
function at(zone: string, days: number, hour: number): Date {
  const now = new Date();
  const midnight = now.getTime() - (Number(localOf(now, zone).slice(11, 13)) * HOUR + (now.getTime() % HOUR));
  return new Date(midnight + days * DAY + hour * HOUR);
}

async function signedUp(zone: string, start: Date, email: string, hoursAgo = 48) {
  const event = await anEvent(app.db, { ownerId: chapterId, timeZone: zone, starts: [start] });
  await signUp(app, event, { email });
  await app.db.query(
    `UPDATE attendances SET created_at = now() - make_interval(hours => $2) WHERE shift_id = $1`,
    [event.shiftIds[0], hoursAgo],
  );
  return event;
}

async function kinds(email: string): Promise<string[]> {
  return (await mailTo(app.db, email)).map(({ kind }) => kind);
}

describe('Reminders', () => {
  it('go out the day before at eleven by the clock of the event, each once, though two workers race', async () => {
    const zone = zoneWhereItIs(11);
    await signedUp(zone, at(zone, 1, 15), 'tomorrow@people.example');
    await Promise.all([worker.remind({}, run), worker.remind({}, run), worker.remind({}, run)]);
    expect(await kinds('tomorrow@people.example')).toEqual(['event-receipt', 'event-reminder']);
    const mail = (await mailTo(app.db, 'tomorrow@people.example'))[1]!;
    expect(mail.subject).toBe('Tomorrow: Rally for freedom');
    expect(mail.text).toContain('blue tent');
    expect(mail.calendar!.method).toBe('REQUEST');
  });

  it('wait for their hour', async () => {
    // Not the hour before: it may be over before the worker looks. To the minute: faults/calendar.
    const zone = zoneWhereItIs(9);
    await signedUp(zone, at(zone, 1, 15), 'not-yet@people.example');
    await worker.remind({}, run);
    expect(await kinds('not-yet@people.example')).toEqual(['event-receipt']);
  });

  it('go out on the day at eight', async () => {
    const zone = zoneWhereItIs(8);
    await signedUp(zone, at(zone, 0, 15), 'today@people.example', 12);
    await worker.remind({}, run);
    await worker.remind({}, run);
    expect(await kinds('today@people.example')).toEqual(['event-receipt', 'event-today']);
  });

  it('skip the steps that somebody signed up too late for', async () => {
    const zone = zoneWhereItIs(11);
    await signedUp(zone, at(zone, 1, 15), 'late@people.example', 0);
    await worker.remind({}, run);
    expect(await kinds('late@people.example')).toEqual(['event-receipt']);
  });

  it('never call it tomorrow on the day itself, also after the workers were away', async () => {
    const zone = zoneWhereItIs(9);
    await signedUp(zone, at(zone, 0, 15), 'away@people.example', 72);
    await worker.remind({}, run);
    expect(await kinds('away@people.example')).toEqual(['event-receipt', 'event-today']);
  });

  it('reach nobody who has cancelled, who only waits, or whose event is cancelled', async () => {
    const zone = zoneWhereItIs(11);
    const event = await signedUp(zone, at(zone, 1, 15), 'off@people.example');
    await app.db.query(`UPDATE events SET state = 'cancelled' WHERE id = $1`, [event.id]);
    const other = await signedUp(zone, at(zone, 1, 15), 'waiting@people.example');
    await app.db.query(`UPDATE attendances SET state = 'waitlisted' WHERE shift_id = $1`, other.shiftIds);
    await worker.remind({}, run);
    expect(await kinds('off@people.example')).toEqual(['event-receipt']);
    expect(await kinds('waiting@people.example')).toEqual(['event-receipt']);
  });
});

describe('What changes', () => {
  it('is told to everybody who signed up, once, and a cancelled event leaves their calendar', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId });
    const email = 'told@people.example';
    await signUp(app, event, { email });
    const organizer = await app.signIn('organizer', chapterId);
    const path = `/api/v1/events/${event.id}`;
    const news = { venue: 'Copley Square', is_announced: true, notice: 'We moved indoors.' };
    expect((await organizer.send(path, news, 'PATCH')).status).toBe(200);
    await Promise.all([worker.tell({}, run), worker.tell({}, run)]);
    const cancelled = await organizer.send(`${path}/cancellation`, { notice: 'A storm is coming.' });
    expect(cancelled.json()).toMatchObject({ state: 'cancelled' });
    await worker.tell({}, run);
    await worker.tell({}, run);
    const mails = await mailTo(app.db, email);
    expect(mails.map(({ kind }) => kind)).toEqual(['event-receipt', 'event-notice', 'event-ended']);
    expect(mails[1]!.text).toMatch(/We moved indoors\.[\s\S]*Copley Square/);
    expect(mails[2]!.text).toContain('A storm is coming.');
    expect(mails.map((mail) => mail.calendar!.method)).toEqual(['REQUEST', 'REQUEST', 'CANCEL']);
    const page = await app.visitor().get(`/events/${event.slug}?lang=en`);
    expect(page.text).toContain('A storm is coming.');
    expect((await organizer.send(`${path}/cancellation`, {})).status).toBe(409);
  });

  it('can be kept quiet', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId });
    await signUp(app, event, { email: 'quiet@people.example' });
    const organizer = await app.signIn('organizer', chapterId);
    await organizer.send(`/api/v1/events/${event.id}`, { directions: 'Green line' }, 'PATCH');
    await organizer.send(`/api/v1/events/${event.id}/cancellation`, { is_announced: false });
    await worker.tell({}, run);
    expect(await kinds('quiet@people.example')).toEqual(['event-receipt']);
  });

  it('becomes a no-show two days later, where anybody was checked in at all', async () => {
    const kept = await anEvent(app.db, { ownerId: chapterId });
    const unkept = await anEvent(app.db, { ownerId: chapterId });
    for (const [event, name] of [
      [kept, 'came'],
      [kept, 'stayed-away'],
      [unkept, 'unknown'],
    ] as const)
      await signUp(app, event, { email: `${name}@people.example` });
    await app.db.query(
      `UPDATE attendances SET state = 'attended' WHERE registration_id IN (SELECT id FROM registrations WHERE email LIKE 'came@%')`,
    );
    await app.db.query(
      `UPDATE shifts SET starts_at = now() - interval '51 hours', ends_at = now() - interval '49 hours' WHERE event_id = ANY ($1)`,
      [[kept.id, unkept.id]],
    );
    await worker.close();
    const { rows } = await app.db.query(
      `SELECT split_part(r.email, '@', 1) AS name, a.state FROM attendances a JOIN registrations r ON r.id = a.registration_id
       WHERE r.event_id = ANY ($1) ORDER BY 1`,
      [[kept.id, unkept.id]],
    );
    expect(rows).toEqual([
      { name: 'came', state: 'attended' },
      { name: 'stayed-away', state: 'no-show' },
      { name: 'unknown', state: 'registered' },
    ]);
  });
});
