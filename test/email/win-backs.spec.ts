import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type TestApp } from '../support/app.js';
import { aChapter, unique } from '../support/people.js';
import { settled } from '../support/settled.js';
import { Sweeping } from '../../src/email/sending/sweeping.service.js';
import { statesOf, subscribers } from './support/mailing.js';
import { RULE, SilentLists } from './support/sunset.js';

describe('A win-back (EM-18)', () => {
  const lists = new SilentLists();
  let app: TestApp;

  beforeAll(async () => {
    await lists.open();
    app = lists.app;
  });
  afterAll(() => lists.close());
  beforeEach(() => void (lists.sink.caught.length = 0));

  it('goes to as many a day as no second person has to approve, and one at a time', async () => {
    const list = await lists.make(7);
    await app.db.query(`UPDATE sending_rules SET approval_over = 3 WHERE owner_id = $1`, [list.ownerId]);
    const first = await lists.switchOn(list);
    expect(await statesOf(app.db, first)).toEqual({ sent: 3 });
    await app.db.query(`UPDATE mailings SET state = 'paused' WHERE id = $1`, [first]);
    await lists.turn(list.ownerId);
    expect(await lists.states(list.ownerId)).toEqual({ asked: 3 });
    await app.db.query(`UPDATE mailings SET state = 'finished' WHERE id = $1`, [first]);
    await lists.turn(list.ownerId);
    expect(await statesOf(app.db, await lists.asked(list.ownerId))).toEqual({ sent: 3 });
    expect(await lists.states(list.ownerId)).toEqual({ asked: 6 });
  });

  it('is in the organization’s own words where it has chosen a template', async () => {
    const list = await lists.make(5);
    const { staff, ownerId } = list;
    const put = (templates: object) =>
      staff.send(`/api/v1/sunset-rules/${ownerId}`, { ...RULE, templates }, 'PUT');
    const template = async (owner: string, subject: string): Promise<string> =>
      (
        await lists.one<{ id: string }>(
          `INSERT INTO templates (owner_id, name, language, subject, preview_text, body)
           VALUES ($1, 'Win-back', 'en', $2, '', '{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Still here?"}]}]}') RETURNING id`,
          [owner, subject],
        )
      ).id;
    const foreign = await template(await aChapter(app.db, { networkId: lists.networkId }), 'Others');
    expect((await put({ en: foreign })).status).toBe(422);
    expect((await put({ en: await template(ownerId, '') })).status).toBe(422);
    expect(await lists.states(ownerId)).toEqual({});
    expect((await put({ en: await template(ownerId, 'We miss you') })).status).toBe(200);
    await lists.asked(ownerId);
    expect(lists.sink.caught.every(({ raw }) => raw.includes('Subject: We miss you'))).toBe(true);
  });

  it('of a network waits for the word of a second person', async () => {
    const list = await lists.ofNetwork(5);
    const { ownerId, staff } = list;
    expect(await lists.forecast(list)).toEqual({ count: 5, is_estimate: false });
    const put = await staff.send(`/api/v1/sunset-rules/${ownerId}`, RULE, 'PUT');
    expect([put.status, put.json()]).toMatchObject([200, { most_a_day: null }]);
    const written = await settled('the question was written', () =>
      lists.one<{ id: string; state: string; title: string }>(
        `SELECT m.id, m.state, t.title FROM sunset_rules r JOIN mailings m ON m.id = r.mailing_id
         JOIN tasks t ON t.subject_id = m.id WHERE r.owner_id = $1`,
        [ownerId],
      ),
    );
    expect(written).toMatchObject({
      state: 'draft',
      title: 'Ask for approval to write to 5 people who never respond',
    });
    // One that waits is not followed by another.
    await lists.turn(ownerId);
    expect(await lists.states(ownerId)).toEqual({ asked: 5 });

    const approval = `/api/v1/mailings/${written.id}/approval`;
    expect((await staff.send(approval, {})).status).toBe(201);
    const second = await app.signIn('network-admin', ownerId);
    const { request } = (await second.get(approval)).json<{ request: { id: string } }>();
    const yes = { approval_id: request.id, is_approved: true, note: '' };
    expect((await second.send(`${approval}/decision`, yes)).status).toBe(201);
    expect(await lists.asked(ownerId)).toBe(written.id);
    expect(await statesOf(app.db, written.id)).toEqual({ sent: 5 });
    await lists.pass(ownerId, 31);
    await lists.turn(ownerId);
    expect(await lists.audience(list)).toEqual({ count: 0, excluded: [{ reason: 'sunset', count: 5 }] });
  });

  it('that nobody answered keeps a chapter’s people out of the network’s mailings too, but for those whom they answer', async () => {
    const { ownerId, ids } = await lists.asleep(6);
    await app.db.query(`UPDATE chapters SET grants_network = true WHERE id = $1`, [ownerId]);
    await app.db.query(
      `INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed, changed_at)
       SELECT id, $2, 'email', true, now() - interval '2 years' FROM unnest($1::uuid[]) AS id`,
      [ids, lists.networkId],
    );
    const staff = await app.signIn('network-admin', lists.networkId);
    const toThem = () => lists.audience({ staff, ownerId: lists.networkId }, { organizations: [ownerId] });
    expect(await toThem()).toEqual({ count: 0, excluded: [{ reason: 'sunset', count: 6 }] });
    await app.db.query(
      `INSERT INTO engagements (owner_id, person_id, did, what_kind) VALUES ($1, $2, 'clicked', 'mailing')`,
      [lists.networkId, ids[0]],
    );
    expect((await toThem()).count).toBe(1);
    await app.db.query(`UPDATE sunset_rules SET is_on = false WHERE owner_id = $1`, [ownerId]);
    expect(await toThem()).toEqual({ count: 6, excluded: [] });
  });

  it('goes to those whom it asks whatever its audience is edited to, and a copy of it to nobody else', async () => {
    const list = await lists.make(5);
    const { ownerId, staff } = list;
    await app.db.query(`UPDATE sending_rules SET undo_minutes = 10 WHERE owner_id = $1`, [ownerId]);
    await staff.send(`/api/v1/sunset-rules/${ownerId}`, RULE, 'PUT');
    await settled('it leaves soon', async () => (await lists.states(ownerId))['asked'] === 5);
    await subscribers(app.db, { ownerId, count: 4, prefix: unique() });
    const { id } = await lists.one<{ id: string }>(
      `SELECT mailing_id AS id FROM sunset_rules WHERE owner_id = $1`,
      [ownerId],
    );
    const everybody = { audience: { organizations: [], include: null, exclude: null } };
    expect((await staff.send(`/api/v1/mailings/${id}`, everybody, 'PATCH')).status).toBe(200);
    const count = (await staff.send(`/api/v1/mailings/${id}/audience`, {})).json<{ count: number }>();
    expect(count.count).toBe(5);
    const copy = () => staff.send(`/api/v1/mailings/${id}/copies`, { to: 'same' });
    expect((await copy()).status).toBe(409);
    await app.db.query(`UPDATE mailings SET scheduled_at = now() - interval '1 minute' WHERE id = $1`, [id]);
    await app.worker!.get(Sweeping).sweep();
    await lists.asked(ownerId);
    expect(await statesOf(app.db, id)).toEqual({ sent: 5 });
    expect((await copy()).json<{ audience: { include: object } }>().audience.include).toEqual({
      all: [{ kind: 'deed', did: 'was-mailed', what_id: id }],
    });
  });
});
