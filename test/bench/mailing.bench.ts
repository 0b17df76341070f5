import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { compose } from '../../src/email/compose/compose.js';
import { mergeValue } from '../../src/email/compose/merge-tags.js';
import { JobSettings } from '../../src/platform/jobs/job-settings.js';
import { type Parts } from '../../src/platform/mail/message.js';
import { aMailing, BODY, mailingState, subscribers } from '../email/support/mailing.js';
import { freshDatabase } from '../support/database.js';
import { aChapter, aNetwork } from '../support/people.js';
import { endProcesses, startBuilt, TestProcess } from '../support/processes.js';
import { settled } from '../support/settled.js';

/*
 * How fast a mailing leaves one worker, with everything that the promise costs (a commit between any two messages of a
 * connection, suppression looked up again before each, a line in each timeline), beside the plainest client: nodemailer
 * with as many connections, the same people, the same text, the same sink, in the same run. Trust the ratio.
 */
const CONNECTIONS = new JobSettings({ databaseUrl: '' }).concurrency.mail;
const { values } = parseArgs({
  options: { json: { type: 'boolean' }, messages: { type: 'string', default: '5000' } },
});
const messages = Number(values.messages);
const folder = mkdtempSync(path.join(tmpdir(), 'accord-mailing-'));
const log = path.join(folder, 'sink.jsonl');

const databaseUrl = await freshDatabase();
const db = new pg.Client({ connectionString: databaseUrl });
await db.connect();
try {
  const sink = new TestProcess(['test/support/smtp-sink.mjs', log], {});
  const port = Number((await sink.says(/^(\d+)$/m))[1]);
  const ownerId = await aChapter(db, { networkId: await aNetwork(db), name: 'Worcester Coalition' });
  await subscribers(db, { ownerId, count: messages });
  await db.query('ANALYZE');

  const plain = await plainClient(port);
  const arrivedBefore = arrived();
  const product = await ours(port, ownerId);
  const ratio = product.perSecond / plain.perSecond;
  const isComplete = arrived() - arrivedBefore === messages && arrivedBefore === messages;

  if (values.json) {
    console.log(
      JSON.stringify({
        bench: 'mailing',
        messages,
        connections: CONNECTIONS,
        product,
        plain,
        ratio,
        isComplete,
      }),
    );
  } else {
    console.log(`${messages} messages over ${CONNECTIONS} connections to one sink on this machine\n`);
    console.table({
      'a mailing, one worker': show(product),
      'nodemailer, pooled': show(plain),
    });
    console.log(
      `${Math.round(100 * ratio)} % of the plainest client; every message arrived once: ${isComplete}`,
    );
  }
  if (!isComplete) process.exitCode = 1;
} finally {
  await endProcesses();
  await db.end();
  rmSync(folder, { recursive: true, force: true });
}

interface Run {
  seconds: number;
  perSecond: number;
}

/** The built worker, from the frozen audience to the last outcome; freezing it is timed apart by its own statement. */
async function ours(port: number, ownerId: string): Promise<Run> {
  const mailingId = await aMailing(db, { ownerId });
  await db.query(`UPDATE mailings SET updated_at = now() - interval '1 minute' WHERE id = $1`, [mailingId]);
  startBuilt('worker', [], {
    env: {
      DATABASE_URL: databaseUrl,
      SECRET_KEY: randomBytes(32).toString('hex'),
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      PUBLIC_URL: 'http://accord.test',
      ACCORD_DATA: folder,
      REDIS_URL: undefined,
      LOG_LEVEL: 'warn',
    },
  });
  await settled(
    'the mailing was finished',
    async () => (await mailingState(db, mailingId)).state === 'finished',
    600_000,
  );
  const { rows } = await db.query<{ seconds: number }>(
    `SELECT extract(epoch FROM max(d.settled_at) - m.started_at)::float8 AS seconds
     FROM mailings m JOIN deliveries d ON d.mailing_id = m.id WHERE m.id = $1 GROUP BY m.started_at`,
    [mailingId],
  );
  return rated(rows[0]!.seconds);
}

/** What a script would do: one message after the other into a pool, nothing remembered. */
async function plainClient(port: number): Promise<Run> {
  const { rows: people } = await db.query<{ given_name: string; address: string }>(
    `SELECT p.given_name, e.address FROM people p JOIN person_emails e ON e.person_id = p.id ORDER BY p.id`,
  );
  const text = compose({
    language: 'en',
    subject: 'Can you call before Thursday, {{given_name|friend}}?',
    previewText: '',
    body: BODY,
    sender: { name: 'Worcester Coalition', colour: '#1b6f71', postalAddress: '1 Main St, Boston MA 02108' },
  });
  const pool = createTransport({
    pool: true,
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    maxConnections: CONNECTIONS,
    maxMessages: Infinity,
  });
  const began = performance.now();
  await Promise.all(
    people.map(({ given_name: givenName, address }) => {
      const fill = (parts: Parts): string =>
        parts
          .map((part) => (typeof part === 'string' ? part : valueOf(part.tag, givenName, text.links)))
          .join('');
      return pool.sendMail({
        from: { name: 'Worcester Coalition', address: 'news@coalition.example' },
        to: { name: '', address },
        subject: fill(text.subject),
        html: fill(text.html),
        text: fill(text.text),
      });
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  pool.close();
  return rated(seconds);
}

function valueOf(tag: string, givenName: string, links: readonly string[]): string {
  if (tag.startsWith('link:')) return links[Number(tag.slice(5))]!;
  return tag.includes('|')
    ? mergeValue(tag, { givenName, familyName: '' })
    : 'http://accord.test/unsubscribe/x';
}

function rated(seconds: number): Run {
  return { seconds, perSecond: messages / seconds };
}

function show({ seconds, perSecond }: Run): Record<string, number> {
  return { seconds: Number(seconds.toFixed(1)), 'messages a second': Math.round(perSecond) };
}

function arrived(): number {
  return readFileSync(log, 'utf8').split('\n').length - 1;
}
