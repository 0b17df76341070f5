import { randomInt } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../../src/platform/database/migrate.js';
import { templateName } from './template.js';

/** Any constant: every Jest worker of every run asks for the same, so one builds the template and the others wait. */
const TEMPLATE_LOCK = 4_707_012;

/**
 * A migrated, empty database of the caller's own on the test server, as a libpq URI. Cloned from a template in 40 to
 * 100 ms; the run drops it at its end.
 */
export async function freshDatabase(): Promise<string> {
  const name = nextName();
  await onServer(async (client) => {
    const template = await migratedTemplate(client);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return databaseNamed(name);
}

/** The same without a single table: for what tests the migrations themselves. */
export async function emptyDatabase(): Promise<string> {
  const name = nextName();
  await onServer((client) => client.query(`CREATE DATABASE ${name}`));
  return databaseNamed(name);
}

function nextName(): string {
  // Random, not counted: Jest loads this module anew for every spec file of the same process.
  const run = process.env.ACCORD_TEST_RUN ?? String(process.pid);
  return `test_${run}_${process.pid}_${randomInt(2 ** 40)}`;
}

function databaseNamed(name: string): string {
  const url = new URL(server());
  url.pathname = `/${name}`;
  return url.toString();
}

function server(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('TEST_DATABASE_URL is not set: test/support/global-setup.mjs has not run');
  return url;
}

async function migratedTemplate(client: pg.Client): Promise<string> {
  const template = templateName();
  const exists = async () =>
    (await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template])).rowCount === 1;
  if (await exists()) return template;
  await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    if (await exists()) return template;
    const building = `${template}_building`;
    await client.query(`DROP DATABASE IF EXISTS ${building} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${building}`);
    await migrate(databaseNamed(building));
    await client.query(`ALTER DATABASE ${building} RENAME TO ${template}`);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
  return template;
}

async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
