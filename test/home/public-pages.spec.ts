import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, aNetwork, aPartnerOrganization } from '../support/people.js';

describe('Public pages of the coalition', () => {
  let app: TestApp;
  let boston: string;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  async function aListedPartner(name: string, status: string, isListed: boolean): Promise<void> {
    const id = await aPartnerOrganization(app.db, { name });
    await app.db.query(
      `INSERT INTO partners (id, sector, is_listing_consented, listing_consented_at) VALUES ($1, 'faith', $2, CASE WHEN $2 THEN now() END)`,
      [id, isListed],
    );
    await app.db.query(`INSERT INTO memberships (partner_id, chapter_id, status) VALUES ($1, $2, $3)`, [
      id,
      boston,
      status,
    ]);
  }

  it('welcome where no coalition has begun yet', async () => {
    const answer = await app.visitor().get('/');
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('no coalition here yet');
  });

  it('speak the language of the browser, and the one that is asked for', async () => {
    const spanish = await app.visitor().get('/', { 'accept-language': 'es-MX,es;q=0.9' });
    expect(spanish.text).toContain('<html lang="es">');
    expect((await app.visitor().get('/?lang=pt', { 'accept-language': 'es' })).text).toContain(
      '<html lang="pt">',
    );
  });

  it('name a partner only where it is active and agreed to it', async () => {
    const networkId = await aNetwork(app.db, { name: 'The Network' });
    boston = await aChapter(app.db, { networkId, name: 'Boston', slug: 'boston' });
    await aListedPartner('Open Parish', 'active', true);
    await aListedPartner('Quiet Shelter', 'active', false);
    await aListedPartner('Maybe Clinic', 'prospect', true);
    const { text } = await app.visitor().get('/chapters/boston');
    expect(text).toContain('Open Parish');
    expect(text).not.toContain('Quiet Shelter');
    expect(text).not.toContain('Maybe Clinic');
  });

  it('show what is open and nothing that is a draft', async () => {
    for (const [slug, state] of [
      ['ask-now', 'open'],
      ['not-yet', 'draft'],
    ] as const) {
      await app.db.query(
        `INSERT INTO petitions (owner_id, slug, state, title, ask, confirmed_count, goal)
         VALUES ($1, $2, $3, $4, '{"en": "Please."}', 1234, 2000)`,
        [boston, slug, state, JSON.stringify({ en: `Title ${slug}` })],
      );
    }
    const { text } = await app.visitor().get('/');
    expect(text).toContain('Title ask-now');
    expect(text).toContain('1,234 of 2,000 signatures');
    expect(text).not.toContain('not-yet');
  });

  it('say where help is, with a way out at the top that needs no script', async () => {
    const { text } = await app.visitor().get('/exit');
    expect(text).toContain('tel:+18883737888');
    expect(text).toMatch(/<a href="\/exit\/now" rel="noreferrer nofollow" data-exit="">/);
    expect((await app.visitor().get('/')).text).not.toContain('data-exit');
    const help = await app.visitor().get('/exit');
    expect(help.headers.get('referrer-policy')).toBe('no-referrer');
    expect(help.text).toMatch(/<title>Page<\/title><meta name="referrer" content="no-referrer"\/>/);
    expect(help.text).not.toMatch(/og:title|name="description"/);
    const left = await app.visitor().get('/exit/now');
    expect([left.status, left.headers.get('location')]).toEqual([303, 'https://www.weather.gov']);
    expect(left.headers.get('clear-site-data')).toBe('"cache", "cookies", "storage"');
  });

  it('answer 404 for a chapter that is not there, in words', async () => {
    const answer = await app.visitor().get('/chapters/atlantis');
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('Page not found');
  });

  it('describe the API for programs and for people', async () => {
    const contract = (await app.visitor().get('/api/openapi.json')).json<{
      openapi: string;
      paths: object;
    }>();
    expect(contract.openapi).toBe('3.1.0');
    expect(Object.keys(contract.paths)).toContain('/api/v1/partners');
    expect((await app.visitor().get('/api/docs')).text).toContain('id="listPartners"');
  });
});
