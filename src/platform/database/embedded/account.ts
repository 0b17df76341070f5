import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The system account that PostgreSQL runs as when we are root. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

const CANDIDATES = ['postgres', 'nobody', 'daemon'];

/**
 * PostgreSQL refuses to run as root, so root lends it an unprivileged account: the first of `postgres`, `nobody` and
 * `daemon` that exists. Undefined when we are an ordinary user; then PostgreSQL simply runs as us.
 */
export function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const entries = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of CANDIDATES) {
    const entry = entries.find((fields) => fields[0] === name);
    if (entry && Number(entry[2]) > 0) return { name, uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new Error(
    `PostgreSQL refuses to run as root and none of the accounts ${CANDIDATES.join(', ')} exists. ` +
      'Run Accord as an ordinary user, or set DATABASE_URL.',
  );
}

/** Whether the account can enter the folder or run the program: asked of the kernel, as that account. */
export function canReach(account: Account, file: string): boolean {
  const { uid, gid } = account;
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', file], { uid, gid, cwd: '/' }).status === 0;
}

/** Spawn options that make a program run as the account (or as us). */
export function runningAs(account: Account | undefined): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}
