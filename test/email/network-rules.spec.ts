import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Preparing } from '../../src/email/mailings/preparing.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, aNetwork } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { aMailing, mailingState, statesOf, subscribers } from './support/mailing.js';

describe('What the network asks of everybody who sends (EM-15, EM-20)', () => {
  let app: TestApp;
  let networkId: string;
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
    await cap(2, 'nobody');
    await app.db.query(`DELETE FROM deliveries`);
  });

  const cap = (mails: number, passes: string) =>
    app.db.query(`UPDATE network_rules SET cap_mails = $1, cap_passes = $2`, [mails, passes]);
  /** Chapters that know the same people, each by a row of its own. */
  async function chapters(count: number, people: number): Promise<string[]> {
    const made: string[] = [];
    for (let n = 0; n < count; n++) {
      const ownerId = await aChapter(app.db, { networkId });
      await subscribers(app.db, { ownerId, count: people });
      made.push(ownerId);
    }
    return made;
  }
  const finished = (mailingId: string) =>
    settled('it was finished', async () => (await mailingState(app.db, mailingId)).state === 'finished');
  async function send(ownerId: string, isUrgent = false): Promise<string> {
    const mailingId = await aMailing(app.db, { ownerId });
    await app.db.query(`UPDATE mailings SET is_urgent = $2 WHERE id = $1`, [mailingId, isUrgent]);
    await app.worker!.get(Preparing).prepare(mailingId);
    await finished(mailingId);
    return mailingId;
  }

  it('gives a person on four lists at most the cap, also when all four send at once', async () => {
    const lists = await chapters(4, 30);
    const mailings = await Promise.all(lists.map((ownerId) => aMailing(app.db, { ownerId })));
    await Promise.all(mailings.map((id) => app.worker!.get(Preparing).prepare(id)));
    await Promise.all(mailings.map(finished));
    const perPerson = new Map<string, number>();
    for (const { to } of sink.caught) perPerson.set(to[0]!, (perPerson.get(to[0]!) ?? 0) + 1);
    expect(Math.max(...perPerson.values())).toBe(2);
    expect(perPerson.size).toBe(30);
  });

  it('counts who has had enough among the reasons, and never beside a name or for a few', async () => {
    const [first, second, third] = await chapters(3, 6);
    await send(first!);
    await send(second!);
    const staff = await app.signIn('chapter-admin', third!);
    const mailingId = await aMailing(app.db, { ownerId: third!, state: 'draft' });
    const count = async () => (await staff.send(`/api/v1/mailings/${mailingId}/audience`, {})).json<object>();
    expect(await count()).toEqual({
      count: 0,
      excluded_count: 6,
      excluded: [{ reason: 'capped', count: 6 }],
      languages: [],
    });
    await app.db.query(`DELETE FROM people WHERE owner_id = $1 AND given_name IN ('Ada1', 'Ada2')`, [third]);
    expect(await count()).toEqual({
      count: 0,
      excluded_count: 4,
      excluded: [{ reason: 'not-wished', count: 4 }],
      languages: [],
    });
    // Who reached it after the audience was frozen is held back at the claim, for a reason that tells of nobody else.
    const owner = (await chapters(1, 6))[0]!;
    const late = await aMailing(app.db, { ownerId: owner, state: 'paused' });
    await app.db.query(
      `INSERT INTO deliveries (owner_id, lane, kind, mailing_id, person_id, canonical_email, address)
       SELECT $1, 'bulk', 'mailing', $2, e.person_id, e.canonical, e.address FROM person_emails e WHERE e.owner_id = $1`,
      [owner, late],
    );
    await app.db.query(
      `UPDATE mailings SET state = 'preparing', started_at = now(), audience_count = 6 WHERE id = $1`,
      [late],
    );
    await app.worker!.get(Preparing).prepare(late);
    await finished(late);
    expect(await statesOf(app.db, late)).toEqual({ suppressed: 6 });
    const reader = await app.signIn('chapter-admin', owner);
    const rows = (await reader.get(`/api/v1/mailings/${late}/deliveries?limit=50`)).json<{
      data: { reason: string }[];
    }>();
    expect(new Set(rows.data.map(({ reason }) => reason))).toEqual(new Set(['not-wished']));
    const report = (await reader.get(`/api/v1/mailings/${late}/report`)).json<{ reasons: object[] }>();
    expect(report.reasons).toEqual([{ state: 'suppressed', reason: 'not-wished', count: 6 }]);
  });

  it('lets urgent mailings pass as far as the network says, and forgets mail that is older than its days', async () => {
    const lists = await chapters(3, 6);
    await send(lists[0]!);
    await send(lists[1]!);
    expect(await statesOf(app.db, await send(lists[2]!, true))).toEqual({});
    await cap(2, 'network-urgent');
    expect(await statesOf(app.db, await send(lists[2]!, true))).toEqual({});
    await cap(2, 'urgent');
    expect(await statesOf(app.db, await send(lists[2]!, true))).toEqual({ sent: 6 });
    await cap(2, 'nobody');
    await app.db.query(`UPDATE deliveries SET handed_at = now() - interval '8 days'`);
    expect(await statesOf(app.db, await send(lists[2]!))).toEqual({ sent: 6 });
  });

  it('does not count receipts', async () => {
    const [list] = await chapters(1, 6);
    await app.db.query(
      `INSERT INTO deliveries (owner_id, lane, kind, canonical_email, address, message, state, handed_at)
       SELECT $1, 'transactional', 'receipt', e.canonical, e.address, '{}', 'sent', now()
       FROM person_emails e, generate_series(1, 5) WHERE e.owner_id = $1`,
      [list],
    );
    expect(await statesOf(app.db, await send(list!))).toEqual({ sent: 6 });
  });

  it('EM-20: tells the network’s administrators who sends what to how many, where the network wants to know', async () => {
    const [list] = await chapters(1, 6);
    await app.signIn('network-admin', networkId);
    const told = async (): Promise<string[]> => {
      const { rows } = await app.db.query<{ text: string }>(
        `SELECT message -> 'content' ->> 'text' AS text FROM deliveries WHERE owner_id = $1 AND kind = 'staff'`,
        [networkId],
      );
      return rows.map(({ text }) => text);
    };
    await app.db.query(`UPDATE network_rules SET cap_mails = NULL`);
    await send(list!);
    expect(await told()).toEqual([]);
    await app.db.query(`UPDATE network_rules SET is_told_of_sends = true`);
    await send(list!);
    const [text, ...others] = await told();
    expect(others).toEqual([]);
    expect(text).toContain('to 6 people');
    expect(text).not.toMatch(/subscriber|Ada\d/);
  });
});
