import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AgreementReminders } from '../../src/partners/agreements/agreement-reminders.service.js';
import { aPartnerOf } from '../support/agreements.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Answer, type Browser } from '../support/browser.js';
import { aChapter, aNetwork, anAccount } from '../support/people.js';

interface Agreement {
  id: string;
  status: string;
  expires_on: string | null;
  days_left: number | null;
  file_name: string | null;
  renewed_by_id: string | null;
  is_changeable: boolean;
  parties: { organization_id: string; signed_by: string }[];
}

/** A day from today, where Boston is. */
const day = (from: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(Date.now() + from * 86_400_000);

describe('An agreement', () => {
  let app: TestApp;
  let boston: string;
  let admin: Browser;
  let organizer: Browser;
  let stranger: Browser;
  let partnersOwn: Browser;
  let church: string;
  let denversPartner: string;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    const networkId = await aNetwork(app.db);
    boston = await aChapter(app.db, { networkId });
    const denver = await aChapter(app.db, { networkId });
    admin = await app.signIn('chapter-admin', boston);
    organizer = await app.signIn('organizer', boston);
    stranger = await app.signIn('chapter-admin', denver);
    church = (await aPartnerOf(app.db, boston, { name: 'Old South Church' })).organizationId;
    denversPartner = (await aPartnerOf(app.db, denver)).organizationId;
    partnersOwn = await app.signIn('partner-admin', church);
  });
  afterAll(() => app.close());

  const draft = (more: object = {}): Promise<Answer> =>
    admin.send('/api/v1/agreements', {
      owner_id: boston,
      kind: 'data-sharing',
      title: 'Sharing of supporters',
      clauses: ['shares-people', 'acknowledges-removals'],
      effective_on: day(-10),
      expires_on: day(100),
      party_ids: [church],
      ...more,
    });
  async function signed(more: object = {}): Promise<Agreement> {
    const { id, parties } = (await draft(more)).json<Agreement>();
    let last: Answer | undefined;
    for (const { organization_id } of parties)
      last = await admin.send(
        `/api/v1/agreements/${id}/signatures/${organization_id}`,
        { signed_by: 'Rev. Moss, minister', signed_on: day(-11) },
        'PUT',
      );
    return last!.json<Agreement>();
  }

  it('is a draft until every party has signed, and from then on stays as it is', async () => {
    const made = await draft();
    expect(made.status).toBe(201);
    const agreement = made.json<Agreement>();
    expect(agreement).toMatchObject({ status: 'draft', days_left: 100, is_changeable: true });
    expect(agreement.parties.map((each) => each.organization_id)).toEqual([boston, church]);
    const path = `/api/v1/agreements/${agreement.id}`;
    expect((await admin.send(path, { title: 'Sharing' }, 'PATCH')).status).toBe(200);

    const { id } = await signed();
    const now = await admin.get(`/api/v1/agreements/${id}`);
    expect(now.json<Agreement>()).toMatchObject({ status: 'in-force', is_changeable: false });
    const late = await admin.send(`/api/v1/agreements/${id}`, { clauses: [] }, 'PATCH');
    expect([late.status, late.json<{ error: { code: string } }>().error.code]).toEqual([
      409,
      'agreement_signed',
    ]);
  });

  it('begins and ends with its days, where the chapter is', async () => {
    expect(await signed({ effective_on: day(1) })).toMatchObject({ status: 'upcoming' });
    expect(await signed({ effective_on: day(-5), expires_on: day(0) })).toMatchObject({ status: 'in-force' });
    expect(await signed({ effective_on: day(-5), expires_on: day(-1) })).toMatchObject({
      status: 'expired',
      days_left: -1,
    });
    const { rows } = await app.db.query<{ end: string }>(
      `SELECT DISTINCT to_char(ends_at AT TIME ZONE 'America/New_York', 'HH24:MI') AS end FROM agreements WHERE owner_id = $1`,
      [boston],
    );
    expect(rows).toEqual([{ end: '00:00' }]);
  });

  it('names only organizations that the chapter works with, and shares people only until a day', async () => {
    const param = (answer: Answer): string => answer.json<{ error: { param: string } }>().error.param;
    expect(param(await draft({ party_ids: [denversPartner] }))).toBe('party_ids');
    expect(param(await draft({ party_ids: [boston] }))).toBe('party_ids');
    expect(param(await draft({ expires_on: null }))).toBe('expires_on');
    expect(param(await draft({ expires_on: day(-20) }))).toBe('expires_on');
    expect((await draft({ kind: 'mou', clauses: [], expires_on: null })).status).toBe(201);
  });

  it('is kept by administrators, read by its parties, and unknown to everybody else', async () => {
    const { id } = await signed();
    const path = `/api/v1/agreements/${id}`;
    expect((await partnersOwn.get(path)).json<Agreement>()).toMatchObject({ id, is_changeable: false });
    expect((await partnersOwn.send(`${path}/ending`, { reason: 'No' })).status).toBe(403);
    expect((await organizer.get(path)).status).toBe(200);
    expect((await organizer.send(`${path}/ending`, { reason: 'No' })).status).toBe(403);
    expect((await stranger.get(path)).status).toBe(404);
    expect((await stranger.send(`${path}/ending`, { reason: 'No' })).status).toBe(404);
    const listed = await stranger.get('/api/v1/agreements');
    expect(listed.json<{ data: Agreement[] }>().data).toEqual([]);
  });

  it('keeps its signed paper, for its parties alone', async () => {
    const { id } = (await draft()).json<Agreement>();
    const put = (name: string, text: string) =>
      admin.fetch(`/api/v1/agreements/${id}/file?name=${name}`, {
        method: 'PUT',
        body: text,
        headers: { 'content-type': 'application/octet-stream' },
      });
    expect((await put('agreement.pdf', '<html>not a PDF</html>')).status).toBe(422);
    expect((await put('agreement.html', '%PDF-1.7 says otherwise')).status).toBe(422);
    expect((await admin.get(`/api/v1/agreements/${id}/file`)).status).toBe(404);
    expect((await put('Signed%20%C3%A9.pdf', '%PDF-1.7 the paper')).json<Agreement>().file_name).toBe(
      'Signed é.pdf',
    );

    const shown = await partnersOwn.get(`/api/v1/agreements/${id}/file`);
    expect(shown.text).toBe('%PDF-1.7 the paper');
    expect(shown.headers.get('content-disposition')).toBe(
      `attachment; filename="Signed _.pdf"; filename*=UTF-8''Signed%20%C3%A9.pdf`,
    );
    expect((await stranger.get(`/api/v1/agreements/${id}/file`)).status).toBe(404);
  });

  it('is renewed by a new one, once', async () => {
    const before = await signed();
    const after = await draft({ renews_id: before.id, effective_on: day(101), expires_on: day(400) });
    expect(after.status).toBe(201);
    const again = await admin.get(`/api/v1/agreements/${before.id}`);
    expect(again.json<Agreement>().renewed_by_id).toBe(after.json<Agreement>().id);
    expect((await draft({ renews_id: before.id })).status).toBe(409);
  });

  it('reminds its chapter’s administrators 60, 30 and 7 days before its end, once each', async () => {
    const chapter = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    const own = await app.signIn('chapter-admin', chapter);
    await anAccount(app.db, { grants: [['organizer', chapter]] });
    const partner = (await aPartnerOf(app.db, chapter)).organizationId;
    const made = await own.send('/api/v1/agreements', {
      owner_id: chapter,
      kind: 'mou',
      title: 'Memorandum',
      effective_on: day(-300),
      expires_on: day(61),
      party_ids: [partner],
    });
    const { id } = made.json<Agreement>();
    await app.db.query(
      `UPDATE agreement_parties SET signed_by = 'x', signed_on = current_date WHERE agreement_id = $1`,
      [id],
    );
    const mails = async (daysLeft: number): Promise<number> => {
      await app.db.query(
        `UPDATE agreements SET expires_on = $2, ends_at = now() + interval '1 day' WHERE id = $1`,
        [id, day(daysLeft)],
      );
      const reminders = app.worker!.get(AgreementReminders);
      const { signal } = new AbortController();
      // Twice at once, as two workers would.
      await Promise.all([reminders.remind({}, { signal }), reminders.remind({}, { signal })]);
      const { rows } = await app.db.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM deliveries WHERE owner_id = $1 AND kind = 'agreement-ending'`,
        [chapter],
      );
      return rows[0]!.n;
    };
    expect(await mails(61)).toBe(0);
    expect(await mails(60)).toBe(1);
    expect(await mails(59)).toBe(1);
    // Nobody ran the worker for weeks: one mail for the 30 days and the 7.
    expect(await mails(5)).toBe(2);
    expect(await mails(4)).toBe(2);
  });
});
