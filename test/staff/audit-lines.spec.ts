import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BODY, subscribers } from '../email/support/mailing.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Answer, type Browser } from '../support/browser.js';
import { aChapter, anAccount, aNetwork, aPerson } from '../support/people.js';

describe('The audit log has a line of', () => {
  let app: TestApp;
  let lowell: string;
  let admin: Browser;

  beforeAll(async () => {
    app = await startApp();
    lowell = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    admin = await app.signIn('chapter-admin', lowell);
  });
  afterAll(() => app?.close());

  const post = async (path: string, body: unknown = {}, method = 'POST'): Promise<Answer> => {
    const answer = await admin.send(`/api/v1/${path}`, body, method);
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
    return answer;
  };
  /** What the admin did to this, oldest first. */
  const linesOf = async (id: string): Promise<string[]> => {
    const { rows } = await app.db.query<{ action: string }>(
      `SELECT action FROM audit_entries WHERE subject_id = $1 AND account_id = $2 AND organization_id = $3 ORDER BY id`,
      [id, admin.accountId, lowell],
    );
    return rows.map(({ action }) => action);
  };

  it('every merge, and of its undo', async () => {
    const kept = await aPerson(app.db, { ownerId: lowell });
    const absorbed = await aPerson(app.db, { ownerId: lowell });
    const merged = await post(`people/${kept}/merges`, { absorbed_id: absorbed });
    const { id } = merged.json<{ id: string }>();
    await post(`change-batches/${id}/undo`);
    expect([...(await linesOf(kept)), ...(await linesOf(absorbed)), ...(await linesOf(id))]).toEqual([
      'people.merged',
      'batch.undone',
    ]);
  });

  it('two people told apart, for who may know of both', async () => {
    const pair = [await aPerson(app.db, { ownerId: lowell }), await aPerson(app.db, { ownerId: lowell })];
    const { rows } = await app.db.query<{ id: string }>(
      `INSERT INTO duplicate_suggestions (owner_id, first_id, second_id, why, score)
       VALUES ($1, least($2::uuid, $3), greatest($2::uuid, $3), 'phone', 0.85) RETURNING id`,
      [lowell, ...pair],
    );
    const { id } = rows[0]!;
    await post(`duplicates/${id}/dismissal`);
    expect(await linesOf(id)).toEqual(['people.told-apart']);
    const shown = async (): Promise<object[]> =>
      (await admin.get(`/api/v1/audit-entries?subject_id=${id}`)).json<{ data: object[] }>().data;
    const [first_id, second_id] = pair.toSorted();
    expect(await shown()).toMatchObject([{ subject_kind: 'duplicate', detail: { first_id, second_id } }]);
    for (const sealed of pair) {
      await app.db.query('UPDATE people SET is_sealed = id = $1 WHERE id = ANY ($2)', [sealed, pair]);
      expect(await shown()).toEqual([]);
      await app.db.query('INSERT INTO sealed_readers VALUES ($1, $2)', [sealed, admin.accountId]);
      expect(await shown()).toHaveLength(1);
    }
    // The suggestion goes with a person, and what the line says of the other stays for their readers.
    await app.db.query('DELETE FROM people WHERE id = $1', [pair[0]]);
    expect(await shown()).toHaveLength(1);
    await app.db.query('DELETE FROM sealed_readers WHERE person_id = $1', [pair[1]]);
    expect(await shown()).toEqual([]);
  });

  it('every role that is given or taken', async () => {
    const account = await anAccount(app.db, { grants: [['analyst', lowell]] });
    const given = { role: 'sender', organization_id: lowell };
    await post(`staff/${account}/grants`, given);
    const { rows } = await app.db.query<{ id: string }>(
      `SELECT id FROM grants WHERE account_id = $1 AND role = 'sender'`,
      [account],
    );
    const { id } = rows[0]!;
    await post(`staff/${account}/grants/${id}`, undefined, 'DELETE');
    expect(await linesOf(id)).toEqual(['grant.added', 'grant.removed']);
  });

  it('every word of consent that staff write down', async () => {
    const person = await aPerson(app.db, { ownerId: lowell });
    const word = { channel: 'email', source: 'By telephone on 3 May' };
    await post(`people/${person}/consents`, { ...word, is_given: true });
    await post(`people/${person}/consents`, { ...word, is_given: false });
    expect(await linesOf(person)).toEqual(['consent.attested', 'consent.withdrawn']);
  });

  it('every send', async () => {
    await subscribers(app.db, { ownerId: lowell, count: 2 });
    const content = {
      owner_id: lowell,
      name: 'Budget week',
      subject: 'Call before Thursday',
      body: BODY,
    };
    const { id } = (await post('mailings', content)).json<{ id: string }>();
    await post(`mailings/${id}/sending`);
    expect(await linesOf(id)).toContain('mailing.sent');
  });
});
