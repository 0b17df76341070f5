import { type INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BARRED } from '../../src/email/sending/eligibility.sql.js';
import { RegistrationsWorker } from '../../src/events/registrations/registrations.worker.js';
import { Credit } from '../../src/home/credit/credit.service.js';
import { Retention } from '../../src/home/retention/retention.service.js';
import { lastDayOf } from '../../src/people/volunteering/volunteering.sql.js';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { startApp, type TestApp } from '../support/app.js';
import { freshDatabase } from '../support/database.js';
import { anEvent, asOwner, DAY, HOUR, mailTo, signUp } from '../support/events.js';
import { aChapter, aNetwork, aPerson, aPetition, unique } from '../support/people.js';
import { ShiftedClock } from '../support/shifted-clock.js';

const ZONE = 'America/New_York';
const run = { attempt: 1, signal: new AbortController().signal };

describe('What comes again, on days that not every month and year has', () => {
  let app: TestApp;
  let owner: INestApplicationContext;
  let clock: ShiftedClock;
  let ownerId: string;

  beforeAll(async () => {
    const url = await freshDatabase();
    clock = await ShiftedClock.of(url);
    app = await startApp({ settings: { DATABASE_URL: url } });
    owner = await asOwner(app);
    ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db), timeZone: ZONE });
  });
  afterAll(async () => {
    await owner?.close();
    await app?.close();
    await clock?.close();
  });

  async function aSignature(at: { asked: string; confirmed?: string }): Promise<string> {
    const { id } = await aPetition(app.db, { ownerId });
    const { rows } = await app.db.query<{ id: string }>(
      `INSERT INTO signatures (petition_id, version, owner_id, state, given_name, family_name, email, canonical_email,
         language, share_code, asked_at, confirmed_at)
       SELECT id, version, owner_id, $2, 'Ada', 'Marsh', $3, $3, 'en', $3, $4, $5 FROM petitions WHERE id = $1 RETURNING id`,
      [
        id,
        at.confirmed ? 'confirmed' : 'pending',
        `${unique()}@people.example`,
        at.asked,
        at.confirmed ?? null,
      ],
    );
    return rows[0]!.id;
  }

  it('F34: every month is frozen once, when it is over by the clock of the chapter, with its last hours in it', async () => {
    await app.db.query(
      `INSERT INTO source_codes (code, owner_id, organization_id, action_kind, action_id, created_at)
       VALUES ('leap', $1, $1, 'petition', new_id(), '2027-01-01')`,
      [ownerId],
    );
    // The last half hour of 29 February in Boston, and the first of March; UTC has March for both.
    for (const confirmed of ['2028-02-29T23:30-05:00', '2028-03-01T00:30-05:00'])
      await app.db.query(
        `INSERT INTO attributions (subject_kind, subject_id, touch, owner_id, code, at)
         SELECT 'signature', $1::uuid, t, $2::uuid, 'leap', $3::timestamptz FROM unnest('{first,last}'::text[]) t`,
        [await aSignature({ asked: confirmed, confirmed }), ownerId, confirmed],
      );
    const frozen = async () =>
      (
        await app.db.query<{ month: string; n: number }>(
          `SELECT month::text, (figures #>> '{last,signatures}')::int AS n FROM partner_statements
           WHERE chapter_id = $1 AND partner_id IS NULL ORDER BY month`,
          [ownerId],
        )
      ).rows;
    const last = async (at: string) => {
      await clock.set(at);
      await owner.get(Credit).freeze({}, run);
      return (await frozen()).at(-1)?.month;
    };
    expect(await last('2027-12-31T23:59-05:00')).toBe('2027-11-01');
    expect(await last('2028-01-01T00:00-05:00')).toBe('2027-12-01');
    expect(await last('2028-02-29T23:59-05:00')).toBe('2028-01-01');
    // Day for day, so that no 29th, 30th or 31st makes a month come twice or not at all.
    const begin = Date.parse('2028-03-01T00:00-05:00');
    for (let day = 0; day < 365; day++) await last(new Date(begin + day * DAY).toISOString());
    const months = Array.from({ length: 15 }, (_, at) =>
      new Date(Date.UTC(2027, 10 + at, 1)).toISOString().slice(0, 10),
    );
    expect((await frozen()).map(({ month }) => month)).toEqual(months);
    const signed = Object.fromEntries((await frozen()).map(({ month, n }) => [month, n]));
    expect([signed['2028-02-01'], signed['2028-03-01'], signed['2028-04-01']]).toEqual([1, 1, 0]);
  }, 120_000);

  it.each([
    ['2028-03-01T15:00-05:00', '2028-02-29T11:00-05:00'],
    ['2029-03-01T15:00-05:00', '2029-02-28T11:00-05:00'],
    ['2028-02-29T15:00-05:00', '2028-02-28T11:00-05:00'],
    ['2029-01-01T15:00-05:00', '2028-12-31T11:00-05:00'],
    ['2028-05-01T15:00-04:00', '2028-04-30T11:00-04:00'],
  ])('F34: an event of %s is reminded of at %s, and not before', async (start, due) => {
    await clock.set(new Date().toISOString());
    const email = `${unique()}@people.example`;
    await signUp(app, await anEvent(app.db, { ownerId, timeZone: ZONE, starts: [new Date(start)] }), {
      email,
    });
    const told = async (at: number) => {
      await clock.set(new Date(at).toISOString());
      await owner.get(RegistrationsWorker).remind({}, run);
      return (await mailTo(app.db, email)).map(({ kind }) => kind);
    };
    expect(await told(Date.parse(due) - 60_000)).toEqual(['event-receipt']);
    expect(await told(Date.parse(due))).toEqual(['event-receipt', 'event-reminder']);
    expect(await told(Date.parse(due) + HOUR)).toEqual(['event-receipt', 'event-reminder']);
    expect(await told(Date.parse(start) - 7 * HOUR)).toContain('event-today');
  });

  it.each([
    // 365 days before 1 March 2028 is 2 March 2027: 29 February is one of them.
    ['2028-03-01T12:00Z', '2027-03-02T12:00Z'],
    ['2029-03-01T12:00Z', '2028-03-01T12:00Z'],
    ['2029-01-01T12:00Z', '2028-01-02T12:00Z'],
  ])('F34: at %s what was kept for 365 days is what is older than %s', async (now, limit) => {
    await app.db.query(
      `INSERT INTO retention_rules (owner_id, data_class, keep_days, is_on) VALUES ($1, 'unconfirmed-signatures', 365, true)
       ON CONFLICT DO NOTHING`,
      [ownerId],
    );
    const at = (minutes: number) => new Date(Date.parse(limit) + minutes * 60_000).toISOString();
    const [older, younger] = [await aSignature({ asked: at(-1) }), await aSignature({ asked: at(1) })];
    await clock.set(now);
    await owner.get(Retention).purge({}, run);
    const { rows } = await app.db.query<{ id: string }>('SELECT id FROM signatures WHERE id = ANY ($1)', [
      [older, younger],
    ]);
    expect(rows).toEqual([{ id: younger }]);
  });

  it.each([
    ['2028-03-03T12:00Z', '2028-02-25T12:00Z'],
    ['2029-03-03T12:00Z', '2029-02-24T12:00Z'],
    ['2029-01-02T12:00Z', '2028-12-26T12:00Z'],
  ])('F34: at %s a mail a week is one since %s', async (now, since) => {
    const email = `${unique()}@people.example`;
    const personId = await aPerson(app.db, { ownerId, email });
    await app.db.query(
      `INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) VALUES ($1, $2, 'email', true)
       ON CONFLICT (person_id, organization_id, channel) DO UPDATE SET is_subscribed = true`,
      [personId, ownerId],
    );
    await app.db.query(
      `INSERT INTO mail_wishes (person_id, organization_id, frequency) VALUES ($1, $2, 'weekly')`,
      [personId, ownerId],
    );
    const delivery = async (state: string, handedAt: string | null): Promise<string> =>
      (
        await app.db.query<{ id: string }>(
          `INSERT INTO deliveries (owner_id, lane, kind, person_id, canonical_email, address, name, state, handed_at)
           VALUES ($1, 'bulk', 'news', $2, $3, $3, '', $4, $5) RETURNING id`,
          [ownerId, personId, email, state, handedAt],
        )
      ).rows[0]!.id;
    const earlier = await delivery('sent', since);
    const next = await delivery('pending', null);
    await clock.set(now);
    const barred = async (minutes: number) => {
      await app.db.query(
        `UPDATE deliveries SET handed_at = $2::timestamptz + make_interval(mins => $3) WHERE id = $1`,
        [earlier, since, minutes],
      );
      const [found] = await owner
        .get(Database)
        .as(Scope.nothing, (tx) =>
          tx.query<{ why: string | null }[]>(`SELECT ${BARRED} AS why FROM deliveries d WHERE d.id = $1`, [
            next,
          ]),
        );
      return found!.why;
    };
    expect([await barred(1), await barred(-1)]).toEqual(['not-wished', null]);
  });

  it.each([
    ['2028-02-29', 12, '2029-02-28'],
    ['2027-03-01', 12, '2028-02-29'],
    ['2028-03-01', 12, '2029-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2028-08-31', 6, '2029-02-28'],
    ['2028-10-31', 1, '2028-11-30'],
    ['2028-11-30', 1, '2028-12-29'],
    ['2028-01-01', 12, '2028-12-31'],
  ])('F34: a training of %s that holds for %i months holds to the end of %s', async (done, months, last) => {
    expect(await owner.get(Database).as(Scope.nothing, (tx) => lastDayOf(tx, done, months))).toBe(last);
  });
});
