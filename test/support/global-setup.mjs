// One PostgreSQL for the whole run: TEST_DATABASE_URL where given, else an embedded one of this checkout's own.
// Specs ask freshDatabase() (database.ts) for a database on it.
import '../../bin/typescript.mjs';
import { createHash } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import pg from 'pg';

const SPEED_OVER_SAFETY = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
};

export default async function globalSetup() {
  process.env.ACCORD_TEST_RUN = String(process.pid);
  if (!process.env.TEST_DATABASE_URL) {
    const { startEmbeddedPostgres } = await import('../../src/platform/database/embedded-postgres.ts');
    const checkout = path.resolve(import.meta.dirname, '..', '..');
    const key = createHash('sha256').update(checkout).digest('hex').slice(0, 10);
    globalThis.__EMBEDDED__ = await startEmbeddedPostgres({
      // Below the system's temporary folder, so that a checkout in a closed place (/root) can still be tested as root.
      folder: path.join(tmpdir(), `accord-test-${userInfo().uid}-${key}`),
      database: 'tests',
      settings: SPEED_OVER_SAFETY,
      shared: true,
    });
    process.env.TEST_DATABASE_URL = globalThis.__EMBEDDED__.url;
  }
  // Kept open through the run: tells a second run of this checkout that the server is in use.
  const session = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await session.connect();
  globalThis.__SESSION__ = session;
  const { dropLeftovers } = await import('./leftovers.ts');
  await dropLeftovers(session);
}
