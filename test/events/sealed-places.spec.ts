import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { anEvent, mailTo, ownPath, signUp } from '../support/events.js';
import { aChapter, aNetwork } from '../support/people.js';

describe('A shift with somebody who was sealed', () => {
  let app: TestApp;
  let chapterId: string;

  beforeAll(async () => {
    app = await startApp();
    chapterId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
  });
  afterAll(() => app?.close());

  async function shift(id: string): Promise<{ taken: number; waiting: number }> {
    const { rows } = await app.db.query<{ taken: number; waiting: number }>(
      `SELECT taken, waiting FROM shifts WHERE id = $1`,
      [id],
    );
    return rows[0]!;
  }

  it('lets somebody who was sealed since use their link, while lists and numbers hide them', async () => {
    const email = 'sealed@people.example';
    const event = await anEvent(app.db, { ownerId: chapterId, capacity: 5 });
    expect((await signUp(app, event, { email, guests: '1' })).status).toBe(303);
    expect((await signUp(app, event, { email: 'open@people.example' })).status).toBe(303);
    await app.db.query(
      `UPDATE people SET is_sealed = true WHERE id = (SELECT person_id FROM registrations WHERE email = $1)`,
      [email],
    );
    expect(await shift(event.shiftIds[0]!)).toEqual({ taken: 1, waiting: 0 });
    const organizer = await app.signIn('organizer', chapterId);
    const list = await organizer.get(`/api/v1/events/${event.id}/attendances`);
    expect(list.json<{ data: { email: string }[] }>().data.map((each) => each.email)).toEqual([
      'open@people.example',
    ]);
    const [mail] = await mailTo(app.db, email);
    const cancelled = await app.visitor().submit(`${ownPath(mail!)}/cancellation`, {});
    expect(cancelled.status).toBe(303);
    expect(await shift(event.shiftIds[0]!)).toEqual({ taken: 1, waiting: 0 });
  });

  it('counts who is opened again, in a shift that grows to hold them, and gives whoever waited while sealed a place', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId, capacity: 1 });
    const seal = (email: string, is: boolean) =>
      app.db.query(
        `UPDATE people SET is_sealed = $3 WHERE id IN (SELECT person_id FROM registrations WHERE email = $1 AND event_id = $2)`,
        [email, event.id, is],
      );
    await signUp(app, event, { email: 'seated@people.example' });
    await signUp(app, event, { email: 'waits@people.example' });
    await seal('waits@people.example', true);
    expect(await shift(event.shiftIds[0]!)).toEqual({ taken: 1, waiting: 0 });
    await seal('waits@people.example', false);
    expect(await shift(event.shiftIds[0]!)).toEqual({ taken: 2, waiting: 0 });
    const { rows } = await app.db.query(`SELECT capacity FROM shifts WHERE id = $1`, [event.shiftIds[0]]);
    expect(rows).toEqual([{ capacity: 2 }]);
  });
});
