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

  it('is a chapter’s matter: of a network the rule does not exist', async () => {
    const admin = await app.signIn('network-admin', lists.networkId);
    const answer = await admin.get(`/api/v1/sunset-rules/${lists.networkId}/forecast?months=12`);
    expect(answer.status).toBe(404);
    expect((await admin.send(`/api/v1/sunset-rules/${lists.networkId}`, RULE, 'PUT')).status).toBe(404);
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
