import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrate } from '../../src/platform/database/migrate.js';
import { emptyDatabase, freshDatabase } from '../support/database.js';

async function tables(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `SELECT schemaname || '.' || tablename AS name FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  await client.end();
  return rows.map(({ name }) => name);
}

describe('Migrating', () => {
  it('makes our tables and the queue’s in an empty database, and finds nothing to do the second time', async () => {
    const url = await emptyDatabase();
    const first = await migrate(url);
    expect(first.queueVersion).toBeGreaterThan(0);
    expect(await tables(url)).toEqual(expect.arrayContaining(['public.migrations', 'bullmq.job']));
    expect(await migrate(url)).toEqual({ applied: [], queueVersion: first.queueVersion });
  });

  it('lets two deploys start at once: one works, the other waits and finds nothing to do', async () => {
    const url = await emptyDatabase();
    const both = await Promise.all([migrate(url), migrate(url)]);
    expect(both.filter(({ applied }) => applied.length > 0).length).toBeLessThanOrEqual(1);
    expect(both[0].queueVersion).toBe(both[1].queueVersion);
  });

  it('gives each test a migrated database of its own', async () => {
    const [one, other] = [await freshDatabase(), await freshDatabase()];
    expect(one).not.toBe(other);
    expect(await tables(one)).toEqual(await tables(other));
  });
});
