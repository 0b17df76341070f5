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
/** Further rows repeat an email from above: no person is made of them. */
const DISTINCT = 59_000;
const KILLS = 10;
/** The namespace of the locks at which a worker waits to be killed. */
const KILL_POINT = 4_242;
const isBroken = (at: number): boolean => at % 100 === 7;

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

  /**
   * The worker waits in the middle of its statement when it comes to such a row, for a lock that this session holds: so it is
   * killed at that very row, however fast or slow the machine is.
   */
  async function setKillPoints(points: readonly number[]): Promise<void> {
    await app.db.query(`
      CREATE TABLE kill_points (name text PRIMARY KEY, place int NOT NULL);
      CREATE FUNCTION wait_to_be_killed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(${KILL_POINT}, place) FROM kill_points WHERE name = NEW.given_name;
        RETURN NEW;
      END $$;
      CREATE TRIGGER kill BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION wait_to_be_killed();`);
    for (const place of points) {
      await app.db.query(`INSERT INTO kill_points VALUES ('P' || $1::int, $1)`, [place]);
      await app.db.query('SELECT pg_advisory_lock($1, $2)', [KILL_POINT, place]);
    }
  }
  const waiting = async (): Promise<number | undefined> =>
    (
      await app.db.query<{ place: number }>(
        `SELECT objid::int AS place FROM pg_locks WHERE locktype = 'advisory' AND classid = $1 AND NOT granted`,
        [KILL_POINT],
      )
    ).rows[0]?.place;
  const reachedKillPoint = (points: readonly number[]): Promise<number> =>
    settled(`the worker came to one of the rows ${points.join(', ')}`, waiting, 300_000);
  /** The dead worker's statement goes on until it finds nobody to answer to; its transaction goes with it. */
  async function letGo(): Promise<void> {
    const place = await waiting();
    await app.db.query('DELETE FROM kill_points WHERE place = $1', [place]);
    await app.db.query('SELECT pg_advisory_unlock($1, $2)', [KILL_POINT, place]);
  }

  it(`F36: is whole and right after a kill in the dry run and ${KILLS} in the run, each at a row of its own`, async () => {
    const rows = Array.from({ length: ROWS }, (_, at) =>
      isBroken(at) ? `Broken ${at},no address` : `P${at},p${at % DISTINCT}@example.org`,
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
    const points = killPoints();
    process.stdout.write(`Kills at the rows ${points.join(', ')}\n`);
    await setKillPoints(points);
    await staff.send(`/api/v1/imports/${id}/run`);
    for (let kill = 0; kill < KILLS; kill++) {
      await reachedKillPoint(points);
      await running.end('SIGKILL');
      await letGo();
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

/** Ten different rows of which people are made, by chance. */
function killPoints(): number[] {
  const points = new Set<number>();
  while (points.size < KILLS) {
    const at = randomInt(DISTINCT);
    if (!isBroken(at)) points.add(at);
  }
  return [...points].sort((a, b) => a - b);
}
