import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command } from 'commander';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { AppModule } from '../../src/app.module.js';
import { Verification } from '../../src/home/verification.service.js';
import { addVerifyCommand } from '../../src/home/verify.commands.js';
import { Config } from '../../src/platform/config/config.js';
import { freshDatabase } from '../support/database.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';

describe('The operator’s verification', () => {
  let product: INestApplicationContext;
  let db: pg.Client;
  let ownerId: string;

  const findings = async () => (await product.get(Verification).run()).findings;
  const idOf = async (sql: string, ...parameters: unknown[]): Promise<string> =>
    (await db.query<{ id: string }>(`${sql} RETURNING id`, parameters)).rows[0]!.id;

  beforeAll(async () => {
    const url = await freshDatabase();
    const config = Config.from({ DATABASE_URL: url, SECRET_KEY: randomBytes(32).toString('hex') });
    product = await NestFactory.createApplicationContext(AppModule.forRoot(config, 'owner'), {
      logger: false,
    });
    db = new pg.Client({ connectionString: url });
    await db.connect();
    ownerId = await aChapter(db, { networkId: await aNetwork(db) });
  }, 60_000);
  afterAll(async () => {
    await product.close();
    await db.end();
  });

  it('finds nothing in a database where nothing has happened', async () => {
    expect(await product.get(Verification).run()).toEqual({ findings: [], auditEntries: 0 });
  });

  it('counts what is confirmed, with what has not been rolled up yet', async () => {
    const id = await idOf(
      `INSERT INTO petitions (owner_id, slug, confirmed_count) VALUES ($1, 'count-me', 2)`,
      ownerId,
    );
    await db.query(`INSERT INTO petition_deltas (petition_id, n) VALUES ($1, -1), ($1, -1)`, [id]);
    expect(await findings()).toEqual([]);
    await db.query(`INSERT INTO petition_deltas (petition_id, n) VALUES ($1, 1)`, [id]);
    expect(await findings()).toEqual([
      {
        subject: `petition ${id}`,
        problem: 'says 1 confirmed signatures (-1 of them not rolled up yet); there are 0',
      },
    ]);
    await db.query(`DELETE FROM petitions`);
  });

  it('names a shift whose seats are not those of its people', async () => {
    const event = await idOf(
      `INSERT INTO events (owner_id, slug, time_zone) VALUES ($1, 'count-seats', 'America/New_York')`,
      ownerId,
    );
    const shift = await idOf(
      `INSERT INTO shifts (event_id, starts_local, ends_local, starts_at, ends_at, capacity, taken)
       VALUES ($1, '2027-01-01 10:00', '2027-01-01 11:00', '2027-01-01 15:00Z', '2027-01-01 16:00Z', 5, 3)`,
      event,
    );
    for (const [state, seats] of [
      ['confirmed', 2],
      ['offered', 1],
      ['cancelled', 4],
    ] as const) {
      const party = await idOf(
        `INSERT INTO registrations (event_id, owner_id, given_name) VALUES ($1, $2, 'Ada')`,
        event,
        ownerId,
      );
      await db.query(
        `INSERT INTO attendances (registration_id, shift_id, owner_id, state, seats) VALUES ($1, $2, $3, $4, $5)`,
        [party, shift, ownerId, state, seats],
      );
    }
    expect(await findings()).toEqual([]);
    await db.query(`UPDATE attendances SET state = 'waitlisted' WHERE state = 'offered'`);
    expect(await findings()).toEqual([
      { subject: `shift ${shift}`, problem: 'says 3 seats are taken and 0 parties wait; there are 2 and 1' },
    ]);
    await db.query(`DELETE FROM events`);
  });

  it('names who is subscribed without having said so, or after having said no', async () => {
    const person = await aPerson(db, { ownerId });
    const say = (isGiven: boolean) =>
      db.query(
        `INSERT INTO consents (person_id, organization_id, channel, is_given, text, language, source_kind, method)
         VALUES ($1, $2, 'email', $3, 'Yes or no.', 'en', 'petition', 'form')`,
        [person, ownerId, isGiven],
      );
    await db.query(
      `INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) VALUES ($1, $2, 'email', true)`,
      [person, ownerId],
    );
    const subject = `person ${person}`;
    const subscribed = `is subscribed to email of organization ${ownerId}`;
    expect(await findings()).toEqual([{ subject, problem: `${subscribed} without any record of consent` }]);
    await say(true);
    expect(await findings()).toEqual([]);
    await say(false);
    expect(await findings()).toEqual([
      { subject, problem: `${subscribed} against the last word of the record` },
    ]);
    await db.query(`DELETE FROM people`);
  });

  it('prints what it found and ends with 1, so that a script notices a changed audit log', async () => {
    for (const action of ['first.done', 'second.done'])
      await db.query(`SELECT audit_append(NULL, 'Accord', NULL, $1, 'test', NULL, '{}', NULL)`, [action]);
    const print = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const say = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const run = () => {
      const program = new Command();
      addVerifyCommand(program, (work) => work(product));
      return program.parseAsync(['node', 'accord', 'verify']);
    };
    const before = process.exitCode;
    try {
      await run();
      expect(say).toHaveBeenCalledWith('All is well. The audit log has 2 entries.\n');
      expect(process.exitCode).toBe(before);
      await db.query(`UPDATE audit_entries SET action = 'nothing.happened' WHERE action = 'first.done'`);
      await run();
      expect(print).toHaveBeenCalledWith('audit entry 1: was changed, or the one before it is gone\n');
      expect(process.exitCode).toBe(1);
    } finally {
      process.exitCode = before;
      print.mockRestore();
      say.mockRestore();
    }
  });
});
