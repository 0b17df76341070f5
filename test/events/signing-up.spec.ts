import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { anEvent, HOUR, mailTo, signUp } from '../support/events.js';
import { aChapter, aNetwork } from '../support/people.js';

let app: TestApp;
let chapterId: string;

beforeAll(async () => {
  app = await startApp();
  chapterId = await aChapter(app.db, { networkId: await aNetwork(app.db), name: 'CEASE Boston' });
});
afterAll(() => app.close());

async function states(eventId: string): Promise<{ email: string; state: string; seats: number }[]> {
  const { rows } = await app.db.query<{ email: string; state: string; seats: number }>(
    `SELECT r.email, a.state, a.seats FROM attendances a JOIN registrations r ON r.id = a.registration_id
     WHERE r.event_id = $1 ORDER BY r.email, a.id`,
    [eventId],
  );
  return rows;
}

async function shift(id: string): Promise<{ taken: number; waiting: number }> {
  const { rows } = await app.db.query<{ taken: number; waiting: number }>(
    `SELECT taken, waiting FROM shifts WHERE id = $1`,
    [id],
  );
  return rows[0]!;
}

describe('Signing up for an event', () => {
  it('seats exactly 10 of 200 who ask at once for 10 places, and puts the others on the waiting list', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId, capacity: 10 });
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, at) => signUp(app, event, { email: `crowd-${at}@people.example` })),
    );
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(200);
    const all = await states(event.id);
    expect(all.filter(({ state }) => state === 'registered')).toHaveLength(10);
    expect(all.filter(({ state }) => state === 'waitlisted')).toHaveLength(190);
    expect(await shift(event.shiftIds[0]!)).toEqual({ taken: 10, waiting: 190 });
  });

  it('meets the person, records what they did and mails a receipt with a calendar file', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId, capacity: 10 });
    const email = 'receipt@people.example';
    const answer = await signUp(app, event, {
      email,
      guests: '2',
      access_needs: 'A ramp',
      zip: '02139-1234',
    });
    expect(answer.status).toBe(303);
    const thanks = await app.visitor().get(answer.headers.get('location')!);
    expect(thanks.text).toContain('A place is kept for you.');
    const { rows } = await app.db.query(
      `SELECT p.given_name, e.did, e.what_title, e.detail->>'guests' AS guests, p.owner_id FROM person_emails m
       JOIN people p ON p.id = m.person_id JOIN engagements e ON e.person_id = p.id WHERE m.canonical = $1`,
      [email],
    );
    const title = 'Rally for freedom';
    const deed = {
      given_name: 'Ada',
      did: 'registered',
      what_title: title,
      guests: '2',
      owner_id: chapterId,
    };
    expect(rows).toEqual([deed]);
    const [mail, ...more] = await mailTo(app.db, email);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ kind: 'event-receipt', subject: `You are signed up: ${title}` });
    expect(mail!.calendar!.method).toBe('REQUEST');
    expect(mail!.text).toContain('3 people: you have a place');
  });

  it('tells the address and the private details only in the mail, never on the public page', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId });
    const page = await app.visitor().get(`/events/${event.slug}?lang=en`);
    expect(page.text).toContain('You get the address after you sign up');
    expect(page.text).not.toMatch(/City Hall Sq|blue tent/);
    await signUp(app, event, { email: 'details@people.example' });
    const [mail] = await mailTo(app.db, 'details@people.example');
    expect(mail!.text).toMatch(/City Hall Sq[\s\S]*blue tent/);
  });

  it('keeps the private details from those who only wait', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId, capacity: 1 });
    await signUp(app, event, { email: 'first-in@people.example' });
    const answer = await signUp(app, event, { email: 'waits@people.example' });
    expect((await app.visitor().get(answer.headers.get('location')!)).text).toContain('waiting list');
    const [mail] = await mailTo(app.db, 'waits@people.example');
    expect(mail!.subject).toBe('You are on the waiting list: Rally for freedom');
    expect(mail!.text).toContain('waiting list, number 1');
    expect(mail!.text).not.toMatch(/City Hall Sq|blue tent/);
    expect(mail!.calendar).toBeUndefined();
  });

  it('counts a form that is sent twice once', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId, capacity: 10 });
    const form = { email: 'twice@people.example', submission_key: 'one-form' };
    await Promise.all([signUp(app, event, form), signUp(app, event, form)]);
    expect(await states(event.id)).toEqual([{ email: form.email, state: 'registered', seats: 1 }]);
    expect(await mailTo(app.db, form.email)).toHaveLength(1);
  });

  it('counts the corrected address of somebody who went back as its own sign-up', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId });
    await signUp(app, event, { email: 'typo@peple.example', submission_key: 'back' });
    await signUp(app, event, { email: 'typo@people.example', submission_key: 'back' });
    expect(await mailTo(app.db, 'typo@people.example')).toHaveLength(1);
  });

  it('adds to the sign-up of a known address, takes nothing away, and answers the screen as for a new one', async () => {
    const starts = [7, 8].map((days) => new Date(Date.now() + days * 24 * HOUR));
    const event = await anEvent(app.db, { ownerId: chapterId, capacity: 5, starts });
    const email = 'again@people.example';
    const first = await signUp(app, event, { email, shift_ids: [event.shiftIds[0]!], guests: '1' });
    const second = await signUp(app, event, {
      email: 'AGAIN@people.example',
      shift_ids: [event.shiftIds[1]!],
    });
    const fresh = await signUp(app, event, {
      email: 'fresh@people.example',
      shift_ids: [event.shiftIds[1]!],
    });
    expect(await states(event.id)).toMatchObject([
      { email, seats: 2 },
      { email, seats: 2 },
      { email: 'fresh@people.example', seats: 1 },
    ]);
    expect(second.headers.get('location')).toBe(fresh.headers.get('location'));
    expect(first.status).toBe(second.status);
    const mails = await mailTo(app.db, email);
    expect(mails.map(({ kind }) => kind)).toEqual(['event-receipt', 'event-again']);
  });

  it('seats two forms of one address that come at once as one party', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId, capacity: 10 });
    await Promise.all([1, 2, 3, 4].map(() => signUp(app, event, { email: 'hurry@people.example' })));
    expect(await states(event.id)).toHaveLength(1);
    expect(await shift(event.shiftIds[0]!)).toEqual({ taken: 1, waiting: 0 });
  });

  it('shows the form again with what was typed, and what to do about it', async () => {
    const starts = [7, 8].map((days) => new Date(Date.now() + days * 24 * HOUR));
    const event = await anEvent(app.db, { ownerId: chapterId, starts });
    const answer = await signUp(app, event, {
      email: 'nobody',
      given_name: '',
      shift_ids: [],
      phone: 'call me',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('<title>Error: ');
    for (const field of ['shift_ids', 'given_name', 'email', 'phone'])
      expect(answer.text).toContain(`href="#${field}"`);
    expect(answer.text).toContain('value="nobody"');
    expect(await states(event.id)).toEqual([]);
  });

  it('asks a form that was filled quicker than a person can for one more click', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId });
    const answer = await signUp(app, event, {
      email: 'robot@people.example',
      website: 'https://spam.example',
    });
    expect(answer.status).toBe(422);
    expect(await states(event.id)).toEqual([]);
  });

  it('takes nobody for a shift that has begun, and says so', async () => {
    const starts = [new Date(Date.now() - HOUR), new Date(Date.now() + HOUR)];
    const event = await anEvent(app.db, { ownerId: chapterId, starts });
    const late = { email: 'late@people.example', shift_ids: [event.shiftIds[0]!] };
    const answer = await signUp(app, event, late);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('A time that you chose has begun');
  });

  it('records consent to the organizer’s mail only where its own box was ticked, word for word', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId });
    await signUp(app, event, { email: 'no-news@people.example' });
    await signUp(app, event, { email: 'news@people.example', wants_email: 'yes' });
    const { rows } = await app.db.query(
      `SELECT m.canonical, c.is_given, c.method, c.source_kind, c.text FROM consents c
       JOIN person_emails m ON m.person_id = c.person_id WHERE m.canonical LIKE '%news@people.example'`,
    );
    const text = 'CEASE Boston may also send me news and ways to help by email. I can stop this at any time.';
    const word = {
      canonical: 'news@people.example',
      is_given: true,
      method: 'form',
      source_kind: 'event',
      text,
    };
    expect(rows).toEqual([word]);
    const page = await app.visitor().get(`/events/${event.slug}?lang=en`);
    expect(page.text.replaceAll('&#x27;', "'")).toContain(text);
  });

  it('says what happened to events that are over or cancelled, and offers the next step', async () => {
    const over = await anEvent(app.db, { ownerId: chapterId, starts: [new Date(Date.now() - 5 * HOUR)] });
    const cancelled = await anEvent(app.db, { ownerId: chapterId, state: 'cancelled' });
    const draft = await anEvent(app.db, { ownerId: chapterId, state: 'draft' });
    const [a, b, c] = await Promise.all(
      [over, cancelled, draft].map(({ slug }) => app.visitor().get(`/events/${slug}?lang=en`)),
    );
    expect(a!.text).toContain('This event is over');
    expect(b!.text).toContain('This event is cancelled');
    for (const page of [a, b]) {
      expect(page!.text).not.toContain('name="email"');
      expect(page!.text).toContain('See what CEASE Boston plans next');
    }
    expect(c!.status).toBe(404);
  });
});
