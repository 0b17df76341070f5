import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anAgreement, aPartnerOf } from '../support/agreements.js';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, aNetwork } from '../support/people.js';
import { type Kit, KitPlace, type Standing } from './support/kits.js';

describe('A campaign kit', () => {
  let app: TestApp;
  let at: KitPlace;

  beforeAll(async () => {
    app = await startApp();
    at = await KitPlace.in(app);
  }, 60_000);
  afterAll(() => app?.close());

  it('is published by its network with the words and outlines that it chooses, and with nobody in it', async () => {
    const source = await at.aSource();
    const { organizationId } = await aPartnerOf(app.db, at.denver, { name: 'Quiet Partner' });
    await anAgreement(app.db, { ownerId: at.denver, partyIds: [organizationId] });
    await app.db.query(
      `INSERT INTO co_sponsors (action_kind, action_id, owner_id, organization_id, state) VALUES ('event', $1, $2, $3, 'invited')`,
      [source.event, at.networkId, organizationId],
    );
    expect((await at.standing(at.network, source.id)).publishing).toMatchObject({ version: null });
    const published = await at.publish(source.id, [source.petition, source.event]);
    expect(published.status).toBe(201);
    expect(published.json<Standing>().publishing).toMatchObject({ version: 1, is_changed: false });

    const kit = (await at.organizer.get(`/api/v1/campaign-kits/${source.id}`)).json<Kit>();
    expect(kit.texts.title).toMatchObject({ es: 'Ayuda al alcance' });
    expect(kit.pieces.map(({ kind }) => kind)).toEqual(['petition', 'event']);
    const { rows } = await app.db.query<{ content: object }>(
      'SELECT content FROM campaign_kits WHERE campaign_id = $1',
      [source.id],
    );
    const everything = JSON.stringify(rows) + JSON.stringify(kit);
    for (const told of [
      'Secret Hall',
      'Hidden Street',
      'Knock twice',
      'staff.example',
      organizationId,
      'Quiet',
    ])
      expect([told, everything.includes(told)]).toEqual([told, false]);
    // Nothing is different yet, and no version is ever changed.
    expect((await at.publish(source.id, [source.petition, source.event])).status).toBe(409);
    expect((await at.publish(source.id, [at.networkId])).status).toBe(422);
    await at.change(at.network, `/api/v1/petitions/${source.petition}`, {
      ask: { en: 'At every stop and on every bus.' },
    });
    expect((await at.standing(at.network, source.id)).publishing).toMatchObject({
      version: 1,
      is_changed: true,
    });
  });

  it('is made by nobody but the network, of a campaign that is live', async () => {
    const source = await at.aSource();
    expect((await at.publish(source.id, [], at.organizer)).status).toBe(403);
    const own = await at.made(at.organizer, '/api/v1/campaigns', {
      owner_id: at.boston,
      title: { en: 'Ours' },
    });
    expect((await at.publish(own, [], at.organizer)).status).toBe(404);
    expect(await at.standing(at.organizer, own)).toEqual({ publishing: null, copy: null });
    const draft = await at.made(at.network, '/api/v1/campaigns', {
      owner_id: at.networkId,
      title: { en: 'Soon' },
    });
    expect((await at.publish(draft, [])).status).toBe(409);
  });

  it('is copied by a chapter once, as a draft of its own', async () => {
    const source = await at.aSource();
    await at.publish(source.id, [source.petition]);
    const answers = await Promise.all([1, 2, 3].map(() => at.copy(source.id, at.boston, at.organizer)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const campaignId = answers
      .find(({ status }) => status === 201)!
      .json<{ campaign_id: string }>().campaign_id;
    const campaign = (await at.organizer.get(`/api/v1/campaigns/${campaignId}`)).json();
    expect(campaign).toMatchObject({
      owner_id: at.boston,
      state: 'draft',
      is_writable: true,
      title: { es: 'Ayuda al alcance' },
    });
    const { rows } = await app.db.query('SELECT 1 FROM campaigns WHERE owner_id = $1 AND slug LIKE $2', [
      at.boston,
      `${(campaign as { slug: string }).slug.slice(0, -1)}%`,
    ]);
    expect(rows).toHaveLength(1);
    const { data } = (await at.organizer.get('/api/v1/campaign-kits')).json<{ data: Kit[] }>();
    expect(data.find(({ id }) => id === source.id)!.copies).toEqual([
      { owner_id: at.boston, campaign_id: campaignId },
    ]);
  });

  it('looks like none to others, and shows a chapter nothing of another’s copy', async () => {
    const source = await at.aSource();
    await at.publish(source.id, [source.petition]);
    const campaignId = await at.aCopy(source);
    const elsewhere = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    const stranger = await app.signIn('organizer', elsewhere);
    const { organizationId } = await aPartnerOf(app.db, at.boston, { name: 'Harbor Clinic' });
    const partner = await app.signIn('partner-admin', organizationId);
    const none = '00000000-0000-4000-8000-000000000000';
    const foreign = await stranger.get(`/api/v1/campaign-kits/${source.id}`);
    expect([foreign.status, foreign.text]).toEqual([
      404,
      (await stranger.get(`/api/v1/campaign-kits/${none}`)).text,
    ]);
    expect((await at.copy(source.id, elsewhere, stranger)).status).toBe(404);
    expect((await at.copy(source.id, at.denver, at.organizer)).status).toBe(404);
    expect((await partner.get('/api/v1/campaign-kits')).status).toBe(403);
    expect((await at.neighbour.get(`/api/v1/campaigns/${campaignId}/kit`)).status).toBe(404);
    const { data } = (await at.neighbour.get('/api/v1/campaign-kits')).json<{ data: Kit[] }>();
    expect(data.find(({ id }) => id === source.id)!.copies).toEqual([]);
    // An ended one is offered to nobody; who has it keeps it.
    await at.network.send(`/api/v1/campaigns/${source.id}/ending`);
    expect((await at.copy(source.id, at.denver, at.neighbour)).status).toBe(409);
    expect((await at.standing(at.organizer, campaignId)).copy).toMatchObject({ version: 1 });
  });
});
