import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ActionViews } from '../../src/home/funnel/action-views.service.js';
import { Signers, SIGNERS_SETTINGS } from '../petitions/signers.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { anEvent, signUp } from '../support/events.js';
import { aChapter, aNetwork, aPetition } from '../support/people.js';

interface Line {
  source: string | null;
  partner: string | null;
  label: string | null;
  viewed: number;
  started: number;
  submitted: number;
  confirmed: number;
  shared: number;
  brought: number;
}

interface Funnel {
  since: string | null;
  total: Line;
  sources: Line[];
}

const READER = { headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0' } };
const FIGURES = ['viewed', 'started', 'submitted', 'confirmed', 'shared', 'brought'] as const;

describe('The funnel of an action', () => {
  let app: TestApp;
  let chapterId: string;
  let organizer: Browser;
  let signers: Signers;
  let petition: { id: string; slug: string };

  beforeAll(async () => {
    app = await startApp({ worker: true, settings: SIGNERS_SETTINGS });
    chapterId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    organizer = await app.signIn('organizer', chapterId);
    petition = await aPetition(app.db, { ownerId: chapterId });
    signers = new Signers(app);
    await signers.readPage(petition.slug);
    await app.web.get(ActionViews).flush();
    await app.db.query('DELETE FROM action_views');
  }, 60_000);
  afterAll(() => app?.close());

  const view = (path: string) => app.visitor().fetch(path, READER);
  const tell = (path: string) => app.visitor().fetch(path, { method: 'POST', ...READER });

  async function funnel(kind: string, id: string): Promise<Funnel> {
    await app.web.get(ActionViews).flush();
    const answer = await organizer.get(`/api/v1/action-funnels?action_kind=${kind}&action_id=${id}`);
    return answer.json<Funnel>();
  }
  const figures = (line: Line | undefined) => line && FIGURES.map((key) => line[key]);

  /** Signs by this code, confirms, and gives the code of the link that the thanks offer to pass on. */
  async function signs(email: string, source: string): Promise<string> {
    await signers.sign(petition.slug, { email }, { query: source && `?s=${source}` });
    const [mail] = await signers.mails(email, 'petition-confirmation');
    await app.visitor().fetch(signers.link(mail!, 'confirmation'), { method: 'POST' });
    const { rows } = await app.db.query<{ code: string }>(
      'SELECT share_code AS code FROM signatures WHERE canonical_email = $1',
      [email],
    );
    return rows[0]!.code;
  }

  it('tells by source who viewed, began, signed, confirmed, passed it on and brought others', async () => {
    const path = `/petitions/${petition.slug}`;
    for (let n = 0; n < 3; n++) await view(`${path}?s=leaflet`);
    await view(path);
    expect((await tell(`/actions/petition/${petition.slug}/started?s=leaflet`)).status).toBe(204);
    await tell(`/actions/petition/${petition.slug}/started?s=leaflet`);
    const own = await signs('first@people.example', 'leaflet');
    await signers.sign(petition.slug, { email: 'waits@people.example' }, { query: '?s=leaflet' });
    await tell(`/actions/petition/${petition.slug}/shared?s=leaflet`);
    await view(`${path}?s=${own}`);
    await signs('friend@people.example', own);

    const { since, total, sources } = await funnel('petition', petition.id);
    expect(since).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(Object.fromEntries(sources.map((line) => [line.source, figures(line)]))).toEqual({
      leaflet: [3, 2, 2, 1, 1, 1],
      '*': [1, 1, 1, 1, 0, 0],
      '': [1, 0, 0, 0, 0, 0],
    });
    expect(figures(total)).toEqual([5, 3, 3, 2, 1, 1]);
  }, 30_000);

  it('counts no machine, no action that does not exist, and no code beyond two hundred of an action', async () => {
    const other = await aPetition(app.db, { ownerId: chapterId });
    const path = `/petitions/${other.slug}`;
    const scanner = { headers: { 'user-agent': 'Mozilla/5.0 (compatible; Barracuda)' } };
    await app.visitor().fetch(path, scanner);
    await app.visitor().fetch(path, { headers: { ...READER.headers, 'sec-purpose': 'prefetch' } });
    expect((await view('/petitions/there-is-none')).status).toBe(404);
    await tell('/actions/petition/there-is-none/started');
    expect((await tell(`/actions/petition/${other.slug}/signed`)).status).toBe(404);
    const views = app.web.get(ActionViews);
    for (let n = 0; n < 210; n++)
      views.count({ kind: 'petition', slug: other.slug, source: `made-up-${n}` }, 'viewed');
    await views.flush();
    views.count({ kind: 'petition', slug: other.slug, source: 'one-more' }, 'viewed');
    const { total, sources } = await funnel('petition', other.id);
    expect(total.viewed).toBe(211);
    expect(sources.find(({ source }) => source === 'one-more')).toBeUndefined();
    expect(sources.find(({ source }) => source === '')!.viewed).toBe(1);
  }, 30_000);

  it('says whose a partner’s code is, and counts its views once', async () => {
    const made = await organizer.send('/api/v1/partners', {
      chapter_id: chapterId,
      name: 'Open Parish',
      sector: 'faith',
    });
    const links = await organizer.send(`/api/v1/partners/${made.json<{ id: string }>().id}/source-codes`, {
      action_kind: 'petition',
      action_id: petition.id,
      label: 'newsletter',
    });
    const { code } = links.json<{ data: { code: string }[] }>().data[0]!;
    await view(`/petitions/${petition.slug}?s=${code}`);
    const { sources } = await funnel('petition', petition.id);
    const line = sources.find(({ source }) => source === code);
    expect(line).toMatchObject({ partner: 'Open Parish', label: 'newsletter', viewed: 1 });
    const { rows } = await app.db.query('SELECT n FROM code_views WHERE code = $1', [code]);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('of an event counts who did not cancel', async () => {
    const event = await anEvent(app.db, { ownerId: chapterId });
    await view(`/events/${event.slug}?s=poster`);
    await signUp(app, event, { email: 'comes@people.example' });
    await signUp(app, event, { email: 'cancels@people.example' });
    await app.db.query(
      `UPDATE attendances SET state = 'cancelled' WHERE registration_id =
         (SELECT id FROM registrations WHERE canonical_email = 'cancels@people.example')`,
    );
    const { total } = await funnel('event', event.id);
    expect([total.viewed, total.submitted, total.confirmed]).toEqual([1, 2, 1]);
  });

  it('is not for those who do not work on it', async () => {
    const stranger = await app.signIn(
      'organizer',
      await aChapter(app.db, { networkId: await aNetwork(app.db) }),
    );
    const answer = await stranger.get(`/api/v1/action-funnels?action_kind=petition&action_id=${petition.id}`);
    expect(answer.status).toBe(404);
  });
});
