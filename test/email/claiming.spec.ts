import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EntityManager } from 'typeorm';
import { claimNews, claimOfMailing, claimPost } from '../../src/email/sending/claiming.sql.js';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, aNetwork } from '../support/people.js';
import { aMailing } from './support/mailing.js';

/** So many that looking up a hundred costs less than reading all. */
const ROWS = 20_000;
const HELD = { relay: 'default', domains: [], offices: [] };
const asked = () => ({ limit: 100, claimToken: randomUUID() });

describe('A claim', () => {
  let app: TestApp;
  let ownerId: string;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
  });
  afterAll(() => app?.close());

  /** How many rows of the ledger a claim looks at where a half of them has gone. Nothing is committed: nobody sends them. */
  async function looksAt(
    lane: 'bulk' | 'transactional',
    mailingId: string | null,
    claim: (tx: EntityManager) => Promise<unknown[]>,
  ): Promise<number> {
    let looks: number | undefined;
    const work = app.worker!.get(Database).as(Scope.nothing, async (tx) => {
      await tx.query(`UPDATE mailings SET state = 'sending' WHERE id = $1`, [mailingId]);
      await tx.query(
        `INSERT INTO deliveries (owner_id, lane, kind, mailing_id, canonical_email, address, message, state)
         SELECT $1, $2, 'staff', $3, a, a, CASE WHEN $3::uuid IS NULL THEN '{}'::jsonb END,
           CASE WHEN n <= $4::int / 2 THEN 'sent' ELSE 'pending' END
         FROM generate_series(1, $4::int) n, LATERAL (SELECT n || '@people.example' AS a) x`,
        [ownerId, lane, mailingId, ROWS],
      );
      await tx.query(`ANALYZE deliveries`);
      const before = await looked(tx);
      expect(await claim(tx)).toHaveLength(100);
      looks = (await looked(tx)) - before;
      throw new Error('enough');
    });
    await expect(work).rejects.toThrow('enough');
    return looks!;
  }

  it('does not read again what its mailing has sent, however large it is', async () => {
    const mailingId = await aMailing(app.db, { ownerId, state: 'draft' });
    const claim = (tx: EntityManager) => claimOfMailing(tx, { mailingId, ...asked() }, HELD);
    expect(await looksAt('bulk', mailingId, claim)).toBeLessThan(ROWS / 10);
  });

  it('does not read again what was sent of letters and of news', async () => {
    expect(await looksAt('transactional', null, (tx) => claimPost(tx, asked(), HELD))).toBeLessThan(
      ROWS / 10,
    );
    expect(await looksAt('bulk', null, (tx) => claimNews(tx, asked(), HELD))).toBeLessThan(ROWS / 10);
  });
});

async function looked(tx: EntityManager): Promise<number> {
  const [found] = await tx.query<{ n: number }[]>(
    `SELECT (seq_tup_read + idx_tup_fetch)::int AS n FROM pg_stat_xact_user_tables WHERE relname = 'deliveries'`,
  );
  return found!.n;
}
