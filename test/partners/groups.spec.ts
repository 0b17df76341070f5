import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPartnerOf } from '../support/agreements.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, anAccount, aNetwork, aPerson } from '../support/people.js';

interface Group {
  id: string;
  name: string;
  charter: string;
  member_count: number;
  members: {
    id: string;
    person_id: string | null;
    name: string;
    role: string;
    is_subscribed: boolean | null;
  }[];
  notes: { body: string }[];
}

describe('A working group', () => {
  let app: TestApp;
  let chapterId: string;
  let founder: Browser;
  let colleague: Browser;
  let networkAdmin: Browser;
  let groupId: string;
  let path: string;

  beforeAll(async () => {
    app = await startApp();
    const networkId = await aNetwork(app.db);
    chapterId = await aChapter(app.db, { networkId, grantsNetwork: true });
    founder = await app.signIn('chapter-admin', chapterId);
    colleague = await app.signIn('chapter-admin', chapterId);
    networkAdmin = await app.signIn('network-admin', networkId);
    const form = {
      parent_id: chapterId,
      name: 'Lived experience council',
      charter: 'Nothing about us without us.',
    };
    const made = await founder.send('/api/v1/working-groups', form);
    if (made.status !== 201) throw new Error(`answered ${made.status}: ${made.text}`);
    groupId = made.json<Group>().id;
    path = `/api/v1/working-groups/${groupId}`;
  }, 60_000);
  afterAll(() => app?.close());

  const record = async (browser = founder): Promise<Group> => (await browser.get(path)).json<Group>();
  const add = (form: object, browser = founder) => browser.send(`${path}/members`, form);

  it('is there for those who hold a role in it, and for nobody else of its chapter or network', async () => {
    expect(await record()).toMatchObject({ name: 'Lived experience council', member_count: 0 });
    await add({ given_name: 'Quietcanary' });
    await founder.send(`${path}/notes`, { body: 'Quietcanary chairs next time.' });
    for (const browser of [colleague, networkAdmin]) {
      expect((await browser.get(path)).status).toBe(404);
      for (const list of ['working-groups', 'people', 'audit-log', 'staff', 'partners']) {
        const answer = await browser.get(`/api/v1/${list}`);
        expect([list, answer.text.includes('Quietcanary'), answer.text.includes(groupId)]).toEqual([
          list,
          false,
          false,
        ]);
      }
      expect((await browser.send(`${path}/members`, { given_name: 'No' })).status).toBe(404);
      expect((await browser.send(`${path}/notes`, { body: 'No' })).status).toBe(404);
    }
    const { notes } = await record();
    expect(notes.map(({ body }) => body)).toEqual(['Quietcanary chairs next time.']);
  });

  it('is a scope of its own: each role in it reaches the group and nothing of the chapter', async () => {
    const theirs = await aPerson(app.db, { ownerId: chapterId, givenName: 'Chaptercanary' });
    for (const [role, write] of [
      ['chapter-admin', 204],
      ['organizer', 204],
      ['sender', 403],
      ['analyst', 403],
    ] as const) {
      const browser = await app.signInAs(await anAccount(app.db, { grants: [[role, groupId]] }));
      expect((await browser.get(path)).status).toBe(200);
      expect([role, (await browser.send(`${path}/notes`, { body: 'Hello' })).status]).toEqual([role, write]);
      expect((await browser.get(`/api/v1/people/${theirs}`)).status).toBe(404);
      expect((await browser.get('/api/v1/people')).text).not.toContain('Chaptercanary');
      expect((await browser.get('/api/v1/session')).json()).toMatchObject({
        scopes: [{ id: groupId, kind: 'working-group' }],
        chapters: [],
      });
    }
    const outsider = await app.signInAs(await anAccount(app.db, { grants: [['sender', chapterId]] }));
    expect((await outsider.send('/api/v1/working-groups', { parent_id: chapterId, name: 'x' })).status).toBe(
      403,
    );
  });

  it('has members from a day to a day, people and partners, and one chair', async () => {
    const { membershipId } = await aPartnerOf(app.db, chapterId, { name: 'Harbor Clinic' });
    const foreign = await aPartnerOf(app.db, await aChapter(app.db, { networkId: await aNetwork(app.db) }));
    expect((await add({ partner_id: membershipId, since: '2026-01-01' })).status).toBe(204);
    expect((await add({ partner_id: membershipId })).status).toBe(204);
    expect((await add({ partner_id: foreign.membershipId })).status).toBe(404);
    const chair = { given_name: 'Ida', family_name: 'Wells', email: 'ida@group.example', role: 'chair' };
    expect((await add(chair)).status).toBe(204);
    expect((await add({ given_name: 'Ann', role: 'chair' })).status).toBe(409);
    const { members } = await record();
    expect(members[0]).toMatchObject({ name: 'Ida Wells', role: 'chair', is_subscribed: false });
    expect(members.filter(({ name }) => name === 'Harbor Clinic')).toHaveLength(1);
    const reader = await app.signInAs(await anAccount(app.db, { grants: [['analyst', groupId]] }));
    expect((await record(reader)).members.map(({ name }) => name)).toContain('Harbor Clinic');
  });

  it('has a list of its own: who agreed gets its mail, and who leaves gets it no longer', async () => {
    await add({ given_name: 'Ruth', email: 'ruth@group.example', consent: 'Said yes in the meeting' });
    const find = async () => (await record()).members.find(({ name }) => name === 'Ruth')!;
    expect(await find()).toMatchObject({ is_subscribed: true });
    const mailing = await founder.send('/api/v1/mailings', {
      owner_id: groupId,
      name: 'Agenda',
      subject: 'Agenda',
    });
    expect(mailing.status).toBe(201);
    const { id } = mailing.json<{ id: string }>();
    const audience = async () => (await founder.get(`/api/v1/mailings/${id}`)).json<{ owner_id: string }>();
    expect((await audience()).owner_id).toBe(groupId);
    expect((await colleague.get(`/api/v1/mailings/${id}`)).status).toBe(404);
    const today = new Date().toISOString().slice(0, 10);
    const left = await founder.send(`${path}/members/${(await find()).id}`, { until: today }, 'PATCH');
    expect(left.status).toBe(204);
    expect(await find()).toMatchObject({ until: today, is_subscribed: false });
    const { rows } = await app.db.query<{ is_given: boolean; text: string }>(
      `SELECT is_given, text FROM consents WHERE organization_id = $1 AND channel = 'email' ORDER BY id`,
      [groupId],
    );
    expect(rows).toEqual([
      { is_given: true, text: 'Said yes in the meeting' },
      { is_given: false, text: 'Left the working group' },
    ]);
  });

  it('shows a sealed member to their readers alone', async () => {
    await add({ given_name: 'Sealedcanary', email: 'sealed@group.example' });
    const before = await record();
    const member = before.members.find(({ name }) => name === 'Sealedcanary')!;
    const reader = await app.signInAs(await anAccount(app.db, { grants: [['organizer', groupId]] }));
    await app.db.query('UPDATE people SET is_sealed = true WHERE id = $1', [member.person_id]);
    await app.db.query('INSERT INTO sealed_readers (person_id, account_id) VALUES ($1, $2)', [
      member.person_id,
      reader.accountId,
    ]);
    const after = await record();
    expect(JSON.stringify(after)).not.toContain('Sealedcanary');
    expect(after.member_count).toBe(before.member_count - 1);
    expect((await founder.send(`${path}/members/${member.id}`, { role: 'member' }, 'PATCH')).status).toBe(
      404,
    );
    expect((await record(reader)).member_count).toBe(before.member_count);
  });
});
