import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { insert, json } from '../support/fixture-rows.js';
import { parametersFor } from '../support/places.js';
import { aChapter, aNetwork, anAccount, aPerson } from '../support/people.js';

interface Overview {
  organizations: Record<string, unknown>[];
  targets: Record<string, unknown>[];
}

const PERIOD = 'from=2026-03-01&to=2026-03-31';

describe('The report of a period', () => {
  let app: TestApp;
  let chapter: string;
  let officialId: string;
  let analyst: Browser;
  let network: Browser;
  let people: string[];

  beforeAll(async () => {
    app = await startApp();
    const networkId = await aNetwork(app.db);
    chapter = await aChapter(app.db, {
      networkId,
      name: 'Boston',
      grantsNetwork: true,
      timeZone: 'America/New_York',
    });
    await aChapter(app.db, { networkId, name: 'Hidden' });
    analyst = await app.signIn('chapter-admin', chapter);
    network = await app.signInAs(await anAccount(app.db, { grants: [['network-admin', networkId]] }));
    people = [];
    for (let at = 0; at < 6; at++) people.push(await aPerson(app.db, { ownerId: chapter }));
    const sealed = await aPerson(app.db, { ownerId: chapter, isSealed: true });
    await app.db.query(`INSERT INTO sealed_readers (person_id, account_id) VALUES ($1, $2)`, [
      sealed,
      analyst.accountId,
    ]);
    await app.db.query(`UPDATE people SET created_at = '2026-01-15'`);
    await app.db.query(`UPDATE people SET created_at = '2026-03-10' WHERE id = ANY ($1)`, [
      [people[0], people[1], sealed],
    ]);
    // The last minute of March where the chapter is, and the first of April; and what counts as no action.
    await deed(people[0]!, '2026-04-01T03:59:00Z');
    await deed(people[1]!, '2026-04-01T04:01:00Z');
    await deed(people[2]!, '2026-01-10T12:00:00Z');
    await deed(people[3]!, '2026-03-05T12:00:00Z', 'was-mailed');
    await deed(sealed, '2026-03-05T12:00:00Z');
    for (const person of people) await deed(person, '2026-03-06T12:00:00Z');
    await anEvent();
    await letters();
  }, 60_000);
  afterAll(() => app.close());

  const deed = (personId: string, at: string, did = 'signed') =>
    insert(app.db, 'engagements', { owner_id: chapter, person_id: personId, did, what_kind: 'petition', at });

  async function anEvent(): Promise<void> {
    const [shiftId] = await parametersFor({ db: app.db, ownerId: chapter, accountId: '', mark: 'Homebird' }, [
      'shifts/:id',
    ]);
    await app.db.query(
      `UPDATE shifts SET capacity = 10, taken = 6, starts_at = '2026-03-07T15:00Z', ends_at = '2026-03-07T16:00Z' WHERE id = $1`,
      [shiftId],
    );
    for (const [at, state] of ['attended', 'attended', 'no-show'].entries()) {
      const registrationId = await insert(app.db, 'registrations', {
        ...{ owner_id: chapter, person_id: people[at], given_name: 'A', email: `r${at}@people.example` },
        event_id: (
          await app.db.query<{ id: string }>('SELECT event_id AS id FROM shifts WHERE id = $1', [shiftId])
        ).rows[0]!.id,
      });
      const seat = { registration_id: registrationId, shift_id: shiftId, owner_id: chapter, state, seats: 1 };
      await insert(app.db, 'attendances', seat);
    }
  }

  async function letters(): Promise<void> {
    officialId = await insert(app.db, 'officials', { name: 'Senator Example' });
    const officeId = await insert(app.db, 'offices', {
      ...{ jurisdiction: 'ma', level: 'state', kind: 'upper', seat: 'First Suffolk', seat_key: '1' },
      ...{ area_jurisdiction: 'ma', title: 'Senator' },
    });
    const context = { db: app.db, ownerId: chapter, accountId: '', mark: 'Homebird' };
    const [campaignId] = await parametersFor(context, ['letter-campaigns/:id']);
    await app.db.query(
      `INSERT INTO letter_versions (letter_campaign_id, version, text, text_hash) VALUES ($1, 1, '{}', sha256(''))`,
      [campaignId],
    );
    for (const [at, person] of people.slice(0, 2).entries()) {
      const email = `w${at}@people.example`;
      const letterId = await insert(app.db, 'letters', {
        ...{
          owner_id: chapter,
          person_id: person,
          letter_campaign_id: campaignId,
          version: 1,
          state: 'confirmed',
        },
        ...{ given_name: 'A', family_name: 'B', email, canonical_email: email, located_by: 'zip-point' },
        ...{ subject: 'Yes', body: 'Please', text_hash: Buffer.alloc(32), verification_code: `code-${at}` },
        ...{ language: 'en', confirmed_at: '2026-03-08' },
      });
      await insert(app.db, 'outreaches', {
        ...{ letter_id: letterId, letter_campaign_id: campaignId, owner_id: chapter, office_id: officeId },
        ...{
          official_id: officialId,
          canonical_email: email,
          channel: 'email',
          channel_value: 'x',
          why: 'x',
        },
        ...{ state: 'sent', updated_at: '2026-03-08' },
      });
    }
  }

  const overview = async (by: Browser, query = ''): Promise<Overview> =>
    (await by.get(`/api/v1/reports/overview?${PERIOD}${query}`)).json<Overview>();

  it('counts what was done in it by the chapter’s own days, and nobody who is sealed, even for their readers', async () => {
    const { organizations, targets } = await overview(analyst);
    expect(organizations).toEqual([
      {
        ...{ id: chapter, name: 'Boston', actions: 7, new_people: 2, active_people: 6 },
        ...{ places: 10, places_taken: 6, came: 2, stayed_away: 1, letters: 2 },
      },
    ]);
    expect(targets).toEqual([
      {
        ...{
          owner_id: chapter,
          owner_name: 'Boston',
          official_id: officialId,
          official_name: 'Senator Example',
        },
        ...{ office: 'Senator, First Suffolk', letters: 2, constituents: 2 },
        ...{ by_hand: 0, on_their_way: 0, came_back: 0, unknown: 0 },
      },
    ]);
  });

  it('tells the network of chapters that let it, and no number from one to four', async () => {
    const { organizations, targets } = await overview(network);
    expect(organizations.map(({ name }) => name)).not.toContain('Hidden');
    const boston = organizations.find(({ id }) => id === chapter);
    expect(boston).toMatchObject({
      actions: 7,
      new_people: null,
      came: null,
      stayed_away: null,
      letters: null,
    });
    expect(targets).toMatchObject([{ letters: null, constituents: null }]);
  });

  it('RP-3: says of the letters to each target what became of them, and to others nothing of fewer than five', async () => {
    const state = (at: number, wanted: string) =>
      app.db.query(`UPDATE outreaches SET state = $2, updated_at = '2026-03-08' WHERE canonical_email = $1`, [
        `w${at}@people.example`,
        wanted,
      ]);
    const result = async (by: Browser) => {
      const [target] = (await overview(by)).targets;
      const { letters, constituents, by_hand, on_their_way, came_back, unknown } = target!;
      return { letters, constituents, by_hand, on_their_way, came_back, unknown };
    };
    const none = { letters: 0, constituents: 0, by_hand: 0, on_their_way: 0, came_back: 0, unknown: 0 };
    for (const [wanted, column] of [
      ['queued', 'on_their_way'],
      ['failed', 'came_back'],
      ['unknown', 'unknown'],
    ] as const) {
      await state(0, wanted);
      expect(await result(analyst)).toEqual({ ...none, letters: 1, constituents: 1, [column]: 1 });
      expect(await result(network)).toMatchObject({ letters: null, [column]: null });
    }
    // What was not sent at all is no letter by target.
    await state(0, 'cancelled');
    expect(await result(analyst)).toEqual({ ...none, letters: 1, constituents: 1 });
    await state(0, 'handed-off');
    expect(await result(analyst)).toEqual({ ...none, letters: 2, constituents: 2, by_hand: 1 });
    const file = await analyst.get(`/api/v1/reports/letters-by-target.csv?${PERIOD}`);
    expect(file.text).toContain('"Letters","Constituents","By hand","On their way","Came back","Not known"');
    await state(0, 'sent');
  });

  it('is narrowed to a segment', async () => {
    const tagId = await insert(app.db, 'tags', { owner_id: chapter, name: 'Two' });
    await app.db.query(`INSERT INTO person_tags (tag_id, person_id) VALUES ($1, $2), ($1, $3)`, [
      tagId,
      people[0],
      people[5],
    ]);
    const segmentId = await insert(app.db, 'segments', {
      ...{ owner_id: chapter, name: 'Two', filter: json({ kind: 'tag', any_of: [tagId] }) },
    });
    const { organizations } = await overview(analyst, `&segment_id=${segmentId}`);
    expect(organizations).toMatchObject([
      { actions: 3, new_people: 1, active_people: 2, came: 1, letters: 1 },
    ]);
  });

  it('is a file for those who may export, and that is logged', async () => {
    const file = await analyst.get(`/api/v1/reports/overview.csv?${PERIOD}`);
    expect(file.text).toContain('"Boston","7","2","6","10","6","2","1","2"');
    const targets = await network.get(`/api/v1/reports/letters-by-target.csv?${PERIOD}`);
    expect(targets.text).toContain('"fewer than 5"');
    const { rows } = await app.db.query(
      `SELECT action FROM audit_entries WHERE organization_id = $1 AND action LIKE '%.exported' ORDER BY id`,
      [chapter],
    );
    expect(rows).toEqual([
      { action: 'letters-by-target.exported' },
      { action: 'report.exported' },
      { action: 'letters-by-target.exported' },
    ]);
  });

  it('refuses a period that ends before it begins, and a chapter of others', async () => {
    expect((await analyst.get('/api/v1/reports/overview?from=2026-03-02&to=2026-03-01')).status).toBe(422);
    const other = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    expect((await analyst.get(`/api/v1/reports/overview?owner_id=${other}`)).status).toBe(404);
  });
});
