import { realpathSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { unprivilegedAccount } from './embedded/account.js';
import { postgresPrograms } from './embedded/binaries.js';
import { FolderInUse, claimFolder } from './embedded/folder-owner.js';
import { type Home, prepareHome, removeShortSocketFolder, socketFolder } from './embedded/home.js';
import {
  type Installation,
  SUPERUSER,
  initialise,
  postmasterOf,
  start,
  stop,
} from './embedded/postmaster.js';

export { FolderInUse };

export interface EmbeddedPostgresOptions {
  /** Keeps the data, the socket, the log and the name of the owner. */
  folder: string;
  /** Used instead when we are root and the unprivileged account cannot enter `folder`. */
  fallbackFolder?: string;
  /** Created unless it is there. */
  database: string;
  /** PostgreSQL settings beside ours, e.g. `{ fsync: 'off' }`. */
  settings?: Record<string, string>;
  /**
   * Several processes use the server at once and the last one stops it. For test runs only: the product refuses a
   * second run, because each of the two would believe that the workers and the shutdown are its own.
   */
  shared?: boolean;
}

export interface EmbeddedPostgres {
  /** libpq URI over the unix socket, for node-postgres, TypeORM, BullMQ and psql alike. */
  url: string;
  folder: string;
  /** The data folder was made by this start: nobody has used this database before. */
  isNew: boolean;
  /** Starts the server again if it has been killed; returns whether it had to. */
  revive(): Promise<boolean>;
  /** Stops the server and gives the folder up. A shared server with other clients stays. */
  stop(): Promise<void>;
}

/**
 * Starts a private PostgreSQL that listens on a unix socket only (15 to 30 % faster than TCP, and out of reach of the
 * network). Runs as root, who lends it an unprivileged account, and as an ordinary user. A server that outlived its
 * killed owner is taken over as it is; one that was killed itself recovers from its log.
 *
 * @throws FolderInUse when another living process owns the folder.
 * @throws Error with the way out in words when the account cannot enter the folder, or no binaries fit this platform.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = unprivilegedAccount();
  const home = prepareHome(options.folder, options.fallbackFolder, account);
  const release = options.shared ? await claimInTurn(home.folder) : claimFolder(home.folder);
  const settings = {
    listen_addresses: '',
    unix_socket_directories: home.sockets,
    unix_socket_permissions: '0700',
    max_connections: '200',
    shared_buffers: '256MB',
    jit: 'off', // our statements are short; compiling them costs more than it saves
    ...options.settings,
  };
  try {
    const installation: Installation = {
      programs: await postgresPrograms(home.folder, account),
      home,
      account,
    };
    const revive = async (): Promise<boolean> => {
      if (postmasterOf(home.data) !== undefined) return false;
      await start(installation, settings);
      return true;
    };
    const isNew = initialise(installation);
    await revive();
    await createDatabase(home.sockets, options.database);
    if (options.shared) release();
    return {
      url: socketUrl(home.sockets, options.database),
      folder: home.folder,
      isNew,
      revive,
      stop: options.shared
        ? () => stopUnlessUsed(home)
        : async () => {
            await stop(home.data);
            removeShortSocketFolder(home);
            release();
          },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * The address of an embedded PostgreSQL that somebody else runs on this folder, undefined when none does: how the
 * operator's tool reaches the database of a running `npm start`.
 */
export function runningEmbeddedPostgres(folder: string, database: string): string | undefined {
  let home: string;
  try {
    home = realpathSync(folder);
  } catch {
    return undefined; // no such folder: never started
  }
  if (postmasterOf(path.join(home, 'data')) === undefined) return undefined;
  return socketUrl(socketFolder(home), database);
}

/** The host in the authority only keeps URL parsers content: every PostgreSQL client prefers the `host` parameter. */
function socketUrl(sockets: string, database: string): string {
  return `postgresql://${SUPERUSER}@localhost/${database}?host=${encodeURIComponent(sockets)}`;
}

async function createDatabase(sockets: string, database: string): Promise<void> {
  await asSuperuser(sockets, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  });
}

/** Sharers start and stop one after the other, so that none stops what another has just found running. */
async function claimInTurn(folder: string): Promise<() => void> {
  for (const end = Date.now() + 60_000; ; await sleep(50)) {
    try {
      return claimFolder(folder);
    } catch (error) {
      if (!(error instanceof FolderInUse) || Date.now() > end) throw error;
    }
  }
}

async function stopUnlessUsed(home: Home): Promise<void> {
  const release = await claimInTurn(home.folder);
  try {
    if (postmasterOf(home.data) !== undefined && !(await hasClients(home.sockets))) await stop(home.data);
  } finally {
    release();
  }
}

function hasClients(sockets: string): Promise<boolean> {
  return asSuperuser(sockets, async (client) => {
    const { rows } = await client.query<{ others: boolean }>(
      `SELECT count(*) > 0 AS others FROM pg_stat_activity
        WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
    );
    return rows[0]!.others;
  });
}

async function asSuperuser<T>(sockets: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: socketUrl(sockets, 'postgres'),
    connectionTimeoutMillis: 30_000,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
