import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { DKIM_KEY } from '../../src/email/email-secrets.access.js';
import { Config } from '../../src/platform/config/config.js';
import { domainOf } from '../../src/platform/mail/address.js';
import { dkimRecord, generateDkimKey } from '../../src/platform/mail/dkim.js';
import { Tokens } from '../../src/platform/tokens/tokens.service.js';
import { aMailing, mailingState, subscribers } from '../email/support/mailing.js';
import { freshDatabase } from '../support/database.js';
import { aChapter, aNetwork } from '../support/people.js';
import { endProcesses, startBuilt, type TestProcess } from '../support/processes.js';
import { settled } from '../support/settled.js';
import { reportOfMailings, type Run } from './mailing-report.js';
import { BODY, FROM, nodemailerSends, Sink, smtpSourceSends, SUBJECT } from './mailing-senders.js';
import { peakMegabytes, processorSeconds, serverSeconds } from './process-figures.js';

/*
 * How fast a mailing leaves, with everything that the promise costs (a commit between any two messages of a connection,
 * suppression looked up again before each, a line in each timeline), from the frozen audience to the last outcome that is
 * written down. Beside it on the same sink, in the same run: the plainest client (nodemailer's pool, the same people and the
 * same text) and Postfix's smtp-source (one message over and over). Trust the ratios, and the milliseconds of processor a
 * message: the clock belongs to the machine.
 */
const SMALL = 1_000;
/** To the database, of a worker whose lanes and schedules are up. */
const CONNECTIONS_AT_START = 4;
const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    recipients: { type: 'string', default: '10000' },
    // One worker, unsigned, and nothing beside it: whether a message costs as much among a million.
    alone: { type: 'boolean', default: false },
  },
});
const recipients = Number(values.recipients);
const folder = mkdtempSync(path.join(tmpdir(), 'accord-mailing-'));
const secretKey = randomBytes(32).toString('hex');
const { privateKey } = generateDkimKey();
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const databaseUrl = await freshDatabase();
const db = new pg.Client({ connectionString: databaseUrl });
await db.connect();
const backend = (await db.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]!.pid;
try {
  const sink = await Sink.start(path.join(folder, 'sink.jsonl'));
  const networkId = await aNetwork(db);
  const few = await anAudience(networkId, SMALL);
  const all = await anAudience(networkId, recipients);
  await db.query('VACUUM ANALYZE');

  const runs: Record<string, Run> = {};
  for (const workers of values.alone ? [1] : [1, 2])
    for (const isSigned of values.alone ? [false] : [false, true])
      runs[`mailing, ${workers} worker${workers > 1 ? 's' : ''}${isSigned ? ', DKIM' : ''}`] = await mailing(
        sink,
        { ...all, workers, isSigned },
      );
  const plain = runs['mailing, 1 worker']!;
  runs[`mailing to ${SMALL}, 1 worker`] = await mailing(sink, { ...few, workers: 1, isSigned: false });
  for (const key of values.alone ? [] : [null, pem]) {
    const seconds = await nodemailerSends(db, { ownerId: all.ownerId, port: sink.port, privateKey: key });
    runs[`nodemailer, pooled${key ? ', DKIM' : ''}`] = other(sink, all.count, seconds);
  }
  for (const keepsOpen of values.alone ? [] : [false, true]) {
    const seconds = await smtpSourceSends(sink.port, { count: all.count, bytes: plain.bytes, keepsOpen });
    if (seconds !== undefined) runs[`smtp-source${keepsOpen ? ' -d' : ''}`] = other(sink, all.count, seconds);
  }
  const { isComplete, text } = reportOfMailings(runs, { recipients, small: SMALL, isAlone: values.alone });
  console.log(values.json ? JSON.stringify({ bench: 'mailing', recipients, runs, isComplete }) : text);
  if (!isComplete) process.exitCode = 1;
} finally {
  await endProcesses();
  await db.end();
  rmSync(folder, { recursive: true, force: true });
}

interface Audience {
  ownerId: string;
  count: number;
}

async function anAudience(networkId: string, count: number): Promise<Audience> {
  const ownerId = await aChapter(db, { networkId, name: 'Worcester Coalition' });
  await db.query(`UPDATE chapters SET from_address = $2 WHERE id = $1`, [ownerId, FROM]);
  await subscribers(db, { ownerId, count, prefix: `subscriber-${count}` });
  return { ownerId, count };
}

/** The built workers, from the frozen audience to the last outcome, in milliseconds of the database's clock. */
async function mailing(
  sink: Sink,
  { ownerId, count, workers, isSigned }: Audience & { workers: number; isSigned: boolean },
): Promise<Run> {
  await db.query('DELETE FROM sending_domains');
  if (isSigned) await aSigningKey(ownerId);
  const started = Array.from({ length: workers }, () => aWorker(sink.port));
  await settled('the workers work', async () => {
    const { rows } = await db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    return rows[0]!.n >= CONNECTIONS_AT_START * workers;
  });
  const pids = started.map(({ pid }) => pid);
  const before = { workers: pids.map(processorSeconds), server: serverSeconds(backend) };
  const id = await aMailing(db, { ownerId, subject: SUBJECT, body: BODY });
  // As if its beginning had been forgotten: the next sweep takes it up.
  await db.query(`UPDATE mailings SET updated_at = now() - interval '1 minute' WHERE id = $1`, [id]);
  await settled(
    'the mailing is finished',
    async () => (await mailingState(db, id)).state === 'finished',
    7_200_000,
  );
  const worker = pids.reduce((sum, pid, at) => sum + processorSeconds(pid) - before.workers[at]!, 0);
  const server = serverSeconds(backend) - before.server;
  const megabytes = pids.map(peakMegabytes);
  await Promise.all(started.map((each) => each.end('SIGTERM')));
  const { rows } = await db.query<{ seconds: number }>(
    `SELECT extract(epoch FROM max(d.settled_at) - m.started_at)::float8 AS seconds
     FROM mailings m JOIN deliveries d ON d.mailing_id = m.id WHERE m.id = $1 GROUP BY m.started_at`,
    [id],
  );
  const each = (seconds: number): number => Number(((1_000 * seconds) / count).toFixed(2));
  return {
    ...other(sink, count, rows[0]!.seconds),
    worker: each(worker),
    database: each(server),
    megabytes,
  };
}

function aWorker(port: number): TestProcess {
  return startBuilt('worker', [], {
    env: {
      DATABASE_URL: databaseUrl,
      SECRET_KEY: secretKey,
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      SENDING_DOMAIN_CHECKS: 'advised',
      PUBLIC_URL: 'http://accord.test',
      ACCORD_DATA: folder,
      REDIS_URL: undefined,
      LOG_LEVEL: 'warn',
    },
  });
}

/** The key of the sender's domain, as if its record were published. */
async function aSigningKey(ownerId: string): Promise<void> {
  const tokens = new Tokens(Config.from({ DATABASE_URL: databaseUrl, SECRET_KEY: secretKey }));
  await db.query(
    `INSERT INTO sending_domains (owner_id, domain, selector, private_key, record, verified_at)
     VALUES ($1, $2, 'accord', $3, $4, now())`,
    [ownerId, domainOf(FROM), tokens.encrypt(DKIM_KEY.purpose, pem), dkimRecord(privateKey)],
  );
}

function other(sink: Sink, count: number, seconds: number): Run {
  const { count: came, addresses, bytes } = sink.since();
  return { perSecond: Math.round(count / seconds), isComplete: came === count && addresses === count, bytes };
}
