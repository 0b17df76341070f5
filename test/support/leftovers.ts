import { type Client } from 'pg';
import { processIdentity } from '../../src/platform/process/process-identity.js';
import { templateName } from './template.js';

/** Databases are named `test_<pid of the run>_<pid of the Jest worker>_<n>`. */
const OF_A_RUN = /^test_(\d+)_\d+_\d+$/;

/** Drops databases of runs that were killed, and templates of migrations that have since changed. */
export async function dropLeftovers(client: Client): Promise<void> {
  const current = templateName();
  for (const { name, in_use } of await databases(client)) {
    const run = OF_A_RUN.exec(name)?.[1];
    const isDeadRun = run !== undefined && processIdentity(Number(run)) === undefined;
    const isOldTemplate = name.startsWith('template_') && !name.startsWith(current);
    if ((isDeadRun || isOldTemplate) && !in_use) await drop(client, name);
  }
}

export async function dropDatabasesOfRun(client: Client, run: string): Promise<void> {
  for (const { name } of await databases(client)) {
    if (OF_A_RUN.exec(name)?.[1] === run) await drop(client, name);
  }
}

async function databases(client: Client): Promise<{ name: string; in_use: boolean }[]> {
  const { rows } = await client.query<{ name: string; in_use: boolean }>(
    `SELECT datname AS name, EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datname = d.datname) AS in_use
       FROM pg_database d WHERE NOT datistemplate`,
  );
  return rows;
}

async function drop(client: Client, name: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
}
