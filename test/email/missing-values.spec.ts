import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork } from '../support/people.js';
import { subscribers } from './support/mailing.js';

interface Checks {
  checks: { code: string; level: string }[];
  lacking: { count: number; people: { id: string; name: string; address: string }[] } | null;
}

describe('A merge tag that has nothing to fall back on', () => {
  let app: TestApp;
  let ownerId: string;
  let staff: Browser;

  beforeAll(async () => {
    app = await startApp();
    ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    await subscribers(app.db, { ownerId, count: 20 });
    staff = await app.signIn('chapter-admin', ownerId);
  });
  afterAll(() => app?.close());

  async function checksOf(subject: string): Promise<Checks & { level: string | undefined }> {
    const made = await staff.send('/api/v1/mailings', { owner_id: ownerId, name: 'Budget week', subject });
    const { id } = made.json<{ id: string }>();
    const found = (await staff.get(`/api/v1/mailings/${id}/checks`)).json<Checks>();
    return { ...found, level: found.checks.find(({ code }) => code === 'merge-tags')?.level };
  }
  const unname = async (count: number): Promise<string[]> => {
    const { rows } = await app.db.query<{ address: string }>(
      `WITH unnamed AS (UPDATE people SET given_name = '' WHERE id IN (SELECT id FROM people WHERE owner_id = $1
         AND given_name <> '' ORDER BY id LIMIT $2) RETURNING id)
       SELECT e.address FROM person_emails e JOIN unnamed u ON u.id = e.person_id ORDER BY e.address`,
      [ownerId, count],
    );
    return rows.map(({ address }) => address);
  };

  it('blocks the mailing, and names whom of its audience it would call nothing', async () => {
    const everybodyNamed = await checksOf('Dear {{given_name}}');
    expect([everybodyNamed.level, everybodyNamed.lacking]).toEqual(['blocking', { count: 0, people: [] }]);
    const addresses = await unname(3);
    const { level, lacking } = await checksOf('Dear {{given_name}}');
    expect([level, lacking!.count]).toEqual(['blocking', 3]);
    expect(lacking!.people.map(({ address }) => address)).toEqual(addresses);
  });

  it('tells how many they are where they are more than ten, and only what the tag says counts', async () => {
    await unname(9);
    const { lacking } = await checksOf('Dear {{given_name}}');
    expect([lacking!.count, lacking!.people.length]).toEqual([12, 10]);
    expect((await checksOf('Dear {{full_name}}')).lacking).toEqual({ count: 0, people: [] });
  });

  it('is well with a fallback, and nobody is listed', async () => {
    const { level, lacking } = await checksOf('Dear {{given_name|friend}}');
    expect([level, lacking]).toEqual(['ok', null]);
  });
});
