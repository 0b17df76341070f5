// `npm run check`: format, lint, boundaries, types and build, all of them even when one fails. Quiet about what passes.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { build, install, requireNode, root } from './prepare.mjs';

requireNode();
await install();

const hasConsole = existsSync(path.join(root, 'console', 'tsconfig.json'));
const steps = [
  ['format', 'prettier', '--check', '--log-level', 'warn', '.'],
  ['lint', 'eslint', '--max-warnings', '0', '.'],
  ['boundaries', 'depcruise', '--config', '.dependency-cruiser.cjs', 'src', 'migrations'],
  ['types', 'tsc', '--noEmit', '-p', 'tsconfig.json'],
  ...(hasConsole ? [['types of the console', 'tsc', '--noEmit', '-p', 'console/tsconfig.json']] : []),
];

let failed = 0;
for (const [name, program, ...args] of steps) {
  const began = Date.now();
  const { status, stdout, stderr, error } = spawnSync(
    path.join(root, 'node_modules', '.bin', program),
    args,
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (status === 0) continue;
  failed++;
  console.log(error?.message ?? `${stdout}${stderr}`);
}
await build(); // exits with the builder's own message when it fails
console.log('ok     build');
const client = spawnSync(process.execPath, [path.join(root, 'bin', 'openapi.mjs'), '--check'], {
  cwd: root,
  encoding: 'utf8',
});
console.log(`${client.status === 0 ? 'ok    ' : 'FAILED'} client of the API`);
if (client.status !== 0) {
  failed++;
  console.log(client.stderr);
}
if (failed > 0) console.log(`\n${failed} of ${steps.length + 2} checks failed`);
process.exit(failed > 0 ? 1 : 0);
