import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { anEvent, DAY, HOUR, mailTo, ownPath, signUp } from '../support/events.js';
import { aChapter, aNetwork } from '../support/people.js';

let app: TestApp;
let chapterId: string;

beforeAll(async () => {
  app = await startApp();
  chapterId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
});
afterAll(() => app.close());

async function signedUp(event: Parameters<typeof signUp>[1], email: string, fields = {}): Promise<string> {
  await signUp(app, event, { email, ...fields });
  return ownPath((await mailTo(app.db, email))[0]!);
}

async function places(eventId: string): Promise<{ shift_id: string; state: string; seats: number }[]> {
  const { rows } = await app.db.query<{ shift_id: string; state: string; seats: number }>(
    `SELECT a.shift_id, a.state, a.seats FROM attendances a JOIN shifts s ON s.id = a.shift_id
     WHERE s.event_id = $1 ORDER BY s.starts_at`,
    [eventId],
  );
  return rows;
}

describe('The page behind the link in the receipt', () => {
  it('changes nothing when it is opened, however often: only its buttons act (E66)', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId, capacity: 3 });
    const own = await signedUp(event, 'scanner@people.example');
    for (const path of ['', '/confirmation', '/cancellation', '/claim', '/changes'])
      await app.visitor().get(`${own}${path}`);
    expect(await places(event.id)).toMatchObject([{ state: 'registered' }]);
    const page = await app.visitor().get(`${own}?lang=en`);
    expect(page.text).toContain('blue tent');
    expect(page.text).toContain('noindex');
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  it('confirms, and again is no error', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId });
    const own = await signedUp(event, 'confirm@people.example');
    for (const _ of [1, 2]) {
      const answer = await app.visitor().submit(`${own}/confirmation?lang=en`, {});
      expect((await app.visitor().get(answer.headers.get('location')!)).text).toContain('We count on you');
    }
    expect(await places(event.id)).toMatchObject([{ state: 'confirmed' }]);
  });

  it('cancels without an account, once, and records it', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId, capacity: 1 });
    const own = await signedUp(event, 'cancel@people.example');
    await Promise.all([1, 2, 3].map(() => app.visitor().submit(`${own}/cancellation`, {})));
    const { rows } = await app.db.query(
      `SELECT s.taken, (SELECT count(*)::int FROM engagements g WHERE g.what_id = $2 AND g.did = 'cancelled') AS deeds
       FROM shifts s WHERE s.id = $1`,
      [event.shiftIds[0], event.id],
    );
    expect(rows).toEqual([{ taken: 0, deeds: 1 }]);
    const kinds = (await mailTo(app.db, 'cancel@people.example')).map(({ kind }) => kind);
    expect(kinds).toEqual(['event-receipt', 'event-withdrawn']);
  });

  it('moves a party to another shift and makes it larger, as far as there is room', async () => {
    const starts = [7, 8].map((days) => new Date(Date.now() + days * DAY));
    const event = await anEvent(app.db, { ownerId: chapterId, capacity: 2, starts });
    const [first, second] = event.shiftIds as [string, string];
    const own = await signedUp(event, 'move@people.example', { shift_ids: [first] });
    const moved = await app.visitor().submit(`${own}/changes`, { shift_ids: [second], guests: '1' });
    expect(moved.headers.get('location')).toContain('done=changed');
    expect(await places(event.id)).toEqual([
      { shift_id: first, state: 'cancelled', seats: 1 },
      { shift_id: second, state: 'registered', seats: 2 },
    ]);
    const tooMany = await app
      .visitor()
      .submit(`${own}/changes?lang=en`, { shift_ids: [second], guests: '2' });
    const page = await app.visitor().get(tooMany.headers.get('location')!);
    expect(page.text).toContain('There was no room for more guests');
    expect(await places(event.id)).toMatchObject([{}, { state: 'registered', seats: 2 }]);
  });

  it('asks again where nothing is chosen, and keeps what was typed', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId });
    const own = await signedUp(event, 'nothing@people.example');
    const answer = await app
      .visitor()
      .submit(`${own}/changes?lang=en`, { guests: '1', access_needs: 'A chair' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('A chair');
  });

  it('says what became of an event that is cancelled or over, and offers the next', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId });
    const own = await signedUp(event, 'gone@people.example');
    await app.db.query(`UPDATE events SET state = 'cancelled' WHERE id = $1`, [event.id]);
    const page = await app.visitor().get(`${own}?lang=en`);
    expect(page.text).toContain('This event is cancelled');
    expect(page.text).toContain('See the next events');
    expect((await app.visitor().submit(`${own}/cancellation`, {})).status).toBe(404);
  });

  it('opens for no link that we did not make', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId, starts: [new Date(Date.now() + 30 * HOUR)] });
    const own = await signedUp(event, 'forged@people.example');
    const forged = own.slice(0, -1) + (own.endsWith('A') ? 'B' : 'A');
    expect((await app.visitor().get(forged)).status).toBe(404);
    expect((await app.visitor().submit(`${forged}/cancellation`, {})).status).toBe(404);
    expect(await places(event.id)).toMatchObject([{ state: 'registered' }]);
  });
});
