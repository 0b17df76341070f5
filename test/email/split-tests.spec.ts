import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Preparing } from '../../src/email/mailings/preparing.service.js';
import { TestDeciding } from '../../src/email/split-tests/test-deciding.service.js';
import { drawSample, moveTest, releaseRest } from '../../src/email/split-tests/split-tests.sql.js';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { drawnVersions, subjectsByAddress } from './support/split-tests.js';
import { aMailing, mailingState, statesOf, subscribers } from './support/mailing.js';

const PLAN = { sample_percent: 50, metric: 'clicks', wait_hours: 4, most_leaving_percent: 2 };
const SUBJECT_B = 'Thursday decides';

interface Test {
  state: string;
  winner: string | null;
  reason: string | null;
  versions: { variant: string; sent: number; clicked: number; unsubscribed: number }[];
}

describe('A mailing that is tested in versions', () => {
  let app: TestApp;
  let networkId: string;
  let ownerId: string;
  let staff: Browser;
  const sink = new SmtpSink();

  beforeAll(async () => {
    await sink.listen();
    app = await startApp({ worker: true, settings: { SMTP_URL: sink.url } });
    networkId = await aNetwork(app.db);
  });
  afterAll(async () => {
    await app?.close();
    await sink.close();
  });
  beforeEach(async () => {
    sink.caught.length = 0;
    ownerId = await aChapter(app.db, { networkId, name: 'Worcester Coalition' });
    staff = await app.signIn('chapter-admin', ownerId);
  });
  // A mailing that goes on would send into the next test.
  afterEach(async () => {
    await app.db.query(`UPDATE mailings SET state = 'cancelled' WHERE state = 'sending'`);
  });

  const at = (id: string, path = '') => `/api/v1/mailings/${id}/split-test${path}`;
  const plan = (id: string, given: Record<string, unknown> = {}) =>
    staff.send(
      at(id),
      { ...PLAN, variants: [{ subject: SUBJECT_B, from_name: 'Ana of Worcester', body: null }], ...given },
      'PUT',
    );
  const read = async (id: string) => (await staff.get(at(id))).json<{ test: Test | null }>().test;
  const drawn = (id: string) => drawnVersions(app.db, id);

  /** Its sample is out, and the rest waits. */
  async function aTest(count: number, given: Record<string, unknown> = {}): Promise<string> {
    await subscribers(app.db, { ownerId, count });
    const id = await aMailing(app.db, { ownerId, state: 'draft' });
    const answer = await plan(id, given);
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
    await app.db.query(`UPDATE mailings SET state = 'preparing' WHERE id = $1`, [id]);
    await app.worker!.get(Preparing).prepare(id);
    await settled('the sample is out', async () => {
      const { rows } = await app.db.query<{ open: number; begun: number }>(
        `SELECT count(*) FILTER (WHERE variant IS NOT NULL AND state <> 'sent')::int AS open,
           count(*) FILTER (WHERE variant IS NOT NULL)::int AS begun FROM deliveries WHERE mailing_id = $1`,
        [id],
      );
      return rows[0]!.begun > 0 && rows[0]!.open === 0;
    });
    return id;
  }
  const tracked = (id: string, variant: string, kind: string, count: number) =>
    app.db.query(
      `INSERT INTO tracking_events (delivery_id, kind, at, judged_at)
       SELECT id, $3, now(), now() FROM deliveries WHERE mailing_id = $1 AND variant = $2 ORDER BY id LIMIT $4`,
      [id, variant, kind, count],
    );
  const timeIsOver = (id: string) =>
    app.db.query(`UPDATE mailing_tests SET decide_at = now() - interval '1 second' WHERE mailing_id = $1`, [
      id,
    ]);
  const decide = () => app.worker!.get(TestDeciding).decide();
  const arrived = () => subjectsByAddress(sink);

  it('sends each version to its share of the sample and holds the rest until one has won', async () => {
    const id = await aTest(200);
    expect(await drawn(id)).toEqual({ A: 50, B: 50, rest: 100 });
    expect(sink.caught).toHaveLength(100);
    expect([...arrived().values()].filter((subject) => subject === SUBJECT_B)).toHaveLength(50);
    expect((await mailingState(app.db, id)).state).toBe('sending');
    await tracked(id, 'A', 'click', 8);
    await tracked(id, 'B', 'click', 30);
    await decide();
    expect(await read(id)).toMatchObject({ state: 'testing', winner: null });
    await timeIsOver(id);
    await decide();
    await settled('the rest has it', async () => (await mailingState(app.db, id)).state === 'finished');
    expect(await read(id)).toMatchObject({
      state: 'decided',
      winner: 'B',
      versions: [
        { variant: 'A', sent: 50, clicked: 8 },
        { variant: 'B', sent: 50, clicked: 30 },
      ],
    });
    const subjects = [...arrived().values()];
    expect(subjects).toHaveLength(200);
    expect(subjects.filter((subject) => subject === SUBJECT_B)).toHaveLength(150);
  });

  it('draws by a hash: the same people whenever it is asked, and not in the order of their records', async () => {
    await subscribers(app.db, { ownerId, count: 90 });
    const id = await aMailing(app.db, { ownerId, state: 'draft' });
    await plan(id, { sample_percent: 33, variants: [{ subject: 'One' }, { subject: 'Two' }] });
    await app.db.query(
      `INSERT INTO deliveries (owner_id, lane, kind, mailing_id, person_id, canonical_email, address)
       SELECT $1, 'bulk', 'mailing', $2, person_id, canonical, canonical FROM person_emails WHERE owner_id = $1`,
      [ownerId, id],
    );
    const draw = async () => {
      await app
        .worker!.get(Database)
        .as(Scope.organizations(ownerId), (tx) =>
          drawSample(tx, id, { samplePercent: 33, waitHours: 4, variants: ['A', 'B', 'C'] }),
        );
      const { rows } = await app.db.query<{ id: string; variant: string | null }>(
        `SELECT id, variant FROM deliveries WHERE mailing_id = $1 ORDER BY id`,
        [id],
      );
      return rows.map(({ variant }) => variant);
    };
    const first = await draw();
    expect(await draw()).toEqual(first);
    expect(await drawn(id)).toEqual({ A: 10, B: 10, C: 10, rest: 60 });
    expect(first.slice(0, 30)).toContain(null);
  });

  it('has no winner where too few answered, asks by a task, and sends what staff choose', async () => {
    const id = await aTest(20);
    await tracked(id, 'B', 'click', 1);
    await timeIsOver(id);
    await decide();
    expect(await read(id)).toMatchObject({
      state: 'undecided',
      winner: null,
      reason: expect.stringContaining('Too few'),
    });
    expect(await drawn(id)).toEqual({ A: 5, B: 5, rest: 10 });
    const { rows } = await app.db.query(`SELECT title FROM tasks WHERE subject_id = $1`, [id]);
    expect(rows).toEqual([{ title: 'No version won: choose one for “Budget week”' }]);
    expect((await staff.send(at(id, '/winner'), { variant: 'C' })).status).toBe(422);
    expect((await staff.send(at(id, '/winner'), { variant: 'A' })).status).toBe(201);
    expect((await staff.send(at(id, '/winner'), { variant: 'B' })).status).toBe(409);
    await settled('the rest has it', async () => (await mailingState(app.db, id)).state === 'finished');
    expect([...arrived().values()].filter((subject) => subject === SUBJECT_B)).toHaveLength(5);
    expect(sink.caught).toHaveLength(20);
  });

  it('stops and pauses the mailing when one version drives people away', async () => {
    const id = await aTest(40);
    await tracked(id, 'B', 'unsubscribe', 3);
    await decide();
    expect(await read(id)).toMatchObject({
      state: 'stopped',
      reason: 'Of 10 who got version B, 3 unsubscribed.',
    });
    expect(await mailingState(app.db, id)).toMatchObject({
      state: 'paused',
      pause_reason: expect.stringContaining('The test was stopped'),
    });
    await timeIsOver(id);
    await decide();
    expect(sink.caught).toHaveLength(20);
    await staff.send(at(id, '/winner'), { variant: 'A' });
    await staff.send(`/api/v1/mailings/${id}/resumption`, {});
    await settled('the rest has it', async () => (await mailingState(app.db, id)).state === 'finished');
    expect([...arrived().values()].filter((subject) => subject === SUBJECT_B)).toHaveLength(10);
    expect(sink.caught).toHaveLength(40);
  });

  it('loses nobody and mails nobody twice when everything dies between the decision and the rest', async () => {
    const id = await aTest(60);
    // Decided and committed by a process that died before it could say so: the sweep of any worker finds the rest.
    await app.worker!.get(Database).as(Scope.organizations(ownerId), async (tx) => {
      await moveTest(tx, id, ['testing'], { state: 'decided', winner: 'A' });
      await releaseRest(tx, id);
    });
    await Promise.all([decide(), decide(), decide()]);
    expect(await read(id)).toMatchObject({ state: 'decided', winner: 'A' });
    await settled(
      'the sweep sent the rest',
      async () => (await mailingState(app.db, id)).state === 'finished',
    );
    expect(await statesOf(app.db, id)).toEqual({ sent: 60 });
    expect(arrived().size).toBe(60);
  });

  it('keeps everybody’s version over a pause and an edit', async () => {
    const id = await aTest(20);
    await app.db.query(`UPDATE mailings SET state = 'paused' WHERE id = $1`, [id]);
    const edited = await plan(id, { variants: [{ subject: 'Edited' }] });
    expect(edited.status).toBe(200);
    expect((await plan(id, { variants: [{ subject: 'One' }, { subject: 'Two' }] })).status).toBe(409);
    expect((await staff.send(at(id), undefined, 'DELETE')).status).toBe(409);
    await staff.send(`/api/v1/mailings/${id}/resumption`, {});
    await settled('it goes on', async () => (await mailingState(app.db, id)).state === 'sending');
    await staff.send(at(id, '/winner'), { variant: 'B' });
    await settled('the rest has it', async () => (await mailingState(app.db, id)).state === 'finished');
    const subjects = [...arrived().values()];
    expect(subjects.filter((subject) => subject === SUBJECT_B)).toHaveLength(5);
    expect(subjects.filter((subject) => subject === 'Edited')).toHaveLength(10);
  });

  it('is planned by staff, checked in every version, copied with its mailing, and nobody else’s to see', async () => {
    await subscribers(app.db, { ownerId, count: 8 });
    const id = await aMailing(app.db, { ownerId, state: 'draft' });
    expect(await read(id)).toBeNull();
    for (const wrong of [{ sample_percent: 60 }, { wait_hours: 0 }, { metric: 'luck' }, { variants: [] }])
      expect((await plan(id, wrong)).status).toBe(422);
    await plan(id, { metric: 'opens', variants: [{ subject: 'Re: {{given_name}}' }, {}] });
    const { checks } = (await staff.get(`/api/v1/mailings/${id}/checks`)).json<{
      checks: { code: string; level: string; message: string }[];
    }>();
    const messages = checks.filter(({ level }) => level !== 'ok').map(({ message }) => message);
    expect(messages).toEqual(
      expect.arrayContaining([
        'Version B: The subject pretends to be an answer. Take the Re: or Fwd: away.',
        'Version B: Say what to write where we do not know it: {{given_name|friend}}.',
        'Version C says the same as another: there is nothing to test.',
        expect.stringContaining('under 42 there is probably no winner'),
        expect.stringContaining('Opens are a poor measure'),
      ]),
    );
    const copy = (await staff.send(`/api/v1/mailings/${id}/copies`, {})).json<{ id: string }>();
    expect(await read(copy.id)).toMatchObject({ state: 'planned', versions: [{}, {}, {}] });
    expect((await staff.send(at(copy.id), undefined, 'DELETE')).status).toBe(204);
    expect(await read(copy.id)).toBeNull();
    const foreign = await app.signIn('chapter-admin', await aChapter(app.db, { networkId }));
    expect((await foreign.get(at(id))).status).toBe(404);
    const organizer = await app.signIn('organizer', ownerId);
    expect((await organizer.send(at(id, '/winner'), { variant: 'A' })).status).toBe(403);
  });
});
