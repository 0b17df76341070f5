import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { processIdentity } from '../../process/process-identity.js';

interface Owner {
  pid: number;
  identity: string;
  since: string;
}

/** Another living process keeps its database in the folder. The message is meant for the person at the terminal. */
export class FolderInUse extends Error {
  override name = 'FolderInUse';

  constructor(folder: string, owner: Owner) {
    super(
      `Accord is already running on ${folder} (process ${owner.pid}, since ${owner.since}). ` +
        'Two runs cannot share one data folder: stop the other one, or set ACCORD_DATA to another folder.',
    );
  }
}

/**
 * Makes this process the owner of the folder by writing `owner.json` into it, and returns the function that gives the
 * folder up. A file left by a process that was killed is taken over.
 *
 * The file appears complete or not at all (written aside, then hard-linked), so of two processes that start at once
 * one wins and the other reads who did.
 *
 * @throws FolderInUse when the owner still lives.
 */
export function claimFolder(folder: string): () => void {
  const file = path.join(folder, 'owner.json');
  const mine = path.join(folder, `owner.${process.pid}.json`);
  const me: Owner = {
    pid: process.pid,
    identity: processIdentity(process.pid) ?? 'unknown',
    since: new Date().toISOString(),
  };
  writeFileSync(mine, JSON.stringify(me), { mode: 0o600 });
  try {
    while (!linked(mine, file)) {
      const found = ownerIn(file);
      if (found && isAlive(found)) throw new FolderInUse(folder, found);
      removeStale(file, found);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => {
    if (ownerIn(file)?.identity === me.identity) rmSync(file, { force: true });
  };
}

function isAlive(owner: Owner): boolean {
  return processIdentity(owner.pid) === owner.identity;
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The owner named by the file; undefined when there is no file, or it was cut short by a full disk or a power cut. */
function ownerIn(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Moves a dead owner's file away. Between our reading and our moving, another starter may have done the same and
 * claimed the folder: then what we moved is a living owner's file, and it goes back.
 */
function removeStale(file: string, seen: Owner | undefined): void {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = ownerIn(aside);
  if (moved && moved.identity !== seen?.identity) linked(aside, file);
  rmSync(aside, { force: true });
}
