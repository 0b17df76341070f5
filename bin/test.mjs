// `npm test`: everything that can fail, on a fresh clone too: Jest, then the browser journeys. The last line is the total
// of both: `N passed, N failed, N skipped`. `npm test -- test/petitions` runs only that.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, install, requireNode, root, run } from './prepare.mjs';
import { chromium, redis } from './test-programs.mjs';

requireNode();
await install();
await build();

const JOURNEYS = 'test/journeys';
const wanted = process.argv.slice(2);
const forBrowser = wanted.filter((each) => each.startsWith(JOURNEYS));
const forJest = wanted.filter((each) => !forBrowser.includes(each));
const runJest = wanted.length === 0 || forJest.length > 0;
const runBrowser = (wanted.length === 0 || forBrowser.length > 0) && hasJourneys();

const scratch = mkdtempSync(path.join(tmpdir(), 'accord-results-'));
const resultsOf = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);
const total = { passed: 0, failed: 0, skipped: 0 };

function hasJourneys() {
  const folder = path.join(root, JOURNEYS);
  return (
    existsSync(folder) &&
    readdirSync(folder, { recursive: true }).some((file) => /\.(spec|test)\.tsx?$/.test(file))
  );
}

/** A runner that ended badly without a failed test to show for it (a crash, a set-up that failed) counts as one. */
function add(code, passed = 0, failed = 0, skipped = 0) {
  total.passed += passed;
  total.failed += failed === 0 && code !== 0 ? 1 : failed;
  total.skipped += skipped;
}

async function jest(env) {
  const file = path.join(scratch, 'jest.json');
  const program = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
  const code = await run(process.execPath, [...program, '--json', `--outputFile=${file}`, ...forJest], {
    env,
  });
  const r = resultsOf(file);
  // A file that does not even load has no tests to count.
  add(
    code,
    r?.numPassedTests,
    r && r.numFailedTests + r.numRuntimeErrorTestSuites,
    r && r.numPendingTests + r.numTodoTests,
  );
}

async function browser(env) {
  const file = path.join(scratch, 'playwright.json');
  const code = await run('playwright', ['test', '--reporter=list,json', ...forBrowser], {
    env: { ...env, CHROMIUM_PATH: await chromium(), PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  const stats = resultsOf(file)?.stats;
  // Passing at the second try is a failure that hides: a flaky journey counts as failed.
  add(code, stats?.expected, stats && stats.unexpected + stats.flaky, stats?.skipped);
}

const queue = await redis();
try {
  // The product under test must not find a Redis by chance: a test that wants one asks for TEST_REDIS_URL.
  const env = { REDIS_URL: undefined, TEST_REDIS_URL: queue?.url };
  if (runJest) await jest(env);
  if (runBrowser) await browser(env);
} finally {
  await queue?.stop();
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
