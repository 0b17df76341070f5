// `npm run faults -- NAME [--seed N] [--minutes M] ...`: runs test/faults/NAME.faults.ts, a long run of random faults on
// processes and a database of its own. It prints its seed, what it did and what it found.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { build, install, requireNode, root, run } from './prepare.mjs';

requireNode();
await install();
await build();

const [name, ...rest] = process.argv.slice(2);
const folder = path.join(root, 'test', 'faults');
const file = path.join(folder, `${name}.faults.ts`);
if (!name || !existsSync(file)) {
  const names = readdirSync(folder).filter((each) => each.endsWith('.faults.ts'));
  console.error(
    `Usage: npm run faults -- NAME [--seed N] [--minutes M]\nRuns: ${names.map((n) => n.slice(0, -10)).join(', ')}`,
  );
  process.exit(2);
}
process.exitCode = await run(process.execPath, ['--import', './bin/typescript.mjs', file, ...rest]);
