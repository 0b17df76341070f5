import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MailCalendar } from '../../src/email/calendar/calendar.service.js';
import { countShared } from '../../src/email/calendar/calendar.sql.js';
import { snapshotAudience } from '../../src/email/mailings/audience.sql.js';
import { Audiences } from '../../src/email/mailings/audiences.service.js';
import { findMailing } from '../../src/email/mailings/mailings.sql.js';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { Segments } from '../../src/segments/segments.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork } from '../support/people.js';
import { aMailing, subscribers, subscribersAt } from './support/mailing.js';

interface Entry {
  mailing_id: string | null;
  name: string | null;
  organization_name: string;
  is_planned: boolean;
  shared_count: number | null;
}
interface Calendar {
  view: string;
  is_estimate: boolean;
  data: Entry[];
}

describe('Who else mails this audience this week (differentiator 8)', () => {
  let app: TestApp;
  let networkId: string;
  let ours: string;
  let theirs: string;
  let staff: Browser;
  let draftId: string;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    networkId = await aNetwork(app.db);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.db.query(`DELETE FROM mailings`);
    ours = await aChapter(app.db, { networkId, name: 'Boston Coalition', grantsNetwork: true });
    theirs = await aChapter(app.db, { networkId, name: 'Denver Police Board', grantsNetwork: true });
    staff = await app.signIn('organizer', ours);
    draftId = await aMailing(app.db, { ownerId: ours, state: 'draft' });
  });

  const view = (calendar: string) =>
    app.db.query(`UPDATE network_rules SET calendar = $1, lists_counted_at = NULL`, [calendar]);
  const beside = async (who: Browser, body: object = {}) => {
    const answer = await who.send(`/api/v1/mailings/${draftId}/calendar`, body);
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
    return answer.json<Calendar>();
  };
  const look = async (who: Browser, query = '') =>
    (await who.get(`/api/v1/mail-calendar?owner_id=${ours}${query}`)).json<Calendar>();
  /** A mailing of the past or of days to come, with a delivery to each subscriber where it has begun. */
  async function dated(ownerId: string, days: number, audience = {}): Promise<string> {
    const id = await aMailing(app.db, { ownerId, state: days < 0 ? 'finished' : 'scheduled', audience });
    const column = days < 0 ? 'started_at' : 'scheduled_at';
    await app.db.query(`UPDATE mailings SET ${column} = now() + make_interval(days => $2) WHERE id = $1`, [
      id,
      days,
    ]);
    if (days < 0)
      await app.db.query(
        `INSERT INTO deliveries (owner_id, lane, kind, mailing_id, person_id, canonical_email, address, state)
         SELECT $1, 'bulk', 'mailing', $2, person_id, canonical, address, 'sent' FROM person_emails WHERE owner_id = $1`,
        [ownerId, id],
      );
    return id;
  }
  const count = () => app.worker!.get(MailCalendar).count();

  it('shows one’s own mailings of the week before and after, with how many of the audience each reaches', async () => {
    await subscribers(app.db, { ownerId: ours, count: 30 });
    const sent = await dated(ours, -2);
    const planned = await dated(ours, 3, { include: { kind: 'name', contains: 'Ada1' } });
    await dated(ours, 3, { include: { kind: 'name', contains: 'Nobody' } });
    await dated(ours, -9);
    await dated(ours, 9);
    const found = await beside(staff);
    expect(found).toMatchObject({ view: 'own', is_estimate: false });
    expect(found.data.map((it) => [it.mailing_id, it.is_planned, it.shared_count])).toEqual([
      [sent, false, 30],
      [planned, true, 11],
    ]);
    // As it stands in the editor: Ada2 and Ada20 to Ada29.
    const audience = { organizations: [], include: { kind: 'name', contains: 'Ada2' }, exclude: null };
    expect((await beside(staff, { audience })).data).toMatchObject([{ mailing_id: sent, shared_count: 11 }]);
  });

  it('counts only who is drawn, where a mailing goes to some of its audience', async () => {
    await subscribers(app.db, { ownerId: ours, count: 60 });
    const sent = await dated(ours, -2);
    const planned = await dated(ours, 2, { limit: 20 });
    const reached = async (limit: number | null) => {
      const { data } = await beside(staff, { audience: { organizations: [], limit } });
      return new Map(data.map((it) => [it.mailing_id, it.shared_count]));
    };
    expect(await reached(null)).toEqual(
      new Map([
        [sent, 60],
        [planned, 20],
      ]),
    );
    expect((await reached(10)).get(sent)).toBe(10);
    const both = await reached(40);
    expect(both.get(sent)).toBe(40);
    // Those whom it would draw are those whom it is written to.
    await app.worker!.get(Database).as(Scope.organizations(ours), async (tx) => {
      const mailing = (await findMailing(tx, planned, [ours]))!;
      await snapshotAudience(tx, mailing, await app.worker!.get(Audiences).chosen(tx, mailing));
    });
    await app.db.query(`UPDATE mailings SET state = 'finished', started_at = scheduled_at WHERE id = $1`, [
      planned,
    ]);
    expect(await reached(40)).toEqual(both);
  });

  it('masks fewer than five', async () => {
    await subscribers(app.db, { ownerId: ours, count: 9 });
    await dated(ours, -2);
    const audience = { organizations: [], include: { kind: 'name', contains: 'Ada1' }, exclude: null };
    expect((await beside(staff, { audience })).data).toMatchObject([{ shared_count: null }]);
  });

  it('says nothing of others’ mailings until the network lets it, and then no name and no text', async () => {
    for (const ownerId of [ours, theirs]) await subscribers(app.db, { ownerId, count: 12 });
    await dated(theirs, 2);
    await dated(theirs, -2);
    await view('own');
    await count();
    expect([(await beside(staff)).data, (await look(staff)).data]).toEqual([[], []]);
    await view('times');
    await count();
    for (const { data } of [await beside(staff), await look(staff)]) {
      expect(data.at(-1)).toMatchObject({ organization_name: 'Denver Police Board', is_planned: true });
      for (const it of data) expect([it.mailing_id, it.name, it.shared_count]).toEqual([null, null, null]);
      expect(JSON.stringify(data)).not.toContain('Budget week');
    }
    await view('overlaps');
    await count();
    // Twelve, in full fives.
    expect((await beside(staff)).data.map((it) => it.shared_count)).toEqual([10, 10]);
    expect((await look(staff)).data.map((it) => it.shared_count)).toEqual([10]);
  });

  it('cannot be asked about one address: the figure is of whole lists, and stands for a week', async () => {
    const known = ['a', 'b', 'c', 'd'].map((name) => `${name}@ours.example`);
    await subscribersAt(app.db, ours, [...known, 'target@people.example']);
    await subscribersAt(app.db, theirs, [...known, 'target@people.example']);
    await dated(theirs, 2);
    await view('overlaps');
    await count();
    const figure = async (body: object) => (await beside(staff, body)).data.map((it) => it.shared_count);
    const only = (include: object) => ({ audience: { organizations: [], include, exclude: null } });
    expect(await figure({})).toEqual([5]);
    // Whatever audience is chosen, nobody in it is told from anybody else.
    expect(await figure(only({ kind: 'name', contains: 'Ada5' }))).toEqual([5]);
    expect(await figure(only({ kind: 'name', contains: 'Nobody' }))).toEqual([5]);
    await app.db.query(`DELETE FROM people WHERE owner_id = $1 AND given_name = 'Ada5'`, [ours]);
    await count();
    expect(await figure({})).toEqual([5]);
    const counted = `UPDATE network_rules SET lists_counted_at = now() - interval '8 days'`;
    await app.db.query(counted);
    await count();
    expect(await figure({})).toEqual([null]);
    // Of sealed people there is nothing in it.
    await subscribersAt(app.db, ours, ['target@people.example']);
    await app.db.query(
      `UPDATE people SET is_sealed = true WHERE id IN (SELECT person_id FROM person_emails
         WHERE owner_id = $1 AND canonical = 'target@people.example')`,
      [theirs],
    );
    await app.db.query(counted);
    await count();
    expect(await figure({})).toEqual([null]);
  });

  it('shows whoever works for several organizations what each of them sends, and how many it reaches', async () => {
    for (const ownerId of [ours, theirs]) await subscribers(app.db, { ownerId, count: 8 });
    const [sent, planned] = [await dated(theirs, -1), await dated(theirs, 1)];
    const network = await app.signIn('network-admin', networkId);
    expect((await beside(network)).data.map((it) => [it.mailing_id, it.shared_count])).toEqual([
      [sent, 8],
      [planned, 8],
    ]);
  });

  it('says about how many where all would take too long', async () => {
    await subscribers(app.db, { ownerId: ours, count: 40 });
    const [id, planned] = [await dated(ours, -1), '01900000-0000-7000-8000-000000000000'];
    const found = await app.worker!.get(Database).as(Scope.organizations(ours), async (tx) => {
      const percent = await app.worker!.get(Segments).sample(tx);
      const chosen = {
        ...{ senderId: ours, topicId: null, isUrgent: false, isCapped: false, organizations: [ours] },
        ...{ sunsetOf: [], drawn: null, winBackId: null },
        where: () => 'true',
      };
      const drawing = (most: number | null) => ({ ...chosen, drawn: most ? { most, by: 'it' } : null });
      const of = async (most: number | null, theirs: number | null) => {
        const others = { begun: [id], planned: [{ id: planned, chosen: drawing(theirs) }] };
        const counts = await countShared(tx, drawing(most), others, percent);
        return [counts.get(id), counts.get(planned)];
      };
      return {
        percent,
        counts: [await of(null, null), await of(10, null), await of(50, 20), await of(10, 20)],
      };
    });
    // So few people are all in the sample. Of whom some are drawn, as many are counted as their chance makes it.
    expect(found).toEqual({
      percent: 100,
      counts: [
        [40, 40],
        [10, 10],
        [40, 20],
        [10, 5],
      ],
    });
  });

  it('is no business of whoever reads no mailings there', async () => {
    const stranger = await app.signIn('chapter-admin', theirs);
    expect((await stranger.get(`/api/v1/mail-calendar?owner_id=${ours}`)).status).toBe(404);
    expect((await stranger.send(`/api/v1/mailings/${draftId}/calendar`, {})).status).toBe(404);
    const nobody = await app.worker!.get(Database).as(Scope.nothing, (tx) => {
      const others = `SELECT * FROM mailings_of_others(now() - interval '9 days', now() + interval '9 days')`;
      return tx.query<unknown[]>(others);
    });
    expect(nobody).toEqual([]);
  });
});
