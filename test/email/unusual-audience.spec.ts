import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, aNetwork } from '../support/people.js';
import { aMailing, subscribers } from './support/mailing.js';

describe('An audience that is not the usual one', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('is doubted among the checks: you normally send to 412; this is 38,900', async () => {
    const ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    await subscribers(app.db, { ownerId, count: 90 });
    const staff = await app.signIn('organizer', ownerId);
    const id = await aMailing(app.db, { ownerId, state: 'draft' });
    const messages = async () =>
      (await staff.get(`/api/v1/mailings/${id}/checks`))
        .json<{ checks: { code: string; level: string; message: string }[] }>()
        .checks.filter(({ code }) => code === 'unusual-audience');
    expect(await messages()).toEqual([]);
    const before = await aMailing(app.db, { ownerId, state: 'finished' });
    await app.db.query(`UPDATE mailings SET started_at = now(), audience_count = 30 WHERE id = $1`, [before]);
    expect(await messages()).toEqual([
      {
        code: 'unusual-audience',
        level: 'warning',
        message: 'You normally send to 30; this is 90.',
      },
    ]);
    await app.db.query(`UPDATE mailings SET audience_count = 45 WHERE id = $1`, [before]);
    expect(await messages()).toEqual([]);
  });
});
