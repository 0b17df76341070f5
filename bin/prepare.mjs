// What the commands of this folder need before they can work: a Node new enough, the packages, the build. Only Node's own
// modules here: on a fresh clone there are no others.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => path.join(root, ...parts);
const programs = at('node_modules', '.bin');

/** Ends the process with a sentence, not a stack trace, on a Node that could not run what follows. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `Accord needs Node.js 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org/`,
  );
  process.exit(1);
}

/** Reads the file .env, if there is one; what the environment already says stands. */
export function readSettings() {
  if (existsSync(at('.env'))) process.loadEnvFile(at('.env'));
}

/**
 * Runs a program with the terminal's streams, passes on SIGINT and SIGTERM, and resolves with its exit code.
 * Programs of node_modules are found by their name.
 */
export function run(command, args, { env = {}, stdio = 'inherit' } = {}) {
  const child = spawn(command, args, {
    cwd: root,
    stdio,
    env: { ...process.env, PATH: `${programs}${path.delimiter}${process.env.PATH}`, ...env },
  });
  const forward = (signal) => child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('SIGINT', forward).off('SIGTERM', forward);
      resolve(signal ? 1 : code);
    });
  });
}

async function runOrExit(what, command, args) {
  console.log(what);
  // npm and the builders may talk; a benchmark's or a tool's stdout must stay its own.
  const code = await run(command, args, { stdio: ['ignore', 2, 'inherit'] });
  if (code !== 0) process.exit(code);
}

/** Installs the packages of the lockfile, unless exactly these are there. */
export async function install() {
  if (isInstalled()) return;
  // Development packages too, whatever NODE_ENV says: the build needs them.
  await runOrExit('Installing packages (npm ci) ...', 'npm', [
    'ci',
    '--include=dev',
    '--no-audit',
    '--no-fund',
  ]);
}

/** npm writes down what it installed; times of files say nothing after a checkout, so the versions are compared. */
function isInstalled() {
  const record = at('node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const installed = packagesOf(record);
  return Object.entries(packagesOf(at('package-lock.json'))).every(
    // Optional ones are for other systems, or could not be had.
    ([name, wanted]) => name === '' || wanted.optional || installed[name]?.version === wanted.version,
  );
}

const BUILDS = [
  {
    what: 'Building the server ...',
    command: ['nest', ['build']],
    output: 'dist',
    sources: ['src', 'migrations', 'nest-cli.json', '.swcrc', 'tsconfig.json', 'package-lock.json'],
  },
  {
    what: 'Building the console ...',
    command: ['vite', ['build', 'console', '--logLevel', 'warn']],
    output: 'console/dist',
    sources: ['console', 'package-lock.json'],
  },
];

/** Builds the server, and the console, where the sources are not those of the last build. */
export async function build() {
  for (const { what, command, output, sources } of BUILDS) {
    if (!existsSync(at(sources[0]))) continue;
    const mark = at(output, '.built-from');
    const hash = hashOf(sources);
    if (existsSync(mark) && readFileSync(mark, 'utf8') === hash) continue;
    await runOrExit(what, ...command);
    writeFileSync(mark, hash);
  }
}

function hashOf(sources) {
  const hash = createHash('sha256');
  for (const source of sources)
    for (const file of filesOf(source)) hash.update(file).update(readFileSync(at(file)));
  return hash.digest('hex');
}

function filesOf(source) {
  if (!existsSync(at(source))) return [];
  if (/\.[a-z]+$/.test(source) || source === '.swcrc') return [source];
  return readdirSync(at(source), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !/^console[\\/](dist|node_modules)[\\/]/.test(file))
    .sort();
}
