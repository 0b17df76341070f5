import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { anAgreement } from './support/agreements.js';
import { describedTables, indexTable, unquoted } from './support/data-model.js';
import { freshDatabase } from './support/database.js';
import { aChapter, anAccount, aNetwork, aPerson } from './support/people.js';

const DENIED = '42501'; // insufficient_privilege
const BROKEN_KEY = '23503'; // foreign_key_violation
const TOUCHED = '22012'; // division_by_zero

/** A queue of numbers to be summed; a key would be the hot spot that it exists to avoid. */
const WITHOUT_KEY = ['petition_deltas'];

describe('The schema', () => {
  let db: pg.Client;
  const names = async (sql: string): Promise<string[]> =>
    (await db.query<{ name: string }>(sql)).rows.map(({ name }) => name).sort();
  /** SQLSTATE of a statement as the web role with these organizations in scope, or null where it succeeds. */
  const asWeb = async (scope: string[], sql: string, parameters: unknown[] = []): Promise<string | null> => {
    await db.query('BEGIN');
    try {
      await db.query('SET LOCAL ROLE accord_web');
      await db.query(`SELECT set_config('accord.scope', $1, true)`, [`{${scope.join(',')}}`]);
      await db.query(sql, parameters);
      return null;
    } catch (error) {
      return (error as { code: string }).code;
    } finally {
      await db.query('ROLLBACK');
    }
  };

  beforeAll(async () => {
    db = new pg.Client({ connectionString: await freshDatabase() });
    await db.connect();
  });
  afterAll(() => db.end());

  it('puts every table under row-level security, or says why not', async () => {
    const unbound = await names(
      `SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
         AND NOT relrowsecurity AND relname <> 'migrations'`,
    );
    const reasoned = indexTable('Tables without row-level security');
    expect(unbound).toEqual(reasoned.map(([table]) => unquoted(table!)).sort());
    expect(reasoned.filter(([, reason]) => !reason)).toEqual([]);
  });

  it('binds the web role by that security', async () => {
    const { rows } = await db.query(
      `SELECT rolsuper, rolbypassrls,
         (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid AND relnamespace = 'public'::regnamespace) AS owned
       FROM pg_roles r WHERE rolname = 'accord_web'`,
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, owned: 0 }]);
  });

  it('gives every table that is bound a policy', async () => {
    const silent = await names(
      `SELECT relname AS name FROM pg_class c WHERE relrowsecurity AND relnamespace = 'public'::regnamespace
         AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid)`,
    );
    expect(silent).toEqual([]);
  });

  it('shows a caller without a scope nothing that somebody owns', async () => {
    const chapterId = await aChapter(db, { networkId: await aNetwork(db) });
    await aPerson(db, { ownerId: chapterId });
    await db.query('BEGIN');
    await db.query('SET LOCAL ROLE accord_web');
    const { rows } = await db.query(
      'SELECT (SELECT count(*) FROM people) + (SELECT count(*) FROM person_emails) AS n',
    );
    await db.query('ROLLBACK');
    expect(rows).toEqual([{ n: '0' }]);
  });

  it('lets the web role add evidence, and neither change nor remove it', async () => {
    const evidence = describedTables().filter(
      ({ isLater, text }) => !isLater && text.includes('Append-only'),
    );
    expect(evidence.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['audit_entries', 'consents', 'engagements', 'petition_versions', 'shares']),
    );
    for (const { name } of evidence) {
      expect([name, await asWeb([], `DELETE FROM ${name}`)]).toEqual([name, DENIED]);
      const { rows } = await db.query<{ column: string }>(
        `SELECT attname AS column FROM pg_attribute WHERE attrelid = $1::regclass AND attnum = 2`,
        [name],
      );
      const { column } = rows[0]!;
      expect([name, await asWeb([], `UPDATE ${name} SET ${column} = ${column}`)]).toEqual([name, DENIED]);
    }
    expect(await asWeb([], `INSERT INTO audit_entries DEFAULT VALUES`)).toBe(DENIED);
  });

  it('gives every table a primary key', async () => {
    const keyless = await names(
      `SELECT relname AS name FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
         AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)`,
    );
    expect(keyless).toEqual(WITHOUT_KEY);
  });

  it('keeps moments in UTC: what is called ..._at has a time zone', async () => {
    const wrong = await names(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name ~ '_at$' AND data_type <> 'timestamp with time zone'`,
    );
    expect(wrong).toEqual([]);
  });

  it('pins the search path of every function that runs as the owner', async () => {
    const loose = await names(
      `SELECT proname AS name FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace
         AND NOT coalesce(array_to_string(proconfig, ';'), '') LIKE '%search_path=public, pg_temp%'`,
    );
    expect(loose).toEqual([]);
  });

  it('lets nobody name themselves as reader of a sealed record', async () => {
    const ownerId = await aChapter(db, { networkId: await aNetwork(db) });
    const [reader, curious] = [await anAccount(db), await anAccount(db)];
    const sealed = await aPerson(db, { ownerId, isSealed: true });
    await db.query('INSERT INTO sealed_readers (person_id, account_id) VALUES ($1, $2)', [sealed, reader]);
    const name = (named: string, by: string) =>
      asWeb(
        [ownerId],
        `WITH me AS (SELECT set_config('accord.account', $3, true)) INSERT INTO sealed_readers SELECT $1, $2 FROM me`,
        [sealed, named, by],
      );
    expect(await name(curious, curious)).toBe(DENIED);
    expect(await name(curious, reader)).toBeNull();
  });

  describe('of a person who is shared', () => {
    let ours: string;
    let friend: string;
    let own: string;
    let foreign: string;
    let consent: string;
    let agreement: string;
    const SHARE = `INSERT INTO shares (person_id, from_id, to_id, purpose, consent_id, agreement_id, ends_at)
      VALUES ($1, $2, $3, 'updates', $4, $5, now() + interval '1 day')`;

    beforeAll(async () => {
      const networkId = await aNetwork(db);
      [ours, friend] = [await aChapter(db, { networkId }), await aChapter(db, { networkId })];
      own = await aPerson(db, { ownerId: ours });
      foreign = await aPerson(db, { ownerId: await aChapter(db, { networkId }) });
      const { rows } = await db.query<{ id: string }>(
        `INSERT INTO consents (person_id, organization_id, channel, is_given, text, language, source_kind, method)
         VALUES ($1, $2, 'share', true, 'You may share my name.', 'en', 'petition', 'form') RETURNING id`,
        [own, friend],
      );
      consent = rows[0]!.id;
      agreement = await anAgreement(db, { ownerId: ours, partyIds: [friend] });
    });

    it('lets only the owner share them', async () => {
      expect(await asWeb([ours], SHARE, [own, ours, friend, consent, agreement])).toBeNull();
      expect(await asWeb([ours], SHARE, [foreign, ours, friend, consent, agreement])).toBe(BROKEN_KEY);
    });

    it('shows how to reach them, and lets nobody but the owner change it', async () => {
      await db.query(SHARE, [own, ours, friend, consent, agreement]);
      // Fails with division_by_zero exactly where the statement touched a row.
      const touched = (scope: string, statement: string) =>
        asWeb([scope], `WITH done AS (${statement}) SELECT 1 / (1 - least(count(*), 1)) FROM done`, [own]);
      const [SEE, CHANGE, REMOVE] = [
        'SELECT 1 FROM person_emails WHERE person_id = $1',
        `UPDATE person_emails SET label = 'theirs' WHERE person_id = $1 RETURNING 1`,
        'DELETE FROM person_emails WHERE person_id = $1 RETURNING 1',
      ];
      expect(await touched(friend, SEE)).toBe(TOUCHED);
      expect(await touched(friend, CHANGE)).toBeNull();
      expect(await touched(friend, REMOVE)).toBeNull();
      expect(await touched(ours, CHANGE)).toBe(TOUCHED);
    });
  });
});
