import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork } from '../support/people.js';
import { settled } from '../support/settled.js';
import { RULE } from './support/sunset.js';

describe('How many people the sunset rule would ask (EM-18)', () => {
  let app: TestApp;
  let rule: string;
  let staff: Browser;
  let holder: pg.Client;

  beforeAll(async () => {
    app = await startApp();
    const ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    rule = `/api/v1/sunset-rules/${ownerId}`;
    staff = await app.signIn('chapter-admin', ownerId);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    holder = new pg.Client({ connectionString: app.config.DATABASE_URL });
    await holder.connect();
    // What counting reads, and the rule itself does not.
    await holder.query('BEGIN; LOCK TABLE suppressions IN ACCESS EXCLUSIVE MODE');
  });
  afterEach(() => holder.end());

  const forecast = async (): Promise<object> => {
    const answer = await staff.get(`${rule}/forecast?months=12`);
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
    return answer.json<object>();
  };
  /** When the count began that waits, as text: each try is another. Outside of the holder's transaction. */
  const waiting = async (): Promise<string | undefined> => {
    const { rows } = await app.db.query<{ began: string }>(
      `SELECT query_start::text AS began FROM pg_stat_activity WHERE datname = current_database()
         AND wait_event_type = 'Lock' AND query LIKE '%silent_people%' AND pid <> pg_backend_pid()`,
    );
    return rows[0]?.began;
  };

  it('is said about, of a part of them, where counting all takes too long', async () => {
    const asked = forecast();
    const all = await settled('all were counted', waiting);
    await settled('a part was counted', async () => {
      const began = await waiting();
      return began !== undefined && began !== all;
    });
    await holder.query('ROLLBACK');
    expect(await asked).toEqual({ count: 0, is_estimate: true });
  });

  it('is not said where a part takes too long as well, and the rule is saved nevertheless', async () => {
    const asked = forecast();
    await settled('it was counted', waiting);
    expect((await staff.send(rule, { ...RULE, is_on: false, months: 14 }, 'PUT')).status).toBe(200);
    expect(await asked).toEqual({ count: null, is_estimate: false });
    expect((await staff.get(rule)).json()).toMatchObject({ is_on: false, months: 14 });
    await holder.query('ROLLBACK');
    expect(await forecast()).toEqual({ count: 0, is_estimate: false });
  });
});
