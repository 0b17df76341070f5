import { spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { freshDatabase } from '../support/database.js';
import { aChapter, aNetwork } from '../support/people.js';
import { endProcesses, startBuilt } from '../support/processes.js';
import { testData } from '../support/test-data.js';
import { aim, percent } from './aims.js';
import { peakMegabytes, serverSeconds } from './process-figures.js';

/*
 * How fast a file of people comes in: read, tried on every row, matched, written with its history and all that can be undone.
 * Beside it, in the same run and on the same server, what a script would do with the same file: COPY and one upsert into the
 * same tables. Trust the ratio, and on a busy machine that of the server's time. What it is at is said on stderr.
 *
 * Of a million rows the upsert and the import take minutes each, so the file is loaded a second time, which changes nothing,
 * only up to 200,000 rows or with --again.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    again: { type: 'boolean' },
    rows: { type: 'string', default: '200000' },
  },
});
const rows = Number(values.rows);
const isLoadedAgain = values.again ?? rows <= 200_000;
/** How often it says how far the import is. */
const PROGRESS_MS = 10_000;
const began = performance.now();
const say = (what: string): void =>
  console.error(`${((performance.now() - began) / 1_000).toFixed(0).padStart(5)} s  ${what}`);
const generator = testData('people/generate_contacts.mjs');
if (!generator) {
  console.error(
    'The generator of contacts is not there: set ACCORD_TEST_DATA to the folder of the test data.',
  );
  process.exit(2);
}
const folder = mkdtempSync(path.join(tmpdir(), 'accord-import-'));
const file = path.join(folder, 'contacts.csv');
say(`a file of ${rows} rows is made`);
spawnSync(process.execPath, [generator, String(rows), file], { stdio: 'inherit' });

try {
  const plain = await plainUpsert();
  const { first, again, megabytes } = await ours();
  const ratio = first.perSecond / plain.perSecond;
  const isComplete = [first, plain, again].every((run) => !run || run.people === rows);
  const figures = {
    bench: 'import',
    rows,
    bytes: statSync(file).size,
    product: first,
    again,
    plain,
    ratio,
    megabytes,
  };
  if (values.json) console.log(JSON.stringify({ ...figures, isComplete }));
  else {
    console.log(`${rows} rows, ${Math.round(figures.bytes / 1e6)} MB\n`);
    console.table({
      'import, checked and undoable': show(first),
      ...(again && { 'the same file again': show(again) }),
      'COPY and one upsert': show(plain),
    });
    console.log(aim('at least 70 % of the plain upsert', ratio >= 0.7, percent(ratio)));
    console.log(aim('under 300 MB', megabytes < 300, `${megabytes} MB`));
    const often = again ? 'everybody is there once, also after the second time' : 'everybody is there once';
    console.log(aim(often, isComplete, String(isComplete)));
  }
  if (!isComplete) process.exitCode = 1;
} finally {
  await endProcesses();
  rmSync(folder, { recursive: true, force: true });
}

interface Run {
  seconds: number;
  perSecond: number;
  people: number;
  /** Seconds of processor time that the database server had. */
  processors: number;
}

/** `accord import people`, from the row of the import to its end: without the start of the process. */
async function ours(): Promise<{ first: Run; again: Run | undefined; megabytes: number }> {
  const databaseUrl = await freshDatabase();
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  // The database remembers by which key it was written: both runs are of one installation.
  const secretKey = randomBytes(32).toString('hex');
  try {
    await aChapter(db, { networkId: await aNetwork(db), slug: 'bench' });
    const backend = await backendOf(db);
    let megabytes = 0;
    const run = async (): Promise<Run> => {
      const before = serverSeconds(backend);
      const tool = startBuilt('cli', ['import', 'people', file, '--chapter', 'bench'], {
        env: {
          DATABASE_URL: databaseUrl,
          SECRET_KEY: secretKey,
          ACCORD_DATA: folder,
          LOG_LEVEL: 'warn',
        },
      });
      const watch = setInterval(() => (megabytes = Math.max(megabytes, peakMegabytes(tool.pid))), 50);
      const progress = setInterval(() => void sayProgress(db), PROGRESS_MS);
      const { code } = await tool.ended;
      clearInterval(watch);
      clearInterval(progress);
      if (code !== 0) throw new Error(`The import ended with ${code}: ${tool.output}`);
      const { rows: found } = await db.query<{ seconds: number; people: number }>(
        `SELECT extract(epoch FROM finished_at - created_at)::float8 AS seconds, (SELECT count(*)::int FROM people) AS people
         FROM imports ORDER BY id DESC LIMIT 1`,
      );
      return rated(found[0]!.seconds, found[0]!.people, serverSeconds(backend) - before);
    };
    say('import');
    const first = await run();
    if (!isLoadedAgain) return { first, again: undefined, megabytes };
    await db.query('VACUUM ANALYZE');
    say('the same file again');
    return { first, again: await run(), megabytes };
  } finally {
    await db.end();
  }
}

async function backendOf(db: pg.Client): Promise<number> {
  const { rows: found } = await db.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return found[0]!.pid;
}

async function sayProgress(db: pg.Client): Promise<void> {
  const { rows: found } = await db.query<{ state: string; done: number }>(
    'SELECT state, done_rows AS done FROM imports ORDER BY id DESC LIMIT 1',
  );
  if (found[0]) say(`  ${found[0].state}: ${found[0].done} rows`);
}

/** The same people by hand: no validation, no history, no undo, no second look at who is there. */
async function plainUpsert(): Promise<Run> {
  const db = new pg.Client({ connectionString: await freshDatabase() });
  await db.connect();
  try {
    const ownerId = await aChapter(db, { networkId: await aNetwork(db) });
    const backend = await backendOf(db);
    const before = serverSeconds(backend);
    const started = performance.now();
    say('COPY and one upsert');
    await db.query(`CREATE UNLOGGED TABLE staged (first_name text, last_name text, email text, phone text, address text, city text,
      state text, zip text, lat text, lng text)`);
    await pipeline(
      createReadStream(file),
      db.query(copyFrom('COPY staged FROM STDIN (FORMAT csv, HEADER true)')),
    );
    await db.query('ANALYZE staged');
    await db.query(
      `WITH incoming AS MATERIALIZED (
         SELECT DISTINCT ON (lower(email)) new_id() AS id, s.*, lower(email) AS canonical,
           '+1' || regexp_replace(phone, '\\D', '', 'g') AS e164
         FROM staged s WHERE email ~ '^[^@ ]+@[^@ ]+\\.[^@ ]+$' ORDER BY lower(email)),
       fresh AS MATERIALIZED (
         SELECT i.* FROM incoming i WHERE NOT EXISTS (SELECT 1 FROM person_emails e
           WHERE e.canonical = i.canonical AND e.owner_id = $1)),
       made AS (
         INSERT INTO people (id, owner_id, given_name, family_name) SELECT id, $1, first_name, last_name FROM fresh),
       mailed AS (
         INSERT INTO person_emails (person_id, owner_id, address, canonical, is_primary)
         SELECT id, $1, email, canonical, true FROM fresh),
       called AS (
         INSERT INTO person_phones (person_id, owner_id, e164, is_primary) SELECT id, $1, e164, true FROM fresh)
       INSERT INTO person_addresses (person_id, line1, city, state, zip, is_primary)
       SELECT id, address, city, state, zip, true FROM fresh`,
      [ownerId],
    );
    const seconds = (performance.now() - started) / 1_000;
    const processors = serverSeconds(backend) - before;
    const { rows: found } = await db.query<{ n: number }>('SELECT count(*)::int AS n FROM people');
    return rated(seconds, found[0]!.n, processors);
  } finally {
    await db.end();
  }
}

function rated(seconds: number, people: number, processors: number): Run {
  return { seconds, perSecond: rows / seconds, people, processors };
}

function show({ seconds, perSecond, processors }: Run): Record<string, number> {
  return {
    seconds: Number(seconds.toFixed(1)),
    'rows a second': Math.round(perSecond),
    'µs of the server a row': Math.round((processors * 1e6) / rows),
  };
}
