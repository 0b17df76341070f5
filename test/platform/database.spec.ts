import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EntityManager } from 'typeorm';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { row } from '../../src/platform/database/sql.js';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, aNetwork } from '../support/people.js';

const limitOf = async (tx: EntityManager): Promise<string> =>
  (await row<{ limit: string }>(tx, `SELECT current_setting('statement_timeout') AS limit`))!.limit;

describe('The database', () => {
  let app: TestApp;
  let database: Database;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    database = app.web.get(Database);
  });
  afterAll(() => app.close());

  it('breaks off what takes long, but not work over everybody', async () => {
    expect(await database.as(Scope.nothing, limitOf)).toBe('20s');
    expect(await database.atLength(Scope.nothing, limitOf)).toBe('30min');
  });

  it('lets a long statement finish where the server answers others meanwhile', async () => {
    // Past the first look and as long as a silent server is waited for after it.
    const slept = await database.as(Scope.nothing, (tx) => row(tx, `SELECT 'well' AS how, pg_sleep(9)`));
    expect(slept).toMatchObject({ how: 'well' });
  });

  it('compiles no statement, whatever the server is set to', async () => {
    const jit = (tx: EntityManager) => row(tx, `SELECT setting, source FROM pg_settings WHERE name = 'jit'`);
    const off = { setting: 'off', source: 'client' };
    expect(await database.as(Scope.nothing, jit)).toEqual(off);
    expect(await database.atLength(Scope.nothing, jit)).toEqual(off);
    expect(await app.worker!.get(Database).as(Scope.nothing, jit)).toEqual(off);
  });

  it('shows work over everybody no more than its scope', async () => {
    const networkId = await aNetwork(app.db);
    const [boston, denver] = [await aChapter(app.db, { networkId }), await aChapter(app.db, { networkId })];
    await app.db.query(`INSERT INTO people (owner_id, given_name) VALUES ($1, 'Ada'), ($2, 'Ben')`, [
      boston,
      denver,
    ]);
    const names = (tx: EntityManager): Promise<{ name: string }[]> =>
      tx.query('SELECT given_name AS name FROM people');
    expect(await database.atLength(Scope.organizations(boston), names)).toEqual([{ name: 'Ada' }]);
    expect(await database.atLength(Scope.nothing, names)).toEqual([]);
  });
});
