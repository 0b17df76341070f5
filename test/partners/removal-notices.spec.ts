import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPartnerOf, aShareTo } from '../support/agreements.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork } from '../support/people.js';

interface Notice {
  organization_name: string;
  acknowledged_at: string | null;
  is_overdue: boolean;
}

describe('The list of removal notices', () => {
  let app: TestApp;
  let boston: string;
  let clinic: string;

  beforeAll(async () => {
    app = await startApp();
    boston = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    clinic = (await aPartnerOf(app.db, boston, { name: 'Harbor Clinic' })).organizationId;
    for (const [days, isAcknowledged] of [
      [9, true],
      [8, false],
      [1, false],
    ] as const) {
      const { rows } = await app.db.query<{ id: string }>(
        `INSERT INTO removal_notices (owner_id, organization_id, made_at, acknowledged_at)
         VALUES ($1, $2, now() - $3 * interval '1 day', CASE WHEN $4 THEN now() END) RETURNING id`,
        [boston, clinic, days, isAcknowledged],
      );
      const shareId = await aShareTo(app.db, { ownerId: boston, organizationId: clinic });
      await app.db.query(`INSERT INTO removal_notice_shares (share_id, notice_id) VALUES ($1, $2)`, [
        shareId,
        rows[0]!.id,
      ]);
    }
  });
  afterAll(() => app?.close());

  const notices = async (browser: Browser, query = ''): Promise<{ data: Notice[]; next: string | null }> =>
    (await browser.get(`/api/v1/removal-notices${query}`)).json();

  it('tells staff who was told, who said that they removed them, and who is overdue', async () => {
    const organizer = await app.signIn('organizer', boston);
    const { data } = await notices(organizer);
    expect(data.map(({ acknowledged_at, is_overdue }) => [acknowledged_at !== null, is_overdue])).toEqual([
      [false, false],
      [false, true],
      [true, false],
    ]);
    expect(data[0]!.organization_name).toBe('Harbor Clinic');
    const first = await notices(organizer, '?limit=2');
    const second = await notices(organizer, `?limit=2&after=${first.next}`);
    expect([...first.data, ...second.data]).toEqual(data);
    expect(second.next).toBeNull();
  });

  it('is nobody else’s to read', async () => {
    const elsewhere = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    for (const browser of [
      await app.signIn('organizer', elsewhere),
      await app.signIn('partner-admin', clinic),
    ])
      expect((await notices(browser)).data).toEqual([]);
  });
});
