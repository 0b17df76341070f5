import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { aPartnerOf } from '../support/agreements.js';
import { aPicture } from '../support/pictures.js';
import { aChapter, aNetwork } from '../support/people.js';

describe('The public directory of partners', () => {
  let app: TestApp;
  let boston: string;
  let lowell: string;

  beforeAll(async () => {
    app = await startApp();
    const networkId = await aNetwork(app.db, { name: 'The Network' });
    boston = await aChapter(app.db, { networkId, name: 'Boston', slug: 'boston' });
    lowell = await aChapter(app.db, { networkId, name: 'Lowell', slug: 'lowell' });
  });
  afterAll(() => app?.close());

  const page = async (query = ''): Promise<string> =>
    (await app.visitor().get(`/partners?lang=en${query}`)).text;
  /** What stands on the cards, by name. */
  const names = (text: string): string[] => [...text.matchAll(/<h2>([^<]+)<\/h2>/g)].map(([, name]) => name!);

  it('is found from the front page, in three languages', async () => {
    expect((await app.visitor().get('/?lang=en')).text).toContain('href="/partners?lang=en"');
    expect((await app.visitor().get('/partners?lang=es')).text).toContain('Nuestras organizaciones aliadas');
    expect((await app.visitor().get('/partners?lang=pt')).text).toContain('Nossas organizações parceiras');
  });

  it('lists who is active and agreed, by city and sector, each once', async () => {
    const parish = { name: 'Open Parish', sector: 'faith', isListed: true };
    const { organizationId } = await aPartnerOf(app.db, boston, parish);
    await app.db.query(`INSERT INTO memberships (partner_id, chapter_id, status) VALUES ($1, $2, 'active')`, [
      organizationId,
      lowell,
    ]);
    await aPartnerOf(app.db, boston, { name: 'Harbor Clinic', sector: 'public-health', isListed: true });
    await aPartnerOf(app.db, boston, { name: 'Maybe Museum', isListed: true, status: 'prospect' });
    expect(names(await page())).toEqual(['Harbor Clinic', 'Open Parish']);
    expect(names(await page('&city=lowell'))).toEqual(['Open Parish']);
    expect(names(await page('&sector=public-health'))).toEqual(['Harbor Clinic']);
    expect(names(await page('&city=lowell&sector=public-health'))).toEqual([]);
    expect(names(await page('&city=atlantis&sector=none'))).toHaveLength(2);
  });

  it('tells by nothing that an organization exists that did not agree', async () => {
    const queries = ['', '&city=boston', '&sector=survivor-led', '&city=boston&sector=survivor-led'];
    // Each page bears the stamp of nothing but what it shows.
    const before = await Promise.all(queries.map(page));
    const quiet = { name: 'Quiet Circle', sector: 'survivor-led' };
    const { organizationId, membershipId } = await aPartnerOf(app.db, boston, quiet);
    const { rows } = await app.db.query<{ slug: string }>(`SELECT slug FROM organizations WHERE id = $1`, [
      organizationId,
    ]);
    const organizer = await app.signIn('organizer', boston);
    const logo = await organizer.fetch(`/api/v1/partners/${membershipId}/logo?name=logo.png`, {
      method: 'PUT',
      body: new Uint8Array(await aPicture(20, 20)),
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(logo.status).toBe(200);
    expect(await Promise.all(queries.map(page))).toEqual(before);
    const [there, missing] = await Promise.all(
      [rows[0]!.slug, 'no-such-partner'].map((slug) => app.visitor().get(`/partners/${slug}/logo.png`)),
    );
    expect([there!.status, missing!.status]).toEqual([404, 404]);

    await app.db.query(
      `UPDATE partners SET is_listing_consented = true, listing_consented_at = now() WHERE id = $1`,
      [organizationId],
    );
    expect(names(await page('&sector=survivor-led'))).toEqual(['Quiet Circle']);
    const shown = await app.visitor().get(`/partners/${rows[0]!.slug}/logo.png`);
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
    await app.db.query(
      `UPDATE partners SET is_listing_consented = false, listing_consented_at = NULL WHERE id = $1`,
      [organizationId],
    );
    expect(await page('&sector=survivor-led')).toEqual(before[2]);
  });

  it('goes on to a next page by name, and takes no address that was made up', async () => {
    for (let n = 10; n < 45; n++)
      await aPartnerOf(app.db, lowell, { name: `Union ${n}`, sector: 'business-legal', isListed: true });
    const first = await page('&sector=business-legal');
    expect(names(first)).toHaveLength(30);
    const [, next] = /href="\/partners\?([^"]+after=[^"]+)"/.exec(first)!;
    const second = (await app.visitor().get(`/partners?${next!.replaceAll('&amp;', '&')}`)).text;
    expect(names(second)).toEqual(['Union 40', 'Union 41', 'Union 42', 'Union 43', 'Union 44']);
    expect(second).not.toContain('after=');
    expect((await app.visitor().get('/partners?after=nonsense')).status).toBe(422);
    const foreign = Buffer.from(JSON.stringify(['Union', 'x'])).toString('base64url');
    expect((await app.visitor().get(`/partners?after=${foreign}`)).status).toBe(200);
  });
});
