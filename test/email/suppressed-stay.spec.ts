import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SuppressionFile } from '../../src/email/suppressions/suppression-file.service.js';
import { imported } from '../people/import/support.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';
import { testData } from '../support/test-data.js';

const folder = testData('corpora/csv');
const LEFT = 'already-unsubscribed@example.org';

describe('An address that is not mailed any more', () => {
  let app: TestApp;
  let networkId: string;
  let ownerId: string;
  let staff: Browser;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    networkId = await aNetwork(app.db);
  });
  afterAll(() => app.close());

  beforeEach(async () => {
    ownerId = await aChapter(app.db, { networkId });
    staff = await app.signIn('chapter-admin', ownerId);
    await app.db.query(`DELETE FROM suppressions`);
  });

  async function suppress(email: string, reason = 'hard-bounce'): Promise<void> {
    await app.db.query(
      `INSERT INTO suppressions (canonical_email, organization_id, reason) VALUES ($1, $2, $3)`,
      [email, ownerId, reason],
    );
  }
  /** What they said, in the ledger and as it is now. */
  async function subscribe(personId: string, isSubscribed = true): Promise<void> {
    await app.db.query(
      `WITH word AS (INSERT INTO consents (person_id, organization_id, channel, is_given, text, language, source_kind, method)
         VALUES ($1, $2, 'email', $3, 'They may write to me.', 'en', 'petition', 'form'))
       INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) VALUES ($1, $2, 'email', $3)`,
      [personId, ownerId, isSubscribed],
    );
  }
  /** Whom a mailing to everybody of the chapter would reach, and why it would not reach the others. */
  async function audience(): Promise<{ count: number; excluded: { reason: string; count: number }[] }> {
    const draft = await staff.send('/api/v1/mailings', {
      owner_id: ownerId,
      name: 'To all',
      subject: 'Hello',
    });
    return (await staff.send(`/api/v1/mailings/${draft.json<{ id: string }>().id}/audience`, {})).json();
  }
  const nobodyBut = (reason: string) => ({ count: 0, excluded: [{ reason, count: 1 }] });

  (folder ? it : it.skip)('E38: does not come back by an import that says it has consent', async () => {
    await suppress(LEFT);
    const consent = { source: 'other', text: 'Said to be theirs by a list.', channels: ['email'] };
    await imported(staff, ownerId, readFileSync(path.join(folder!, 'unsubscribed-reimport.csv')), {
      consent,
    });
    const { rows } = await app.db.query(
      `SELECT 1 FROM person_emails WHERE owner_id = $1 AND canonical = $2`,
      [ownerId, LEFT],
    );
    expect(rows).toHaveLength(1);
    expect(await audience()).toMatchObject(nobodyBut('suppressed'));
  });

  it('E38: does not come back by the API, on a new record or as another address of one that is mailed', async () => {
    await suppress(LEFT);
    const made = await staff.send('/api/v1/people', {
      owner_id: ownerId,
      given_name: 'Ada',
      email: LEFT.toUpperCase(),
    });
    expect(made.status).toBe(201);
    await subscribe(made.json<{ id: string }>().id);
    expect(await audience()).toMatchObject(nobodyBut('suppressed'));
    const { rows } = await app.db.query(
      `SELECT 1 FROM suppressions WHERE canonical_email = $1 AND lifted_at IS NULL`,
      [LEFT],
    );
    expect(rows).toHaveLength(1);
  });

  it('E38: does not come back by a merge, nor by the undo of one', async () => {
    await suppress(LEFT, 'unsubscribed');
    const left = await aPerson(app.db, { ownerId, givenName: 'Ada', email: LEFT });
    await subscribe(left, false);
    const mailed = await aPerson(app.db, { ownerId, givenName: 'Ada', email: 'ada@work.example' });
    await subscribe(mailed);
    const both = { count: 1, excluded: [{ reason: 'not-subscribed', count: 1 }] };
    expect(await audience()).toMatchObject(both);

    for (const [kept, absorbed] of [
      [mailed, left],
      [left, mailed],
    ] as const) {
      const merged = await staff.send(`/api/v1/people/${kept}/merges`, { absorbed_id: absorbed });
      expect(merged.status).toBe(201);
      expect(await audience()).toMatchObject(nobodyBut('not-subscribed'));
      const undone = await staff.send(`/api/v1/change-batches/${merged.json<{ id: string }>().id}/undo`, {});
      expect(undone.json()).toMatchObject({ state: 'undone', left: 0 });
      expect(await audience()).toMatchObject(both);
    }
  });

  it('E38: is not mailed where a merge makes it the first address of somebody who is mailed', async () => {
    await suppress(LEFT, 'complaint');
    const dead = await aPerson(app.db, { ownerId, givenName: 'Ada', email: LEFT });
    const mailed = await aPerson(app.db, { ownerId, givenName: 'Ada', email: 'ada@work.example' });
    await subscribe(mailed);
    const merged = await staff.send(`/api/v1/people/${mailed}/merges`, {
      absorbed_id: dead,
      take: ['email'],
    });
    expect(merged.status).toBe(201);
    expect(await audience()).toMatchObject(nobodyBut('suppressed'));
    await staff.send(`/api/v1/change-batches/${merged.json<{ id: string }>().id}/undo`, {});
    expect(await audience()).toMatchObject({ count: 1, excluded: [{ reason: 'not-subscribed', count: 1 }] });
  });

  it('E38: does not come back with a backup from before, once the newer list is applied', async () => {
    const person = await aPerson(app.db, { ownerId, email: LEFT });
    await subscribe(person);
    await suppress(LEFT, 'unsubscribed');
    await app.db.query(
      `INSERT INTO suppressions (canonical_email, reason) VALUES ('gone@people.example', 'complaint')`,
    );
    const file = app.worker!.get(SuppressionFile);
    const list = await file.list();
    expect(list).toHaveLength(2);

    await app.db.query(`DELETE FROM suppressions`); // as the backup has it
    expect((await audience()).count).toBe(1);
    const elsewhere = { ...list[0]!, organizationId: '01900000-0000-7000-8000-000000000000' };
    expect(await file.apply([...list, elsewhere])).toBe(2);
    expect(await audience()).toMatchObject(nobodyBut('suppressed'));
    expect(await file.apply(list)).toBe(0);
    expect(new Set(await file.list())).toEqual(new Set(list));
  });
});
