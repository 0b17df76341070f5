import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, anAccount, aNetwork } from '../support/people.js';

interface Commitment {
  id: string;
  state: string;
  is_overdue: boolean;
  campaign_title: { en?: string } | null;
}

describe('What a partner was asked for', () => {
  let app: TestApp;
  let chapterId: string;
  let organizer: Browser;
  let analyst: Browser;
  let stranger: Browser;
  let partnerId: string;
  let partnerAdmin: Browser;
  let campaignId: string;

  beforeAll(async () => {
    app = await startApp();
    const networkId = await aNetwork(app.db);
    chapterId = await aChapter(app.db, { networkId });
    organizer = await app.signIn('organizer', chapterId);
    analyst = await app.signIn('analyst', chapterId);
    stranger = await app.signIn('organizer', await aChapter(app.db, { networkId }));
    const partner = { chapter_id: chapterId, name: 'Open Parish', sector: 'faith' };
    partnerId = (await organizer.send('/api/v1/partners', partner)).json<{ id: string }>().id;
    const { rows } = await app.db.query<{ id: string }>(
      'SELECT partner_id AS id FROM memberships WHERE id = $1',
      [partnerId],
    );
    partnerAdmin = await app.signInAs(await anAccount(app.db, { grants: [['partner-admin', rows[0]!.id]] }));
    const campaign = { owner_id: chapterId, title: { en: 'The way out' } };
    campaignId = (await organizer.send('/api/v1/campaigns', campaign)).json<{ id: string }>().id;
  }, 60_000);
  afterAll(() => app?.close());

  const ask = async (form: object = {}): Promise<Commitment> => {
    const asked = await organizer.send(`/api/v1/partners/${partnerId}/commitments`, {
      kind: 'host',
      campaign_id: campaignId,
      ...form,
    });
    expect(asked.status).toBe(201);
    return asked.json<Commitment>();
  };
  const list = async (query: string, browser = organizer) =>
    (await browser.get(`/api/v1/commitments?${query}`)).json<{ data: Commitment[]; next: string | null }>();
  const say = (id: string, what: 'answer' | 'outcome', word: string, browser = organizer) =>
    browser.send(`/api/v1/commitments/${id}/${what}`, { [what]: word });

  it('is agreed to or declined once, and what was agreed to is done or missed once', async () => {
    const { id, state, campaign_title: title } = await ask();
    expect([state, title]).toEqual(['asked', { en: 'The way out' }]);
    expect((await say(id, 'outcome', 'done')).status).toBe(409);
    expect((await say(id, 'answer', 'agreed')).json()).toMatchObject({ state: 'agreed', is_overdue: false });
    expect((await say(id, 'answer', 'declined')).status).toBe(409);
    expect((await say(id, 'outcome', 'done')).json()).toMatchObject({ state: 'done' });
    expect((await say(id, 'outcome', 'missed')).status).toBe(409);
  });

  it('is overdue once its day is past and it is neither declined nor settled', async () => {
    const late = await ask({ due_on: '2026-01-31', details: 'The hall for the rally' });
    const declined = await ask({ due_on: '2026-01-31' });
    await say(declined.id, 'answer', 'declined');
    await ask({ due_on: '2099-01-31' });
    expect((await list('is_overdue=true')).data.map(({ id }) => id)).toEqual([late.id]);
    await organizer.send(`/api/v1/commitments/${late.id}`, { due_on: null }, 'PATCH');
    expect((await list('is_overdue=true')).data).toEqual([]);
  });

  it('is listed by campaign, soonest due first, a page at a time', async () => {
    const all = (await list(`campaign_id=${campaignId}`)).data.map(({ id }) => id);
    const paged: string[] = [];
    for (let after = ''; ;) {
      const page = await list(`campaign_id=${campaignId}&limit=1${after}`);
      paged.push(...page.data.map(({ id }) => id));
      if (page.next === null) break;
      after = `&after=${page.next}`;
    }
    expect(paged).toEqual(all);
    expect(all.length).toBeGreaterThan(3);
  });

  it('is read by the partner itself, which changes nothing, and is hidden from everybody else', async () => {
    const { id } = await ask({ kind: 'speaker' });
    expect((await list('state=asked', partnerAdmin)).data.map((each) => each.id)).toContain(id);
    expect((await say(id, 'answer', 'agreed', partnerAdmin)).status).toBe(403);
    expect((await say(id, 'answer', 'agreed', analyst)).status).toBe(403);
    expect((await list('', stranger)).data).toEqual([]);
    expect((await say(id, 'answer', 'agreed', stranger)).status).toBe(404);
    const foreign = { owner_id: await ownerOf(stranger), title: { en: 'Theirs' } };
    const campaign = (await stranger.send('/api/v1/campaigns', foreign)).json<{ id: string }>();
    const asked = { kind: 'host', campaign_id: campaign.id };
    expect((await organizer.send(`/api/v1/partners/${partnerId}/commitments`, asked)).status).toBe(422);
  });

  async function ownerOf(browser: Browser): Promise<string> {
    const { rows } = await app.db.query<{ id: string }>(
      'SELECT organization_id AS id FROM grants WHERE account_id = $1',
      [browser.accountId],
    );
    return rows[0]!.id;
  }
});
