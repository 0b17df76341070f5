import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, anAccount, aNetwork } from '../support/people.js';

const PATH = '/api/v1/two-factor-rules';

describe('A second factor', () => {
  let app: TestApp;
  let boston: string;
  let lowell: string;
  let admin: Browser;
  beforeAll(async () => {
    app = await startApp();
    const networkId = await aNetwork(app.db);
    boston = await aChapter(app.db, { networkId, name: 'Boston' });
    lowell = await aChapter(app.db, { networkId, name: 'Lowell' });
    admin = await app.signIn('chapter-admin', boston);
  });
  afterAll(() => app.close());

  /** Signed in by password alone. */
  const halfway = async (role: 'sender' | 'analyst', chapter: string): Promise<Browser> => {
    const accountId = await anAccount(app.db, { grants: [[role, chapter]] });
    const browser = await app.signInAs(accountId);
    await app.db.query('UPDATE sessions SET second_factor_at = NULL WHERE account_id = $1', [accountId]);
    return browser;
  };
  const reaches = async (browser: Browser): Promise<number> => (await browser.get('/api/v1/mailings')).status;

  it('can be asked of a role in one chapter, and of nobody else', async () => {
    const [sender, analyst, elsewhere] = [
      await halfway('sender', boston),
      await halfway('analyst', boston),
      await halfway('sender', lowell),
    ];
    expect(await reaches(sender)).toBe(200);
    const put = await admin.send(`${PATH}/${boston}`, { roles: ['sender', 'chapter-admin'] }, 'PUT');
    expect(put.json()).toMatchObject({ name: 'Boston', roles: ['chapter-admin', 'sender'] });
    expect([await reaches(sender), await reaches(analyst), await reaches(elsewhere)]).toEqual([
      401, 200, 200,
    ]);
    expect((await sender.get('/account/two-factor')).status).toBe(200);
    expect((await admin.get(PATH)).json<{ data: unknown[] }>().data).toHaveLength(1);

    await admin.send(`${PATH}/${boston}`, { roles: [] }, 'PUT');
    expect(await reaches(sender)).toBe(200);
  });

  it('is not asked for a role that has run out', async () => {
    const helper = await halfway('analyst', boston);
    await app.db.query(
      `INSERT INTO grants (account_id, role, organization_id, expires_at) VALUES ($1, 'sender', $2, now() - interval '1 hour')`,
      [helper.accountId, boston],
    );
    await admin.send(`${PATH}/${boston}`, { roles: ['sender'] }, 'PUT');
    expect(await reaches(helper)).toBe(200);
  });

  it('is decided by each chapter for itself, and written down', async () => {
    expect((await admin.send(`${PATH}/${lowell}`, { roles: ['sender'] }, 'PUT')).status).toBe(404);
    expect((await admin.send(`${PATH}/${boston}`, { roles: ['pope'] }, 'PUT')).status).toBe(422);
    const { rows } = await app.db.query(
      `SELECT 1 FROM audit_entries WHERE action = 'two-factor-rules.changed' AND organization_id = $1`,
      [boston],
    );
    expect(rows.length).toBeGreaterThan(0);
  });
});
