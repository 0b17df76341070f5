import { spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processIdentity } from '../../process/process-identity.js';
import { type Account, runningAs } from './account.js';
import { type Home } from './home.js';

/** One PostgreSQL installation: its programs, its folders, the account it runs as. */
export interface Installation {
  programs: string;
  home: Home;
  account: Account | undefined;
}

export const SUPERUSER = 'postgres';
const SETTINGS_FILE = 'accord.conf';

/** Creates the data folder unless it is there. Returns whether it was created now. */
export function initialise(pg: Installation): boolean {
  const { home } = pg;
  if (existsSync(path.join(home.data, 'PG_VERSION'))) return false;
  // Aside and renamed: initdb writes PG_VERSION first, so a run killed half-way would look finished.
  const fresh = `${home.data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  rmSync(home.data, { recursive: true, force: true });
  run(pg, 'initdb', [
    ...['-D', fresh, '-U', SUPERUSER, '-E', 'UTF8'],
    // The built-in collation sorts alike on every system and never changes under an index when the OS is upgraded.
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
    ...['--auth-local=trust', '--auth-host=reject', '--data-checksums', '--no-instructions'],
  ]);
  writeFileSync(path.join(fresh, 'postgresql.conf'), `\ninclude_if_exists '${SETTINGS_FILE}'\n`, {
    flag: 'a',
  });
  renameSync(fresh, home.data);
  return true;
}

/** Starts the server and waits until it answers. Recovers by itself after a crash or a kill. */
export async function start(pg: Installation, settings: Record<string, string>): Promise<void> {
  const { home, account } = pg;
  await clearStaleLock(home);
  const lines = Object.entries(settings).map(
    ([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`,
  );
  writeFileSync(path.join(home.data, SETTINGS_FILE), lines.join(''));
  writeFileSync(home.log, '', { flag: 'a', mode: 0o600 });
  if (account) chownSync(home.log, account.uid, account.gid);
  // pg_ctl makes the server a daemon of its own session: neither Ctrl-C in the terminal nor the death of this process
  // reaches it before the application has closed its connections.
  run(pg, 'pg_ctl', ['start', '-D', home.data, '-l', home.log, '-w', '-t', '120', '-s']);
}

/** "Fast" shutdown: rolls back open transactions and writes a checkpoint. Never SIGKILL. */
export async function stop(data: string): Promise<void> {
  const patience = Date.now() + 30_000;
  let sent: NodeJS.Signals | undefined;
  for (let pid = postmasterOf(data); pid !== undefined; pid = postmasterOf(data)) {
    const signal = Date.now() < patience ? 'SIGINT' : 'SIGQUIT'; // SIGQUIT: at once, with recovery at the next start
    if (sent !== signal) process.kill(pid, (sent = signal));
    await sleep(20);
  }
}

/** The pid of a living server on this data folder; a stranger who was given its pid is not taken for it. */
export function postmasterOf(data: string): number | undefined {
  let pid: number;
  try {
    pid = Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return undefined; // no such file: not running
  }
  if (processIdentity(pid) === undefined) return undefined;
  // PostgreSQL works inside its data folder; where the kernel does not tell us, the pid has to do.
  return process.platform === 'linux' && workingFolder(String(pid)) !== data ? undefined : pid;
}

/**
 * After kill -9 the lock file stays, and its pid may be a zombie or by now another program: PostgreSQL then refuses to
 * start. The file is removed only once no process at all works in the data folder; orphaned backends leave by
 * themselves within a second or so.
 */
async function clearStaleLock(home: Home): Promise<void> {
  const lock = path.join(home.data, 'postmaster.pid');
  if (process.platform !== 'linux' || !existsSync(lock)) return;
  const users = () =>
    readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && workingFolder(pid) === home.data);
  for (const end = Date.now() + 15_000; users().length > 0 && Date.now() < end;) await sleep(50);
  if (users().length > 0)
    throw new Error(`Processes ${users().join(', ')} still use ${home.data}: stop them first.`);
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock'])
    rmSync(path.join(home.sockets, name), { force: true });
  rmSync(lock, { force: true });
}

function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // gone, a zombie, or not ours to look at
  }
}

function run({ programs, home, account }: Installation, program: string, args: string[]): void {
  const { status, error, stderr } = spawnSync(path.join(programs, 'bin', program), args, {
    ...runningAs(account),
    cwd: home.folder,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', HOME: home.folder },
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status === 0) return;
  const log = existsSync(home.log) ? readFileSync(home.log, 'utf8').split('\n').slice(-12).join('\n') : '';
  throw new Error(`${program} failed: ${error?.message ?? stderr}\n${log}`);
}
