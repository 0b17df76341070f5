import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, anAccount, aNetwork } from '../support/people.js';

interface Staff {
  id: string;
  name: string;
  state: string;
  roles: { id: string; role: string; organization_id: string }[];
}

describe('A chapter’s team', () => {
  let app: TestApp;
  let network: string;
  let chapter: string;
  let other: string;
  let admin: Browser;
  beforeAll(async () => {
    app = await startApp();
    network = await aNetwork(app.db);
    chapter = await aChapter(app.db, { networkId: network, name: 'Accord Worcester' });
    other = await aChapter(app.db, { networkId: network });
    admin = await app.signIn('chapter-admin', chapter);
  });
  afterAll(() => app.close());

  let made = 0;
  const invite = (given: object = {}, by = admin) =>
    by.send('/api/v1/staff', {
      name: 'New Worker',
      email: `invited-${++made}@staff.example`,
      role: 'organizer',
      organization_id: chapter,
      ...given,
    });

  it('lets nobody give a right they lack, or in an organization that is not theirs', async () => {
    expect((await invite({ role: 'network-admin', organization_id: network })).status).toBe(404);
    expect((await invite({ role: 'network-admin' })).status).toBe(422);
    expect((await invite({ organization_id: other })).status).toBe(404);
    const organizer = await app.signIn('organizer', chapter);
    expect((await invite({}, organizer)).status).toBe(403);
    const chapterAdminOfNetwork = await app.signIn('chapter-admin', network);
    const refused = await invite({ role: 'network-admin', organization_id: network }, chapterAdminOfNetwork);
    expect([refused.status, refused.json<{ error: { code: string } }>().error.code]).toEqual([
      403,
      'right_not_held',
    ]);
  });

  it('lets nobody change their own roles', async () => {
    const grant = { role: 'sender', organization_id: chapter };
    expect((await admin.send(`/api/v1/staff/${admin.accountId}/grants`, grant)).status).toBe(409);
    expect((await admin.send(`/api/v1/staff/${admin.accountId}/suspension`)).status).toBe(409);
  });

  it('ends a role at its time, and at once when it is taken away', async () => {
    const helper = await anAccount(app.db, { grants: [['analyst', chapter]] });
    const browser = await app.signInAs(helper);
    const expires = await admin.send(`/api/v1/staff/${helper}/grants`, {
      role: 'chapter-admin',
      organization_id: chapter,
      expires_at: new Date(Date.now() + 60_000).toISOString(),
    });
    expect(expires.status).toBe(201);
    expect((await browser.get('/api/v1/staff')).status).toBe(200);
    await app.db.query(
      `UPDATE grants SET expires_at = now() WHERE account_id = $1 AND role = 'chapter-admin'`,
      [helper],
    );
    expect((await browser.get('/api/v1/staff')).status).toBe(403);
    await app.db.query(`UPDATE grants SET expires_at = NULL WHERE account_id = $1`, [helper]);
    expect((await browser.get('/api/v1/staff')).status).toBe(200);
    const roles = expires.json<Staff>().roles;
    const grant = roles.find(({ role }) => role === 'chapter-admin')!;
    expect((await admin.send(`/api/v1/staff/${helper}/grants/${grant.id}`, undefined, 'DELETE')).status).toBe(
      204,
    );
    expect((await browser.get('/api/v1/staff')).status).toBe(403);
  });

  it('signs a disabled account out everywhere, but not one that also serves others', async () => {
    const worker = await anAccount(app.db, { grants: [['organizer', chapter]] });
    const browser = await app.signInAs(worker);
    expect((await browser.get('/api/v1/session')).status).toBe(200);
    expect((await admin.send(`/api/v1/staff/${worker}/suspension`)).json<Staff>().state).toBe('disabled');
    expect((await browser.get('/api/v1/session')).status).toBe(401);
    expect((await admin.send(`/api/v1/staff/${worker}/suspension`, undefined, 'DELETE')).status).toBe(200);
    expect((await browser.get('/api/v1/session')).status).toBe(401);
    const shared = await anAccount(app.db, {
      grants: [
        ['organizer', chapter],
        ['organizer', other],
      ],
    });
    expect((await admin.send(`/api/v1/staff/${shared}/suspension`)).status).toBe(409);
    expect((await admin.get(`/api/v1/staff/${shared}`)).json<Staff>().roles).toHaveLength(1);
  });

  it('hides the team of another chapter', async () => {
    const stranger = await anAccount(app.db, { name: 'Stranger Elsewhere', grants: [['organizer', other]] });
    expect((await admin.get(`/api/v1/staff/${stranger}`)).status).toBe(404);
    expect((await admin.get('/api/v1/staff?limit=200')).text).not.toContain('Stranger Elsewhere');
    expect(
      (await admin.get(`/api/v1/staff?organization_id=${other}`)).json<{ data: Staff[] }>().data,
    ).toEqual([]);
  });

  it('pages through the team by name', async () => {
    const names: string[] = [];
    for (let after = ''; ;) {
      const page = (await admin.get(`/api/v1/staff?limit=2${after}`)).json<{
        data: Staff[];
        next: string | null;
      }>();
      names.push(...page.data.map(({ id }) => id));
      if (!page.next) break;
      after = `&after=${page.next}`;
    }
    const all = (await admin.get('/api/v1/staff?limit=200'))
      .json<{ data: Staff[] }>()
      .data.map(({ id }) => id);
    expect(names).toEqual(all);
  });

  it('lets a program in by a key, as far as its role goes, until the key is revoked', async () => {
    const made = await admin.send('/api/v1/api-keys', {
      name: 'Reports',
      role: 'analyst',
      organization_id: chapter,
    });
    expect(made.status).toBe(201);
    const { id, key } = made.json<{ id: string; key: string }>();
    const { rows } = await app.db.query<{ row: string }>(
      'SELECT k::text AS row FROM api_keys k WHERE id = $1',
      [id],
    );
    expect(rows[0]!.row).not.toContain(key.split('_')[2]);
    const program = (path: string, method = 'GET') =>
      app.visitor().fetch(path, { method, headers: { authorization: `Bearer ${key}` } });
    expect((await program('/api/v1/roles')).status).toBe(200);
    expect((await program('/api/v1/staff')).status).toBe(403);
    expect((await program('/api/v1/session')).status).toBe(401);
    expect((await program(`/api/v1/api-keys/${id}`, 'DELETE')).status).toBe(403);
    expect((await admin.send(`/api/v1/api-keys/${id}`, undefined, 'DELETE')).status).toBe(204);
    expect((await program('/api/v1/roles')).status).toBe(401);
    expect((await admin.get('/api/v1/api-keys')).text).not.toContain(key);
  });

  it('keeps all of it in the audit log, for those who may read it', async () => {
    const log = (await admin.get('/api/v1/audit-entries?action=grant')).json<{
      data: { action: string; organization_id: string }[];
    }>();
    expect(log.data.length).toBeGreaterThan(1);
    expect(new Set(log.data.map(({ organization_id }) => organization_id))).toEqual(new Set([chapter]));
    expect((await (await app.signIn('organizer', chapter)).get('/api/v1/audit-entries')).status).toBe(403);
    const elsewhere = await app.signIn('chapter-admin', other);
    expect(
      (await elsewhere.get('/api/v1/audit-entries?action=grant')).json<{ data: unknown[] }>().data,
    ).toEqual([]);
  });
});
