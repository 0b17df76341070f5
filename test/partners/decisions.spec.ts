import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { Closing } from '../../src/partners/decisions/closing.service.js';
import { DecisionReminders } from '../../src/partners/decisions/decision-reminders.service.js';
import { aPartnerOf } from '../support/agreements.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, anAccount, aNetwork, aPerson } from '../support/people.js';
import { settled } from '../support/settled.js';

interface Decision {
  id: string;
  state: string;
  version: number;
  result: string | null;
  ruled_by: string;
  deadline_at: string;
  tally: Record<string, number> | null;
  versions: { version: number; text: string; text_hash: string | null }[];
  parties: { partner_id: string; answer: string | null; said_by: string; is_yours: boolean }[];
  answers: { version: number; answer: string; said_by: string }[];
}
interface Partner {
  organizationId: string;
  membershipId: string;
  own: Browser;
}

describe('A decision', () => {
  let app: TestApp;
  let chapterId: string;
  let staff: Browser;
  let analyst: Browser;
  let stranger: Browser;
  let one: Partner;
  let two: Partner;
  let silent: Partner;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    const networkId = await aNetwork(app.db);
    chapterId = await aChapter(app.db, { networkId, timeZone: 'America/Denver' });
    staff = await app.signIn('organizer', chapterId);
    analyst = await app.signIn('analyst', chapterId);
    stranger = await app.signIn('chapter-admin', await aChapter(app.db, { networkId }));
    [one, two, silent] = [await aPartner('One'), await aPartner('Two'), await aPartner('Three')];
    await aPartnerOf(app.db, chapterId, { status: 'prospect' });
  }, 120_000);
  afterAll(() => app?.close());

  async function aPartner(name: string): Promise<Partner> {
    const partner = await aPartnerOf(app.db, chapterId, { name: `${name} of them` });
    const accountId = await anAccount(app.db, { grants: [['partner-admin', partner.organizationId]] });
    return { ...partner, own: await app.signInAs(accountId) };
  }
  const put = async (form: object = {}): Promise<Decision> => {
    const made = await staff.send('/api/v1/decisions', {
      owner_id: chapterId,
      title: 'Endorse the bill',
      text: 'We endorse the bill as filed.',
      rule: 'consensus',
      deadline_local: '2040-07-01T17:00',
      ...form,
    });
    if (made.status !== 201) throw new Error(`answered ${made.status}: ${made.text}`);
    return made.json<Decision>();
  };
  const read = async (id: string, browser = staff): Promise<Decision> =>
    (await browser.get(`/api/v1/decisions/${id}`)).json<Decision>();
  const answer = (id: string, { membershipId, own }: Partner, word: string, version = 1, browser = own) =>
    browser.send(`/api/v1/decisions/${id}/answers`, { partner_id: membershipId, version, answer: word });
  const pass = (id: string) =>
    app.db.query(`UPDATE decisions SET deadline_at = now() - interval '1 second' WHERE id = $1`, [id]);
  const atOnce = { signal: new AbortController().signal };

  it('is put to all active partners, until a moment by the clock of its own zone', async () => {
    const decision = await put();
    expect(decision.deadline_at).toBe('2040-07-01T23:00:00.000Z');
    expect(decision.tally).toEqual({ support: 0, stand_aside: 0, object: 0, silent: 3 });
    const elsewhere = await put({ time_zone: 'America/New_York', partner_ids: [one.membershipId] });
    expect(elsewhere.deadline_at).toBe('2040-07-01T21:00:00.000Z');
    expect(elsewhere.parties).toHaveLength(1);
    const late = await staff.send('/api/v1/decisions', {
      owner_id: chapterId,
      title: 'x',
      text: 'x',
      rule: 'consensus',
      deadline_local: '2020-01-01T10:00',
    });
    expect(late.status).toBe(422);
    const foreign = await aPartnerOf(app.db, (await ownersOf(stranger))[0]!);
    await expect(put({ partner_ids: [foreign.membershipId] })).rejects.toThrow('404');
  });

  it('is answered by a partner’s own people or by staff on its word; the last answer counts and all are kept', async () => {
    const { id } = await put();
    expect((await answer(id, one, 'object')).status).toBe(201);
    expect((await answer(id, one, 'support')).status).toBe(201);
    const onWord = { partner_id: two.membershipId, version: 1, answer: 'stand-aside' };
    expect((await staff.send(`/api/v1/decisions/${id}/answers-on-word`, onWord)).status).toBe(422);
    const said = await staff.send(`/api/v1/decisions/${id}/answers-on-word`, {
      ...onWord,
      said_by: 'Rev. Lee, by phone',
    });
    expect(said.status).toBe(201);
    const decision = await read(id);
    expect(decision.tally).toEqual({ support: 1, stand_aside: 1, object: 0, silent: 1 });
    expect(decision.answers.map((each) => [each.answer, each.said_by])).toEqual([
      ['stand-aside', 'Rev. Lee, by phone'],
      ['support', ''],
      ['object', ''],
    ]);
    await expect(
      app.db.query(`SET ROLE accord_web; UPDATE decision_answers SET answer = 'support'`),
    ).rejects.toThrow('permission denied');
    await app.db.query('RESET ROLE');
  });

  it('keeps the text that was answered, with its hash; another text is another version without answers', async () => {
    const { id } = await put({ text: 'First draft' });
    const draft = await staff.send(`/api/v1/decisions/${id}`, { text: 'As put' }, 'PATCH');
    expect(draft.json<Decision>()).toMatchObject({
      version: 1,
      versions: [{ text: 'As put', text_hash: null }],
    });
    await answer(id, one, 'support');
    const changed = await staff.send(`/api/v1/decisions/${id}`, { text: 'Amended' }, 'PATCH');
    expect(changed.json<Decision>()).toMatchObject({
      version: 2,
      versions: [
        { version: 2, text: 'Amended', text_hash: null },
        { version: 1, text: 'As put', text_hash: createHash('sha256').update('As put').digest('hex') },
      ],
      tally: { silent: 3 },
      answers: [{ version: 1, answer: 'support' }],
    });
    expect((await answer(id, one, 'support', 1)).status).toBe(409);
    expect((await answer(id, one, 'support', 2)).status).toBe(201);
    await expect(
      app.db.query(`UPDATE decision_versions SET text = 'x' WHERE decision_id = $1`, [id]),
    ).rejects.toThrow('does not change');
  });

  it('shows a partner the text and its own answer alone, and is not there for anybody else', async () => {
    const { id } = await put({ partner_ids: [one.membershipId, two.membershipId] });
    await answer(id, two, 'object');
    const seen = await read(id, one.own);
    expect(seen.parties.map((each) => [each.partner_id, each.is_yours])).toEqual([[one.membershipId, true]]);
    expect([seen.tally, seen.answers, seen.versions.length]).toEqual([null, [], 1]);
    for (const browser of [silent.own, stranger]) {
      expect((await browser.get(`/api/v1/decisions/${id}`)).status).toBe(404);
      expect((await browser.get('/api/v1/decisions')).text).not.toContain(id);
    }
    expect((await answer(id, two, 'support', 1, one.own)).status).toBe(404);
    expect((await answer(id, silent, 'support')).status).toBe(404);
    expect((await one.own.send(`/api/v1/decisions/${id}/closing`, {})).status).toBe(403);
    expect((await analyst.send(`/api/v1/decisions/${id}/closing`, {})).status).toBe(403);
    expect((await stranger.send(`/api/v1/decisions/${id}/closing`, {})).status).toBe(404);
  });

  it('closes at its deadline with its result, and takes no answer after it', async () => {
    const { id } = await put();
    await answer(id, one, 'support');
    await answer(id, two, 'stand-aside');
    await pass(id);
    expect((await answer(id, silent, 'object')).status).toBe(409);
    const closing = app.worker!.get(Closing);
    await Promise.all([closing.closeOverdue({}, atOnce), closing.closeOverdue({}, atOnce)]);
    const decision = await settled('it is closed', async () => {
      const found = await read(id);
      return found.state === 'closed' && found;
    });
    expect(decision.result).toBe('carried');
    expect((await staff.send(`/api/v1/decisions/${id}`, { text: 'x' }, 'PATCH')).status).toBe(409);
    expect((await staff.send(`/api/v1/decisions/${id}/closing`, {})).status).toBe(409);
    const { rows } = await app.db.query(
      `SELECT 1 FROM audit_entries WHERE action = 'decision.closed' AND subject_id = $1`,
      [id],
    );
    expect(rows).toHaveLength(1);
  });

  it('waits for the word of the chair where the chair decides, which is given once', async () => {
    const { id } = await put({ rule: 'by-chair' });
    await answer(id, one, 'object');
    const word = { result: 'carried', ruled_by: 'A. Chair' };
    expect((await staff.send(`/api/v1/decisions/${id}/ruling`, word)).status).toBe(409);
    const closed = await staff.send(`/api/v1/decisions/${id}/closing`, {});
    expect(closed.json<Decision>()).toMatchObject({ state: 'closed', result: null });
    const ruled = await staff.send(`/api/v1/decisions/${id}/ruling`, word);
    expect(ruled.json<Decision>()).toMatchObject({ result: 'carried', ruled_by: 'A. Chair' });
    expect((await staff.send(`/api/v1/decisions/${id}/ruling`, word)).status).toBe(409);
  });

  it('mails partners that are silent when they are asked and before the end, once each, and no sealed person', async () => {
    const unaccounted = await aPartnerOf(app.db, chapterId, { name: 'Without accounts' });
    const speak = async (email: string, isSealed = false) => {
      const personId = await aPerson(app.db, { ownerId: chapterId, email, isSealed });
      await app.db.query(
        `INSERT INTO partner_roles (partner_id, person_id, role, starts_on) VALUES ($1, $2, 'leader', '2026-01-01')`,
        [unaccounted.organizationId, personId],
      );
    };
    await speak('leader@unaccounted.example');
    await speak('sealed@unaccounted.example', true);
    const asked = [one.membershipId, two.membershipId, unaccounted.membershipId];
    const { id } = await put({ title: 'Hear us', partner_ids: asked });
    await answer(id, two, 'support');
    const mails = async (): Promise<string[]> => {
      const reminders = app.worker!.get(DecisionReminders);
      await Promise.all([reminders.remind({}, atOnce), reminders.remind({}, atOnce)]);
      const { rows } = await app.db.query<{ canonical_email: string }>(
        `SELECT canonical_email FROM deliveries WHERE kind = 'decision-asked' AND message->'content'->>'subject' LIKE '%Hear us'
         ORDER BY canonical_email`,
      );
      return rows.map((each) => each.canonical_email);
    };
    const first = await mails();
    expect(first).toHaveLength(2);
    expect(first).toContain('leader@unaccounted.example');
    expect(await mails()).toEqual(first);
    await app.db.query(`UPDATE decisions SET deadline_at = now() + interval '20 hours' WHERE id = $1`, [id]);
    expect(await mails()).toHaveLength(4);
    expect(await mails()).toHaveLength(4);
  });

  async function ownersOf(browser: Browser): Promise<string[]> {
    const { rows } = await app.db.query<{ id: string }>(
      'SELECT organization_id AS id FROM grants WHERE account_id = $1',
      [browser.accountId],
    );
    return rows.map(({ id }) => id);
  }
});
