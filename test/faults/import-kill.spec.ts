import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork } from '../support/people.js';
import { endProcesses, startBuilt, type TestProcess } from '../support/processes.js';
import { settled } from '../support/settled.js';
import { look, type ShownImport, upload } from '../people/import/support.js';

const ROWS = 60_000;
const KILLS = 10;

/* F36, against the worker as it runs in production: what is written is written once, wherever it was killed. */
describe('An import whose workers die', () => {
  let app: TestApp;
  let staff: Browser;
  let lowell: string;
  let running: TestProcess;

  beforeAll(async () => {
    app = await startApp();
    lowell = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    staff = await app.signIn('chapter-admin', lowell);
  });
  afterAll(async () => {
    await endProcesses();
    await app.close();
  });

  const worker = (): TestProcess =>
    startBuilt('worker', [], {
      env: {
        DATABASE_URL: app.config.DATABASE_URL,
        SECRET_KEY: app.config.SECRET_KEY,
        PUBLIC_URL: 'http://accord.test',
        ACCORD_DATA: app.config.ACCORD_DATA,
        MAILBOX_PORT: '0',
        REDIS_URL: undefined,
        LOG_LEVEL: 'warn',
      },
    });
  const until = (what: string, id: string, is: (it: ShownImport) => boolean): Promise<ShownImport> =>
    settled(
      what,
      async () => {
        const it = await look(staff, id);
        return is(it) ? it : null;
      },
      300_000,
    );

  it(`F36: is whole and right after ${KILLS} kills`, async () => {
    const rows = Array.from({ length: ROWS }, (_, at) =>
      at % 100 === 7 ? `Broken ${at},no address` : `P${at},p${at % 59_000}@example.org`,
    );
    const { id } = (
      await upload(staff, lowell, ['first name,email', ...rows].join('\n'))
    ).json<ShownImport>();
    running = worker();
    await staff.send(`/api/v1/imports/${id}/dry-run`);
    await sleep(randomInt(1_500));
    await running.end('SIGKILL');
    running = worker();
    const found = await until('it was checked', id, ({ state }) => state === 'checked');
    await staff.send(`/api/v1/imports/${id}/run`);
    for (let kill = 1; kill < KILLS; kill++) {
      const { done_rows: before, state } = await look(staff, id);
      if (state === 'done') break;
      await until('it went on', id, (it) => it.done_rows > before || it.state === 'done');
      await sleep(randomInt(100));
      await running.end('SIGKILL');
      running = worker();
    }
    const done = await until('it was done', id, ({ state }) => state === 'done');
    expect(done.counts).toEqual(found.counts);
    const { rows: written } = await app.db.query(
      `SELECT (SELECT count(*)::int FROM people) AS people, (SELECT count(DISTINCT canonical)::int FROM person_emails) AS emails,
         (SELECT count(*)::int FROM person_changes WHERE field = 'person') AS notes`,
    );
    const { new: made, rejected, repeated } = done.counts!;
    expect(written).toEqual([{ people: made, emails: made, notes: made }]);
    expect(made + rejected + repeated).toBe(ROWS);
    expect(rejected).toBe(ROWS / 100);
  }, 900_000);
});
