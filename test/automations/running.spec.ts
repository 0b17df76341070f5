import { beforeEach, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { type TestApp } from '../support/app.js';
import { aPerson } from '../support/people.js';
import { settled } from '../support/settled.js';
import { HOUR, type JourneyBench, onJourneyBenches } from './support/journey-bench.js';

describe('Going through a journey', () => {
  const setting = onJourneyBenches();
  const { sink } = setting;
  let app: TestApp;
  let at: JourneyBench;
  beforeEach(() => void ({ app, at } = setting));

  it('mails who signed, in the owner’s name, with a way to unsubscribe by one click', async () => {
    const id = await at.switchedOn([at.mail]);
    const ada = await at.somebody();
    await at.does(ada.id);
    await at.advance();
    await at.mailed();
    expect(await at.runs(id)).toEqual([{ state: 'done', reason: null, step: 1, version: 1 }]);
    expect(sink.caught.map(({ to }) => to)).toEqual([[ada.email]]);
    const mail = await PostalMime.parse(sink.caught[0]!.raw);
    expect(mail.subject).toBe('Welcome, Ada');
    expect(mail.from?.name).toBe('Worcester Coalition');
    const headers = Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]));
    expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    const url = /<(http[^>]+)>/.exec(headers['list-unsubscribe']!)![1]!;
    expect(mail.html).not.toContain('/t/');
    const left = await app.visitor().submit(new URL(url).pathname, { 'List-Unsubscribe': 'One-Click' });
    expect(left.status).toBe(200);
    const { rows } = await app.db.query(
      `SELECT did FROM engagements WHERE person_id = $1 AND did IN ('was-mailed', 'unsubscribed') ORDER BY id`,
      [ada.id],
    );
    expect(rows).toEqual([{ did: 'was-mailed' }, { did: 'unsubscribed' }]);
  });

  it('is started once by a deed, and once for a person unless it repeats', async () => {
    const [once, again] = [await at.switchedOn([HOUR]), await at.switchedOn([HOUR], { repeats: true })];
    const ada = await at.somebody();
    await at.does(ada.id);
    await at.advance();
    await at.does(ada.id);
    await at.advance();
    await at.advance();
    expect(await at.runs(once)).toHaveLength(1);
    expect(await at.runs(again)).toHaveLength(2);
  });

  it('mails nobody twice when many workers look at once', async () => {
    const id = await at.switchedOn([at.mail, HOUR, at.mail], { repeats: true });
    for (let n = 0; n < 10; n++) await at.does((await at.somebody()).id);
    await Promise.all(Array.from({ length: 6 }, at.advance));
    await at.hourPasses(id);
    await Promise.all(Array.from({ length: 6 }, at.advance));
    await at.mailed();
    expect((await at.runs(id)).map(({ state }) => state)).toEqual(Array(10).fill('done'));
    const { rows } = await app.db.query(
      `SELECT person_id, count(*)::int AS mails FROM deliveries WHERE owner_id = $1 GROUP BY person_id`,
      [at.ownerId],
    );
    expect(rows.map(({ mails: count }: { mails: number }) => count)).toEqual(Array(10).fill(2));
    expect(sink.caught).toHaveLength(20);
  });

  it('undoes what a worker had begun that is killed in the middle of a step, and does it once', async () => {
    const tag = await at.tag('Welcomed');
    const id = await at.switchedOn([{ kind: 'add-tag', tag_id: tag }, at.mail]);
    const ada = await at.somebody();
    await at.does(ada.id);
    // The step hangs at its last write, with the tag and the mail written before it; then its connection dies.
    await app.db.query('BEGIN');
    await app.db.query('LOCK TABLE journey_steps IN EXCLUSIVE MODE');
    const dying = at.advance().catch((error: Error) => error.message);
    const pid = await settled('the worker stood in the middle', async () => {
      const { rows } = await app.db.query<{ pid: number }>(
        `SELECT pid FROM pg_locks WHERE relation = 'journey_steps'::regclass AND NOT granted`,
      );
      return rows[0]?.pid;
    });
    await app.db.query('SELECT pg_terminate_backend($1)', [pid]);
    await app.db.query('ROLLBACK');
    await dying;
    await app.db.query(`UPDATE journey_runs SET wake_at = now() WHERE journey_id = $1`, [id]);
    await at.advance();
    await at.mailed();
    expect(await at.runs(id)).toMatchObject([{ state: 'done' }]);
    expect(sink.caught).toHaveLength(1);
    const { rows } = await app.db.query('SELECT 1 FROM person_tags WHERE tag_id = $1', [tag]);
    expect(rows).toHaveLength(1);
  });

  it('lets people go who unsubscribed while they were under way', async () => {
    const id = await at.switchedOn([HOUR, at.mail]);
    const [ada, bob] = [await at.somebody(), await at.somebody()];
    await at.does(ada.id);
    await at.does(bob.id);
    await at.advance();
    await app.db.query(`UPDATE subscriptions SET is_subscribed = false WHERE person_id = $1`, [ada.id]);
    await app.db.query(
      `INSERT INTO suppressions (canonical_email, organization_id, reason) VALUES ($1, $2, 'unsubscribed')`,
      [bob.email, at.ownerId],
    );
    await at.hourPasses(id);
    await at.advance();
    const ended = await at.runs(id);
    expect(ended.map(({ state }) => state)).toEqual(['left', 'left']);
    expect(ended.map(({ reason }) => reason).sort()).toEqual(['not-subscribed', 'suppressed']);
    expect(sink.caught).toHaveLength(0);
  });

  it('holds back a mail that waits when its reader unsubscribes at the last moment', async () => {
    await at.switchedOn([at.mail]);
    const ada = await at.somebody();
    await at.does(ada.id);
    // Between the writing of the row and its claim.
    await app.db.query(
      `CREATE FUNCTION leave_at_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         UPDATE subscriptions SET is_subscribed = false WHERE person_id = NEW.person_id; RETURN NEW; END $$`,
    );
    await app.db.query(
      `CREATE TRIGGER leaves AFTER INSERT ON deliveries FOR EACH ROW WHEN (NEW.kind = 'journey') EXECUTE FUNCTION leave_at_once()`,
    );
    try {
      await at.advance();
      await at.mailed();
    } finally {
      await app.db.query('DROP TRIGGER leaves ON deliveries');
      await app.db.query('DROP FUNCTION leave_at_once');
    }
    const { rows } = await app.db.query(`SELECT state, reason FROM deliveries WHERE person_id = $1`, [
      ada.id,
    ]);
    expect(rows).toEqual([{ state: 'suppressed', reason: 'not-subscribed' }]);
    expect(sink.caught).toHaveLength(0);
  });

  it('asks its questions, and leads those for whom they do not hold elsewhere', async () => {
    const [keen, quiet] = [await at.tag('Keen'), await at.tag('Quiet')];
    const id = await at.switchedOn([
      HOUR,
      { kind: 'condition', test: 'did', did: 'registered', what_id: null, otherwise: 4 },
      { kind: 'add-tag', tag_id: keen },
      { kind: 'end' },
      { kind: 'add-tag', tag_id: quiet },
    ]);
    const [ada, bob] = [await at.somebody(), await at.somebody()];
    await at.does(ada.id);
    await at.does(bob.id);
    await at.advance();
    await at.does(ada.id, 'registered');
    await at.hourPasses(id);
    await at.advance();
    expect(await at.tagged()).toEqual([
      { name: 'Keen', person_id: ada.id },
      { name: 'Quiet', person_id: bob.id },
    ]);
    const figures = (await at.staff.get(`/api/v1/journeys/${id}/figures`)).json<{ data: unknown[] }>();
    expect(figures.data).toContainEqual({
      step: 1,
      outcomes: [
        { outcome: 'no', count: 1 },
        { outcome: 'yes', count: 1 },
      ],
    });
  });

  it('waits until the clock of the chapter shows the hour', async () => {
    const id = await at.switchedOn([{ kind: 'wait-until', time: '09:00' }]);
    await at.does((await at.somebody()).id);
    await at.advance();
    const { rows } = await app.db.query<{ local: string; soon: boolean }>(
      `SELECT to_char(wake_at AT TIME ZONE 'America/New_York', 'HH24:MI') AS local,
         wake_at > now() AND wake_at <= now() + interval '25 hours' AS soon FROM journey_runs WHERE journey_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ local: '09:00', soon: true }]);
  });

  it('starts for nobody who is sealed, and shows nobody who was sealed later', async () => {
    const id = await at.switchedOn([HOUR]);
    const sealed = await aPerson(app.db, { ownerId: at.ownerId, isSealed: true });
    const ada = await at.somebody();
    await at.does(sealed);
    await at.does(ada.id);
    await at.advance();
    expect(await at.runs(id)).toHaveLength(1);
    const listed = async () =>
      (await at.staff.get(`/api/v1/journeys/${id}/runs`)).json<{ data: object[] }>().data;
    expect(await listed()).toMatchObject([{ person_id: ada.id, state: 'waiting' }]);
    await app.db.query('UPDATE people SET is_sealed = true WHERE id = $1', [ada.id]);
    expect(await listed()).toEqual([]);
    expect((await at.staff.get(`/api/v1/journeys/${id}`)).json()).toMatchObject({ waiting_count: 0 });
    await at.hourPasses(id);
    await at.advance();
    expect(await at.runs(id)).toMatchObject([{ state: 'left', reason: 'person-gone' }]);
  });
});
