import { runMigrations } from 'bullmq';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';

/** Where BullMQ keeps its tables when PostgreSQL is the queue: beside ours, in the same database. */
export const QUEUE_SCHEMA = 'bullmq';

/** Any constant will do, as long as every deploy asks for the same. */
const DEPLOY_LOCK = 4_707_011;

export interface Migrated {
  /** Names of the migrations that ran now; empty when the database was up to date. */
  applied: string[];
  /** The version of BullMQ's schema after the call. */
  queueVersion: number;
}

/**
 * Brings the database to the state this version of Accord expects: first our migrations, each in its own transaction
 * (one that declares `transaction = false`, for CREATE INDEX CONCURRENTLY, in none), then the queue's. Connections
 * never migrate by themselves, so this is the one deploy step. Two deploys at once queue up on an advisory lock and
 * the second finds nothing to do.
 *
 * The queue's tables are kept even where REDIS_URL moves the queue to Redis: going back needs no further step.
 *
 * @param url libpq URI of a role that may create tables; it must be a direct connection, not a transaction pooler.
 * @throws the error of the failed migration; those before it stay applied.
 */
export async function migrate(url: string): Promise<Migrated> {
  const session = new pg.Client({ connectionString: url, application_name: 'accord migrate' });
  await session.connect();
  try {
    await session.query('SELECT pg_advisory_lock($1)', [DEPLOY_LOCK]);
    const applied = await applyOurs(url);
    const queueVersion = await runMigrations(session, QUEUE_SCHEMA);
    return { applied, queueVersion };
  } finally {
    await session.end(); // the lock goes with its session
  }
}

async function applyOurs(url: string): Promise<string[]> {
  const source = new DataSource({ type: 'postgres', url, migrations, migrationsTransactionMode: 'each' });
  await source.initialize();
  try {
    const applied = await source.runMigrations();
    return applied.map(({ name }) => name);
  } finally {
    await source.destroy();
  }
}
