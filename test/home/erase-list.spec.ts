import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EraseList } from '../../src/home/erasure/erase-list.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { asOwner } from '../support/events.js';
import { aChapter, aNetwork, aPerson, unique } from '../support/people.js';

describe('The list of erasures', () => {
  let app: TestApp;
  let operator: Awaited<ReturnType<typeof asOwner>>;
  let lowell: string;
  const email = `${unique()}@people.example`;

  beforeAll(async () => {
    app = await startApp();
    operator = await asOwner(app);
    lowell = await aChapter(app.db, { networkId: await aNetwork(app.db) });
  });
  afterAll(async () => {
    await operator?.close();
    await app?.close();
  });

  /** What a backup from before brings back: the row and the address, under the ids they had. */
  async function restore(id: string): Promise<void> {
    await app.db.query(`UPDATE people SET state = 'active', given_name = 'Thessaly' WHERE id = $1`, [id]);
    await app.db.query(
      `INSERT INTO person_emails (person_id, owner_id, address, canonical, is_primary) VALUES ($1, $2, $3, $3, true)`,
      [id, lowell, email],
    );
  }
  const person = async (id: string) =>
    (
      await app.db.query<{ state: string; given_name: string; emails: number }>(
        `SELECT state, given_name, (SELECT count(*)::int FROM person_emails WHERE person_id = p.id) AS emails
         FROM people p WHERE id = $1`,
        [id],
      )
    ).rows[0];

  it('erases again whom a restored backup brings back, once, and touches nobody else', async () => {
    const id = await aPerson(app.db, { ownerId: lowell, givenName: 'Thessaly', email });
    const partner = await aPerson(app.db, { ownerId: lowell, givenName: 'Ines', email });
    const admin = await app.signIn('chapter-admin', lowell);
    expect((await admin.send(`/api/v1/people/${id}/erasure`, {})).status).toBeLessThan(300);
    const erasing = operator.get(EraseList);
    const list = await erasing.list();
    expect(list).toHaveLength(1);
    expect(JSON.stringify(list)).not.toContain(email);
    expect(await erasing.apply(list)).toEqual({ erased: 0, alike: [partner] });

    await restore(id);
    // Who shares the address may be somebody else in the house: that is for people to say.
    expect(await erasing.apply(list)).toEqual({ erased: 1, alike: [partner] });
    expect(await person(id)).toEqual({ state: 'erased', given_name: '', emails: 0 });
    expect(await person(partner)).toMatchObject({ state: 'active', given_name: 'Ines' });
    expect(await erasing.apply(list)).toMatchObject({ erased: 0 });
  });

  it('lets somebody be who came back by themselves', async () => {
    const list = await operator.get(EraseList).list();
    const later = await aPerson(app.db, { ownerId: lowell, givenName: 'Thessaly', email });
    const { alike } = await operator.get(EraseList).apply(list);
    expect(alike).not.toContain(later);
    expect(await person(later)).toMatchObject({ state: 'active' });
  });
});
