import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPartnerOf } from '../support/agreements.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, anAccount, aNetwork, aPerson } from '../support/people.js';

interface Meeting {
  id: string;
  title: string;
  notes: string | null;
  partner_count: number;
  partners: { id: string; name: string; is_there: boolean }[];
  people: { person_id: string; name: string; partner_id: string | null }[];
}
interface Health {
  id: string;
  name: string;
  last_contact_at: string | null;
  days_since_contact: number | null;
  meetings_held: number;
  meetings_attended: number;
  commitments_due: number;
  commitments_kept: number;
  risks: string[];
}

const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

describe('Meetings and the health of partners', () => {
  let app: TestApp;
  let networkId: string;
  let chapterId: string;
  let admin: Browser;
  let analyst: Browser;
  let stranger: Browser;
  beforeAll(async () => {
    app = await startApp();
    networkId = await aNetwork(app.db);
    chapterId = await aChapter(app.db, { networkId, timeZone: 'UTC' });
    admin = await app.signIn('chapter-admin', chapterId);
    analyst = await app.signIn('analyst', chapterId);
    stranger = await app.signIn('chapter-admin', await aChapter(app.db, { networkId, timeZone: 'UTC' }));
  }, 60_000);
  afterAll(() => app?.close());

  const hold = async (form: object = {}): Promise<Meeting> => {
    const body = {
      owner_id: chapterId,
      held_on: day(10),
      kind: 'coalition',
      title: 'Monthly meeting',
      ...form,
    };
    const made = await admin.send('/api/v1/meetings', body);
    expect(made.status).toBe(201);
    return made.json<Meeting>();
  };
  const aPartner = async (name: string, knownDays = 200) => {
    const partner = await aPartnerOf(app.db, chapterId, { name });
    await app.db.query(
      `UPDATE memberships SET created_at = now() - make_interval(days => $2) WHERE id = $1`,
      [partner.membershipId, knownDays],
    );
    return partner;
  };
  const tick = (meetingId: string, partnerId: string, method: 'PUT' | 'DELETE' = 'PUT', browser = admin) =>
    browser.send(`/api/v1/meetings/${meetingId}/partners/${partnerId}`, {}, method);
  const healthOf = async (id: string, browser = admin): Promise<Health> =>
    (await browser.get(`/api/v1/partners/${id}/health`)).json<Health>();

  it('are attended by partners that staff tick, and a tick can be taken back', async () => {
    const { membershipId: id } = await aPartner('Open Parish');
    const meeting = await hold({ notes: 'The sheriff was late.' });
    expect(meeting.partners).toContainEqual({ id, name: 'Open Parish', is_there: false });
    const there = async () =>
      (await admin.get(`/api/v1/meetings/${meeting.id}`)).json<Meeting>().partner_count;
    for (const twice of [1, 1]) {
      expect((await tick(meeting.id, id)).status).toBe(204);
      expect(await there()).toBe(twice);
    }
    const contacted = await admin.get(`/api/v1/partners/${id}`);
    expect(contacted.json<{ last_contact_at: string }>().last_contact_at.slice(0, 10)).toBe(day(10));
    expect((await tick(meeting.id, id, 'DELETE')).status).toBe(204);
    expect(await there()).toBe(0);
    expect((await healthOf(id)).last_contact_at).toBeNull();
    expect((await tick(meeting.id, (await foreignPartner()).membershipId)).status).toBe(404);
  });

  it('name the people who came, to those who may see them; a sealed person is there for nobody else', async () => {
    const { membershipId: id } = await aPartner('Clinic');
    const meeting = await hold();
    const personId = await aPerson(app.db, { ownerId: chapterId, givenName: 'Ruth', familyName: 'Okafor' });
    const sealedId = await aPerson(app.db, { ownerId: chapterId, givenName: 'Quiet', isSealed: true });
    const theirs = await aPerson(app.db, { ownerId: await ownerOf(stranger) });
    const add = (body: object) => admin.send(`/api/v1/meetings/${meeting.id}/people`, body);
    const came = await add({ person_id: personId, partner_id: id });
    expect(came.json<Meeting>()).toMatchObject({
      partner_count: 1,
      people: [{ person_id: personId, name: 'Ruth Okafor', partner_id: id }],
    });
    for (const person_id of [sealedId, theirs]) expect((await add({ person_id })).status).toBe(404);
    await app.db.query(
      `INSERT INTO meeting_attendances (meeting_id, owner_id, person_id) VALUES ($1, $2, $3)`,
      [meeting.id, chapterId, sealedId],
    );
    const seen = await admin.get(`/api/v1/meetings/${meeting.id}`);
    expect(seen.json<Meeting>().people).toHaveLength(1);
    const gone = await admin.send(`/api/v1/meetings/${meeting.id}/people/${sealedId}`, {}, 'DELETE');
    expect(gone.status).toBe(404);
    const left = await admin.send(`/api/v1/meetings/${meeting.id}/people/${personId}`, {}, 'DELETE');
    expect(left.json<Meeting>()).toMatchObject({ people: [], partner_count: 1 });
  });

  it('follow a person who is merged into another, and come back when that is undone', async () => {
    const meeting = await hold();
    const kept = await aPerson(app.db, { ownerId: chapterId });
    const absorbed = await aPerson(app.db, { ownerId: chapterId });
    await admin.send(`/api/v1/meetings/${meeting.id}/people`, { person_id: absorbed });
    const form = { absorbed_id: absorbed, take: [], take_values: [] };
    const merged = await admin.send(`/api/v1/people/${kept}/merges`, form);
    expect(merged.status).toBe(201);
    const who = async () =>
      (await admin.get(`/api/v1/meetings/${meeting.id}`))
        .json<Meeting>()
        .people.map(({ person_id: id }) => id);
    expect(await who()).toEqual([kept]);
    const batchId = merged.json<{ id: string }>().id;
    expect((await admin.send(`/api/v1/change-batches/${batchId}/undo`, {})).status).toBe(200);
    expect(await who()).toEqual([absorbed]);
  });

  it('are read by partners that came, without notes and without the others', async () => {
    const { organizationId, membershipId: id } = await aPartner('Night Shelter');
    const other = await aPartner('Police Union');
    const own = await app.signInAs(await anAccount(app.db, { grants: [['partner-admin', organizationId]] }));
    const attended = await hold({ title: 'They came', notes: 'Between us' });
    const missed = await hold({ title: 'They did not come' });
    await tick(attended.id, id);
    for (const { id: meetingId } of [attended, missed]) await tick(meetingId, other.membershipId);
    const list = (await own.get('/api/v1/meetings')).json<{ data: Meeting[] }>();
    expect(list.data.map(({ title, partner_count: n }) => [title, n])).toEqual([['They came', 1]]);
    const seen = (await own.get(`/api/v1/meetings/${attended.id}`)).json<Meeting>();
    expect(seen).toMatchObject({ notes: null, partners: [{ id, is_there: true }], people: [] });
    expect((await own.get(`/api/v1/meetings/${missed.id}`)).status).toBe(404);
    expect((await tick(attended.id, id, 'DELETE', own)).status).toBe(403);
    expect((await tick(attended.id, id, 'PUT', analyst)).status).toBe(403);
    expect((await tick(attended.id, id, 'PUT', stranger)).status).toBe(404);
    expect((await stranger.get('/api/v1/meetings')).json<{ data: [] }>().data).toEqual([]);
    const health = (await own.get('/api/v1/partner-health')).json<{ data: Health[] }>();
    expect(health.data.map((each) => each.id)).toEqual([id]);
    expect((await own.get(`/api/v1/partners/${other.membershipId}/health`)).status).toBe(404);
  });

  it('make the health of a partner: last contact, the last five meetings, commitments kept of those due', async () => {
    const fresh = await aChapter(app.db, { networkId, timeZone: 'UTC' });
    const staff = await app.signIn('chapter-admin', fresh);
    const { organizationId, membershipId: id } = await aPartnerOf(app.db, fresh, { name: 'Harbor House' });
    await app.db.query(`UPDATE memberships SET created_at = now() - interval '1 year' WHERE id = $1`, [id]);
    const meetings: string[] = [];
    for (const [ago, kind] of [
      [190, 'coalition'],
      [160, 'coalition'],
      [130, 'coalition'],
      [100, 'coalition'],
      [80, 'one-to-one'],
      [70, 'coalition'],
      [40, 'coalition'],
      [-10, 'coalition'],
    ] as const) {
      const body = { owner_id: fresh, held_on: day(ago), kind, title: `${ago} days ago` };
      meetings.push((await staff.send('/api/v1/meetings', body)).json<Meeting>().id);
    }
    // The oldest is no longer among the last five; the one to one and the one to come do not count.
    for (const at of [0, 1, 2, 4, 7]) await tick(meetings[at]!, id, 'PUT', staff);
    const asked = async (form: object, words: readonly string[]) => {
      const made = await staff.send(`/api/v1/partners/${id}/commitments`, { kind: 'host', ...form });
      const path = `/api/v1/commitments/${made.json<{ id: string }>().id}`;
      if (words[0]) await staff.send(`${path}/answer`, { answer: words[0] });
      if (words[1]) await staff.send(`${path}/outcome`, { outcome: words[1] });
    };
    await asked({}, ['agreed', 'done']);
    await asked({}, ['agreed', 'missed']);
    await asked({ due_on: day(5) }, ['agreed']);
    await asked({ due_on: day(-5) }, ['agreed']);
    await asked({ due_on: day(5) }, []);
    const health = (await staff.get(`/api/v1/partners/${id}/health`)).json<Health>();
    expect(health).toMatchObject({
      days_since_contact: 80,
      meetings_held: 5,
      meetings_attended: 2,
      commitments_due: 3,
      commitments_kept: 1,
      risks: ['no-contact', 'absent', 'promises-broken'],
    });
    await staff.send(`/api/v1/partners/${id}/notes`, { body: 'Called them.' });
    expect((await staff.get(`/api/v1/partners/${id}/health`)).json<Health>()).toMatchObject({
      days_since_contact: 0,
      risks: ['absent', 'promises-broken'],
    });
    const own = await app.signInAs(await anAccount(app.db, { grants: [['partner-admin', organizationId]] }));
    expect(await healthOf(id, own)).toMatchObject({ meetings_held: 5, meetings_attended: 2 });
  });

  it('lead to a list of partners at risk, by every order and page, and as a file that is logged', async () => {
    await aPartner('A silent one', 90);
    await aPartner('A new one', 5);
    const all = async (query: string): Promise<string[]> => {
      const names: string[] = [];
      for (let after = ''; ;) {
        const page = (await admin.get(`/api/v1/partner-health?${query}&limit=2${after}`)).json<{
          data: Health[];
          next: string | null;
        }>();
        names.push(...page.data.map(({ name }) => name));
        if (page.next === null) return names;
        after = `&after=${page.next}`;
      }
    };
    const names = await all('sort=name');
    expect(names).toEqual([...names].sort());
    for (const field of ['name', 'risk', 'contact', 'attendance', 'commitments']) {
      const [up, down] = [await all(`sort=${field}`), await all(`sort=-${field}`)];
      expect(down).toEqual([...up].reverse());
      expect([...up].sort()).toEqual(names);
    }
    const risky = await all('is_at_risk=true');
    expect(risky).toContain('A silent one');
    expect(risky).not.toContain('A new one');
    const file = await admin.get('/api/v1/partner-health?is_at_risk=true&as=csv');
    expect(file.text).toContain('"A silent one"');
    expect(file.text).not.toContain('A new one');
    const { rows } = await app.db.query(
      `SELECT 1 FROM audit_entries WHERE action = 'partner-health.exported' AND organization_id = $1`,
      [chapterId],
    );
    expect(rows).toHaveLength(1);
    expect((await analyst.get('/api/v1/partner-health?as=csv')).status).toBe(403);
  });

  const foreignPartner = async () => aPartnerOf(app.db, await ownerOf(stranger));
  async function ownerOf(browser: Browser): Promise<string> {
    const { rows } = await app.db.query<{ id: string }>(
      'SELECT organization_id AS id FROM grants WHERE account_id = $1',
      [browser.accountId],
    );
    return rows[0]!.id;
  }
});
