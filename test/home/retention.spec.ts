import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Retention } from '../../src/home/retention/retention.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { asOwner } from '../support/events.js';
import { aChapter, aNetwork, aPetition, unique } from '../support/people.js';

interface Shown {
  rules: { data_class: string; keep_days: number; is_on: boolean; expired_count: number | null }[];
  log: { data_class: string; count: number | null }[];
}

describe('How long things are kept', () => {
  let app: TestApp;
  let operator: Awaited<ReturnType<typeof asOwner>>;
  let lowell: string;
  let elsewhere: string;
  let admin: Browser;

  beforeAll(async () => {
    app = await startApp();
    operator = await asOwner(app);
    const networkId = await aNetwork(app.db);
    lowell = await aChapter(app.db, { networkId });
    elsewhere = await aChapter(app.db, { networkId });
    admin = await app.signIn('chapter-admin', lowell);
    for (const ownerId of [lowell, elsewhere]) await someSignatures(ownerId);
  });
  afterAll(async () => {
    await operator?.close();
    await app?.close();
  });

  /** Six never confirmed for a year, one of yesterday, one confirmed long ago. */
  async function someSignatures(ownerId: string): Promise<void> {
    const { id } = await aPetition(app.db, { ownerId });
    const add = (state: string, days: number) =>
      app.db.query(
        `INSERT INTO signatures (petition_id, version, owner_id, state, given_name, family_name, email, canonical_email,
           language, share_code, asked_at)
         SELECT id, version, owner_id, $2, 'Ada', 'Marsh', $3, $3, 'en', $3, now() - make_interval(days => $4)
         FROM petitions WHERE id = $1`,
        [id, state, `${unique()}@people.example`, days],
      );
    for (let n = 0; n < 6; n++) await add('pending', 365);
    await add('pending', 1);
    await add('confirmed', 365);
  }
  const signatures = async (ownerId: string): Promise<number> =>
    (
      await app.db.query<{ n: number }>('SELECT count(*)::int AS n FROM signatures WHERE owner_id = $1', [
        ownerId,
      ])
    ).rows[0]!.n;
  const decide = (more: object) =>
    admin.send(
      '/api/v1/retention-rules',
      { owner_id: lowell, data_class: 'unconfirmed-signatures', keep_days: 90, is_on: true, ...more },
      'PUT',
    );
  const purge = () => operator.get(Retention).purge({}, { signal: new AbortController().signal });
  const of = (shown: Shown) => shown.rules.find((rule) => rule.data_class === 'unconfirmed-signatures');

  it('says before what a rule would delete, and deletes nothing until it is on', async () => {
    const shown = (await admin.get(`/api/v1/retention-rules?owner_id=${lowell}`)).json<Shown>();
    expect(of(shown)).toEqual({
      data_class: 'unconfirmed-signatures',
      keep_days: 90,
      is_on: false,
      expired_count: 5,
    });
    expect(shown.rules.map((rule) => rule.expired_count)).toEqual([0, 5, 0, 0]);
    await decide({ is_on: false });
    await purge();
    expect(await signatures(lowell)).toBe(8);
    expect(of((await decide({ keep_days: 400, is_on: false })).json<Shown>())).toMatchObject({
      expired_count: 0,
    });
    expect((await decide({ keep_days: 3 })).status).toBe(422);
    expect((await decide({ data_class: 'audit' })).status).toBe(422);
  });

  it('deletes at night what is older, of this organization alone, and keeps a log', async () => {
    expect(of((await decide({})).json<Shown>())).toMatchObject({ is_on: true, expired_count: 5 });
    await purge();
    await purge();
    expect(await signatures(lowell)).toBe(2);
    expect(await signatures(elsewhere)).toBe(8);
    const shown = (await admin.get(`/api/v1/retention-rules?owner_id=${lowell}`)).json<Shown>();
    expect(of(shown)).toMatchObject({ expired_count: 0 });
    expect(shown.log).toMatchObject([{ data_class: 'unconfirmed-signatures', count: 5 }]);
  });

  it('knows how to find every class', async () => {
    for (const data_class of ['tracking', 'import-rows', 'code-views'])
      expect((await decide({ data_class })).status).toBe(200);
    await purge();
    expect(await signatures(lowell)).toBe(2);
  });

  it('is nobody else’s to see or to decide', async () => {
    expect((await admin.get(`/api/v1/retention-rules?owner_id=${elsewhere}`)).status).toBe(404);
    expect((await decide({ owner_id: elsewhere })).status).toBe(404);
    const organizer = await app.signIn('organizer', lowell);
    expect((await organizer.get(`/api/v1/retention-rules?owner_id=${lowell}`)).status).toBe(403);
    const { rows } = await app.db.query<{ may: boolean }>(
      `SELECT has_function_privilege('accord_web', 'purge_expired(uuid, text, timestamptz)', 'EXECUTE') AS may`,
    );
    expect(rows).toEqual([{ may: false }]);
  });
});
