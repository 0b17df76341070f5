import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LeavingExport } from '../../src/home/leaving/leaving-export.service.js';
import { anAgreement, aPartnerOf } from '../support/agreements.js';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, aNetwork, aPerson, aPetition } from '../support/people.js';

interface Line {
  table: string;
  row: Record<string, unknown>;
}

describe('A leaving chapter', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ worker: true });
  });
  afterAll(() => app.close());

  it('exports exactly what it owns', async () => {
    const networkId = await aNetwork(app.db);
    const boston = await aChapter(app.db, { networkId, slug: 'boston' });
    const denver = await aChapter(app.db, { networkId });
    const [ours, sealed] = [
      await aPerson(app.db, { ownerId: boston }),
      await aPerson(app.db, { ownerId: boston, isSealed: true }),
    ];
    const theirs = await aPerson(app.db, { ownerId: denver, givenName: 'Foreignperson' });
    await app.db.query(
      `INSERT INTO person_addresses (person_id, city) VALUES ($1, 'Ourtown'), ($2, 'Theirtown')`,
      [ours, theirs],
    );
    await aPetition(app.db, { ownerId: boston });
    await aPetition(app.db, { ownerId: denver, title: 'Foreignpetition' });
    await aPartnerOf(app.db, boston);
    // Somebody of Denver's is shown to Boston: they stay Denver's.
    const agreementId = await anAgreement(app.db, { ownerId: denver, partyIds: [boston] });
    const consent = await app.db.query<{ id: string }>(
      `INSERT INTO consents (person_id, organization_id, channel, is_given, text, language, source_kind, method)
       VALUES ($1, $2, 'share', true, 'x', 'en', 'petition', 'form') RETURNING id`,
      [theirs, boston],
    );
    await app.db.query(
      `INSERT INTO shares (person_id, from_id, to_id, purpose, consent_id, agreement_id, ends_at)
       VALUES ($1, $2, $3, 'updates', $4, $5, now() + interval '1 day')`,
      [theirs, denver, boston, consent.rows[0]!.id, agreementId],
    );

    const lines: string[] = [];
    const count = await app.worker!.get(LeavingExport).write('boston', (line) => void lines.push(line));
    const written = lines.map((line) => JSON.parse(line) as Line);
    expect(written).toHaveLength(count);
    const of = (table: string) => written.filter((line) => line.table === table).map(({ row }) => row);

    // Whatever names an owner names this one, and every such row there is has been written.
    const { rows: tables } = await app.db.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'owner_id'
         AND table_name <> 'sending_domains'`,
    );
    for (const { name } of tables) {
      const { rows } = await app.db.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM ${name} WHERE owner_id = $1`,
        [boston],
      );
      expect([name, of(name).length]).toEqual([name, rows[0]!.n]);
      expect(of(name).filter(({ owner_id }) => owner_id !== boston)).toEqual([]);
    }
    expect(
      of('people')
        .map(({ id }) => id)
        .sort(),
    ).toEqual([ours, sealed].sort());
    expect(of('person_addresses').map(({ city }) => city)).toEqual(['Ourtown']);
    expect(of('petition_versions')).toHaveLength(1);
    expect(of('memberships')).toHaveLength(1);
    expect(of('shares')).toEqual([]);
    const text = lines.join('');
    for (const foreign of [theirs, denver, 'Foreignperson', 'Foreignpetition', 'Theirtown'])
      expect([foreign, text.includes(foreign)]).toEqual([foreign, false]);
  });
});
