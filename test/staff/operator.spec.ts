import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Appointing } from '../../src/staff/appointing.service.js';
import { StaffWorker } from '../../src/staff/staff.worker.js';
import { Audit } from '../../src/staff/audit.service.js';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork } from '../support/people.js';

describe('The operator', () => {
  let app: TestApp;
  let chapter: string;
  let admin: Browser;
  beforeAll(async () => {
    app = await startApp({ worker: true });
    chapter = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    admin = await app.signIn('chapter-admin', chapter);
  });
  afterAll(() => app.close());

  it('makes the first account and the first key', async () => {
    const appointing = app.worker!.get(Appointing);
    const url = await appointing.staff({
      email: 'first@staff.example',
      role: 'network-admin',
      name: 'First Person',
    });
    const path = new URL(url).pathname;
    const first = app.visitor();
    expect((await first.get(path)).text).toContain('Welcome, First Person');
    await first.submit(path, { password: 'plenty of maple leaves' });
    expect((await first.get('/api/v1/staff')).status).toBe(200);
    const key = await appointing.apiKey({ name: 'Load', role: 'analyst' });
    expect((await app.visitor().get('/api/v1/roles', { authorization: `Bearer ${key}` })).status).toBe(200);
    await expect(appointing.staff({ email: 'a@b.example', role: 'king' })).rejects.toThrow('no role king');
  });

  it('is told the first audit row that was changed or taken out', async () => {
    const verify = () =>
      app.worker!.get(Database).as(Scope.nothing, (tx) => app.worker!.get(Audit).verify(tx));
    for (const name of ['One', 'Two', 'Three'])
      await admin.send('/api/v1/api-keys', { name, role: 'analyst', organization_id: chapter });
    expect((await verify()).brokenAt).toBeNull();
    await expect(
      app.web
        .get(Database)
        .as(Scope.account(admin.accountId, [chapter]), (tx) => tx.query('DELETE FROM audit_entries')),
    ).rejects.toThrow('permission denied');
    const { rows } = await app.db.query<{ id: string; next: string }>(
      `SELECT id, lead(id) OVER (ORDER BY id) AS next FROM audit_entries ORDER BY id OFFSET 3 LIMIT 1`,
    );
    await app.db.query(`UPDATE audit_entries SET actor = 'Somebody Else' WHERE id = $1`, [rows[0]!.id]);
    expect((await verify()).brokenAt).toBe(rows[0]!.id);
    await app.db.query(`DELETE FROM audit_entries WHERE id = $1`, [rows[0]!.id]);
    expect((await verify()).brokenAt).toBe(rows[0]!.next);
  });

  it('need not sweep by hand: what is over is removed, and what lives stays', async () => {
    const living = await app.signIn('analyst', chapter);
    const dead = await app.signIn('analyst', chapter);
    await app.db.query(`UPDATE sessions SET seen_at = now() - interval '13 hours' WHERE account_id = $1`, [
      dead.accountId,
    ]);
    await app.db.query(
      `INSERT INTO rate_counters VALUES ('old', now() - interval '2 hours', 9), ('new', now(), 1)`,
    );
    await app.worker!.get(StaffWorker).sweep();
    const { rows: sessions } = await app.db.query<{ id: string }>(
      'SELECT account_id AS id FROM sessions WHERE account_id = ANY ($1)',
      [[living.accountId, dead.accountId]],
    );
    expect(sessions).toEqual([{ id: living.accountId }]);
    const { rows: counters } = await app.db.query('SELECT key FROM rate_counters');
    expect(counters).toEqual([{ key: 'new' }]);
  });
});
