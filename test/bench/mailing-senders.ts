import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import type pg from 'pg';
import { compose } from '../../src/email/compose/compose.js';
import { mergeValue } from '../../src/email/compose/merge-tags.js';
import { JobSettings } from '../../src/platform/jobs/job-settings.js';
import { type Parts } from '../../src/platform/mail/message.js';
import { TestProcess } from '../support/processes.js';

/** As many as one worker has for mailings. */
export const CONNECTIONS = new JobSettings({ databaseUrl: '' }).concurrency.mail;
export const FROM = 'news@coalition.example';
export const SUBJECT = 'Can you call before Thursday, {{given_name|friend}}?';

const SENTENCES = [
  'The budget that the committee takes up on Thursday cuts the emergency fund by a third — in the year of its longest list.',
  'Your representative sits on that committee. A call takes three minutes & is counted the same day.',
  'Last spring 1,204 calls kept the fund whole. Staff told us that “nobody else rang about it”.',
  'Say your name, your town, and that you want line 4512-0200 funded as the Governor proposed it. That is all.',
];

/** A campaign's mail of everyday size: about 10 KB of HTML and its text, a greeting, two links and a button. */
export const BODY = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'Call before Thursday' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Dear {{given_name|friend}}, please ' },
        linked('read why', 'https://coalition.example/why?a=1&b=2'),
        { type: 'text', text: ' first.' },
      ],
    },
    ...Array.from({ length: 24 }, (_, n) => ({
      type: 'paragraph',
      content: [{ type: 'text', text: `${SENTENCES[n % 4]} ${SENTENCES[(n + 1) % 4]}` }],
    })),
    { type: 'button', attrs: { label: 'Call now', href: 'https://coalition.example/call' } },
    { type: 'paragraph', content: [linked('How we count calls', 'https://coalition.example/counting')] },
  ],
};

function linked(text: string, href: string): object {
  return { type: 'text', text, marks: [{ type: 'link', attrs: { href } }] };
}

/** The sink of the tests in a process of its own, which writes a line for each message before it answers. */
export class Sink {
  private constructor(
    private readonly process: TestProcess,
    private readonly log: string,
    readonly port: number,
  ) {}

  static async start(log: string): Promise<Sink> {
    const process = new TestProcess(['test/support/smtp-sink.mjs', log], {});
    return new Sink(process, log, Number((await process.says(/^(\d+)$/m))[1]));
  }

  get pid(): number {
    return this.process.pid;
  }

  /** How many came since the last time, to how many addresses, and of what size on average. */
  since(): { count: number; addresses: number; bytes: number } {
    const lines = existsSync(this.log) ? readFileSync(this.log, 'utf8').split('\n').slice(0, -1) : [];
    writeFileSync(this.log, '');
    const addresses = new Set<string>();
    let bytes = 0;
    for (const line of lines) {
      const message = JSON.parse(line) as { to: string[]; bytes: number };
      for (const to of message.to) addresses.add(to);
      bytes += message.bytes;
    }
    return {
      count: lines.length,
      addresses: addresses.size,
      bytes: Math.round(bytes / Math.max(1, lines.length)),
    };
  }
}

/** What a script would do: one message after the other into a pool, nothing remembered. Its seconds. */
export async function nodemailerSends(
  db: pg.Client,
  { ownerId, port, privateKey }: { ownerId: string; port: number; privateKey: string | null },
): Promise<number> {
  const { rows: people } = await db.query<{ given_name: string; address: string }>(
    `SELECT p.given_name, e.address FROM people p JOIN person_emails e ON e.person_id = p.id
     WHERE p.owner_id = $1 ORDER BY p.id`,
    [ownerId],
  );
  const text = compose({
    language: 'en',
    subject: SUBJECT,
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
    ...(privateKey && { dkim: { domainName: 'coalition.example', keySelector: 'accord', privateKey } }),
  });
  const began = performance.now();
  await Promise.all(
    people.map(({ given_name: givenName, address }) => {
      const fill = (parts: Parts): string =>
        parts
          .map((part) => (typeof part === 'string' ? part : valueOf(part.tag, givenName, text.links)))
          .join('');
      return pool.sendMail({
        from: { name: 'Worcester Coalition', address: FROM },
        to: { name: '', address },
        subject: fill(text.subject),
        html: fill(text.html),
        text: fill(text.text),
      });
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  pool.close();
  return seconds;
}

function valueOf(tag: string, givenName: string, links: readonly string[]): string {
  if (tag.startsWith('link:')) return links[Number(tag.slice(5))]!;
  return tag.includes('|')
    ? mergeValue(tag, { givenName, familyName: '' })
    : 'http://accord.test/unsubscribe/x';
}

/**
 * Postfix's generator of load: the same bytes over and over, as fast as a connection takes them. Undefined where it is not
 * installed (Debian: the package postfix, which need not run).
 *
 * @param keepsOpen `-d`: message after message over a connection; without it each message opens one, as is its default.
 */
export async function smtpSourceSends(
  port: number,
  { count, bytes, keepsOpen }: { count: number; bytes: number; keepsOpen: boolean },
): Promise<number | undefined> {
  const program = ['/usr/sbin/smtp-source', '/usr/bin/smtp-source'].find((each) => existsSync(each));
  if (!program) return undefined;
  const sizes = ['-s', String(CONNECTIONS), '-m', String(count), '-l', String(bytes)];
  const began = performance.now();
  const child = spawn(
    program,
    [...(keepsOpen ? ['-d'] : []), ...sizes, '-N', '-f', FROM, '-t', 'x@people.example', `127.0.0.1:${port}`],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
  if (code !== 0) throw new Error(`smtp-source ended with ${String(code)}`);
  return (performance.now() - began) / 1_000;
}
