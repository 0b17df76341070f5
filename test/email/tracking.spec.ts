import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MailLinks } from '../../src/email/tracking/mail-links.service.js';
import { Judging } from '../../src/email/tracking/judging.service.js';
import { machineReason } from '../../src/email/tracking/machine.access.js';
import { Tracking } from '../../src/email/tracking/tracking.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, aNetwork } from '../support/people.js';
import { testData } from '../support/test-data.js';
import { aMailing, subscribers } from './support/mailing.js';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const TARGETS = [
  'https://coalition.example/why?a=1&b=2',
  'https://coalition.example/call',
  'https://a.example/',
];

describe('Opens and clicks', () => {
  let app: TestApp;
  let ownerId: string;
  let links: MailLinks;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    links = app.web.get(MailLinks);
    ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
  });
  afterAll(() => app?.close());

  /** A mail that was handed in a minute ago, and the ids of its links. */
  async function aSentMail(): Promise<{ delivery: string; linkIds: string[]; personId: string }> {
    const prefix = `reader${Date.now()}`;
    await subscribers(app.db, { ownerId, count: 1, prefix });
    const mailingId = await aMailing(app.db, { ownerId, state: 'finished' });
    const { rows: found } = await app.db.query<{ id: string }>(
      `INSERT INTO mailing_links (mailing_id, url) SELECT $1, unnest($2::text[]) RETURNING id`,
      [mailingId, TARGETS],
    );
    const { rows } = await app.db.query<{ id: string; person_id: string }>(
      `INSERT INTO deliveries (owner_id, lane, kind, mailing_id, person_id, canonical_email, address, state, settled_at)
       SELECT $1, 'bulk', 'mailing', $2, person_id, canonical, canonical, 'sent', now() - interval '1 minute'
       FROM person_emails WHERE owner_id = $1 AND canonical LIKE $3 || '%' RETURNING id, person_id`,
      [ownerId, mailingId, prefix],
    );
    return { delivery: rows[0]!.id, linkIds: found.map(({ id }) => id), personId: rows[0]!.person_id };
  }

  const local = (url: string): string => url.replace('http://accord.test', app.origin);
  const visit = (url: string, agent = BROWSER, method = 'GET') =>
    fetch(local(url), { method, redirect: 'manual', headers: { 'user-agent': agent } });
  async function eventsOf(delivery: string) {
    await app.web.get(Tracking).flush();
    const { rows } = await app.db.query<{ kind: string; is_machine: boolean; machine_reason: string | null }>(
      `SELECT kind, is_machine, machine_reason FROM tracking_events WHERE delivery_id = $1 ORDER BY id`,
      [delivery],
    );
    return rows;
  }
  /** As if half a minute had passed: bursts are judged when they are over. */
  async function judged(delivery: string) {
    await app.web.get(Tracking).flush();
    await app.db.query(
      `UPDATE tracking_events SET at = at - interval '30 seconds' WHERE delivery_id = $1 AND judged_at IS NULL`,
      [delivery],
    );
    await app.worker!.get(Judging).judge();
    return eventsOf(delivery);
  }
  const timeline = async (personId: string): Promise<string[]> =>
    (
      await app.db.query<{ did: string }>(`SELECT did FROM engagements WHERE person_id = $1 ORDER BY id`, [
        personId,
      ])
    ).rows.map(({ did }) => did);

  it('E62: leads to the link, keeps nothing in caches, and tells nobody where from', async () => {
    const { delivery, linkIds, personId } = await aSentMail();
    const answer = await visit(links.click(delivery, linkIds[0]!, TARGETS[0]!));
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(TARGETS[0]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await judged(delivery)).toEqual([{ kind: 'click', is_machine: false, machine_reason: null }]);
    expect(await timeline(personId)).toEqual(['clicked']);
  });

  it('E62: leads there although the database is away', async () => {
    const { delivery, linkIds } = await aSentMail();
    await app.db.query(`ALTER TABLE tracking_events RENAME TO tracking_events_away`);
    try {
      const answer = await visit(links.click(delivery, linkIds[1]!, TARGETS[1]!));
      expect(answer.headers.get('location')).toBe(TARGETS[1]);
      await app.web.get(Tracking).flush();
    } finally {
      await app.db.query(`ALTER TABLE tracking_events_away RENAME TO tracking_events`);
    }
    expect(await eventsOf(delivery)).toHaveLength(1);
  });

  it('E60: never leads to anywhere that we did not put into that mail', async () => {
    const { delivery, linkIds } = await aSentMail();
    const corpus = testData('corpora/own/open-redirect.json');
    const evil = corpus
      ? (JSON.parse(readFileSync(corpus, 'utf8')) as { values: string[] }).values
      : ['https://evil.example/', '//evil.example/', 'javascript:alert(1)'];
    const ours = links.click(delivery, linkIds[0]!, TARGETS[0]!);
    for (const target of [...evil, TARGETS[1]!]) {
      const answer = await visit(`${ours.split('?')[0]!}?u=${encodeURIComponent(target)}`);
      expect([answer.status, answer.headers.get('location')]).toEqual([404, null]);
    }
    const twice = await visit(`${ours}&u=${encodeURIComponent('https://evil.example/')}`);
    expect(twice.headers.get('location')).toBeNull();
  });

  it('shows its picture to everybody, and counts the open once a person is behind it', async () => {
    const { delivery, personId } = await aSentMail();
    for (let time = 0; time < 2; time++) {
      const answer = await visit(links.pixel(delivery));
      expect(answer.headers.get('content-type')).toBe('image/gif');
    }
    expect((await visit(`${app.origin}/t/o/forged.gif`)).status).toBe(200);
    expect(await judged(delivery)).toHaveLength(2);
    expect(await timeline(personId)).toEqual(['opened']);
    const { rows } = await app.db.query(`SELECT action_count FROM people WHERE id = $1`, [personId]);
    expect(rows).toEqual([{ action_count: 0 }]);
  });

  it('settles a message of which nobody knew whether it went out, once it is opened', async () => {
    const { delivery } = await aSentMail();
    await app.db.query(`UPDATE deliveries SET state = 'unknown' WHERE id = $1`, [delivery]);
    await visit(links.pixel(delivery));
    await judged(delivery);
    const { rows } = await app.db.query(`SELECT state, reason FROM deliveries WHERE id = $1`, [delivery]);
    expect(rows).toEqual([{ state: 'sent', reason: 'seen' }]);
  });

  it('E64: takes a scanner that fetches every link for one, and still leads it there', async () => {
    const { delivery, linkIds, personId } = await aSentMail();
    for (const [at, target] of TARGETS.entries())
      expect((await visit(links.click(delivery, linkIds[at]!, target))).status).toBe(302);
    expect(await judged(delivery)).toEqual(
      TARGETS.map(() => ({ kind: 'click', is_machine: true, machine_reason: 'every-link' })),
    );
    expect(await timeline(personId)).toEqual([]);
  });

  it('E64: takes a click within two seconds of the hand-over, and a HEAD, for a machine', async () => {
    const { delivery, linkIds } = await aSentMail();
    const url = links.click(delivery, linkIds[0]!, TARGETS[0]!);
    expect((await visit(url, BROWSER, 'HEAD')).status).toBe(302);
    await visit(url);
    await app.web.get(Tracking).flush();
    await app.db.query(`UPDATE deliveries SET settled_at = now() - interval '30.5 seconds' WHERE id = $1`, [
      delivery,
    ]);
    expect((await judged(delivery)).map((event) => event.machine_reason)).toEqual(['head', 'too-soon']);
  });

  it('E63: knows the machines of the corpus by their names', () => {
    const corpus = testData('corpora/own/machine-opens-clicks.json');
    const cases = corpus
      ? (JSON.parse(readFileSync(corpus, 'utf8')) as { cases: { ua?: string; kind: 'open' | 'click' }[] })
          .cases
      : [{ ua: 'curl/8.5.0', kind: 'click' as const }];
    for (const { ua, kind } of cases)
      if (ua)
        expect([ua, machineReason(kind, { method: 'GET', agent: ua, purpose: '' })]).not.toContain(null);
    expect(machineReason('click', { method: 'GET', agent: BROWSER, purpose: '' })).toBeNull();
  });
});
