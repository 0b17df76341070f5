import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Post } from '../../src/email/post.service.js';
import { Preparing } from '../../src/email/mailings/preparing.service.js';
import { Judging } from '../../src/email/tracking/judging.service.js';
import { MailLinks } from '../../src/email/tracking/mail-links.service.js';
import { Tracking } from '../../src/email/tracking/tracking.service.js';
import { Engagement } from '../../src/engagement/engagement.service.js';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { type TestApp } from '../support/app.js';
import { unique } from '../support/people.js';
import { settled } from '../support/settled.js';
import { aMailing, mailingState, statesOf, subscribers } from './support/mailing.js';
import { RULE, SilentLists } from './support/sunset.js';

describe('People who never respond (EM-18)', () => {
  const lists = new SilentLists();
  let app: TestApp;

  beforeAll(async () => {
    await lists.open();
    app = lists.app;
  });
  afterAll(() => lists.close());
  beforeEach(() => void (lists.sink.caught.length = 0));

  it('are counted before the rule is switched on, and nobody else is', async () => {
    const list = await lists.make(14);
    const { ownerId, ids } = list;
    expect(await lists.forecast(list)).toEqual({ count: 14, is_estimate: false });
    const ago = `now() - interval '3 months'`;
    const alive = [
      `UPDATE people SET last_action_at = ${ago} WHERE id = $1`,
      `UPDATE people SET created_at = ${ago} WHERE id = $1`,
      `UPDATE people SET no_tracking = true WHERE id = $1`,
      `UPDATE people SET is_sealed = true WHERE id = $1`,
      `UPDATE subscriptions SET changed_at = ${ago} WHERE person_id = $1`,
      `UPDATE subscriptions SET is_subscribed = false WHERE person_id = $1`,
      `INSERT INTO engagements (owner_id, person_id, did, what_kind, at) SELECT owner_id, id, 'clicked', 'mailing', ${ago}
       FROM people WHERE id = $1`,
      `DELETE FROM deliveries WHERE id = (SELECT min(id) FROM deliveries WHERE person_id = $1)`,
      `INSERT INTO mail_wishes (person_id, organization_id, frequency) SELECT id, owner_id, 'all' FROM people WHERE id = $1`,
      `INSERT INTO suppressions (canonical_email, organization_id, reason) SELECT canonical, owner_id, 'staff'
       FROM person_emails WHERE person_id = $1`,
      `WITH d AS (SELECT min(id) AS id FROM deliveries WHERE person_id = $1)
       INSERT INTO mail_notices (source, external_id, kind, delivery_id, at, read_at)
       SELECT 'smtp', 'reply-' || id, 'other', id, ${ago}, now() FROM d`,
    ];
    for (const [at, sql] of alive.entries()) {
      await app.db.query(sql, [ids[at]]);
      expect([sql, await lists.forecast(list)]).toEqual([sql, { count: 13 - at, is_estimate: false }]);
    }
    // An open is no sign of life: machines open.
    await app.db.query(
      `INSERT INTO engagements (owner_id, person_id, did, what_kind) VALUES ($1, $2, 'opened', 'mailing')`,
      [ownerId, ids.at(-1)],
    );
    expect(await lists.forecast(list)).toMatchObject({ count: 14 - alive.length });
    expect(await lists.states(ownerId)).toEqual({});
    expect(lists.sink.caught).toEqual([]);
  });

  it('are asked once, in their language, and left out of mailings when they do not answer', async () => {
    const list = await lists.make(6);
    const { ownerId, ids, staff } = list;
    await app.db.query(`UPDATE people SET language = 'es' WHERE id = $1`, [ids[0]]);
    await app.db.query(`UPDATE chapters SET languages = '{en,es}' WHERE id = $1`, [ownerId]);
    const winBack = await lists.switchOn(list);
    expect(await statesOf(app.db, winBack)).toEqual({ sent: 6 });
    const english = lists.sink.caught.filter(({ raw }) =>
      raw.includes('Subject: Do you still want to hear from us?'),
    );
    expect([lists.sink.caught.length, english.length]).toEqual([6, 5]);
    expect(await lists.forecast(list)).toMatchObject({ count: 0 });

    await lists.pass(ownerId, 29);
    await lists.turn(ownerId);
    expect(await lists.states(ownerId)).toEqual({ asked: 6 });
    expect(await lists.audience(list)).toEqual({ count: 6, excluded: [] });
    await lists.pass(ownerId, 2);
    await lists.turn(ownerId);
    expect(await lists.states(ownerId)).toEqual({ asleep: 6 });
    expect(await lists.audience(list)).toEqual({ count: 0, excluded: [{ reason: 'sunset', count: 6 }] });
    expect((await staff.get(`/api/v1/sunset-rules/${ownerId}`)).json()).toMatchObject({
      ...{ asked_count: 0, asleep_count: 6, mailing_id: winBack },
    });
    // Nobody was unsubscribed, and no second question is asked.
    const { subscribed } = await lists.one<{ subscribed: number }>(
      `SELECT count(*)::int AS subscribed FROM subscriptions WHERE person_id = ANY ($1) AND is_subscribed`,
      [ids],
    );
    expect(subscribed).toBe(6);
    expect(await lists.asked(ownerId)).toBe(winBack);
  });

  it('stand in the report of a mailing among those whom it was not written to', async () => {
    const list = await lists.asleep(6);
    await subscribers(app.db, { ownerId: list.ownerId, count: 2, prefix: unique() });
    const mailingId = await aMailing(app.db, { ownerId: list.ownerId });
    await app.worker!.get(Preparing).prepare(mailingId);
    await settled(
      'it was finished',
      async () => (await mailingState(app.db, mailingId)).state === 'finished',
    );
    const report = (await list.staff.get(`/api/v1/mailings/${mailingId}/report`)).json<object>();
    expect(report).toMatchObject({ total: 2, sent: 2, left_out: [{ reason: 'sunset', count: 6 }] });
  });

  it('get what they asked for themselves as before', async () => {
    const list = await lists.asleep(5);
    const { ownerId, ids } = list;
    expect(await lists.audience(list)).toMatchObject({ count: 0 });
    const { canonical } = await lists.one<{ canonical: string }>(
      `SELECT canonical FROM person_emails WHERE person_id = $1`,
      [ids[0]],
    );
    lists.sink.caught.length = 0;
    const post = app.worker!.get(Post);
    await app.worker!.get(Database).as(Scope.organizations(ownerId), (tx) =>
      post.send(tx, {
        ...{ ownerId, personId: ids[0]!, kind: 'receipt', language: 'en', isPractice: false },
        to: { name: 'Ada', address: canonical },
        content: { subject: 'Your seat', html: '<p>Yours.</p>', text: 'Yours.' },
      }),
    );
    await post.wake();
    await settled('it came', () =>
      Promise.resolve(lists.sink.caught.some(({ to }) => to.includes(canonical))),
    );
  });

  it('are in the audience again at once by a click, an action or by subscribing anew', async () => {
    const list = await lists.asleep(8);
    const { ownerId, ids, winBack } = list;
    const left = async (): Promise<number> => (await lists.audience(list)).count;
    expect(await left()).toBe(0);

    const { delivery } = await lists.one<{ delivery: string }>(
      `SELECT id AS delivery FROM deliveries WHERE mailing_id = $1 AND person_id = $2`,
      [winBack, ids[0]],
    );
    const link = await lists.one<{ id: string; url: string }>(
      `SELECT id, url FROM mailing_links WHERE mailing_id = $1`,
      [winBack],
    );
    const href = app.web.get(MailLinks).click(delivery, link.id, link.url);
    await fetch(href.replace('http://accord.test', app.origin), {
      redirect: 'manual',
      headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' },
    });
    await app.web.get(Tracking).flush();
    await app.db.query(
      `UPDATE tracking_events SET at = at - interval '30 seconds' WHERE delivery_id = $1 AND judged_at IS NULL`,
      [delivery],
    );
    await app.worker!.get(Judging).judge();
    await settled('the click was judged', async () => (await left()) === 1);

    await app.worker!.get(Database).as(Scope.organizations(ownerId), (tx) =>
      app.worker!.get(Engagement).record(tx, {
        ...{ ownerId, personId: ids[1]!, did: 'signed' },
        what: { kind: 'petition', id: null, title: 'Safe housing' },
      }),
    );
    expect(await left()).toBe(2);
    await app.db.query(`UPDATE subscriptions SET changed_at = now() WHERE person_id = $1`, [ids[2]]);
    expect(await left()).toBe(3);
    // Of whom nobody could see a sign of life, silence says nothing.
    await app.db.query(`UPDATE people SET no_tracking = true WHERE id = $1`, [ids[3]]);
    expect(await left()).toBe(4);
    // What was done under a record that was merged into theirs is theirs.
    await app.db.query(`UPDATE people SET merged_into = $2, state = 'merged' WHERE id = $1`, [
      ids[0],
      ids[4],
    ]);
    expect(await left()).toBe(4);

    await lists.turn(ownerId);
    expect(await lists.states(ownerId)).toEqual({ back: 5, asleep: 3 });
    // Silent for as long again, they are asked again.
    await app.db.query(`UPDATE people SET last_action_at = now() - interval '13 months' WHERE id = $1`, [
      ids[1],
    ]);
    await app.db.query(
      `UPDATE engagements SET at = now() - interval '13 months' WHERE person_id = $1 AND did = 'signed'`,
      [ids[1]],
    );
    await lists.turn(ownerId);
    expect(await lists.asked(ownerId)).not.toBe(winBack);
    const again = await lists.many<{ id: string }>(
      `SELECT person_id AS id FROM sunsets WHERE organization_id = $1 AND state = 'asked'`,
      [ownerId],
    );
    expect(again).toEqual([{ id: ids[1] }]);
  });

  it('are not let go where the question did not reach them, and asked again', async () => {
    const list = await lists.make(5);
    const winBack = await lists.switchOn(list);
    await app.db.query(
      `UPDATE deliveries SET state = 'failed', reason = 'refused' WHERE mailing_id = $1 AND person_id = $2`,
      [winBack, list.ids[0]],
    );
    await lists.pass(list.ownerId, 31);
    await lists.turn(list.ownerId);
    const again = await lists.asked(list.ownerId);
    expect(again).not.toBe(winBack);
    expect(await statesOf(app.db, again)).toEqual({ sent: 1 });
    expect(await lists.states(list.ownerId)).toEqual({ asked: 1, asleep: 4 });
  });

  it('come back, all of them, when the rule is switched off', async () => {
    const list = await lists.asleep(5);
    await list.staff.send(`/api/v1/sunset-rules/${list.ownerId}`, { ...RULE, is_on: false }, 'PUT');
    expect(await lists.audience(list)).toEqual({ count: 5, excluded: [] });
    const entries = await lists.many<{ detail: object }>(
      `SELECT detail FROM audit_entries WHERE organization_id = $1 AND action = 'sunset-rule.changed' ORDER BY id`,
      [list.ownerId],
    );
    expect(entries.map(({ detail }) => detail)).toEqual([
      { is_on: true, months: 12, wait_days: 30 },
      { is_on: false, months: 12, wait_days: 30 },
    ]);
  });
});
