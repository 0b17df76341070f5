import { randomBytes, randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { MicroBatch } from '../../src/platform/database/micro-batch.js';
import {
  PUT_SIGNATURES,
  putParameters,
  type Signing,
  type SigningOutcome,
} from '../../src/petitions/signatures.sql.js';
import { freshDatabase } from '../support/database.js';
import { aChapter, aNetwork, aPetition } from '../support/people.js';
import { startBuilt } from '../support/processes.js';
import { type Figures, freePort, HttpConnection, measure } from './load.js';

/*
 * How many signatures a second one hot petition takes over HTTP on loopback: form, checks, robots' trap, redirect and all,
 * by one web process. Beside it, in the same run, the limit: the very statement, batched the same way, by a plain client
 * with nothing around it. Ratios mean something, levels belong to the machine.
 */

const CONNECTIONS = 50;
const SECONDS = 5;
/** Long enough for V8 to compile what a web process does all day: cold, the product is ten times slower. */
const WARM_UP = 6;

const url = await freshDatabase();
const owner = new pg.Client({ connectionString: url });
await owner.connect();
const ownerId = await aChapter(owner, { networkId: await aNetwork(owner) });
let made = 0;
const email = (): string => `signer-${++made}@people.example`;

async function signaturesOf(petitionId: string): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM signatures WHERE petition_id = $1',
    [petitionId],
  );
  return rows[0]!.n;
}

/** The product as `node dist/src/main.js` runs it, in a process of its own. */
async function product(): Promise<Figures & { isExact: boolean }> {
  const petition = await aPetition(owner, { ownerId, goal: 10_000_000 });
  const port = await freePort();
  const web = startBuilt('main', [], {
    env: {
      PORT: String(port),
      DATABASE_URL: url,
      SECRET_KEY: randomBytes(32).toString('hex'),
      MAILBOX_PORT: '0',
      LOG_LEVEL: 'error',
      TRUSTED_PROXIES: '127.0.0.1', // the limit of forms is per address, and all of ours come from one
    },
  });
  try {
    const page = await untilServed(`http://127.0.0.1:${port}/petitions/${petition.slug}`);
    const stamp = /name="stamp" value="([^"]+)"/.exec(page)![1]!;
    await sleep(2_100); // faster than a person reads is a robot, and would not be mailed
    const path = `/petitions/${petition.slug}/signatures`;
    const connections = await Promise.all(
      Array.from({ length: CONNECTIONS }, () => HttpConnection.open(port)),
    );
    const figures = await measure({ seconds: SECONDS, warmUp: WARM_UP }, connections, async (connection) => {
      const form = {
        given_name: 'Ada',
        family_name: 'Moura',
        email: email(),
        zip: '01850',
        version: '1',
        stamp,
      };
      const from = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;
      const status = await connection.post(path, new URLSearchParams(form).toString(), {
        'x-forwarded-for': from,
      });
      if (status !== 303) throw new Error(`The product answered ${status}`);
    });
    for (const connection of connections) connection.close();
    return { ...figures, isExact: (await signaturesOf(petition.id)) === figures.done };
  } finally {
    await web.end('SIGTERM');
  }
}

/** The same statement, batched the same way, without web, checks and framework. */
async function limit(): Promise<Figures> {
  const petition = await aPetition(owner, { ownerId, goal: 10_000_000 });
  const pool = new pg.Pool({ connectionString: url, max: 2, options: '-c role=accord_web' });
  const batch = new MicroBatch(
    async (signings: Signing[]) =>
      (await pool.query<SigningOutcome>({ ...PUT_SIGNATURES, values: putParameters(signings) })).rows,
  );
  const figures = await measure(
    { seconds: SECONDS, warmUp: WARM_UP },
    Array.from({ length: CONNECTIONS }),
    async () => {
      const address = email();
      await batch.add({
        petitionId: petition.id,
        version: 1,
        givenName: 'Ada',
        familyName: 'Moura',
        email: address,
        canonicalEmail: address,
        zip: '01850',
        comment: '',
        isPublic: false,
        language: 'en',
        consents: [],
        source: null,
        shareCode: randomBytes(6).toString('base64url'),
        isSuspect: false,
      });
    },
  );
  await pool.end();
  return figures;
}

async function untilServed(page: string): Promise<string> {
  for (const end = Date.now() + 30_000; ; await sleep(100)) {
    const answer = await fetch(page).catch(() => undefined); // not listening yet
    if (answer?.ok) return answer.text();
    if (Date.now() > end) throw new Error('The product did not start within 30 s');
  }
}

const results = { limit: await limit(), product: await product() };
await owner.end();
const share = results.product.perSecond / results.limit.perSecond;
if (process.argv.includes('--json')) {
  console.log(
    JSON.stringify({ bench: 'signing', connections: CONNECTIONS, seconds: SECONDS, ...results, share }),
  );
} else {
  console.log(`One petition, ${CONNECTIONS} connections, ${SECONDS} s each`);
  console.table({
    'the statement alone (limit)': results.limit,
    'the product over HTTP': results.product,
  });
  console.log(`The product reaches ${(100 * share).toFixed(0)} % of the limit.`);
}
if (!results.product.isExact) {
  console.error('The number of signatures is not the number of forms that were taken.');
  process.exitCode = 1;
}
