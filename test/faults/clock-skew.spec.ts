import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { aMailing, mailingState, statesOf, subscribers } from '../email/support/mailing.js';
import { freshDatabase } from '../support/database.js';
import { aChapter, aNetwork } from '../support/people.js';
import { endProcesses, startBuilt, TestProcess } from '../support/processes.js';
import { settled } from '../support/settled.js';

const MESSAGES = 400;
const TEN_MINUTES = 600_000;

describe('Workers whose clocks are wrong', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'accord-skew-'));
  const log = path.join(folder, 'sink.jsonl');
  let db: pg.Client;
  let environment: NodeJS.ProcessEnv;

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
      NODE_OPTIONS: '--import ./test/support/skewed-clock.mjs',
    };
  });
  afterAll(async () => {
    await endProcesses();
    await db.end();
    rmSync(folder, { recursive: true, force: true });
  });

  const worker = (skew: number): TestProcess =>
    startBuilt('worker', [], { env: { ...environment, CLOCK_SKEW_MS: String(skew) } });

  it('F32: send nothing twice and nothing early, ten minutes ahead and ten behind', async () => {
    const ownerId = await aChapter(db, { networkId: await aNetwork(db) });
    await subscribers(db, { ownerId, count: MESSAGES });
    const mailingId = await aMailing(db, { ownerId });
    const later = await aMailing(db, { ownerId, state: 'scheduled' });
    await db.query(
      `UPDATE mailings SET scheduled_at = now() + interval '5 minutes', scheduled_zone = 'UTC' WHERE id = $1`,
      [later],
    );
    await db.query(`UPDATE mailings SET updated_at = now() - interval '1 minute' WHERE id = $1`, [mailingId]);
    worker(TEN_MINUTES);
    worker(-TEN_MINUTES);
    await settled('one was put into each one’s hands', async () => {
      const states = await statesOf(db, mailingId);
      return (states['sent'] ?? 0) > 20;
    });
    // One that a relay put off for five minutes, by the database's clock.
    const { rows } = await db.query<{ canonical_email: string }>(
      `UPDATE deliveries SET state = 'deferred', next_at = now() + interval '5 minutes'
       WHERE id = (SELECT max(id) FROM deliveries WHERE mailing_id = $1 AND state = 'pending') RETURNING canonical_email`,
      [mailingId],
    );
    await settled('all others were sent', async () => {
      const { sent, deferred } = await statesOf(db, mailingId);
      return sent === MESSAGES - rows.length && deferred === (rows.length || undefined);
    });
    const got = readFileSync(log, 'utf8')
      .split('\n')
      .slice(0, -1)
      .flatMap((line) => (JSON.parse(line) as { to: string[] }).to);
    expect(got).toHaveLength(MESSAGES - rows.length);
    expect(new Set(got).size).toBe(got.length);
    expect(rows.map(({ canonical_email: address }) => got.includes(address))).not.toContain(true);
    // What is due by the clock of the first worker alone is not due.
    expect((await mailingState(db, later)).state).toBe('scheduled');
  });
});
