import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPartnerOf } from '../support/agreements.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Answer, type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPetition } from '../support/people.js';
import { aPicture } from '../support/pictures.js';

interface Commitment {
  id: string;
  state: string;
  answered_on: string | null;
}

describe('A partner’s own hub', () => {
  let app: TestApp;
  let boston: string;
  let organizer: Browser;
  let own: Browser;
  let foreign: Browser;
  let clinic: { organizationId: string; membershipId: string };

  beforeAll(async () => {
    app = await startApp();
    boston = await aChapter(app.db, { networkId: await aNetwork(app.db), name: 'Boston', slug: 'boston' });
    organizer = await app.signIn('organizer', boston);
    clinic = await aPartnerOf(app.db, boston, { name: 'Harbor Clinic' });
    own = await app.signIn('partner-admin', clinic.organizationId);
    foreign = await app.signIn('partner-admin', (await aPartnerOf(app.db, boston)).organizationId);
  });
  afterAll(() => app?.close());

  const profile = (browser: Browser, form: object): Promise<Answer> =>
    browser.send(`/api/v1/partners/${clinic.membershipId}/profile`, form, 'PATCH');
  const listing = (browser: Browser, isConsented: boolean): Promise<Answer> =>
    browser.send(
      `/api/v1/partners/${clinic.membershipId}/profile/listing`,
      { is_consented: isConsented },
      'PUT',
    );
  const directory = async (): Promise<string> => (await app.visitor().get('/partners?lang=en')).text;
  async function asked(): Promise<string> {
    const made = await organizer.send(`/api/v1/partners/${clinic.membershipId}/commitments`, {
      kind: 'speaker',
      details: 'For the evening of learning',
    });
    return made.json<Commitment>().id;
  }

  it('lets its people say how it is presented, and nobody else, and not what it is', async () => {
    const form = {
      name: 'Harbor Clinic and Care',
      description: 'Open day and night.',
      website: 'https://harbor.example',
    };
    const changed = await profile(own, form);
    expect([changed.status, changed.json()]).toMatchObject([200, form]);
    expect((await profile(own, { sector: 'law-enforcement' })).status).toBe(422);
    expect((await profile(own, { website: 'javascript:alert(1)' })).status).toBe(422);
    expect((await profile(foreign, form)).status).toBe(404);
    expect((await profile(organizer, form)).status).toBe(403);
  });

  it('lets them agree to the public directory and take it back, at once', async () => {
    expect(await directory()).not.toContain('Harbor Clinic');
    expect((await listing(foreign, true)).status).toBe(404);
    expect((await listing(own, true)).json()).toMatchObject({ is_listed: true });
    expect(await directory()).toContain('Harbor Clinic and Care');
    expect(await directory()).toContain('Open day and night.');
    const { rows } = await app.db.query<{ by: string }>(
      `SELECT listing_consented_by AS by FROM partners WHERE id = $1`,
      [clinic.organizationId],
    );
    expect(rows[0]!.by).not.toBe('');
    expect((await listing(own, false)).json()).toMatchObject({ is_listed: false });
    expect(await directory()).not.toContain('Harbor Clinic');
  });

  it('takes their logo, which stands in public only while they are listed', async () => {
    const path = `/api/v1/partners/${clinic.membershipId}/profile/logo`;
    const put = async (browser: Browser): Promise<Answer> =>
      browser.fetch(`${path}?name=logo.png`, {
        method: 'PUT',
        body: new Uint8Array(await aPicture(40, 20)),
        headers: { 'content-type': 'application/octet-stream' },
      });
    expect((await put(foreign)).status).toBe(404);
    expect((await put(own)).status).toBe(200);
    expect((await put(own)).status).toBe(200);
    expect((await organizer.get(`/api/v1/partners/${clinic.membershipId}/logo`)).status).toBe(200);
    const { rows } = await app.db.query<{ slug: string }>(`SELECT slug FROM organizations WHERE id = $1`, [
      clinic.organizationId,
    ]);
    const shown = async (): Promise<number> =>
      (await app.visitor().get(`/partners/${rows[0]!.slug}/logo.png`)).status;
    expect(await shown()).toBe(404);
    await listing(own, true);
    expect(await shown()).toBe(200);
    await own.send(path, undefined, 'DELETE');
    expect(await shown()).toBe(404);
  });

  it('lets them answer what they were asked, and say that they did it', async () => {
    const id = await asked();
    const answer = (browser: Browser, word: string): Promise<Answer> =>
      browser.send(`/api/v1/commitments/${id}/own-answer`, { answer: word });
    const complete = (browser: Browser): Promise<Answer> =>
      browser.send(`/api/v1/commitments/${id}/own-completion`);
    expect((await answer(foreign, 'agreed')).status).toBe(404);
    expect((await complete(own)).status).toBe(409);
    expect((await answer(own, 'agreed')).json()).toMatchObject({ state: 'agreed' });
    expect((await answer(own, 'declined')).status).toBe(409);
    expect((await complete(own)).json()).toMatchObject({ state: 'done' });
    const seen = await organizer.get(`/api/v1/commitments?partner_id=${clinic.membershipId}`);
    expect(seen.json<{ data: Commitment[] }>().data).toMatchObject([{ id, state: 'done' }]);
    // That it was missed is not its own to say, nor another's promise to keep.
    expect(
      (await own.send(`/api/v1/commitments/${await asked()}/outcome`, { outcome: 'missed' })).status,
    ).toBe(403);
  });

  it('gives them their links by name, with a code to print, and no other partner’s', async () => {
    const petition = await aPetition(app.db, { ownerId: boston });
    const made = await organizer.send(`/api/v1/partners/${clinic.membershipId}/source-codes`, {
      action_kind: 'petition',
      action_id: petition.id,
      label: 'Newsletter',
    });
    const { code } = made.json<{ data: { code: string }[] }>().data[0]!;
    const links = await own.get(`/api/v1/partners/${clinic.membershipId}/source-codes`);
    expect(links.json()).toMatchObject({
      data: [{ code, title: { en: 'Safe housing now' }, url: `http://accord.test/go/${code}`, deeds: null }],
    });
    for (const [type, begins] of [
      ['svg', '<svg'],
      ['png', '\uFFFDPNG'],
    ] as const) {
      const drawn = await own.get(`/api/v1/source-codes/${code}/qr.${type}`);
      expect([drawn.status, drawn.text.startsWith(begins)]).toEqual([200, true]);
      expect((await foreign.get(`/api/v1/source-codes/${code}/qr.${type}`)).status).toBe(404);
    }
    await app.db.query(`UPDATE petitions SET state = 'draft' WHERE id = $1`, [petition.id]);
    const hidden = await own.get(`/api/v1/partners/${clinic.membershipId}/source-codes`);
    expect(hidden.json()).toMatchObject({ data: [{ code, title: null }] });
  });
});
