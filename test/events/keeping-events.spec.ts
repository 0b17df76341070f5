import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { anEvent, DAY, signUp } from '../support/events.js';
import { aChapter, anAccount, aNetwork } from '../support/people.js';

let app: TestApp;
let chapterId: string;
let otherId: string;
let organizer: Browser;

interface Kept {
  id: string;
  slug: string;
  state: string;
  shifts: { id: string; starts_local: string; starts_at: string }[];
}

beforeAll(async () => {
  app = await startApp();
  const networkId = await aNetwork(app.db);
  chapterId = await aChapter(app.db, { networkId });
  otherId = await aChapter(app.db, { networkId });
  organizer = await app.signIn('organizer', chapterId);
});
afterAll(() => app.close());

async function aDraft(form: Record<string, unknown> = {}): Promise<Kept> {
  const draft = { owner_id: chapterId, title: { en: 'Vigil & walk' }, venue: 'Common', ...form };
  const answer = await organizer.send('/api/v1/events', draft);
  expect(answer.status).toBe(201);
  return answer.json<Kept>();
}

describe('Keeping events', () => {
  it('begins with a draft that nobody else sees, and opens it when it says when and where', async () => {
    const draft = await aDraft({ venue: '' });
    expect(draft).toMatchObject({ state: 'draft', slug: 'vigil-walk', shifts: [] });
    expect((await app.visitor().get(`/events/${draft.slug}`)).status).toBe(404);
    const path = `/api/v1/events/${draft.id}`;
    const unready = await organizer.send(`${path}/publication`);
    expect(unready.json()).toMatchObject({ error: { param: 'shifts' } });
    const shift = { starts_local: '2027-05-01T10:00', ends_local: '2027-05-01T12:00', capacity: 30 };
    expect((await organizer.send(`${path}/shifts`, shift)).status).toBe(201);
    expect((await organizer.send(`${path}/publication`)).json()).toMatchObject({ error: { param: 'venue' } });
    await organizer.send(path, { venue: 'Boston Common' }, 'PATCH');
    const published = await organizer.send(`${path}/publication`);
    expect(published.json()).toMatchObject({
      state: 'published',
      starts_at: '2027-05-01T14:00:00.000Z',
      capacity: 30,
    });
    const page = await app.visitor().get(`/events/${draft.slug}?lang=es`);
    expect(page.text).toContain('sábado, 1 de mayo de 2027');
    expect((await organizer.send(`${path}/publication`)).status).toBe(409);
  });

  it('E75: asks which instant is meant where the clock shows a time twice or never', async () => {
    const { id } = await aDraft();
    const night = { starts_local: '2026-11-01T01:30', ends_local: '2026-11-01T04:00' };
    const asked = await organizer.send(`/api/v1/events/${id}/shifts`, night);
    expect(asked.status).toBe(422);
    const { error } = asked.json<{ error: { param: string; fields: { message: string }[] } }>();
    expect(error.param).toBe('starts_local');
    expect(error.fields[0]!.message).toMatch(/1:30\sAM EDT.*1:30\sAM EST/);
    const times = await organizer.get('/api/v1/local-times?local=2026-11-01T01:30&zone=America/New_York');
    expect(times.json()).toMatchObject({
      kind: 'overlap',
      instants: [{ at: '2026-11-01T05:30:00.000Z' }, { at: '2026-11-01T06:30:00.000Z' }],
    });
    const later = await organizer.send(`/api/v1/events/${id}/shifts`, { ...night, starts_which: 'later' });
    const [shift] = later.json<Kept>().shifts;
    expect(shift).toMatchObject({ starts_local: '2026-11-01T01:30', starts_at: '2026-11-01T06:30:00.000Z' });
    const renamed = { ...night, name: { en: 'Night watch' } };
    const kept = await organizer.send(`/api/v1/shifts/${shift!.id}`, renamed, 'PATCH');
    expect(kept.json<Kept>().shifts[0]).toMatchObject({ starts_at: '2026-11-01T06:30:00.000Z' });
    const gap = { starts_local: '2027-03-14T02:30', ends_local: '2027-03-14T05:00' };
    expect((await organizer.send(`/api/v1/events/${id}/shifts`, gap)).status).toBe(422);
    const moved = await organizer.send(`/api/v1/events/${id}/shifts`, { ...gap, starts_which: 'later' });
    expect(moved.json<Kept>().shifts.at(-1)).toMatchObject({ starts_local: '2027-03-14T03:30' });
  });

  it('keeps its zone while it has shifts, and drops no shift that people are signed up for', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId });
    await signUp(app, event, { email: 'kept@people.example' });
    const zone = await organizer.send(`/api/v1/events/${event.id}`, { time_zone: 'America/Denver' }, 'PATCH');
    expect(zone.json()).toMatchObject({ error: { param: 'time_zone' } });
    const dropped = await organizer.send(`/api/v1/shifts/${event.shiftIds[0]}`, undefined, 'DELETE');
    expect(dropped.json()).toMatchObject({ error: { code: 'shift_taken' } });
  });

  it('numbers addresses made from the same title, and refuses a chosen one that is taken', async () => {
    const [one, two] = [await aDraft({ title: { en: 'Same' } }), await aDraft({ title: { en: 'Same' } })];
    expect([one.slug, two.slug]).toEqual(['same', 'same-2']);
    const taken = await organizer.send('/api/v1/events', {
      owner_id: chapterId,
      title: { en: 'x' },
      slug: 'same',
    });
    expect(taken.json()).toMatchObject({ error: { param: 'slug' } });
    const copy = await organizer.send(`/api/v1/events/${one.id}/duplicates`);
    expect(copy.json()).toMatchObject({ slug: 'same-3', state: 'draft' });
  });

  it('lists upcoming events soonest first and others latest first, page by page', async () => {
    const networkId = await aNetwork(app.db);
    const ownerId = await aChapter(app.db, { networkId });
    for (const days of [3, 1, 2, -1, -2])
      await anEvent(app.db, { ownerId, title: `Day ${days}`, starts: [new Date(Date.now() + days * DAY)] });
    const staff = await app.signIn('organizer', ownerId);
    const titles = async (when: string): Promise<string[]> => {
      const seen: string[] = [];
      for (let after = ''; ;) {
        const page = await staff.get(`/api/v1/events?when=${when}&limit=2${after && `&after=${after}`}`);
        const { data, next } = page.json<{ data: { title: { en: string } }[]; next: string | null }>();
        seen.push(...data.map(({ title }) => title.en));
        if (!next) return seen;
        after = next;
      }
    };
    expect(await titles('upcoming')).toEqual(['Day 1', 'Day 2', 'Day 3']);
    expect(await titles('past')).toEqual(['Day -1', 'Day -2']);
    const found = await staff.get('/api/v1/events?q=day%202');
    expect(found.json<{ data: unknown[] }>().data).toHaveLength(1);
  });

  it('shows another chapter’s events to nobody, and lets readers only read', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId });
    await signUp(app, event, { email: 'foreign@people.example' });
    const path = `/api/v1/events/${event.id}`;
    const foreigner = await app.signIn('chapter-admin', otherId);
    for (const each of [path, `${path}/attendances`, `${path}/qr.svg`])
      expect((await foreigner.get(each)).status).toBe(404);
    for (const each of [`${path}/publication`, `${path}/cancellation`, `${path}/duplicates`])
      expect((await foreigner.send(each, {})).status).toBe(404);
    expect((await foreigner.get('/api/v1/events')).text).not.toContain(event.id);
    const { rows } = await app.db.query<{ id: string }>(
      `SELECT a.id FROM attendances a JOIN registrations r ON r.id = a.registration_id WHERE r.event_id = $1`,
      [event.id],
    );
    expect(
      (await foreigner.send(`/api/v1/attendances/${rows[0]!.id}/check-in`, undefined, 'PUT')).status,
    ).toBe(404);
    const analyst = await app.signIn('analyst', chapterId);
    expect((await analyst.get(path)).status).toBe(200);
    expect((await analyst.send(`${path}/cancellation`, {})).status).toBe(403);
    expect((await analyst.send(`/api/v1/attendances/${rows[0]!.id}/check-in`, undefined, 'PUT')).status).toBe(
      403,
    );
  });

  it('lets a helper of one event reach that one and no other', async () => {
    const [mine, other] = [
      await anEvent(app.db, { ownerId: chapterId }),
      await anEvent(app.db, { ownerId: chapterId }),
    ];
    const accountId = await anAccount(app.db, { grants: [['event-host', chapterId]] });
    await app.db.query(`UPDATE grants SET event_id = $2 WHERE account_id = $1`, [accountId, mine.id]);
    const host = await app.signInAs(accountId);
    expect((await host.get(`/api/v1/events/${mine.id}`)).status).toBe(200);
    expect((await host.get(`/api/v1/events/${other.id}`)).status).toBe(404);
    expect((await host.get(`/api/v1/events/${other.id}/attendances`)).status).toBe(404);
    const listed = (await host.get('/api/v1/events')).json<{ data: { id: string }[] }>().data;
    expect(listed.map(({ id }) => id)).toEqual([mine.id]);
    const made = await host.send('/api/v1/events', { owner_id: chapterId, title: { en: 'Mine too' } });
    expect(made.status).toBe(403);
  });

  it('lets a check-in helper in until six hours after the last shift, wherever that is moved to', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId });
    const admin = await app.signIn('chapter-admin', chapterId);
    const added = await admin.send('/api/v1/staff', {
      name: 'Hal Door',
      email: `hal${randomInt(1e9)}@example.org`,
      role: 'check-in-helper',
      organization_id: chapterId,
      event_id: event.id,
    });
    const { id: accountId } = added.json<{ id: string }>();
    await app.db.query(`UPDATE accounts SET state = 'active' WHERE id = $1`, [accountId]);
    const helper = await app.signInAs(accountId);
    const path = `/api/v1/events/${event.id}/attendances`;
    const ended = (ago: string) =>
      app.db.query(
        `UPDATE shifts SET starts_at = now() - $2::interval - interval '1 hour', ends_at = now() - $2::interval
         WHERE event_id = $1`,
        [event.id, ago],
      );
    await ended('5 hours 59 minutes');
    expect((await helper.get(path)).status).toBe(200);
    await ended('6 hours 1 minute');
    expect((await helper.get(path)).status).toBe(403);
    await ended('1 hour');
    expect((await helper.get(path)).status).toBe(200);
    const helpers = async (id: string) =>
      (await admin.get(`/api/v1/staff?event_id=${id}`)).json<{ data: { id: string }[] }>().data;
    expect((await helpers(event.id)).map(({ id }) => id)).toEqual([accountId]);
    expect(await helpers((await anEvent(app.db, { ownerId: chapterId })).id)).toEqual([]);
  });

  it('draws the address of the page as a QR code', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId });
    const qr = await organizer.get(`/api/v1/events/${event.id}/qr.svg`);
    expect(qr.headers.get('content-type')).toContain('image/svg+xml');
    expect(qr.text).toContain('<svg');
  });
});
