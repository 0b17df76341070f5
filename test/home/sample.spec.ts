import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppModule } from '../../src/app.module.js';
import { Sample, type SampleSignIn } from '../../src/home/sample/sample.service.js';
import { Verification } from '../../src/home/verification.service.js';
import { Passwords } from '../../src/staff/sign-in/passwords.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, anAccount, aNetwork, aPerson } from '../support/people.js';

describe('The sample coalition', () => {
  let app: TestApp;
  let operator: INestApplicationContext;
  let data: string;
  let signIns: SampleSignIn[];
  let took: number;

  /** A count as the owner of the tables. */
  const count = async (sql: string): Promise<number> =>
    Number((await app.db.query<{ n: string }>(`SELECT (${sql})::text AS n`)).rows[0]!.n);

  /** How many practice rows each table that marks them has. */
  async function practiceRows(): Promise<Record<string, number>> {
    const { rows } = await app.db.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name = 'is_practice' ORDER BY 1`,
    );
    const counts: Record<string, number> = {};
    for (const { name } of rows) counts[name] = await count(`SELECT count(*) FROM ${name} WHERE is_practice`);
    return counts;
  }

  beforeAll(async () => {
    data = mkdtempSync(path.join(tmpdir(), 'accord-sample-'));
    app = await startApp({ settings: { ACCORD_DATA: data } });
    operator = await NestFactory.createApplicationContext(AppModule.forRoot(app.config, 'owner'), {
      logger: false,
    });
    const began = Date.now();
    signIns = (await operator.get(Sample).load(new Date()))!;
    took = Date.now() - began;
  }, 60_000);
  afterAll(async () => {
    await operator.close();
    await app.close();
  });

  it('is loaded in less than fifteen seconds', () => {
    expect(took).toBeLessThan(15_000);
  });

  it('is as large as a coalition at work', async () => {
    expect(await count(`SELECT count(*) FROM chapters`)).toBe(11);
    expect(await count(`SELECT count(*) FROM chapters WHERE state = 'active'`)).toBe(3);
    expect(await count(`SELECT count(*) FROM people`)).toBe(1_200);
    expect(await count(`SELECT count(*) FROM partners`)).toBe(40);
    expect(await count(`SELECT count(DISTINCT sector) FROM partners`)).toBe(8);
    expect(await count(`SELECT count(*) FROM petitions`)).toBe(3);
    expect(await count(`SELECT count(*) FROM signatures`)).toBeGreaterThan(900);
    expect(await count(`SELECT count(*) FROM events`)).toBe(5);
    expect(await count(`SELECT count(*) FROM letter_campaigns`)).toBe(2);
    expect(await count(`SELECT count(*) FROM campaigns WHERE state = 'live'`)).toBe(2);
    expect(await count(`SELECT count(DISTINCT campaign_id) FROM petitions`)).toBe(2);
    expect(await count(`SELECT count(*) FROM letters WHERE state = 'confirmed'`)).toBe(60);
    expect(await count(`SELECT count(*) FROM mailings WHERE state = 'finished'`)).toBe(2);
    expect(await count(`SELECT count(*) FROM deliveries WHERE state = 'unknown'`)).toBe(2);
    expect(
      await count(
        `SELECT count(*) FROM offices o WHERE NOT EXISTS (SELECT 1 FROM terms t WHERE t.office_id = o.id)`,
      ),
    ).toBe(2);
  });

  it('adds up like everything else: verify finds nothing', async () => {
    expect(await operator.get(Verification).run()).toEqual({ findings: [], auditEntries: 1 });
  });

  it('is under way today, with half of the first shift checked in', async () => {
    const { rows } = await app.db.query<{ here: number; held: number }>(
      `SELECT sum(a.seats) FILTER (WHERE a.state = 'attended')::int AS here, sum(a.seats)::int AS held
       FROM events e JOIN shifts s ON s.event_id = e.id JOIN attendances a ON a.shift_id = s.id
       WHERE (s.starts_at AT TIME ZONE e.time_zone)::date = (now() AT TIME ZONE e.time_zone)::date
         AND s.starts_at <= now() AND s.ends_at > now() AND a.state NOT IN ('waitlisted', 'cancelled')`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]!.here / rows[0]!.held).toBeGreaterThan(0.4);
    expect(rows[0]!.here / rows[0]!.held).toBeLessThan(0.6);
  });

  it('tells nothing that has not happened yet', async () => {
    expect(await count(`SELECT count(*) FROM engagements WHERE at > now()`)).toBe(0);
    expect(await count(`SELECT count(*) FROM engagements WHERE at < now() - interval '12 weeks 1 day'`)).toBe(
      0,
    );
    expect(
      await count(
        `SELECT count(*) FROM engagements g JOIN people p ON p.id = g.person_id WHERE g.at < p.created_at`,
      ),
    ).toBe(0);
    expect(
      await count(`SELECT count(*) FROM signatures WHERE confirmed_at > now() OR asked_at > confirmed_at`),
    ).toBe(0);
  });

  it('reaches nobody: every address is of example.org, every number of the block for fiction', async () => {
    expect(await count(`SELECT count(*) FROM person_emails WHERE address NOT LIKE '%@example.org'`)).toBe(0);
    expect(await count(`SELECT count(*) FROM official_channels WHERE value !~ '(@|//)example\\.org'`)).toBe(
      0,
    );
    expect(
      await count(`SELECT count(*) FROM person_phones WHERE e164 !~ '^\\+1[0-9]{3}55501[0-9]{2}$'`),
    ).toBe(0);
  });

  it('marks every row as practice', async () => {
    for (const [table, rows] of Object.entries(await practiceRows()))
      expect([table, await count(`SELECT count(*) FROM ${table}`)]).toEqual([table, rows]);
  });

  it('writes down its sign-ins for the owner of the folder alone, and they work', async () => {
    const file = path.join(data, 'sample-sign-ins.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(signIns);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(signIns).toHaveLength(6);
    for (const { email, password } of signIns) {
      const { rows } = await app.db.query<{ hash: string }>(
        `SELECT password_hash AS hash FROM accounts WHERE email = $1 AND state = 'active'`,
        [email],
      );
      expect(await operator.get(Passwords).matches(rows[0]!.hash, password)).toBe(true);
    }
  });

  it('shows its pages to visitors in three languages', async () => {
    for (const language of ['en', 'es', 'pt'])
      for (const page of [
        '/',
        '/chapters/boston',
        '/petitions/help-not-handcuffs',
        '/events/day-at-the-state-house',
        '/letters/fund-the-way-out',
      ]) {
        const answer = await app.visitor().get(`${page}?lang=${language}`);
        expect([page, answer.status]).toEqual([page, 200]);
      }
  });

  it('is not loaded twice', async () => {
    expect(await operator.get(Sample).load(new Date())).toBeNull();
    expect(await count(`SELECT count(*) FROM networks`)).toBe(1);
  });

  it('goes away whole at one request of a network admin, and what is real stays', async () => {
    const networkId = await aNetwork(app.db, { name: 'Real Network' });
    const chapterId = await aChapter(app.db, { networkId });
    const person = await aPerson(app.db, { ownerId: chapterId });
    const grace = await app.db.query<{ id: string }>(
      `SELECT id FROM accounts WHERE email = 'grace@example.org'`,
    );
    // A real colleague whom an account of the sample let in.
    const colleague = await anAccount(app.db, { grants: [['chapter-admin', chapterId]] });
    await app.db.query(`UPDATE grants SET granted_by = $1 WHERE account_id = $2`, [
      grace.rows[0]!.id,
      colleague,
    ]);
    const chapterAdmin = await app.signInAs(colleague);
    expect((await chapterAdmin.send('/api/v1/practice/removal')).status).toBe(403);

    const admin = await app.signInAs(grace.rows[0]!.id);
    const removal = (form: object) =>
      admin.send('/api/v1/practice/removal', { confirmation: 'CEASE Network', ...form });
    expect((await removal({ confirmation: 'CEASE' })).status).toBe(422);
    const answer = await removal({});
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({ removed: { people: 1_200, petitions: 3, organizations: 52 } });

    expect(Object.values(await practiceRows()).reduce((sum, rows) => sum + rows)).toBe(0);
    expect(await count(`SELECT count(*) FROM people`)).toBe(1);
    expect(await count(`SELECT count(*) FROM people WHERE id = '${person}'`)).toBe(1);
    expect(await count(`SELECT count(*) FROM organizations`)).toBe(2);
    expect(
      await count(`SELECT count(*) FROM grants WHERE account_id = '${colleague}' AND granted_by IS NULL`),
    ).toBe(1);
    for (const left of [
      'signatures',
      'attendances',
      'letters',
      'consents',
      'districts',
      'tracking_events',
      'tags',
      'suppressions',
    ])
      expect([left, await count(`SELECT count(*) FROM ${left}`)]).toEqual([left, 0]);
    expect(() => statSync(path.join(data, 'sample-sign-ins.json'))).toThrow();
    expect((await operator.get(Verification).run()).findings).toEqual([]);
  });

  it('is refused where a coalition has begun', async () => {
    await expect(operator.get(Sample).load(new Date())).rejects.toThrow('needs an empty database');
  });
});
