import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Preparing } from '../../src/email/mailings/preparing.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { aMailing, mailingState, subscribers } from './support/mailing.js';

interface Delivery {
  address: string;
  opened_at: string | null;
  clicked_at: string | null;
}

const WHY = 'https://coalition.example/why?a=1&b=2';

describe('What a mailing brought', () => {
  let app: TestApp;
  let networkId: string;
  let ownerId: string;
  let mailingId: string;
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
    ownerId = await aChapter(app.db, { networkId, name: 'Worcester Coalition' });
    staff = await app.signIn('organizer', ownerId);
    mailingId = await aSentMailing();
  });

  /** To six people, half an hour ago. */
  async function aSentMailing(): Promise<string> {
    await subscribers(app.db, { ownerId, count: 6 });
    const id = await aMailing(app.db, { ownerId });
    await app.worker!.get(Preparing).prepare(id);
    await settled('it was sent', async () => (await mailingState(app.db, id)).state === 'finished');
    await app.db.query(
      `UPDATE deliveries SET handed_at = handed_at - interval '30 minutes', settled_at = settled_at - interval '30 minutes'
       WHERE mailing_id = $1`,
      [id],
    );
    return id;
  }
  /** Of the nth subscriber, so many minutes after it was sent. */
  const react = (n: number, kind: 'open' | 'click', { after = 5, url = WHY, isMachine = false } = {}) =>
    app.db.query(
      `INSERT INTO tracking_events (delivery_id, kind, link_id, is_machine, at, judged_at)
       SELECT d.id, $3, (SELECT l.id FROM mailing_links l WHERE l.mailing_id = $1 AND l.url = $4 AND $3 = 'click'), $6,
         d.handed_at + make_interval(mins => $5), now()
       FROM deliveries d WHERE d.mailing_id = $1 AND d.canonical_email = $2`,
      [mailingId, `subscriber-${n}@people.example`, kind, url, after, isMachine],
    );
  const does = (n: number, did: string, { after = 10, title = 'Stop it now' } = {}) =>
    app.db.query(
      `INSERT INTO engagements (owner_id, person_id, did, what_kind, what_title, at)
       SELECT d.owner_id, d.person_id, $3, 'petition', $4, d.handed_at + make_interval(mins => $5)
       FROM deliveries d WHERE d.mailing_id = $1 AND d.canonical_email = $2`,
      [mailingId, `subscriber-${n}@people.example`, did, title, after],
    );
  const get = async <Answer>(path: string, by = staff) =>
    (await by.get(`/api/v1/mailings/${mailingId}/${path}`)).json<Answer>();

  it('counts who acted after following a link, once each, and nobody who acted before or of themselves', async () => {
    await react(1, 'click');
    await does(1, 'signed');
    await does(1, 'registered', { after: 20, title: 'Lobby day' });
    await react(2, 'click', { after: 15 });
    await does(2, 'signed', { after: 10 });
    await does(3, 'signed');
    await react(4, 'click', { isMachine: true });
    await does(4, 'signed');
    await react(5, 'click');
    await does(5, 'signed', { after: 8 * 24 * 60 });
    const results = await get<{ acted: number; actions: object[] }>('results');
    expect(results.acted).toBe(1);
    expect(results.actions).toEqual([
      { did: 'registered', kind: 'petition', id: null, title: 'Lobby day', people: 1 },
      { did: 'signed', kind: 'petition', id: null, title: 'Stop it now', people: 1 },
    ]);
  });

  it('says by hour and by domain what was sent, opened and clicked', async () => {
    await react(1, 'open');
    await react(1, 'open', { after: 6 });
    await react(1, 'click', { after: 7 });
    await react(2, 'open', { isMachine: true });
    const { hours, domains } = await get<{ hours: Record<string, number>[]; domains: object[] }>('results');
    const sum = (key: string) => hours.reduce((all, hour) => all + hour[key]!, 0);
    expect([sum('sent'), sum('opened'), sum('clicked')]).toEqual([6, 1, 1]);
    expect(domains).toEqual([
      { domain: 'people.example', sent: 6, opened: 1, clicked: 1, hard: 0, soft: 0, policy: 0, final: 0 },
    ]);
  });

  it('shows the mail that was sent with who followed each link, and nobody’s name or working link in it', async () => {
    await react(1, 'click');
    await react(2, 'click');
    await react(3, 'click', { isMachine: true });
    const { data } = await get<{ data: { version: number; recipients: number }[] }>('versions');
    expect(data).toMatchObject([{ version: 1, recipients: 6 }]);
    const picture = await get<{ subject: string; html: string; links: object[] }>('versions/1');
    expect(picture.subject).toBe('Can you call before Thursday, friend?');
    expect(picture.links).toEqual([
      { position: 1, url: WHY, people: 2, automatic: 1 },
      { position: 2, url: 'https://coalition.example/call', people: 0, automatic: 0 },
    ]);
    expect(picture.html).toContain('href="#link-1"');
    expect(picture.html).not.toMatch(/href="http|Ada\d/);
    for (const version of ['2', '0', '-1', 'x', '99999999999'])
      expect((await staff.get(`/api/v1/mailings/${mailingId}/versions/${version}`)).status).toBe(404);
  });

  it('lists who opened, who clicked and who did neither, found by name, page by page', async () => {
    await react(1, 'open');
    await react(1, 'click', { after: 6 });
    await react(2, 'open');
    const listed = async (query: string) =>
      (await get<{ data: Delivery[] }>(`deliveries?${query}`)).data.map(({ address }) => address);
    const [first, second] = ['subscriber-1@people.example', 'subscriber-2@people.example'];
    expect(await listed('response=opened')).toEqual([first, second]);
    expect(await listed('response=clicked')).toEqual([first]);
    expect(await listed('response=not-clicked')).toHaveLength(5);
    expect(await listed('q=subscriber-2')).toEqual([second]);
    expect(await listed('q=%25')).toEqual([]);
    expect(await listed('reason=suppressed')).toEqual([]);
    const { data } = await get<{ data: Delivery[] }>('deliveries?response=clicked');
    expect(data[0]).toMatchObject({ opened_at: expect.any(String), clicked_at: expect.any(String) });
    expect((await staff.get(`/api/v1/mailings/${mailingId}/deliveries?response=slept`)).status).toBe(422);
  });

  it('duplicates it to those who followed no link, and to those who took no action, without asking anybody twice', async () => {
    await react(1, 'click');
    await app.db.query(
      `INSERT INTO engagements (owner_id, person_id, did, what_kind, what_id, at)
       SELECT owner_id, person_id, 'clicked', 'mailing', $1, now() FROM deliveries
       WHERE mailing_id = $1 AND canonical_email = 'subscriber-1@people.example'`,
      [mailingId],
    );
    await does(2, 'signed', { after: 40 });
    await subscribers(app.db, { ownerId, count: 2, prefix: 'newcomer' });
    const reach = async (to?: string) => {
      const copy = await staff.send(`/api/v1/mailings/${mailingId}/copies`, { to });
      expect(copy.status).toBe(201);
      const { id } = copy.json<{ id: string }>();
      return (await staff.send(`/api/v1/mailings/${id}/audience`, {})).json<{ count: number }>().count;
    };
    expect(await reach()).toBe(8);
    expect(await reach('not-clicked')).toBe(5);
    expect(await reach('not-acted')).toBe(5);
    const draft = await aMailing(app.db, { ownerId, state: 'draft' });
    expect((await staff.send(`/api/v1/mailings/${draft}/copies`, { to: 'not-acted' })).status).toBe(409);
  });

  it('shows nothing of it to another chapter', async () => {
    const foreign = await app.signIn('chapter-admin', await aChapter(app.db, { networkId }));
    for (const path of ['results', 'versions', 'versions/1', 'deliveries'])
      expect((await foreign.get(`/api/v1/mailings/${mailingId}/${path}`)).status).toBe(404);
  });
});
