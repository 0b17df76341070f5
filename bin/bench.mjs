// `npm run bench -- NAME [--json]`: runs test/bench/NAME.bench.ts on an embedded PostgreSQL of its own with the settings of
// production (the tests' server trades safety for speed and would flatter the figures).
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, install, requireNode, root, run } from './prepare.mjs';

requireNode();
await install();
await build();
await import('./typescript.mjs'); // its compiler is one of the packages

const [name, ...rest] = process.argv.slice(2);
const folder = path.join(root, 'test', 'bench');
const file = path.join(folder, `${name}.bench.ts`);
if (!name || !existsSync(file)) {
  const names = existsSync(folder) ? readdirSync(folder).filter((each) => each.endsWith('.bench.ts')) : [];
  console.error(
    `Usage: npm run bench -- NAME [--json]\nBenchmarks: ${names.map((n) => n.slice(0, -9)).join(', ')}`,
  );
  process.exit(2);
}

const env = { NODE_ENV: 'production', ACCORD_TEST_RUN: String(process.pid) };
const ours = process.env.TEST_DATABASE_URL ? undefined : mkdtempSync(path.join(tmpdir(), 'accord-bench-'));
let embedded;
if (ours) {
  chmodSync(ours, 0o755); // the server runs as an account of its own where we are root
  const { startEmbeddedPostgres } = await import('../src/platform/database/embedded-postgres.ts');
  embedded = await startEmbeddedPostgres({ folder: path.join(ours, 'postgres'), database: 'bench' });
  env.TEST_DATABASE_URL = embedded.url;
}
let code = 1;
try {
  code = await run(process.execPath, ['--import', './bin/typescript.mjs', file, ...rest], { env });
} finally {
  await embedded?.stop();
  if (ours) rmSync(ours, { recursive: true, force: true });
}
process.exit(code);
