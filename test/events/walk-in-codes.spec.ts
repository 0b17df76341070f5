import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { anEvent } from '../support/events.js';
import { aChapter, aNetwork } from '../support/people.js';

interface Figures {
  registrations: number;
  attended: number;
}

describe('A walk-in who brings a partner’s code', () => {
  let app: TestApp;
  let organizer: Browser;
  let chapterId: string;
  let event: Awaited<ReturnType<typeof anEvent>>;

  beforeAll(async () => {
    app = await startApp();
    chapterId = await aChapter(app.db, { networkId: await aNetwork(app.db), timeZone: 'UTC' });
    organizer = await app.signIn('chapter-admin', chapterId);
    event = await anEvent(app.db, { ownerId: chapterId });
  });
  afterAll(() => app?.close());

  async function aCode(by: Browser, ownerId: string, name: string): Promise<string> {
    const partner = await by.send('/api/v1/partners', { chapter_id: ownerId, name, sector: 'faith' });
    const { id: eventId } = ownerId === chapterId ? event : await anEvent(app.db, { ownerId });
    const path = `/api/v1/partners/${partner.json<{ id: string }>().id}/source-codes`;
    const made = await by.send(path, { action_kind: 'event', action_id: eventId });
    return made.json<{ data: { code: string }[] }>().data[0]!.code;
  }
  const walkIn = (source: string, more = {}) =>
    organizer.send(`/api/v1/events/${event.id}/walk-ins`, {
      ...{ shift_id: event.shiftIds[0], given_name: 'Wanda', source },
      ...more,
    });
  async function credited(name: string): Promise<Figures[]> {
    const month = `${new Date().toISOString().slice(0, 7)}-01`;
    const { partners } = (await organizer.get(`/api/v1/chapters/${chapterId}/credit?month=${month}`)).json<{
      partners: { name: string; figures: { first: Figures; last: Figures } }[];
    }>();
    const { first, last } = partners.find((each) => each.name === name)!.figures;
    return [first, last].map(({ registrations, attended }) => ({ registrations, attended }));
  }

  it('is counted to that partner in its statement, however it was typed', async () => {
    const code = await aCode(organizer, chapterId, 'Open Parish');
    for (const typed of [code, ` ${code.toUpperCase()} `]) {
      const email = `${typed.length}@people.example`;
      const answer = await walkIn(typed, { email });
      expect(answer.status).toBe(201);
      expect(answer.json()).toMatchObject({ state: 'attended', source: code });
    }
    expect(await credited('Open Parish')).toEqual([
      { registrations: 2, attended: 2 },
      { registrations: 2, attended: 2 },
    ]);
    const { rows } = await app.db.query('SELECT DISTINCT source_code FROM people WHERE owner_id = $1', [
      chapterId,
    ]);
    expect(rows).toEqual([{ source_code: code }]);
  });

  it('is nobody’s without a code, and a code of another chapter is none', async () => {
    const quincy = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    const foreign = await aCode(await app.signIn('chapter-admin', quincy), quincy, 'Street Clinic');
    expect((await walkIn('')).json()).toMatchObject({ source: null });
    const [made, up] = [await walkIn('made-up'), await walkIn(foreign)];
    expect([made.status, up.status]).toEqual([422, 422]);
    expect(up.json()).toEqual(made.json());
  });
});
