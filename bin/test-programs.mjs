// The programs that some tests need beside Node: a browser, and a Redis.
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from './prepare.mjs';

function onPath(...names) {
  const folders = process.env.PATH.split(path.delimiter);
  for (const name of names) {
    for (const folder of folders) {
      const file = path.join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        continue; // not here
      }
    }
  }
  return undefined;
}

/** CHROMIUM_PATH, else the system's Chromium; else Playwright's own, installed now, which Playwright finds by itself. */
export async function chromium() {
  const found =
    process.env.CHROMIUM_PATH ||
    onPath('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome');
  if (found) return found;
  console.log("No Chromium on this machine: installing Playwright's own ...");
  if ((await run('playwright', ['install', 'chromium'])) !== 0)
    throw new Error('Playwright could not install Chromium');
  return undefined;
}

/** REDIS_URL, else a redis-server of our own on a free port of the loopback; undefined when the machine has none. */
export async function redis() {
  if (process.env.REDIS_URL) return { url: process.env.REDIS_URL, stop: async () => undefined };
  const program = onPath('redis-server');
  if (!program) {
    console.log('No redis-server on the PATH and no REDIS_URL: the tests on Redis are skipped.');
    return undefined;
  }
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), 'accord-redis-'));
  const settings = [
    '--port',
    port,
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'no',
  ];
  const server = spawn(program, [...settings.map(String), '--maxmemory-policy', 'noeviction'], {
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  process.once('exit', () => server.kill('SIGKILL'));
  await listening(port);
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function listening(port) {
  for (const end = Date.now() + 10_000; Date.now() < end; await sleep(50)) {
    const isUp = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isUp) return;
  }
  throw new Error(`redis-server did not listen on port ${port} within 10 s`);
}
