import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sharing } from '../../src/people/sharing.service.js';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { rows } from '../../src/platform/database/sql.js';
import { Conflict } from '../../src/platform/http/errors.js';
import { anAgreement, aPartnerOf } from '../support/agreements.js';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';
import { settled } from '../support/settled.js';

const WORD = {
  text: 'Old South Church may have my name and email.',
  language: 'en',
  method: 'form',
  sourceKind: 'petition',
  sourceId: null,
} as const;
const inAYear = () => new Date(Date.now() + 360 * 86_400_000);

describe('A person is shown to a partner', () => {
  let app: TestApp;
  let database: Database;
  let sharing: Sharing;
  let boston: string;
  let church: string;
  let clinic: string;

  beforeAll(async () => {
    app = await startApp();
    database = app.web.get(Database);
    sharing = app.web.get(Sharing);
    boston = await aChapter(app.db, { networkId: await aNetwork(app.db) });
  });
  afterAll(() => app.close());
  // Each test has partners of its own, so that no agreement of another test allows anything.
  async function partners(): Promise<void> {
    church = (await aPartnerOf(app.db, boston)).organizationId;
    clinic = (await aPartnerOf(app.db, boston)).organizationId;
  }

  const share = (personId: string, agreementId: string, endsAt: Date, toId = church): Promise<string> =>
    database.as(Scope.organizations(boston), (tx) =>
      sharing.open(tx, { personId, fromId: boston, toId, purpose: 'updates', agreementId, endsAt }, WORD),
    );
  const sees = async (organizationId: string, personId: string): Promise<boolean> =>
    database.as(Scope.organizations(organizationId), async (tx) => {
      const found = await rows(tx, 'SELECT 1 FROM people WHERE id = $1', [personId]);
      return found.length === 1;
    });

  it('only under an agreement in force between the two that says so', async () => {
    await partners();
    const personId = await aPerson(app.db, { ownerId: boston });
    const refused = [
      await anAgreement(app.db, { ownerId: boston, partyIds: [church], isSigned: false }),
      await anAgreement(app.db, { ownerId: boston, partyIds: [church], clauses: ['shares-counts'] }),
      await anAgreement(app.db, { ownerId: boston, partyIds: [clinic] }),
      await anAgreement(app.db, { ownerId: boston, partyIds: [church], endsAt: new Date(Date.now() - 1000) }),
    ];
    for (const agreementId of refused)
      await expect(share(personId, agreementId, inAYear())).rejects.toBeInstanceOf(Conflict);
    expect(await sees(church, personId)).toBe(false);
    const { rows: kept } = await app.db.query(`SELECT 1 FROM consents WHERE person_id = $1`, [personId]);
    expect(kept).toEqual([]);

    const agreementId = await anAgreement(app.db, { ownerId: boston, partyIds: [church] });
    await share(personId, agreementId, inAYear());
    expect([await sees(church, personId), await sees(clinic, personId)]).toEqual([true, false]);
  });

  it('not even by a statement of the tables’ owner without one', async () => {
    await partners();
    const personId = await aPerson(app.db, { ownerId: boston });
    const agreementId = await anAgreement(app.db, { ownerId: boston, partyIds: [church], isSigned: false });
    const consent = await app.db.query<{ id: string }>(
      `INSERT INTO consents (person_id, organization_id, channel, is_given, text, language, source_kind, method)
       VALUES ($1, $2, 'share', true, 'x', 'en', 'petition', 'form') RETURNING id`,
      [personId, church],
    );
    const put = (agreement: string | null) =>
      app.db.query(
        `INSERT INTO shares (person_id, from_id, to_id, purpose, consent_id, agreement_id, ends_at)
         VALUES ($1, $2, $3, 'updates', $4, $5, now() + interval '1 day')`,
        [personId, boston, church, consent.rows[0]!.id, agreement],
      );
    await expect(put(agreementId)).rejects.toMatchObject({ code: 'AC007' });
    await expect(put(null)).rejects.toMatchObject({ code: 'AC007' });
  });

  it('never longer than the agreement, and at its last second no more', async () => {
    await partners();
    const personId = await aPerson(app.db, { ownerId: boston });
    const endsAt = new Date(Date.now() + 86_400_000);
    const agreementId = await anAgreement(app.db, { ownerId: boston, partyIds: [church], endsAt });
    await expect(share(personId, agreementId, inAYear())).rejects.toBeInstanceOf(Conflict);
    await share(personId, agreementId, endsAt);
    expect(await sees(church, personId)).toBe(true);

    const { rows: moved } = await app.db.query<{ end: Date }>(
      `WITH ended AS (UPDATE agreements SET ends_at = now() + interval '1 second' WHERE id = $1 RETURNING ends_at)
       UPDATE shares SET ends_at = ended.ends_at FROM ended WHERE agreement_id = $1 RETURNING shares.ends_at AS end`,
      [agreementId],
    );
    await settled('the partner saw them no longer', async () => !(await sees(church, personId)));
    expect(Date.now()).toBeGreaterThanOrEqual(moved[0]!.end.getTime());
    await expect(share(personId, agreementId, moved[0]!.end)).rejects.toBeInstanceOf(Conflict);
  });

  it('until the agreement is ended by hand, whoever had shared them', async () => {
    await partners();
    const denver = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    const [ours, theirs] = [
      await aPerson(app.db, { ownerId: boston }),
      await aPerson(app.db, { ownerId: denver }),
    ];
    const agreementId = await anAgreement(app.db, { ownerId: boston, partyIds: [church, denver] });
    await share(ours, agreementId, inAYear());
    await database.as(Scope.organizations(denver), (tx) =>
      sharing.open(
        tx,
        {
          personId: theirs,
          fromId: denver,
          toId: church,
          purpose: 'updates',
          agreementId,
          endsAt: inAYear(),
        },
        WORD,
      ),
    );
    expect([await sees(church, ours), await sees(church, theirs)]).toEqual([true, true]);

    const admin = await app.signIn('chapter-admin', boston);
    const shown = await admin.get(`/api/v1/agreements/${agreementId}`);
    expect(shown.json()).toMatchObject({ share_count: 1 });
    const ended = await admin.send(`/api/v1/agreements/${agreementId}/ending`, { reason: 'They left' });
    expect(ended.json()).toMatchObject({ status: 'ended', end_reason: 'They left', share_count: 0 });
    expect([await sees(church, ours), await sees(church, theirs)]).toEqual([false, false]);
    const { rows: ends } = await app.db.query(`SELECT DISTINCT reason FROM share_ends`);
    expect(ends).toEqual([{ reason: 'agreement-over' }]);
  });

  it('until they take it back, which touches no other organization', async () => {
    await partners();
    const personId = await aPerson(app.db, { ownerId: boston });
    const agreementId = await anAgreement(app.db, { ownerId: boston, partyIds: [church, clinic] });
    await share(personId, agreementId, inAYear());
    await share(personId, agreementId, inAYear(), clinic);
    const ended = await database.as(Scope.organizations(boston), (tx) =>
      sharing.revoke(tx, personId, church, { ...WORD, method: 'page', text: 'No longer' }),
    );
    expect(ended).toBe(1);
    expect([await sees(church, personId), await sees(clinic, personId)]).toEqual([false, true]);
    const { rows: words } = await app.db.query(
      `SELECT is_given FROM consents WHERE person_id = $1 AND organization_id = $2 AND channel = 'share' ORDER BY id`,
      [personId, church],
    );
    expect(words).toEqual([{ is_given: true }, { is_given: false }]);
  });
});
