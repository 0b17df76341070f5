import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Preparing } from '../../src/email/mailings/preparing.service.js';
import { Sweeping } from '../../src/email/sending/sweeping.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { BODY, mailingState, subscribers } from './support/mailing.js';

const path = '/api/v1/mailings';

interface Approval {
  need: string | null;
  is_allowed: boolean;
  limit: number;
  audience_count: number;
  usual_count: number | null;
  request: { id: string; state: string; note: string; asked_by: string; may_decide: boolean } | null;
}

describe('A second person for a large mailing (EM-14)', () => {
  let app: TestApp;
  let networkId: string;
  let ownerId: string;
  let asker: Browser;
  let second: Browser;
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
    await app.db.query(`UPDATE network_rules SET approval_over = 20`);
    ownerId = await aChapter(app.db, { networkId, name: 'Worcester Coalition' });
    await subscribers(app.db, { ownerId, count: 30 });
    asker = await app.signIn('chapter-admin', ownerId);
    second = await app.signIn('sender', ownerId);
    sink.caught.length = 0;
  });

  async function draft(content: object = {}): Promise<string> {
    const made = await asker.send(path, {
      owner_id: ownerId,
      name: 'Budget week',
      subject: 'Call before Thursday',
      body: BODY,
      ...content,
    });
    return made.json<{ id: string }>().id;
  }
  const approval = async (id: string, who = second) =>
    (await who.get(`${path}/${id}/approval`)).json<Approval>();
  const ask = async (id: string, body: object = {}): Promise<Approval> => {
    const asked = await asker.send(`${path}/${id}/approval`, body);
    expect([asked.status, asked.text]).toEqual([201, expect.any(String)]);
    return asked.json<Approval>();
  };
  const answer = (id: string, approvalId: string, isApproved: boolean, note = '', who = second) =>
    who.send(`${path}/${id}/approval/decision`, { approval_id: approvalId, is_approved: isApproved, note });
  const stateOf = async (id: string) => (await mailingState(app.db, id)).state;
  const staffMails = async (): Promise<string[]> => {
    const { rows } = await app.db.query<{ subject: string }>(
      `SELECT message -> 'content' ->> 'subject' AS subject FROM deliveries WHERE owner_id = $1 AND kind = 'staff' ORDER BY id`,
      [ownerId],
    );
    return rows.map(({ subject }) => subject);
  };
  const bulkMails = () => sink.caught.filter(({ raw }) => raw.includes('Call before Thursday')).length;

  it('shows the second person the number, what is usual, and who asks; approved, it goes out', async () => {
    const small = await draft({
      audience: { organizations: [], include: { kind: 'name', contains: 'Ada1' } },
    });
    expect((await asker.send(`${path}/${small}/sending`, {})).status).toBe(201);
    await settled('the small one was sent', async () => (await stateOf(small)) === 'finished');
    const id = await draft();
    const refused = await asker.send(`${path}/${id}/sending`, {});
    expect([refused.status, refused.json()]).toMatchObject([409, { error: { code: 'approval_needed' } }]);
    const asked = await ask(id);
    expect(asked).toMatchObject({ need: 'over-limit', audience_count: 30, usual_count: 11, limit: 20 });
    expect(asked.request).toMatchObject({ state: 'asked', may_decide: false, is_yours: true });
    const seen = await approval(id);
    expect(seen.request).toMatchObject({
      state: 'asked',
      may_decide: true,
      is_yours: false,
      usual_count: 11,
    });
    await settled('the second person was told', async () => (await staffMails()).length === 1);
    expect((await answer(id, seen.request!.id, true, 'Go ahead')).status).toBe(201);
    await settled('it was sent', async () => (await stateOf(id)) === 'finished');
    await settled('whoever asked was told', async () => (await staffMails()).length === 2);
    expect(await staffMails()).toEqual(['Please approve: Budget week', 'Approved: Budget week']);
    const { rows: tasks } = await app.db.query(`SELECT title, state FROM tasks WHERE owner_id = $1`, [
      ownerId,
    ]);
    expect(tasks).toEqual([{ title: 'Approve the mailing “Budget week”, to 30 people', state: 'done' }]);
  });

  it('is never answered by whoever asked, by a program, or by somebody who may not send', async () => {
    const id = await draft();
    const { request } = await ask(id);
    expect((await answer(id, request!.id, true, '', asker)).status).toBe(403);
    const organizer = await app.signIn('organizer', ownerId);
    expect((await answer(id, request!.id, true, '', organizer)).status).toBe(403);
    const stranger = await app.signIn('chapter-admin', await aChapter(app.db, { networkId }));
    expect((await answer(id, request!.id, true, '', stranger)).status).toBe(404);
    const made = await asker.send('/api/v1/api-keys', {
      name: 'Robot',
      role: 'sender',
      organization_id: ownerId,
      expires_at: new Date(Date.now() + 86_400_000).toISOString(),
    });
    const { secret, key } = made.json<{ secret?: string; key?: string }>();
    const byKey = (act: string, body: object) =>
      fetch(`${app.origin}${path}/${id}/${act}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret ?? key}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const decision = { approval_id: request!.id, is_approved: true, note: '' };
    expect([made.status, (await byKey('approval/decision', decision)).status]).toEqual([201, 403]);
    expect((await byKey('sending', {})).status).toBe(409);
    expect(await stateOf(id)).toBe('draft');
    const self = app.db.query(
      `UPDATE approvals SET state = 'approved', decided_by = asked_by, decided_at = now() WHERE id = $1`,
      [request!.id],
    );
    await expect(self).rejects.toThrow(/check/);
  });

  it('is declined with a reason, which whoever asked reads', async () => {
    const id = await draft();
    const { request } = await ask(id);
    expect((await answer(id, request!.id, false)).status).toBe(422);
    expect((await answer(id, request!.id, false, 'Only for Worcester, please')).status).toBe(201);
    const read = await approval(id, asker);
    expect(read.request).toMatchObject({ state: 'declined', note: 'Only for Worcester, please' });
    expect([await stateOf(id), read.is_allowed]).toEqual(['draft', false]);
    expect((await answer(id, request!.id, true)).status).toBe(409);
  });

  it('loses the question and the approval by an edit, and by nothing that only staff see', async () => {
    const id = await draft();
    const change = (changes: object) => asker.send(`${path}/${id}`, changes, 'PATCH');
    const { request } = await ask(id);
    await change({ name: 'Another name' });
    expect((await approval(id)).request).toMatchObject({ state: 'asked' });
    await change({ subject: 'Another subject' });
    expect((await answer(id, request!.id, true)).status).toBe(409);
    const later = { at: '2031-07-01T09:00', zone: 'America/New_York' };
    const again = await ask(id, later);
    expect((await answer(id, again.request!.id, true)).status).toBe(201);
    expect(await stateOf(id)).toBe('scheduled');
    const edited = await change({ subject: 'A third subject' });
    expect(edited.json()).toMatchObject({ state: 'draft', scheduled_at: null });
    expect((await asker.send(`${path}/${id}/sending`, later)).status).toBe(409);
  });

  it('stays approved when it is undone, as long as nothing is edited', async () => {
    await app.db.query(`UPDATE sending_rules SET undo_minutes = 10 WHERE owner_id = $1`, [ownerId]);
    const id = await draft();
    const { request } = await ask(id);
    await answer(id, request!.id, true);
    expect(await stateOf(id)).toBe('scheduled');
    expect((await asker.send(`${path}/${id}/sending`, undefined, 'DELETE')).status).toBe(200);
    expect((await asker.send(`${path}/${id}/sending`, {})).status).toBe(201);
  });

  it('never starts unapproved: not by the screen, the API, a schedule, or a row that says it may', async () => {
    const id = await draft();
    const later = { at: '2031-07-01T09:00', zone: 'America/New_York' };
    for (const body of [{}, later])
      expect((await asker.send(`${path}/${id}/sending`, body)).status).toBe(409);
    // A schedule that was small when it was made, and an hour that comes when it is large.
    const due = `UPDATE mailings SET state = 'scheduled', scheduled_at = now(), scheduled_zone = 'UTC' WHERE id = $1`;
    await app.db.query(due, [id]);
    await app.worker!.get(Sweeping).sweep();
    await settled('it was held', async () => (await stateOf(id)) === 'held');
    expect((await mailingState(app.db, id)).pause_reason).toContain('Nobody has approved it');
    await app.db.query(`UPDATE mailings SET state = 'preparing' WHERE id = $1`, [id]);
    await app.worker!.get(Preparing).prepare(id);
    await settled('it was held again', async () => (await stateOf(id)) === 'held');
    // Begun before, and edited while it stood still.
    await app.db.query(
      `UPDATE mailings SET state = 'paused', started_at = now(), audience_count = 30 WHERE id = $1`,
      [id],
    );
    expect((await asker.send(`${path}/${id}/resumption`, {})).status).toBe(409);
    await app.db.query(`UPDATE mailings SET state = 'preparing' WHERE id = $1`, [id]);
    await app.worker!.get(Preparing).prepare(id);
    await settled('it stands still', async () => (await stateOf(id)) === 'paused');
    const { rows } = await app.db.query(`SELECT 1 FROM deliveries WHERE mailing_id = $1`, [id]);
    expect([rows, bulkMails()]).toEqual([[], 0]);
  });

  it('holds an approved mailing whose audience grew beyond what was approved', async () => {
    const id = await draft();
    const { request } = await ask(id, { at: '2031-07-01T09:00', zone: 'America/New_York' });
    await answer(id, request!.id, true);
    await subscribers(app.db, { ownerId, count: 10, prefix: 'more' });
    await app.db.query(`UPDATE mailings SET scheduled_at = now() WHERE id = $1`, [id]);
    await app.worker!.get(Sweeping).sweep();
    await settled('it was held', async () => (await stateOf(id)) === 'held');
    expect(bulkMails()).toBe(0);
  });

  it('is asked for earlier where the organization wants that, and never later than the network says', async () => {
    const limit = async (own: number | null) => {
      const rules = { undo_minutes: 0, approval_over: own };
      return (await asker.send(`/api/v1/sending-rules/${ownerId}`, rules, 'PUT')).json<object>();
    };
    expect(await limit(5)).toMatchObject({ effective_approval_over: 5 });
    expect(await limit(5_000)).toMatchObject({ effective_approval_over: 20 });
  });

  it('is needed for any mailing of the network, and to people of another organization', async () => {
    const granting = await aChapter(app.db, { networkId, grantsNetwork: true });
    await subscribers(app.db, { ownerId: networkId, count: 1, prefix: 'of-network' });
    asker = await app.signIn('network-admin', networkId);
    for (const organizations of [[], [networkId, granting]]) {
      const id = await draft({
        owner_id: networkId,
        audience: { organizations, include: null, exclude: null },
      });
      expect((await asker.send(`${path}/${id}/sending`, {})).status).toBe(409);
      expect(await approval(id, asker)).toMatchObject({ need: 'network-wide', is_allowed: false });
    }
  });
});
