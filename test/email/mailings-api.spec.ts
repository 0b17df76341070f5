import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Sweeping } from '../../src/email/sending/sweeping.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { BODY, statesOf, subscribers } from './support/mailing.js';

const path = '/api/v1/mailings';

interface Mailing {
  id: string;
  state: string;
  scheduled_at: string | null;
  error?: { type: string; code: string; fields: { param: string }[] };
}

describe('Mailings, as staff write and send them', () => {
  let app: TestApp;
  let networkId: string;
  let ownerId: string;
  let staff: Browser;
  const sink = new SmtpSink();

  beforeAll(async () => {
    await sink.listen();
    app = await startApp({ worker: true, settings: { SMTP_URL: sink.url } });
    networkId = await aNetwork(app.db);
  });
  afterAll(async () => {
    await app?.close();
    await sink.close();
  });
  beforeEach(async () => {
    sink.caught.length = 0;
    sink.behaviour = {};
    sink.onCaught = undefined;
    ownerId = await aChapter(app.db, { networkId, name: 'Worcester Coalition' });
    await subscribers(app.db, { ownerId, count: 40 });
    staff = await app.signIn('chapter-admin', ownerId);
  });

  async function draft(content: Record<string, unknown> = {}): Promise<string> {
    const answer = await staff.send(path, {
      owner_id: ownerId,
      name: 'Budget week',
      subject: 'Can you call before Thursday, {{given_name|friend}}?',
      body: BODY,
      ...content,
    });
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.json<Mailing>().id;
  }
  const act = (id: string, name: string, body: unknown = {}, method = 'POST') =>
    staff.send(`${path}/${id}/${name}`, body, method);
  const progress = async (id: string) =>
    (await staff.get(`${path}/${id}/progress`)).json<Record<string, unknown>>();

  it('writes a draft, sends it and shows what became of it', async () => {
    const id = await draft();
    const started = await act(id, 'sending');
    expect([started.status, started.json<Mailing>().state]).toEqual([201, 'preparing']);
    await settled('it was finished', async () => (await progress(id))['state'] === 'finished');
    expect(await progress(id)).toMatchObject({ total: 40, sent: 40, waiting: 0, unknown: 0 });
    const report = (await staff.get(`${path}/${id}/report`)).json();
    expect(report['links']).toEqual([
      { url: 'https://coalition.example/why?a=1&b=2', people: 0, automatic: 0 },
      { url: 'https://coalition.example/call', people: 0, automatic: 0 },
    ]);
    const list = (await staff.get(`${path}?limit=1`)).json<{ data: Record<string, unknown>[] }>();
    expect(list.data[0]).toMatchObject({ id, state: 'finished', sent_count: 40, audience_count: 40 });
    const page = (await staff.get(`${path}/${id}/deliveries?limit=15&state=sent`)).json<{
      data: unknown[];
      next: string;
    }>();
    expect(page.data).toHaveLength(15);
    const next = (await staff.get(`${path}/${id}/deliveries?limit=50&after=${page.next}`)).json<{
      data: unknown[];
    }>();
    expect(next.data).toHaveLength(25);
  });

  it('schedules at a local time, refuses one that clocks skip or that has passed, and takes it back', async () => {
    const id = await draft();
    const scheduled = await act(id, 'sending', { at: '2031-07-01T09:00', zone: 'America/New_York' });
    expect(scheduled.json<Mailing>()).toMatchObject({
      state: 'scheduled',
      scheduled_at: '2031-07-01T13:00:00.000Z',
    });
    for (const at of ['2031-03-09T02:30', '2020-01-01T09:00', '2031-02-30T09:00'])
      expect((await act(id, 'sending', { at, zone: 'America/New_York' })).status).toBe(422);
    expect((await act(id, 'sending', undefined, 'DELETE')).json<Mailing>().state).toBe('draft');
  });

  it('pauses, changes its text, goes on, and is cancelled', async () => {
    const id = await draft();
    sink.onCaught = () => {
      if (sink.caught.length === 5) sink.behaviour = { hangAt: 'dot' };
    };
    await act(id, 'sending');
    await settled('it was under way', () => sink.caught.length >= 5);
    expect((await act(id, 'pause')).json<Mailing>().state).toBe('paused');
    expect((await act(id, 'pause')).status).toBe(409);
    expect((await staff.send(`${path}/${id}`, { subject: 'Another subject' }, 'PATCH')).status).toBe(200);
    expect((await act(id, 'cancellation')).json<Mailing>().state).toBe('cancelled');
    expect((await progress(id))['waiting']).toBe(0);
    expect((await act(id, 'resumption')).status).toBe(409);
    expect((await staff.send(`${path}/${id}`, undefined, 'DELETE')).status).toBe(409);
  });

  it('cancels more than one statement should, without anybody getting it afterwards', async () => {
    const id = await draft();
    await app.db.query(`UPDATE mailings SET state = 'paused', started_at = now() WHERE id = $1`, [id]);
    await app.db.query(
      `INSERT INTO deliveries (owner_id, lane, kind, mailing_id, canonical_email, address, name)
       SELECT $1, 'bulk', 'mailing', $2, a, a, '' FROM generate_series(1, 45000) n, LATERAL (SELECT n || '@people.example' AS a) x`,
      [ownerId, id],
    );
    expect((await act(id, 'cancellation')).json<Mailing>().state).toBe('cancelled');
    await app.worker!.get(Sweeping).sweep();
    const states = async () => await statesOf(app.db, id);
    await settled('all were cancelled', async () => (await states())['cancelled'] === 45_000);
    expect(sink.caught).toHaveLength(0);
  });

  it('asks a person about messages of unknown outcome, and does what they say', async () => {
    const id = await draft();
    sink.behaviour = { cutAt: 'dot' };
    await act(id, 'sending');
    await settled('it was finished', async () => (await progress(id))['state'] === 'finished');
    expect((await progress(id))['unknown']).toBe(40);
    sink.behaviour = {};
    const { data } = (await staff.get(`${path}/${id}/deliveries?state=unknown&limit=1`)).json<{
      data: { id: string }[];
    }>();
    const one = await act(id, 'unknown-decisions', {
      decision: 'treat-as-sent',
      delivery_ids: [data[0]!.id],
    });
    expect(one.json()).toEqual({ decided: 1 });
    const rest = await act(id, 'unknown-decisions', { decision: 'send-again' });
    expect(rest.json()).toEqual({ decided: 39 });
    await settled('they were sent', async () => (await progress(id))['sent'] === 40);
    expect(sink.caught).toHaveLength(79);
  });

  it('tells its progress as it happens', async () => {
    const id = await draft();
    await act(id, 'sending');
    const { text, headers } = await staff.get(`${path}/${id}/events`);
    expect(headers.get('content-type')).toContain('text/event-stream');
    const last = text.trim().split('\n\n').at(-1)!;
    expect(JSON.parse(/^data: (.*)$/m.exec(last)![1]!)).toMatchObject({ state: 'finished', sent: 40 });
  });

  it('is nobody else’s: another chapter sees and touches nothing of it', async () => {
    const id = await draft();
    const other = await app.signIn('chapter-admin', await aChapter(app.db, { networkId }));
    for (const each of ['', '/report', '/progress', '/deliveries', '/checks'])
      expect([each, (await other.get(`${path}/${id}${each}`)).status]).toEqual([each, 404]);
    for (const each of ['sending', 'preview', 'audience', 'test-sends', 'copies'])
      expect([each, (await other.send(`${path}/${id}/${each}`, {})).status]).toEqual([each, 404]);
    const audience = { organizations: [ownerId], include: null, exclude: null };
    const [grant] = (
      await app.db.query<{ organization_id: string }>(
        `SELECT organization_id FROM grants WHERE account_id = $1`,
        [other.accountId],
      )
    ).rows;
    const stolen = await other.send(path, { owner_id: grant!.organization_id, audience });
    expect(stolen.status).toBe(404);
  });

  it('lets only those send who may: an organizer writes, and asks somebody else', async () => {
    const organizer = await app.signIn('organizer', ownerId);
    const id = (await organizer.send(path, { owner_id: ownerId })).json<Mailing>().id;
    expect((await organizer.send(`${path}/${id}/sending`, {})).status).toBe(403);
  });
});
