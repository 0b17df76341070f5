import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { Meeting, type Met } from '../../src/people/meeting.service.js';
import { type Introduction } from '../../src/people/people.access.js';
import { startApp, type TestApp } from '../support/app.js';
import { anAccount } from '../support/people.js';

describe('meeting people', () => {
  let app: TestApp;
  let lowell: string;
  let quincy: string;

  beforeAll(async () => void (app = await startApp()));
  afterAll(() => app.close());

  beforeEach(async () => {
    await app.db.query('DELETE FROM people');
    lowell = await anOwner('lowell');
    quincy = await anOwner('quincy');
  });

  async function one<Row extends object>(sql: string, parameters: unknown[] = []): Promise<Row> {
    return (await app.db.query<Row>(sql, parameters)).rows[0]!;
  }

  async function anOwner(slug: string): Promise<string> {
    const { id } = await one<{ id: string }>(
      `INSERT INTO organizations (kind, slug, public_name) VALUES ('chapter', $1, $1)
       ON CONFLICT (slug) DO UPDATE SET public_name = excluded.public_name RETURNING id`,
      [slug],
    );
    return id;
  }

  function meet(who: Partial<Introduction> = {}, within?: Scope): Promise<Met> {
    const introduction: Introduction = {
      ownerId: lowell,
      givenName: 'Ada',
      familyName: 'Moura',
      email: 'Ada.Moura@Example.org',
      language: 'en',
      source: null,
      consents: [],
      method: 'form',
      sourceKind: 'petition',
      sourceId: null,
      ...who,
    };
    const scope = within ?? Scope.organizations(introduction.ownerId);
    return app.web.get(Database).as(scope, (tx) => app.web.get(Meeting).meet(tx, introduction));
  }

  it('knows somebody again by their email, however it is written', async () => {
    const first = await meet();
    const again = await meet({ email: ' ada.moura@EXAMPLE.ORG ', givenName: 'A.' });
    expect(first.isNew).toBe(true);
    expect(again).toMatchObject({ personId: first.personId, isNew: false });
  });

  it('makes one person of fifty forms sent at the same moment', async () => {
    const met = await Promise.all(Array.from({ length: 50 }, () => meet()));
    expect(new Set(met.map(({ personId }) => personId)).size).toBe(1);
    expect(met.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await one('SELECT count(*)::int AS n FROM people')).toEqual({ n: 1 });
  });

  it('keeps what two organizations know of the same human apart', async () => {
    const inLowell = await meet();
    const inQuincy = await meet({ ownerId: quincy });
    expect(inQuincy.isNew).toBe(true);
    expect(inQuincy.personId).not.toBe(inLowell.personId);
  });

  it('tells two people who share an email apart by their names', async () => {
    const ada = await meet();
    const rui = await one<{ id: string }>(
      `INSERT INTO people (owner_id, given_name, family_name) VALUES ($1, 'Rui', 'Moura') RETURNING id`,
      [lowell],
    );
    await app.db.query(
      `INSERT INTO person_emails (person_id, owner_id, address, canonical)
       VALUES ($1, $2, 'ada.moura@example.org', 'ada.moura@example.org')`,
      [rui.id, lowell],
    );
    expect((await meet({ givenName: 'rui', familyName: 'moura' })).personId).toBe(rui.id);
    expect((await meet()).personId).toBe(ada.personId);
  });

  it('knows somebody without an email by their telephone and first name', async () => {
    const first = await meet({ email: null, phone: '(617) 555-0123' });
    const again = await meet({ email: null, phone: '+1 617 555 0123' });
    const housemate = await meet({ email: null, phone: '617-555-0123', givenName: 'Rui' });
    expect(again).toMatchObject({ personId: first.personId, isNew: false });
    expect(housemate.isNew).toBe(true);
  });

  it('fills what was blank and overwrites nothing', async () => {
    const { personId } = await meet({ familyName: '', zip: '01850' });
    await meet({ givenName: 'Adelaide', street: '5 Mill St', city: 'Lowell', state: 'MA', zip: '01850' });
    const found = await one(
      `SELECT p.given_name, p.family_name, a.line1, a.zip, a.is_primary
       FROM people p JOIN person_addresses a ON a.person_id = p.id WHERE p.id = $1`,
      [personId],
    );
    expect(found).toEqual({
      given_name: 'Ada',
      family_name: 'Moura',
      line1: '5 Mill St',
      zip: '01850',
      is_primary: true,
    });
    expect(await one('SELECT count(*)::int AS n FROM person_addresses')).toEqual({ n: 1 });
  });

  it('records the consent word for word, and subscribes', async () => {
    const text = 'Send me news from the Lowell chapter';
    const { personId } = await meet({
      consents: [{ organizationId: lowell, channel: 'email', isGiven: true, text, language: 'en' }],
      method: 'confirmed',
    });
    const kept = await one('SELECT text, language, method, is_given FROM consents WHERE person_id = $1', [
      personId,
    ]);
    expect(kept).toEqual({ text, language: 'en', method: 'confirmed', is_given: true });
    const subscription = await one('SELECT channel, is_subscribed FROM subscriptions WHERE person_id = $1', [
      personId,
    ]);
    expect(subscription).toEqual({ channel: 'email', is_subscribed: true });
  });

  it('never turns a "no" into a "yes" by an import', async () => {
    const word = {
      organizationId: lowell,
      channel: 'email' as const,
      text: 'Sheet of 3 May',
      language: 'en',
    };
    const subscribed = 'SELECT is_subscribed FROM subscriptions WHERE person_id = $1';
    const { personId } = await meet({ consents: [{ ...word, isGiven: false }] });
    await meet({ consents: [{ ...word, isGiven: true }], method: 'import' });
    expect(await one(subscribed, [personId])).toEqual({ is_subscribed: false });
    await meet({ consents: [{ ...word, isGiven: true }], method: 'confirmed' });
    expect(await one(subscribed, [personId])).toEqual({ is_subscribed: true });
  });

  it('meets a sealed person by proof alone, and shows them to nobody', async () => {
    const { personId } = await meet();
    await app.db.query('UPDATE people SET is_sealed = true WHERE id = $1', [personId]);
    const proven = await meet({ phone: '617 555 0199', method: 'confirmed' });
    expect(proven).toMatchObject({ personId, isNew: false });
    expect(await one('SELECT e164 FROM person_phones WHERE person_id = $1', [personId])).toEqual({
      e164: '+16175550199',
    });
    const seen = await app.web
      .get(Database)
      .as(Scope.organizations(lowell), (tx) => tx.query<unknown[]>('SELECT id FROM people'));
    expect(seen).toEqual([]);
  });

  it('makes of what others type with the address of a sealed person an open record, once', async () => {
    const { personId } = await meet({ phone: '617 555 0199' });
    await app.db.query('UPDATE people SET is_sealed = true WHERE id = $1', [personId]);
    const typed = await meet();
    expect(typed).toMatchObject({ isNew: true, email: 'Ada.Moura@Example.org' });
    expect(typed.personId).not.toBe(personId);
    expect(await meet({ method: 'staff', phone: '617 555 0199' })).toMatchObject({
      personId: typed.personId,
      isNew: false,
    });
    expect((await meet({ method: 'confirmed' })).personId).toBe(personId);
  });

  it('meets a sealed person by what their reader types', async () => {
    const { personId } = await meet();
    await app.db.query('UPDATE people SET is_sealed = true WHERE id = $1', [personId]);
    const accountId = await anAccount(app.db, { grants: [['organizer', lowell]] });
    await app.db.query('INSERT INTO sealed_readers (person_id, account_id) VALUES ($1, $2)', [
      personId,
      accountId,
    ]);
    const scope = Scope.account(accountId, [lowell]);
    expect(await meet({ method: 'staff' }, scope)).toMatchObject({ personId, isNew: false });
  });
});
