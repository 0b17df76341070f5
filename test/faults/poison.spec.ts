import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { aMailing, mailingState, statesOf, subscribers } from '../email/support/mailing.js';
import { freshDatabase } from '../support/database.js';
import { aChapter, aNetwork } from '../support/people.js';
import { endProcesses, startBuilt } from '../support/processes.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';

const POISON = 'subscriber-3@people.example';
const RECIPIENTS = 6;

/* Against the worker as it runs in production, which cannot survive making one of the messages. */
describe('A row that takes its sender with it', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'accord-poison-'));
  const sink = new SmtpSink();
  let db: pg.Client;
  let environment: NodeJS.ProcessEnv;

  beforeAll(async () => {
    await sink.listen();
    const databaseUrl = await freshDatabase();
    db = new pg.Client({ connectionString: databaseUrl });
    await db.connect();
    environment = {
      DATABASE_URL: databaseUrl,
      SECRET_KEY: randomBytes(32).toString('hex'),
      SMTP_URL: sink.url,
      SENDING_DOMAIN_CHECKS: 'advised', // its domain stands in no DNS
      PUBLIC_URL: 'http://accord.test',
      ACCORD_DATA: folder,
      MAILBOX_PORT: '0',
      REDIS_URL: undefined,
      LOG_LEVEL: 'error',
      POISON,
      NODE_OPTIONS: `--import ${path.resolve(import.meta.dirname, '../support/poison.mjs')}`,
    };
  });
  afterAll(async () => {
    await endProcesses();
    await db.end();
    await sink.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('F7: is set aside after three senders, everybody else has theirs once, and staff are told', async () => {
    const ownerId = await aChapter(db, { networkId: await aNetwork(db) });
    await subscribers(db, { ownerId, count: RECIPIENTS });
    const mailingId = await aMailing(db, { ownerId });
    await db.query(`UPDATE mailings SET updated_at = now() - interval '1 minute' WHERE id = $1`, [mailingId]);
    for (let death = 1; death <= 3; death++) {
      const { signal } = await startBuilt('worker', [], { env: environment }).ended;
      expect(signal).toBe('SIGKILL');
      // As if the lease had run out, which takes 40 s.
      await db.query(
        `UPDATE deliveries SET lease_until = now() - interval '1 second' WHERE state IN ('claimed', 'handed')`,
      );
    }
    const survivor = startBuilt('worker', [], { env: environment });
    await settled(
      'the mailing was finished',
      async () => (await mailingState(db, mailingId)).state === 'finished',
    );
    expect(await survivor.end('SIGTERM')).toEqual({ code: 0, signal: null });

    const { rows } = await db.query<{ address: string; reason: string }>(
      `SELECT canonical_email AS address, reason FROM deliveries WHERE mailing_id = $1 AND state = 'failed'`,
      [mailingId],
    );
    expect(rows).toEqual([{ address: POISON, reason: 'quarantined' }]);
    const got = sink.caught.map(({ to }) => to[0]);
    expect(new Set(got).size).toBe(RECIPIENTS - 1);
    expect(got).toHaveLength(RECIPIENTS - 1);
    // Of a message that was in hand at a death nobody knows; each death had one at most.
    const { sent = 0, unknown = 0 } = await statesOf(db, mailingId);
    expect(sent + unknown).toBe(RECIPIENTS - 1);
    expect(unknown).toBeLessThanOrEqual(3);
    const tasks = await db.query(`SELECT title, subject_id FROM tasks WHERE owner_id = $1`, [ownerId]);
    expect(tasks.rows).toEqual([
      {
        title: 'A mail of this mailing was set aside: making it stopped the server three times',
        subject_id: mailingId,
      },
    ]);
  }, 300_000);
});
