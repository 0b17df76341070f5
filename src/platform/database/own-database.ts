import { createHash } from 'node:crypto';
import path from 'node:path';
import {
  type EmbeddedPostgres,
  runningEmbeddedPostgres,
  startEmbeddedPostgres,
} from './embedded-postgres.js';

const DATABASE = 'accord';

/** Where the data is kept: `ACCORD_DATA`, absolute. */
export interface DataFolder {
  path: string;
  /** Not asked for by name, so that another place may serve if this one cannot. */
  isDefault: boolean;
}

/** @param wanted the value of ACCORD_DATA, if any. */
export function dataFolder(wanted: string | undefined): DataFolder {
  return { path: path.resolve(wanted || './data'), isDefault: !wanted };
}

/**
 * Starts the embedded PostgreSQL of this data folder and owns it until `stop`.
 *
 * @throws FolderInUse when another run owns it, and as startEmbeddedPostgres does.
 */
export function startOwnDatabase(data: DataFolder): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ ...places(data), database: DATABASE });
}

/**
 * The embedded database for a single command of the operator: that of the running `npm start`, or else one started for
 * the time of the command. `close` stops only what this call has started.
 */
export async function borrowOwnDatabase(
  data: DataFolder,
): Promise<{ url: string; close: () => Promise<void> }> {
  const { folder, fallbackFolder } = places(data);
  for (const place of [folder, fallbackFolder]) {
    const url = place && runningEmbeddedPostgres(place, DATABASE);
    if (url) return { url, close: () => Promise.resolve() };
  }
  const embedded = await startOwnDatabase(data);
  return { url: embedded.url, close: () => embedded.stop() };
}

/** A root's clone below /root is closed to the account that PostgreSQL runs as; its database then lives in /var/lib. */
function places(data: DataFolder): { folder: string; fallbackFolder?: string } {
  const folder = path.join(data.path, 'postgres');
  if (!data.isDefault) return { folder };
  const key = createHash('sha256').update(data.path).digest('hex').slice(0, 8);
  return { folder, fallbackFolder: `/var/lib/accord-${key}/postgres` };
}
