import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { JobSettings } from '../../src/platform/jobs/job-settings.js';
import { aMailing, mailingState, statesOf, subscribers } from '../email/support/mailing.js';
import { freshDatabase } from '../support/database.js';
import { aChapter, aNetwork } from '../support/people.js';
import { endProcesses, startBuilt, TestProcess } from '../support/processes.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';

const MESSAGES = 5_000;
/** Where it is not the number that tells. */
const FEW = 600;
const KILLS = 5;
/** Jobs of the mailing lane that a worker runs at once: each is one connection. */
const CONNECTIONS = new JobSettings({ databaseUrl: '' }).concurrency.mail;

/*
 * The promise of docs/architecture.md on mailings, against the worker as it runs in production. The sink is a process of
 * its own that writes each message down before it answers, so it knows what really went out.
 */
describe('A mailing whose workers die', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'accord-kill-'));
  const log = path.join(folder, 'sink.jsonl');
  let db: pg.Client;
  let environment: NodeJS.ProcessEnv;
  let mailingId: string;

  beforeAll(async () => {
    const databaseUrl = await freshDatabase();
    db = new pg.Client({ connectionString: databaseUrl });
    await db.connect();
    const sink = new TestProcess(['test/support/smtp-sink.mjs', log], {});
    const [, port] = await sink.says(/^(\d+)$/m);
    environment = {
      DATABASE_URL: databaseUrl,
      SECRET_KEY: randomBytes(32).toString('hex'),
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      SENDING_DOMAIN_CHECKS: 'advised',
      PUBLIC_URL: 'http://accord.test',
      ACCORD_DATA: folder,
      REDIS_URL: undefined,
      LOG_LEVEL: 'warn',
    };
  });
  afterAll(async () => {
    await endProcesses();
    await db.end();
    rmSync(folder, { recursive: true, force: true });
  });
  async function invite(count: number): Promise<void> {
    rmSync(log, { force: true });
    const ownerId = await aChapter(db, { networkId: await aNetwork(db) });
    await subscribers(db, { ownerId, count, prefix: `to${randomInt(1e9)}` });
    mailingId = await aMailing(db, { ownerId });
    // As if the one that asked for it had died just after: the first worker's sweep finds it.
    await db.query(`UPDATE mailings SET updated_at = now() - interval '1 minute' WHERE id = $1`, [mailingId]);
  }

  const worker = (): TestProcess => startBuilt('worker', [], { env: environment });
  // What follows the last line feed is a line that the sink is still writing.
  const caught = (): { to: string[]; messageId: string }[] =>
    existsSync(log)
      ? readFileSync(log, 'utf8')
          .split('\n')
          .slice(0, -1)
          .map((line) => JSON.parse(line) as { to: string[]; messageId: string })
      : [];
  const moreThan = (count: number) =>
    settled(`more than ${count} had arrived`, () => caught().length > count, 60_000);
  const finished = () =>
    settled('it was finished', async () => (await mailingState(db, mailingId)).state === 'finished', 180_000);

  it('F5: mails nobody twice and leaves nobody out, however often a worker is killed', async () => {
    await invite(MESSAGES);
    let running = worker();
    for (let kill = 1; kill <= KILLS; kill++) {
      await moreThan(caught().length + 100);
      await sleep(randomInt(400));
      await running.end('SIGKILL');
      running = worker();
    }
    await finished();
    await running.end('SIGTERM');

    const counts = new Map<string, number>();
    for (const { to } of caught()) counts.set(to[0]!, (counts.get(to[0]!) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > 1)).toEqual([]);
    const states = await statesOf(db, mailingId);
    const unknown = states['unknown'] ?? 0;
    expect((states['sent'] ?? 0) + unknown).toBe(MESSAGES);
    expect(unknown).toBeLessThanOrEqual(KILLS * CONNECTIONS);
    // Whoever is not in the sink is on the list of the unknown, and nowhere else.
    const { rows } = await db.query<{ address: string; state: string }>(
      `SELECT canonical_email AS address, state FROM deliveries WHERE mailing_id = $1`,
      [mailingId],
    );
    expect(rows.filter(({ address, state }) => !counts.has(address) && state !== 'unknown')).toEqual([]);
  }, 300_000);

  it('F9: leaves nothing unknown when it is asked to stop, and another goes on', async () => {
    await invite(MESSAGES);
    const first = worker();
    await moreThan(300);
    const asked = Date.now();
    expect(await first.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(Date.now() - asked).toBeLessThan(25_000);
    const states = await statesOf(db, mailingId);
    expect([states['handed'], states['claimed'], states['unknown']]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(states['sent']).toBe(caught().length);
    const second = worker();
    await finished();
    await second.end('SIGTERM');
    expect(await statesOf(db, mailingId)).toEqual({ sent: MESSAGES });
    expect(new Set(caught().map(({ to }) => to[0])).size).toBe(MESSAGES);
    expect(caught()).toHaveLength(MESSAGES);
  }, 300_000);

  it('F8: sends nothing again when a worker that stood still for a minute goes on', async () => {
    await invite(FEW);
    const frozen = worker();
    await moreThan(50);
    process.kill(frozen.pid, 'SIGSTOP');
    // As if the lease had run out, which takes 40 s: what a loop that blocks, a swap or a moved machine does.
    await db.query(
      `UPDATE deliveries SET lease_until = now() - interval '1 second'
       WHERE mailing_id = $1 AND state IN ('claimed', 'handed')`,
      [mailingId],
    );
    const other = worker();
    await finished();
    process.kill(frozen.pid, 'SIGCONT');
    // It still knows what became of the messages that it had in hand, and says so.
    await settled('nobody is in doubt', async () => !(await statesOf(db, mailingId))['unknown']);
    expect(await frozen.end('SIGTERM')).toEqual({ code: 0, signal: null });
    await other.end('SIGTERM');
    expect(await statesOf(db, mailingId)).toEqual({ sent: FEW });
    expect(caught()).toHaveLength(FEW);
    expect(new Set(caught().map(({ to }) => to[0])).size).toBe(FEW);
  }, 300_000);

  it('F10: stops in 25 s though the relay hangs, and says which messages are in doubt', async () => {
    await invite(200 * CONNECTIONS); // more than each connection claims at once, so that all of them have some
    const silent = await new SmtpSink().listen();
    silent.behaviour = { hangAt: 'dot' };
    const hanging = startBuilt('worker', [], { env: { ...environment, SMTP_URL: silent.url } });
    await settled('every connection hangs', () => silent.caught.length >= CONNECTIONS, 180_000);
    const asked = Date.now();
    expect(await hanging.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(Date.now() - asked).toBeLessThan(25_000);
    // Whoever may have got it is in doubt, and nobody else: the others wait for the next worker.
    const { rows } = await db.query<{ address: string; state: string }>(
      `SELECT canonical_email AS address, state FROM deliveries WHERE mailing_id = $1 AND state <> 'pending'`,
      [mailingId],
    );
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['unknown']));
    expect(rows.map(({ address }) => address).sort()).toEqual(silent.caught.map(({ to }) => to[0]).sort());
    await silent.close();
  }, 300_000);
});
