import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPetition } from '../support/people.js';

interface Campaign {
  id: string;
  slug: string;
  state: string;
  is_writable: boolean;
}

describe('A campaign', () => {
  let app: TestApp;
  let networkId: string;
  let own: string;
  let organizer: Browser;
  let stranger: Browser;
  let network: Browser;

  const text = { title: { en: 'A way out', es: 'Una salida' }, ask: { en: 'Fund safe housing.' } };

  beforeAll(async () => {
    app = await startApp();
    networkId = await aNetwork(app.db);
    own = await aChapter(app.db, { networkId, name: 'Boston', slug: 'boston' });
    organizer = await app.signIn('organizer', own);
    const elsewhere = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    stranger = await app.signIn('organizer', elsewhere);
    network = await app.signIn('network-admin', networkId);
  }, 60_000);
  afterAll(() => app?.close());

  async function make(more: object = {}, browser = organizer): Promise<Campaign> {
    const made = await browser.send('/api/v1/campaigns', { owner_id: own, ...text, ...more });
    expect(made.status).toBe(201);
    return made.json<Campaign>();
  }
  const act = (id: string, what: string, browser = organizer) =>
    browser.send(`/api/v1/campaigns/${id}/${what}`);
  const page = async (slug: string, language = 'en') =>
    (await app.visitor().get(`/campaigns/${slug}?lang=${language}`)).text;

  it('begins as a draft that nobody outside sees, goes live, and ends once', async () => {
    const { id, slug, state } = await make();
    expect([state, slug]).toEqual(['draft', 'a-way-out']);
    expect((await app.visitor().get(`/campaigns/${slug}`)).status).toBe(404);
    expect((await act(id, 'ending')).status).toBe(409);
    expect((await act(id, 'publication')).json<Campaign>().state).toBe('live');
    expect((await act(id, 'publication')).status).toBe(409);
    expect(await page(slug)).toContain('Fund safe housing.');
    expect(await page(slug, 'es')).toContain('Una salida');
    expect((await act(id, 'ending')).json<Campaign>().state).toBe('ended');
    expect((await act(id, 'ending')).status).toBe(409);
  });

  it('says what it wants before everybody sees it, and keeps its address', async () => {
    const { id, slug } = await make({ ask: {} });
    expect((await act(id, 'publication')).status).toBe(422);
    const changes = { ask: { en: 'Fund it.', pt: '' }, title: { en: 'Another title' } };
    const changed = await organizer.send(`/api/v1/campaigns/${id}`, changes, 'PATCH');
    expect(changed.json()).toMatchObject({ slug, ask: { en: 'Fund it.' }, title: { en: 'Another title' } });
    expect(changed.json<{ ask: object }>().ask).toEqual({ en: 'Fund it.' });
    expect((await act(id, 'publication')).status).toBe(200);
    expect((await organizer.send(`/api/v1/campaigns/${id}`, { ask: {} }, 'PATCH')).status).toBe(422);
  });

  it('takes an address of its own where its title is another campaign’s, and refuses a chosen one that is taken', async () => {
    await make({ title: { en: 'Twice' } });
    expect((await make({ title: { en: 'Twice' } })).slug).toBe('twice-2');
    const refused = await organizer.send('/api/v1/campaigns', { owner_id: own, ...text, slug: 'twice' });
    expect(refused.status).toBe(422);
  });

  it('shows on its page what hangs on it, with where the visitor came from, and on the chapter’s hub', async () => {
    const { id, slug } = await make({ title: { en: 'The whole way' } });
    await act(id, 'publication');
    const petition = await aPetition(app.db, { ownerId: own, title: 'Sign for the way' });
    const other = await aPetition(app.db, { ownerId: own, title: 'Something else' });
    const hung = await organizer.send(`/api/v1/petitions/${petition.id}`, { campaign_id: id }, 'PATCH');
    expect(hung.json()).toMatchObject({ campaign_id: id });
    const mention = { chapter_id: own, campaign_id: id, outlet: 'The Paper', published_on: '2026-10-01' };
    const url = 'https://paper.example/way';
    await organizer.send('/api/v1/media-mentions', { ...mention, title: 'They walked', url });
    const shown = (await app.visitor().get(`/campaigns/${slug}?lang=en&s=flyer-qr`)).text;
    expect(shown).toContain(`/petitions/${petition.slug}?lang=en&amp;s=flyer-qr`);
    expect(shown).not.toContain(other.slug);
    expect(shown).toContain('They walked');
    expect((await app.visitor().get('/chapters/boston')).text).toContain(`/campaigns/${slug}`);
    const actions = await organizer.get(`/api/v1/campaigns/${id}/actions`);
    expect(actions.json()).toMatchObject({
      data: [{ kind: 'petition', id: petition.id, count: 0 }],
      figures: { signatures: 0, places: 0, letters: 0 },
    });
  });

  it('says once it has ended what came of it and what to do next', async () => {
    const { id, slug } = await make({ title: { en: 'Won' } });
    await act(id, 'publication');
    const next = await aPetition(app.db, { ownerId: own, title: 'The next step' });
    await act(id, 'ending');
    await organizer.send(
      `/api/v1/campaigns/${id}`,
      { outcome: { en: 'The council voted for it.' } },
      'PATCH',
    );
    const shown = await page(slug);
    expect(shown).toContain('This campaign has ended.');
    expect(shown).toContain('The council voted for it.');
    expect(shown).toContain(`/petitions/${next.slug}`);
  });

  it('is shown to its editor as visitors will see it, before it is saved', async () => {
    const { id } = await make({ title: { en: 'Draft' } });
    const form = { language: 'pt', title: { pt: 'Rascunho' } };
    const preview = await organizer.send(`/api/v1/campaigns/${id}/preview`, form);
    expect(preview.json<{ html: string }>().html).toContain('<h1>Rascunho</h1>');
    expect(preview.json<{ html: string }>().html).not.toContain('<script');
  });

  it('of the network is there for its chapters to hang actions on, once it is published, and not to change', async () => {
    const { id } = await make({ owner_id: networkId, title: { en: 'Everywhere' } }, network);
    expect((await organizer.get(`/api/v1/campaigns/${id}`)).status).toBe(404);
    await act(id, 'publication', network);
    expect((await organizer.get(`/api/v1/campaigns/${id}`)).json()).toMatchObject({ is_writable: false });
    expect((await organizer.send(`/api/v1/campaigns/${id}`, text, 'PATCH')).status).toBe(403);
    const titles = (await organizer.get('/api/v1/campaigns?q=EVERYWH')).json<{ data: Campaign[] }>();
    expect(titles.data.map((each) => each.id)).toEqual([id]);
    const made = await organizer.send('/api/v1/events', {
      owner_id: own,
      title: { en: 'Rally everywhere' },
      campaign_id: id,
    });
    expect(made.json()).toMatchObject({ campaign_id: id });
    const letter = await organizer.send('/api/v1/letter-campaigns', {
      owner_id: own,
      title: { en: 'Write everywhere' },
      campaign_id: id,
    });
    expect(letter.json()).toMatchObject({ campaign_id: id });
    const unhung = { campaign_id: null };
    const letterId = letter.json<{ id: string }>().id;
    const taken = await organizer.send(`/api/v1/letter-campaigns/${letterId}`, unhung, 'PATCH');
    expect(taken.json()).toMatchObject({ campaign_id: null });
  });

  it('of somebody else looks like none to those who hang actions on it', async () => {
    const { id } = await make();
    await act(id, 'publication');
    const ownerId = await ownerOf(stranger);
    const about = (campaignId: string) =>
      stranger.send('/api/v1/petitions', { owner_id: ownerId, title: { en: 'x' }, campaign_id: campaignId });
    const [foreign, none] = [await about(id), await about('00000000-0000-4000-8000-000000000000')];
    expect(foreign.status).toBe(422);
    expect(foreign.text).toBe(none.text);
    expect((await stranger.get(`/api/v1/campaigns/${id}/actions`)).status).toBe(404);
  });

  async function ownerOf(browser: Browser): Promise<string> {
    const { rows } = await app.db.query<{ id: string }>(
      'SELECT organization_id AS id FROM grants WHERE account_id = $1',
      [browser.accountId],
    );
    return rows[0]!.id;
  }
});
