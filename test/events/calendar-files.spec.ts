import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { calendar } from '../../src/events/calendar.js';
import { startApp, type TestApp } from '../support/app.js';
import { anEvent, DAY, HOUR, mailTo, ownPath, signUp } from '../support/events.js';
import { aChapter, aNetwork } from '../support/people.js';

const ENTRY = {
  uid: 'shift-1@accord.test',
  sequence: 0,
  startsAt: new Date('2026-12-05T15:00:00Z'),
  endsAt: new Date('2026-12-05T17:00:00Z'),
  summary: 'Rally',
};
const STAMP = { stampedAt: new Date('2026-11-21T12:00:00Z') };

/** What people could try to make a header or property of their own from (also in mail headers). */
const INJECTIONS = [
  'x\r\nATTENDEE:mailto:evil@example.com',
  'x\nATTENDEE:mailto:evil@example.com',
  'x\r\n\r\nBEGIN:VEVENT',
  'x\r\n ATTENDEE:mailto:folded@example.com',
  'x\u0085ATTENDEE:mailto:evil@example.com',
  'x\u2028ATTENDEE:mailto:evil@example.com',
  'a@example.org\u0000@evil.example',
  'a; b, c \\ d "e"',
];

function events(ics: string): ICAL.Component[] {
  return new ICAL.Component(ICAL.parse(ics) as never).getAllSubcomponents('vevent');
}

function value(event: ICAL.Component, name: string): string {
  return String(event.getFirstPropertyValue(name));
}

describe('A calendar file', () => {
  it.each(INJECTIONS)('E73: keeps %j inside the one property it was typed for', (typed) => {
    const entry = { ...ENTRY, summary: typed, location: typed, description: typed };
    const [event, ...more] = events(calendar([entry], STAMP));
    expect(more).toEqual([]);
    expect(event!.getAllProperties().map(({ name }) => name)).toEqual([
      'uid',
      'dtstamp',
      'sequence',
      'dtstart',
      'dtend',
      'status',
      'summary',
      'description',
      'location',
    ]);
  });

  it('E73: folds lines at 75 octets and never within a character', () => {
    const summary = 'Caminata por la justicia 🕯️ '.repeat(12);
    const ics = calendar([{ ...ENTRY, summary }], STAMP);
    for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(ics).not.toContain('\uFFFD');
    expect(value(events(ics)[0]!, 'summary')).toBe(summary);
    expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('E73: writes every time in UTC, so that no zone needs to be explained', () => {
    const ics = calendar([ENTRY], STAMP);
    expect(ics).toContain('DTSTAMP:20261121T120000Z\r\n');
    expect(ics).toContain('DTSTART:20261205T150000Z\r\n');
    expect(ics).not.toContain('TZID');
  });

  it('names no attendee where it is published to many (RFC 5546 3.2.1)', () => {
    const entry = { ...ENTRY, attendee: 'ada@people.example', organizer: 'no-reply@accord.test' };
    expect(calendar([entry], { ...STAMP, method: 'PUBLISH' })).not.toContain('ATTENDEE');
    const [invitation] = events(calendar([entry], { ...STAMP, method: 'REQUEST' }));
    expect(value(invitation!, 'attendee')).toBe('mailto:ada@people.example');
  });
});

describe('The calendar of somebody who signed up', () => {
  let app: TestApp;
  let chapterId: string;
  beforeAll(async () => {
    app = await startApp();
    chapterId = await aChapter(app.db, { networkId: await aNetwork(app.db), slug: 'boston' });
  });
  afterAll(() => app.close());

  it('E70, E71, E72: follows a sign-up, a change of time and a cancellation under one UID with growing sequence', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId, capacity: 5 });
    const email = 'follow@people.example';
    await signUp(app, event, { email });
    const own = ownPath((await mailTo(app.db, email))[0]!);
    await app.db.query(`UPDATE events SET calendar_sequence = calendar_sequence + 1 WHERE id = $1`, [
      event.id,
    ]);
    const changes = { shift_ids: event.shiftIds, guests: '1' };
    await app.visitor().submit(`${own}/changes`, changes);
    await app.visitor().submit(`${own}/cancellation`, {});
    const files = (await mailTo(app.db, email)).map(({ calendar: file }) => file!);
    expect(files.map(({ method }) => method)).toEqual(['REQUEST', 'REQUEST', 'CANCEL']);
    const told = files.map(({ method, ics }) => {
      expect(ics).toContain(`METHOD:${method}\r\n`);
      const [vevent] = events(ics);
      expect(value(vevent!, 'organizer')).toMatch(/^mailto:[^@]+@/);
      expect(vevent!.getAllProperties('attendee').map((each) => each.getFirstValue())).toEqual([
        `mailto:${email}`,
      ]);
      return {
        uid: value(vevent!, 'uid'),
        sequence: Number(value(vevent!, 'sequence')),
        status: value(vevent!, 'status'),
      };
    });
    expect(new Set(told.map(({ uid }) => uid)).size).toBe(1);
    expect(told.map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
    expect(told.map(({ status }) => status)).toEqual(['CONFIRMED', 'CONFIRMED', 'CANCELLED']);
  });

  it('publishes several shifts at once, as an invitation may hold only one', async () => {
    const starts = [7, 8, 9].map((days) => new Date(Date.now() + days * DAY));
    const event = await anEvent(app.db, { ownerId: chapterId, starts });
    await signUp(app, event, { email: 'several@people.example' });
    const [mail] = await mailTo(app.db, 'several@people.example');
    expect(mail!.calendar!.method).toBe('PUBLISH');
    expect(events(mail!.calendar!.ics)).toHaveLength(3);
  });

  it('can be downloaded from their own page', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId });
    await signUp(app, event, { email: 'download@people.example' });
    const own = ownPath((await mailTo(app.db, 'download@people.example'))[0]!);
    const file = await app.visitor().get(`${own}/calendar.ics`);
    expect(file.headers.get('content-type')).toContain('text/calendar');
    expect(value(events(file.text)[0]!, 'description')).toContain('blue tent');
  });

  it('is not the public feed, which tells what everybody may know of listed events to come', async () => {
    await app.db.query(`UPDATE events SET is_listed = false`);
    const networkId = await aNetwork(app.db);
    const elsewhere = await aChapter(app.db, { networkId, slug: 'worcester' });
    const shown = await anEvent(app.db, { ownerId: chapterId, title: 'Shown' });
    await anEvent(app.db, { ownerId: elsewhere, title: 'Elsewhere' });
    await anEvent(app.db, { ownerId: chapterId, title: 'By link only', isListed: false });
    await anEvent(app.db, { ownerId: chapterId, title: 'Draft', state: 'draft' });
    await anEvent(app.db, { ownerId: chapterId, title: 'Past', starts: [new Date(Date.now() - 9 * HOUR)] });
    const all = events((await app.visitor().get('/events.ics')).text);
    expect(all.map((each) => value(each, 'summary')).sort()).toEqual(['Elsewhere', 'Shown']);
    const ours = await app.visitor().get('/chapters/boston/events.ics');
    expect(events(ours.text).map((each) => value(each, 'url'))).toEqual([
      `http://accord.test/events/${shown.slug}`,
    ]);
    expect(ours.text).not.toMatch(/City Hall Sq|blue tent/);
    expect((await app.visitor().get('/chapters/nowhere/events.ics')).status).toBe(404);
  });
});
