// `npm run openapi`: writes what the console knows of the API from what the built server says of itself. With --check it
// writes nothing and fails where the committed file says something else: a renamed field must break the console's types.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const target = path.join(root, 'console', 'src', 'api.d.ts');

const { status, stdout, stderr } = spawnSync(
  process.execPath,
  [path.join(root, 'dist', 'src', 'openapi.js')],
  { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
);
if (status !== 0) {
  console.error(stderr || 'The built server could not describe its API. Run `npm run build:server` first.');
  process.exit(1);
}
const fresh = COMMENT_HEADER + astToString(await openapiTS(JSON.parse(stdout)));

if (!process.argv.includes('--check')) {
  writeFileSync(target, fresh);
} else if (readFileSync(target, 'utf8') !== fresh) {
  console.error('console/src/api.d.ts is not what the server says of itself: run `npm run openapi`.');
  process.exit(1);
}
