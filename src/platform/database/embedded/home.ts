import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  rmSync,
  rmdirSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Account, canReach } from './account.js';

/** Where one embedded PostgreSQL lives. Every path is absolute and free of symbolic links. */
export interface Home {
  folder: string;
  data: string;
  /** Holds the unix socket; normally `<folder>/run`. */
  sockets: string;
  log: string;
}

/** The longest path a unix socket may have (sun_path): 103 bytes on macOS, 107 on Linux. */
const LONGEST_SOCKET_PATH = 103;

/**
 * Creates the folders and hands them to the account. Tries `folder`, then `fallback`, when we are root and the
 * account cannot enter the first.
 *
 * @throws with the way out in words when neither can be entered.
 */
export function prepareHome(
  folder: string,
  fallback: string | undefined,
  account: Account | undefined,
): Home {
  for (const candidate of [folder, fallback]) {
    if (candidate === undefined) continue;
    const home = create(candidate, account);
    if (!account || canReach(account, home.folder)) return home;
    removeEmpty(home.data, home.sockets, home.folder);
  }
  throw new Error(
    `PostgreSQL refuses to run as root, so it runs as '${account?.name}', and that account cannot enter ` +
      `${path.resolve(folder)}: one of the folders above it is closed to others. Set ACCORD_DATA to a folder that ` +
      'everyone may enter (such as /var/lib/accord), run Accord as an ordinary user, or set DATABASE_URL.',
  );
}

/** Where the socket of the embedded PostgreSQL in this folder is or would be. */
export function socketFolder(folder: string): string {
  const inside = path.join(folder, 'run');
  if (Buffer.byteLength(path.join(inside, '.s.PGSQL.5432')) <= LONGEST_SOCKET_PATH) return inside;
  const key = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const short = path.join(realpathSync(tmpdir()), `accord-${key}`);
  return Buffer.byteLength(short) + 14 <= LONGEST_SOCKET_PATH ? short : path.join('/tmp', `accord-${key}`);
}

/** Leaves nothing in the temporary folder once the server has stopped. */
export function removeShortSocketFolder({ folder, sockets }: Home): void {
  if (!sockets.startsWith(folder)) rmSync(sockets, { recursive: true, force: true });
}

function create(candidate: string, account: Account | undefined): Home {
  openFolder(path.dirname(path.resolve(candidate)));
  mkdirSync(candidate, { recursive: true, mode: 0o700 });
  const folder = realpathSync(candidate);
  const home: Home = {
    folder,
    data: path.join(folder, 'data'),
    sockets: socketFolder(folder),
    log: path.join(folder, 'postgres.log'),
  };
  for (const dir of [folder, home.sockets]) own(dir, account);
  return home;
}

/** Folders above ours that we create must let the account pass, whatever our umask. */
function openFolder(folder: string): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  for (let dir = folder; dir.length >= first.length; dir = path.dirname(dir)) chmodSync(dir, 0o755);
}

/**
 * Whoever reaches the socket is the database's superuser, so its folder must be nobody else's. The short one lies in a
 * folder where everyone may write: a stranger's folder of that name, or a link, is refused and not adopted.
 */
function own(dir: string, account: Account | undefined): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const found = lstatSync(dir);
  const ours = [process.getuid?.(), account?.uid].includes(found.uid);
  if (!found.isDirectory() || !ours)
    throw new Error(`${dir} belongs to another account: remove it or move it away.`);
  chmodSync(dir, 0o700);
  if (account) chownSync(dir, account.uid, account.gid);
}

function removeEmpty(...dirs: string[]): void {
  for (const dir of dirs) {
    try {
      if (existsSync(dir)) rmdirSync(dir);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
    }
  }
}
