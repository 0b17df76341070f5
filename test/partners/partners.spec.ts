import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';
import { aPicture } from '../support/pictures.js';

interface PartnerRecord {
  id: string;
  name: string;
  status: string;
  next_statuses: string[];
  is_listed: boolean;
  roles: { id: string; name: string; role: string; ends_on: string | null }[];
  timeline: { kind: string; text: string; from: string | null; to: string | null }[];
}

describe('Partners', () => {
  let app: TestApp;
  let boston: string;
  let denver: string;
  let organizer: Browser;
  let stranger: Browser;

  beforeAll(async () => {
    app = await startApp();
    const networkId = await aNetwork(app.db);
    boston = await aChapter(app.db, { networkId, slug: 'boston' });
    denver = await aChapter(app.db, { networkId, slug: 'denver' });
    organizer = await app.signIn('organizer', boston);
    stranger = await app.signIn('organizer', denver);
  });
  afterAll(() => app.close());

  async function aPartner(name: string): Promise<PartnerRecord> {
    const answer = await organizer.send('/api/v1/partners', { chapter_id: boston, name, sector: 'faith' });
    expect(answer.status).toBe(201);
    return answer.json<PartnerRecord>();
  }

  it('begin as prospects and move only where their status allows', async () => {
    const partner = await aPartner('Old South Church');
    expect(partner).toMatchObject({ status: 'prospect', next_statuses: ['invited', 'active', 'left'] });

    const invited = await organizer.send(`/api/v1/partners/${partner.id}/status-changes`, {
      status: 'invited',
      reason: 'Met at the forum',
    });
    expect(invited.json<PartnerRecord>().timeline[0]).toMatchObject({
      kind: 'status',
      from: 'prospect',
      to: 'invited',
      text: 'Met at the forum',
    });

    const paused = await organizer.send(`/api/v1/partners/${partner.id}/status-changes`, {
      status: 'paused',
    });
    expect(paused.status).toBe(409);
    expect(paused.json<{ error: { message: string } }>().error.message).toContain('“invited” now');
  });

  it('of another chapter do not exist for its neighbours', async () => {
    const partner = await aPartner('Shelter on Elm Street');
    expect((await stranger.get(`/api/v1/partners/${partner.id}`)).status).toBe(404);
    expect((await stranger.send(`/api/v1/partners/${partner.id}/notes`, { body: 'hello' })).status).toBe(404);
    expect((await stranger.get('/api/v1/partners?q=elm')).json()).toEqual({ data: [], next: null });
    expect(
      (await stranger.send('/api/v1/partners', { chapter_id: boston, name: 'Mine', sector: 'civic' })).status,
    ).toBe(404);
  });

  it('keep who held which role, and when it ended', async () => {
    const partner = await aPartner('Clinic');
    const ada = await aPerson(app.db, { ownerId: boston, givenName: 'Ada', familyName: 'Okafor' });
    const other = await aPerson(app.db, { ownerId: denver });
    const given = await organizer.send(`/api/v1/partners/${partner.id}/roles`, {
      person_id: ada,
      role: 'signatory',
      title: 'Director',
    });
    expect(given.json<PartnerRecord>().roles).toMatchObject([
      { name: 'Ada Okafor', role: 'signatory', ends_on: null },
    ]);
    expect(
      (await organizer.send(`/api/v1/partners/${partner.id}/roles`, { person_id: ada, role: 'signatory' }))
        .status,
    ).toBe(409);
    expect(
      (await organizer.send(`/api/v1/partners/${partner.id}/roles`, { person_id: other, role: 'leader' }))
        .status,
    ).toBe(404);

    const roleId = given.json<PartnerRecord>().roles[0]!.id;
    const ended = await organizer.send(`/api/v1/partners/${partner.id}/roles/${roleId}`, undefined, 'DELETE');
    expect(ended.json<PartnerRecord>().roles[0]!.ends_on).not.toBeNull();
    const { rows } = await app.db.query(
      `SELECT action, detail FROM audit_entries WHERE subject_kind = 'person' AND subject_id = $1 ORDER BY id`,
      [ada],
    );
    const detail = { role: 'signatory', partner: partner.id };
    expect(rows).toEqual([
      { action: 'partner.role-added', detail },
      { action: 'partner.role-ended', detail },
    ]);
  });

  it('have a title and days put right, and end no role before it begins', async () => {
    const partner = await aPartner('Hospital');
    const personId = await aPerson(app.db, { ownerId: boston, givenName: 'Noor' });
    const given = await organizer.send(`/api/v1/partners/${partner.id}/roles`, {
      person_id: personId,
      role: 'data-contact',
      starts_on: '2026-03-01',
    });
    const path = `/api/v1/partners/${partner.id}/roles/${given.json<PartnerRecord>().roles[0]!.id}`;
    const wrong = await organizer.send(path, { ends_on: '2026-02-01' }, 'PATCH');
    expect([wrong.status, wrong.json<{ error: { param: string } }>().error.param]).toEqual([422, 'ends_on']);
    const changed = await organizer.send(path, { title: 'Registrar', ends_on: '2099-01-01' }, 'PATCH');
    expect(changed.json<PartnerRecord>().roles).toMatchObject([
      { role: 'data-contact', title: 'Registrar', starts_on: '2026-03-01', ends_on: '2099-01-01' },
    ]);
    expect((await stranger.send(path, { title: 'Mine' }, 'PATCH')).status).toBe(404);
  });

  describe('with a logo', () => {
    const put = (id: string, bytes: Buffer, by = organizer) =>
      by.fetch(`/api/v1/partners/${id}/logo?name=logo.png`, {
        method: 'PUT',
        body: new Uint8Array(bytes),
        headers: { 'content-type': 'application/octet-stream' },
      });

    it('show it to who sees them, and lose it again', async () => {
      const partner = await aPartner('Choir');
      const answer = await put(partner.id, await aPicture(1200, 600));
      expect(answer.status).toBe(200);
      const shown = await organizer.get(`/api/v1/partners/${partner.id}/logo`);
      expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
      expect((await stranger.get(`/api/v1/partners/${partner.id}/logo`)).status).toBe(404);

      await put(partner.id, await aPicture(40, 40));
      const { rows } = await app.db.query(`SELECT 1 FROM files WHERE purpose = 'logo'`);
      expect(rows).toHaveLength(1);
      await organizer.send(`/api/v1/partners/${partner.id}/logo`, undefined, 'DELETE');
      expect((await organizer.get(`/api/v1/partners/${partner.id}/logo`)).status).toBe(404);
    });

    it('take none that is no picture, too large, or of somebody else', async () => {
      const partner = await aPartner('Band');
      const html = Buffer.from('<html><script>alert(1)</script></html>');
      expect((await put(partner.id, html)).json<{ error: { param: string } }>().error.param).toBe('file');
      expect((await put(partner.id, Buffer.alloc(5 * 1024 * 1024))).status).toBe(422);
      expect((await put(partner.id, await aPicture(4, 4), stranger)).status).toBe(404);
      const asJson = await organizer.send(`/api/v1/partners/${partner.id}/logo?name=x`, {}, 'PUT');
      expect(asJson.status).toBe(422);
    });
  });

  it('stand in public only after somebody there agreed, which is kept', async () => {
    const partner = await aPartner('Parish');
    const without = await organizer.send(
      `/api/v1/partners/${partner.id}/listing-consent`,
      { is_consented: true },
      'PUT',
    );
    expect(without.status).toBe(422);
    const agreed = await organizer.send(
      `/api/v1/partners/${partner.id}/listing-consent`,
      { is_consented: true, consented_by: 'Rev. Moss, by phone' },
      'PUT',
    );
    expect(agreed.json<PartnerRecord>().is_listed).toBe(true);
  });

  it('page by name without losing or repeating any', async () => {
    for (const name of ['Échelon', 'alpha', 'Bravo', 'charlie', 'Delta']) await aPartner(`Page ${name}`);
    const names: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: { data: { name: string }[]; next: string | null } = (
        await organizer.get(`/api/v1/partners?q=page&limit=2${after ? `&after=${after}` : ''}`)
      ).json();
      names.push(...page.data.map((each) => each.name));
      after = page.next;
    }
    expect(names).toEqual(['Page alpha', 'Page Bravo', 'Page charlie', 'Page Delta', 'Page Échelon']);
  });

  it('refuse what is no field of theirs, and say which', async () => {
    const answer = await organizer.send('/api/v1/partners', {
      chapter_id: boston,
      name: 'X',
      sector: 'faith',
      owner_id: denver,
    });
    expect(answer.status).toBe(422);
    expect(answer.json<{ error: { param: string } }>().error.param).toBe('owner_id');
  });
});
