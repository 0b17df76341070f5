import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPartnerOf, RULES } from '../support/agreements.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Answer, type Browser } from '../support/browser.js';
import { anEvent } from '../support/events.js';
import { aChapter, aNetwork, aPetition, aTopic, unique } from '../support/people.js';

interface Candidate {
  organization_id: string;
  standing: string;
  reason: string;
  answer_by: string | null;
  is_asked: boolean;
}
interface CoSponsors {
  is_lobbying: boolean;
  candidates: Candidate[];
  co_sponsors: { id: string; organization_id: string; state: string; standing: string }[];
}

describe('Which organizations can be named', () => {
  let app: TestApp;
  let boston: string;
  let organizer: Browser;
  let stranger: Browser;
  let letter: string;
  let event: string;

  beforeAll(async () => {
    app = await startApp();
    const networkId = await aNetwork(app.db);
    boston = await aChapter(app.db, { networkId });
    organizer = await app.signIn('organizer', boston);
    stranger = await app.signIn('organizer', await aChapter(app.db, { networkId }));
    letter = await aLetter();
    ({ id: event } = await anEvent(app.db, { ownerId: boston, title: 'Evening of learning' }));
  });
  afterAll(() => app.close());

  async function insert(sql: string): Promise<string> {
    const { rows } = await app.db.query<{ id: string }>(sql, [boston, `action-${unique()}`]);
    return rows[0]!.id;
  }
  const aLetter = (): Promise<string> =>
    insert(
      `INSERT INTO letter_campaigns (owner_id, slug, state, title, subject, body, targets, version)
       VALUES ($1, $2, 'open', '{"en":"Pass the bill"}', '{"en":"Pass it"}', '{"en":"Dear Senator"}', '{}', 0) RETURNING id`,
    );
  const named = async (kind: string, id: string): Promise<CoSponsors> =>
    (await organizer.get(`/api/v1/co-sponsors?action_kind=${kind}&action_id=${id}`)).json<CoSponsors>();
  const standing = async (kind: string, id: string, organizationId: string): Promise<Candidate> =>
    (await named(kind, id)).candidates.find((each) => each.organization_id === organizationId)!;
  const invite = (kind: string, id: string, organizationId: string, by = organizer): Promise<Answer> =>
    by.send('/api/v1/co-sponsors', { action_kind: kind, action_id: id, organization_id: organizationId });
  const rule = (membershipId: string, more: object, by = organizer): Promise<Answer> =>
    by.send(`/api/v1/partners/${membershipId}/participation-rules`, { ...RULES, ...more }, 'PUT');
  const terms = (petition: string, said: object) =>
    organizer.send('/api/v1/action-terms', { action_kind: 'petition', action_id: petition, ...said }, 'PUT');
  const code = (answer: Answer): string => answer.json<{ error: { code: string } }>().error.code;
  /** The link in the newest mail to the approver. */
  async function approvalPath(): Promise<string> {
    const { rows } = await app.db.query<{ message: { content: { text: string } } }>(
      `SELECT message FROM deliveries WHERE kind = 'approval-request' ORDER BY id DESC LIMIT 1`,
    );
    return /http:\/\/accord\.test(\/approvals\/\S+)/.exec(rows[0]!.message.content.text)![1]!;
  }

  it('an org marked cannot-lobby is not selectable for a legislative letter, by UI, import or API', async () => {
    const police = await aPartnerOf(app.db, boston, { sector: 'civic' });
    await rule(police.membershipId, { may_lobby: false });
    // What the screen offers:
    expect(await standing('letter', letter, police.organizationId)).toMatchObject({
      standing: 'cannot',
      reason: 'may-not-lobby',
    });
    // The API:
    const refused = await invite('letter', letter, police.organizationId);
    expect([refused.status, code(refused)]).toEqual([409, 'may_not_lobby']);
    // An import, or whatever else writes rows, even as the owner of the tables:
    for (const state of ['invited', 'accepted'])
      await expect(
        app.db.query(
          `INSERT INTO co_sponsors (action_kind, action_id, owner_id, organization_id, state) VALUES ('letter', $1, $2, $3, $4)`,
          [letter, boston, police.organizationId, state],
        ),
      ).rejects.toMatchObject({ code: 'AC014' });
    expect((await named('letter', letter)).co_sponsors).toEqual([]);
  });

  it('override needs the org’s own approver, for exactly this text', async () => {
    const police = await aPartnerOf(app.db, boston, { legalType: 'public-agency' });
    const own = await aLetter();
    const ask = () =>
      organizer.send('/api/v1/approval-requests', {
        action_kind: 'letter',
        action_id: own,
        organization_id: police.organizationId,
      });
    expect(code(await ask())).toBe('no_approver');
    await rule(police.membershipId, { may_lobby: false });
    expect((await ask()).json<Candidate>()).toMatchObject({ standing: 'cannot', is_asked: true });
    expect(code(await ask())).toBe('already_asked');

    const path = await approvalPath();
    const visitor = app.visitor();
    const page = await visitor.get(path);
    expect(page.text).toContain('Dear Senator');
    await visitor.get(path);
    expect((await standing('letter', own, police.organizationId)).standing).toBe('cannot');
    expect((await visitor.submit(path, { answer: 'yes' })).status).toBe(303);
    expect((await visitor.get(path)).text).toContain('Thank you. Your organization may be named.');
    await visitor.submit(path, { answer: 'no' });
    expect(await standing('letter', own, police.organizationId)).toMatchObject({
      standing: 'can',
      reason: 'approved',
    });
    expect((await invite('letter', own, police.organizationId)).status).toBe(201);

    await app.db.query(
      `UPDATE letter_campaigns SET body = '{"en":"Dear Senator, other words"}' WHERE id = $1`,
      [own],
    );
    expect(await standing('letter', own, police.organizationId)).toMatchObject({
      standing: 'cannot',
      reason: 'may-not-lobby',
    });
  });

  it('a police department can convene an educational event, and stands on no letter', async () => {
    const police = await aPartnerOf(app.db, boston, { sector: 'law-enforcement' });
    expect((await standing('letter', letter, police.organizationId)).standing).toBe('cannot');
    const made = await organizer.send('/api/v1/co-sponsors', {
      action_kind: 'event',
      action_id: event,
      organization_id: police.organizationId,
      role: 'convener',
    });
    expect(made.json()).toMatchObject({ role: 'convener', state: 'invited', standing: 'can' });
    const { id } = made.json<{ id: string }>();
    const accepted = await organizer.send(`/api/v1/co-sponsors/${id}/acceptance`, {
      answered_by: 'Chief Ito, by phone',
    });
    expect(accepted.json()).toMatchObject({ state: 'accepted', answered_by: 'Chief Ito, by phone' });

    // The evening turns into a lobby day: nobody has to remember who stands on it.
    await organizer.send(
      '/api/v1/action-terms',
      { action_kind: 'event', action_id: event, is_lobbying: true, topic_id: null, level: 'state' },
      'PUT',
    );
    expect((await named('event', event)).co_sponsors).toMatchObject([
      { state: 'accepted', standing: 'cannot' },
    ]);
  });

  it('a police department can stand beside a rally, and not beside a lobby day', async () => {
    const police = await aPartnerOf(app.db, boston, { sector: 'law-enforcement' });
    const { id: rally } = await anEvent(app.db, { ownerId: boston });
    expect((await standing('event', rally, police.organizationId)).standing).toBe('can');
    await app.db.query(`UPDATE events SET kind = 'lobby-day' WHERE id = $1`, [rally]);
    expect((await standing('event', rally, police.organizationId)).reason).toBe('may-not-lobby');
  });

  it('those that ask first can be invited, and are named once they were asked', async () => {
    const clinic = await aPartnerOf(app.db, boston);
    await rule(clinic.membershipId, { needs_approval: 'lobbying' });
    const { id: petition } = await aPetition(app.db, { ownerId: boston });
    const before = await standing('petition', petition, clinic.organizationId);
    const housing = await aTopic(app.db, 'Housing');
    const inTenDays = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
    expect(before).toMatchObject({ standing: 'needs-approval', answer_by: inTenDays });
    const { id } = (await invite('petition', petition, clinic.organizationId)).json<{ id: string }>();
    const early = await organizer.send(`/api/v1/co-sponsors/${id}/acceptance`, {
      answered_by: 'The director',
    });
    expect([early.status, code(early)]).toEqual([409, 'needs_approval']);

    await rule(clinic.membershipId, {
      needs_approval: 'lobbying',
      preapprovals: [{ topic_id: housing, level: 'state' }],
    });
    expect((await standing('petition', petition, clinic.organizationId)).standing).toBe('needs-approval');
    await terms(petition, { is_lobbying: true, topic_id: housing, level: 'state' });
    expect(await standing('petition', petition, clinic.organizationId)).toMatchObject({
      standing: 'can',
      reason: 'preapproved',
    });
    const now = await organizer.send(`/api/v1/co-sponsors/${id}/acceptance`, { answered_by: 'The director' });
    expect(now.status).toBe(200);
    const again = await organizer.send(`/api/v1/co-sponsors/${id}/refusal`, { answered_by: 'The director' });
    expect(code(again)).toBe('co_sponsor_state');
  });

  it('those that need the final copy wait for the publication', async () => {
    const museum = await aPartnerOf(app.db, boston);
    await rule(museum.membershipId, { needs_final_copy: true });
    const draft = await aPetition(app.db, { ownerId: boston, state: 'draft' });
    const open = await aPetition(app.db, { ownerId: boston });
    expect(await standing('petition', draft.id, museum.organizationId)).toMatchObject({
      reason: 'needs-final-copy',
    });
    expect(await standing('petition', open.id, museum.organizationId)).toMatchObject({ standing: 'can' });
    const prospect = await aPartnerOf(app.db, boston, { status: 'prospect' });
    expect(await standing('petition', open.id, prospect.organizationId)).toMatchObject({
      reason: 'not-active',
    });
  });

  it('is the organization’s own word as soon as it has an administrator', async () => {
    const union = await aPartnerOf(app.db, boston);
    expect((await rule(union.membershipId, { may_lobby: true })).status).toBe(200);
    const own = await app.signIn('partner-admin', union.organizationId);
    const late = await rule(union.membershipId, { may_lobby: true });
    expect([late.status, code(late)]).toEqual([409, 'kept_by_partner']);
    const kept = await rule(union.membershipId, { may_lobby: false }, own);
    expect(kept.json()).toMatchObject({ may_lobby: false, is_stated: true, is_changeable: true });
    expect((await rule(union.membershipId, {}, stranger)).status).toBe(404);

    // It sees its own invitation, and nobody else's.
    const { id: petition } = await aPetition(app.db, { ownerId: boston });
    const other = await aPartnerOf(app.db, boston);
    await terms(petition, { is_lobbying: false, topic_id: null, level: '' });
    await invite('petition', petition, other.organizationId);
    const { id } = (await invite('petition', petition, union.organizationId)).json<{ id: string }>();
    const mine = (await own.get('/api/v1/co-sponsorships')).json<{
      data: { id: string; action_title: object }[];
    }>();
    expect(mine.data).toMatchObject([{ id, action_title: { en: 'Safe housing now' } }]);
    expect((await own.send(`/api/v1/co-sponsorships/${id}/acceptance`)).json()).toMatchObject({
      state: 'accepted',
    });
    const foreign = await app.signIn('partner-admin', other.organizationId);
    expect((await foreign.send(`/api/v1/co-sponsorships/${id}/leaving`)).status).toBe(404);
  });

  it('is nobody’s business who does not work on the action', async () => {
    const partner = await aPartnerOf(app.db, boston);
    const query = `?action_kind=letter&action_id=${letter}`;
    expect((await stranger.get(`/api/v1/co-sponsors${query}`)).status).toBe(404);
    expect((await invite('letter', letter, partner.organizationId, stranger)).status).toBe(404);
    expect((await app.visitor().get('/approvals/nothing')).status).toBe(404);
  });
});
