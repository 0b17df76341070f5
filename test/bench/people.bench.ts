import { createHash, randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { type EntityManager } from 'typeorm';
import { snapshotAudience } from '../../src/email/mailings/audience.sql.js';
import { aMailing } from '../email/support/mailing.js';
import { freshDatabase } from '../support/database.js';
import { aChapter, aNetwork, anAccount } from '../support/people.js';
import { endProcesses, startBuilt } from '../support/processes.js';
import { settled } from '../support/settled.js';
import { testData } from '../support/test-data.js';
import { aim } from './aims.js';
import { freePort } from './load.js';
import { loadPeople } from './people-load.js';
import { cursorAt, HAND, SEARCHES, threeConditions, treesOver } from './people-questions.js';

/*
 * What staff wait for in a chapter of so many people, over HTTP from one built web process bound by row-level security:
 * search, counts of segments, pages of the list. Beside the count of three conditions, in the same run, what somebody
 * would write by hand as the owner of the tables. Ratios mean something, levels belong to the machine.
 */
const { values } = parseArgs({
  options: { json: { type: 'boolean' }, people: { type: 'string', default: '200000' } },
});
const people = Number(values.people);
const generator = testData('people/generate_contacts.mjs');
if (!generator) {
  console.log('Skipped: the generator of people is not among the test data (see ACCORD_TEST_DATA).');
  process.exit(0);
}

const url = await freshDatabase();
const db = new pg.Client({ connectionString: url });
await db.connect();
try {
  const ownerId = await aChapter(db, { networkId: await aNetwork(db) });
  const loaded = await seconds(() => loadPeople(db, { generator, ownerId, count: people }));
  const ask = await staff(ownerId);
  const tags = (
    await db.query<{ id: string }>('SELECT id FROM tags WHERE owner_id = $1 ORDER BY length(name), name', [
      ownerId,
    ])
  ).rows.map(({ id }) => id);

  const list = (query: string) => ask(`/api/v1/people?limit=50&${query}`);
  // Each count differs a little, so that none is answered from what was counted before.
  let turn = 0;
  const count = (filter: object) => ask('/api/v1/segments/count', { owner_id: ownerId, filter });
  await list('q=maria');
  await count({ all: [] });

  const results: Record<string, Measured> = {};
  results['search'] = await measured(100, (n) =>
    list(`q=${encodeURIComponent(SEARCHES[n % SEARCHES.length]!)}`),
  );
  for (const sort of ['name', '-created_at', '-last_action_at'])
    for (const [place, share] of [
      ['first', 0],
      ['middle', 0.5],
      ['deep', 0.95],
    ] as const) {
      const after = await cursorAt(db, ownerId, sort, Math.floor(people * share));
      results[`list by ${sort}, ${place} page`] = await measured(10, () =>
        list(`sort=${sort}${after && `&after=${after}`}`),
      );
    }
  results['count of three conditions'] = await measured(7, () => count(threeConditions(tags, 80 + turn++)));
  results['the same by hand'] = await measured(7, async () => {
    await db.query(HAND, [ownerId, tags[1], 80 + turn++]);
  });
  for (const [name, tree] of Object.entries(treesOver(tags, ownerId)))
    results[`tree: ${name}`] = await measured(3, () => count(tree(80 + turn++)));
  const segment = await ask('/api/v1/segments', {
    owner_id: ownerId,
    name: 'Three',
    filter: threeConditions(tags, 90),
  });
  const segmentId = (segment as { id: string }).id;
  results['list of a segment, first page'] = await measured(5, () => list(`segment_id=${segmentId}`));
  const deep = await cursorAt(db, ownerId, 'name', Math.floor(people * 0.95));
  results['list of a segment, deep page'] = await measured(5, () =>
    list(`segment_id=${segmentId}&after=${deep}`),
  );
  const silent = await ask('/api/v1/segments', {
    owner_id: ownerId,
    name: 'Silent',
    filter: { all: [{ kind: 'inactive', days: 365 }] },
  });
  // Behind everybody who is not in it.
  results['list of a segment at the far end'] = await measured(5, () =>
    list(`segment_id=${(silent as { id: string }).id}&sort=-last_action_at`),
  );
  results['list by a tag'] = await measured(5, () => list(`tag_id=${tags[0]}`));
  results['list by a deed'] = await measured(5, () => list('did=signed'));
  results['snapshot of a mailing'] = await measured(1, () => snapshot(ownerId));

  const aims = aimsOf(results);
  if (values.json) console.log(JSON.stringify({ bench: 'people', people, loaded, results, aims }));
  else {
    console.log(`${people} people, loaded in ${loaded.toFixed(0)} s; milliseconds\n`);
    console.table(results);
    console.log(aims.join('\n'));
  }
} finally {
  await endProcesses();
  await db.end();
}

interface Measured {
  p50: number;
  p95: number;
}

/** What staff should wait for at most, in milliseconds, and against hand-written SQL. */
function aimsOf(results: Record<string, Measured>): string[] {
  const within = (name: string, most: number): string =>
    aim(`${name}: 95 of 100 within ${most} ms`, results[name]!.p95 <= most, `${results[name]!.p95} ms`);
  const ratio = results['count of three conditions']!.p50 / results['the same by hand']!.p50;
  return [
    within('search', 100),
    ...Object.keys(results)
      .filter((name) => name.startsWith('list '))
      .map((name) => within(name, 200)),
    aim('count of three conditions: at most 1.5 times the same by hand', ratio <= 1.5, ratio.toFixed(2)),
    ...Object.keys(results)
      .filter((name) => name.startsWith('tree: '))
      .map((name) => within(name, 2_000)),
  ];
}

async function measured(times: number, work: (n: number) => Promise<unknown>): Promise<Measured> {
  const took: number[] = [];
  for (let n = 0; n < times; n++) took.push(1_000 * (await seconds(() => work(n))));
  took.sort((a, b) => a - b);
  const at = (share: number): number => Number(took[Math.ceil(share * took.length) - 1]!.toFixed(1));
  return { p50: at(0.5), p95: at(0.95) };
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}

/** The product in a process of its own, asked by an organizer of the chapter. */
async function staff(ownerId: string): Promise<(path: string, body?: object) => Promise<unknown>> {
  const port = await freePort();
  startBuilt('main', [], {
    env: {
      PORT: String(port),
      DATABASE_URL: url,
      SECRET_KEY: randomBytes(32).toString('hex'),
      MAILBOX_PORT: '0',
      LOG_LEVEL: 'error',
    },
  });
  const token = randomBytes(32).toString('base64url');
  await db.query(
    `INSERT INTO sessions (token_hash, account_id, csrf_token, second_factor_at, ends_at)
     VALUES ($1, $2, 'csrf', now(), now() + interval '1 day')`,
    [createHash('sha256').update(token).digest(), await anAccount(db, { grants: [['organizer', ownerId]] })],
  );
  const origin = `http://127.0.0.1:${port}`;
  await settled('the product answers', () =>
    fetch(`${origin}/health/ready`).then(
      ({ ok }) => ok,
      () => false, // not yet listening
    ),
  );
  return async (path, body) => {
    const answer = await fetch(origin + path, {
      headers: { cookie: `accord=${token}`, 'x-csrf-token': 'csrf', 'content-type': 'application/json' },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
}

/** The audience of everybody as delivery rows, by the statement that a worker freezes it with; taken back. */
async function snapshot(ownerId: string): Promise<void> {
  const id = await aMailing(db, { ownerId });
  const manager = {
    query: async (sql: string, parameters: unknown[]): Promise<unknown> =>
      (await db.query(sql, parameters)).rows,
  } as unknown as EntityManager;
  await db.query('BEGIN');
  await db.query(`SELECT set_config('accord.scope', $1, true)`, [`{${ownerId}}`]);
  const chosen = {
    senderId: ownerId,
    organizations: [ownerId],
    where: () => 'true',
    topicId: null,
    isUrgent: false,
    isCapped: false,
    sunsetOf: [],
    drawn: null,
    winBackId: null,
  };
  const { count } = await snapshotAudience(manager, { id, isPractice: false }, chosen);
  await db.query('ROLLBACK');
  if (count === 0) throw new Error('Nobody was chosen');
}
