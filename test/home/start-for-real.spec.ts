import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';

interface Practice {
  name: string | null;
  added: { kind: string; count: number; names: string[] }[];
  has_real_coalition: boolean;
}

describe('Starting for real', () => {
  let app: TestApp;
  let admin: Browser;
  beforeAll(async () => {
    app = await startApp();
    const network = await aNetwork(app.db, { name: 'Practice Network' });
    const chapter = await aChapter(app.db, {
      networkId: network,
      name: 'Practice Boston',
      grantsNetwork: true,
    });
    await app.db.query(`UPDATE organizations SET is_practice = true`);
    await aPerson(app.db, { ownerId: chapter, givenName: 'Amara' });
    admin = await app.signIn('network-admin', network);
    await app.db.query(`UPDATE accounts SET is_practice = true`);
  });
  afterAll(() => app.close());

  const removal = (form: object) => admin.send('/api/v1/practice/removal', form);
  const coalition = {
    name: 'Valley Coalition',
    administrator_name: 'Ruth Amsel',
    administrator_email: 'ruth@valley.example',
  };

  it('first tells what was added to the practice coalition, and names nobody', async () => {
    const shown = (await admin.get('/api/v1/practice')).json<Practice>();
    expect(shown).toMatchObject({ name: 'Practice Network', has_real_coalition: false });
    expect(shown.added).toContainEqual({ kind: 'people', count: 1, names: [] });
    expect(JSON.stringify(shown)).not.toContain('Amara');
  });

  it('asks for the name of the coalition, for somebody who can sign in afterwards, and for what is lost', async () => {
    const param = async (form: object) =>
      (await removal(form)).json<{ error: { type: string; param: string | null } }>().error;
    expect(await param({ confirmation: 'practice', coalition, removes_own: true })).toMatchObject({
      type: 'invalid',
      param: 'confirmation',
    });
    expect(await param({ confirmation: 'Practice Network', removes_own: true })).toMatchObject({
      type: 'invalid',
      param: 'coalition',
    });
    expect(await param({ confirmation: 'Practice Network', coalition })).toMatchObject({ type: 'conflict' });
    expect((await admin.get('/api/v1/practice')).json<Practice>().name).toBe('Practice Network');
  });

  it('leaves an empty coalition of one’s own, and a link that lets its administrator in', async () => {
    const answer = await removal({ confirmation: 'Practice Network', coalition, removes_own: true });
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
    expect((await admin.get('/api/v1/session')).status).toBe(401);

    const { rows } = await app.db.query<{ public_name: string; is_practice: boolean }>(
      `SELECT public_name, is_practice FROM organizations`,
    );
    expect(rows).toEqual([{ public_name: 'Valley Coalition', is_practice: false }]);

    const link = new URL(answer.json<{ sign_in_url: string }>().sign_in_url);
    const ruth = app.visitor();
    expect((await ruth.get(`${link.pathname}${link.search}`)).text).toContain('Welcome, Ruth Amsel');
    const entered = await ruth.submit(`${link.pathname}${link.search}`, {
      password: 'seven lanterns by the river',
    });
    expect(entered.status).toBe(303);
    const grants = await app.db.query<{ role: string; email: string }>(
      `SELECT g.role, a.email FROM grants g JOIN accounts a ON a.id = g.account_id`,
    );
    expect(grants.rows).toEqual([{ role: 'network-admin', email: 'ruth@valley.example' }]);
    expect((await app.visitor().get('/')).text).toContain('Valley Coalition');
  });
});
