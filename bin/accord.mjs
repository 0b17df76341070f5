// `npm run accord -- COMMAND`: the operator's tool, from a checkout. In production it is `node dist/src/cli.js COMMAND`.
import { build, install, readSettings, requireNode, run } from './prepare.mjs';

requireNode();
readSettings();
await install();
await build();
const { HEAP_LIMIT } = await import('../dist/src/platform/process/heap-limit.js');
process.exit(await run(process.execPath, [HEAP_LIMIT, 'dist/src/cli.js', ...process.argv.slice(2)]));
