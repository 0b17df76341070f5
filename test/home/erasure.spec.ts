import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { COPIED_TABLES, LEFT_OUT } from '../../src/home/erasure/access-copy.sql.js';
import { anAgreement } from '../support/agreements.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { anEvent, signUp } from '../support/events.js';
import { everything } from '../support/everything.js';
import { insert, json } from '../support/fixture-rows.js';
import { aChapter, aNetwork, aPetition, aPerson } from '../support/people.js';
import { aTrail, type Actions } from '../people/support/sealed.js';
import { parametersFor } from '../support/places.js';

/** Twelve things that nobody else has. */
const PLANTED = {
  givenName: 'Thessaly',
  familyName: 'Brandywine',
  email: 'thessaly@brandywine.example',
  phone: '+16175550163',
};
const WORDS = [
  ...Object.values(PLANTED),
  ...['Heliotrope Row', 'plays the theremin', 'For my late aunt', 'needs a ramp', 'Dear office of mine'],
  ...['a story of her own', 'mappa mundi', '16175550163'],
];

describe('Erasing somebody', () => {
  let app: TestApp;
  let chapter: string;
  let elsewhere: string;
  let admin: Browser;
  let id: string;
  let merged: string;
  let petitionId: string;
  const importFile = (): string => path.join(app.config.ACCORD_DATA, 'files', fileId.slice(-2), fileId);
  let fileId: string;

  beforeAll(async () => {
    app = await startApp();
    const networkId = await aNetwork(app.db);
    chapter = await aChapter(app.db, { networkId });
    elsewhere = await aChapter(app.db, { networkId });
    admin = await app.signIn('chapter-admin', chapter);
    const actions = await someActions();
    petitionId = actions.petitionId;
    const trail = await aTrail(app.db, PLANTED, actions);
    id = trail.id;
    await enrich(id, trail.trail, actions);
    merged = await aPerson(app.db, {
      ownerId: chapter,
      givenName: 'Thessaly',
      familyName: 'Brandywine',
      email: null,
    });
    await app.db.query(`UPDATE people SET state = 'merged', merged_into = $1 WHERE id = $2`, [id, merged]);
    // Filled in by the person, and never confirmed: no record of theirs names it.
    await signUp(app, actions.event, {
      email: PLANTED.email,
      given_name: 'Thessaly',
      family_name: 'Brandywine',
    });
  }, 60_000);
  afterAll(() => app.close());

  async function someActions(): Promise<Actions> {
    const make = async (kind: string): Promise<string> =>
      (await parametersFor({ db: app.db, ownerId: chapter, accountId: '', mark: 'Homebird' }, [kind]))[0]!;
    const partnerId = await insert(app.db, 'organizations', {
      kind: 'partner',
      slug: 'p',
      public_name: 'Partner',
    });
    await app.db.query(`INSERT INTO partners (id, sector) VALUES ($1, 'civic')`, [partnerId]);
    await insert(app.db, 'memberships', { partner_id: partnerId, chapter_id: chapter, status: 'active' });
    const letterCampaignId = await make('letter-campaigns/:id');
    await app.db.query(
      `INSERT INTO letter_versions (letter_campaign_id, version, text, text_hash) VALUES ($1, 1, '{}', sha256(''))`,
      [letterCampaignId],
    );
    return {
      ownerId: chapter,
      partnerId,
      petitionId: (await aPetition(app.db, { ownerId: chapter })).id,
      event: await anEvent(app.db, { ownerId: chapter }),
      letterCampaignId,
      mailingId: await make('mailings/:id'),
      tagId: await make('tags/:id'),
    };
  }

  async function enrich(
    personId: string,
    trail: Record<string, string>,
    { partnerId }: Actions,
  ): Promise<void> {
    const { db } = app;
    await db.query(`UPDATE person_addresses SET line1 = '12 Heliotrope Row' WHERE person_id = $1`, [
      personId,
    ]);
    await db.query(`UPDATE person_notes SET body = 'plays the theremin' WHERE person_id = $1`, [personId]);
    await db.query(`UPDATE signatures SET comment = 'For my late aunt' WHERE id = $1`, [
      trail['signatures/:id'],
    ]);
    await db.query(`UPDATE registrations SET access_needs = 'needs a ramp' WHERE id = $1`, [
      trail['registrations/:id'],
    ]);
    await db.query(
      `UPDATE letters SET body = 'Dear office of mine', story = 'a story of her own' WHERE id = $1`,
      [trail['letters/:id']],
    );
    await db.query(
      `UPDATE deliveries SET reply = '550 thessaly@brandywine.example unknown' WHERE person_id = $1`,
      [personId],
    );
    const fieldId = await insert(db, 'person_fields', {
      ...{ owner_id: chapter, key: 'hobby', label: json({ en: 'Hobby' }), type: 'text' },
    });
    await db.query(
      `INSERT INTO person_values (person_id, field_id, owner_id, value) VALUES ($1, $2, $3, '"mappa mundi"')`,
      [personId, fieldId, chapter],
    );
    const { rows } = await db.query<{ id: string }>('SELECT id FROM consents WHERE person_id = $1', [
      personId,
    ]);
    const agreementId = await anAgreement(db, { ownerId: chapter, partyIds: [partnerId] });
    await insert(db, 'shares', {
      ...{
        person_id: personId,
        from_id: chapter,
        to_id: partnerId,
        purpose: 'campaign',
        consent_id: rows[0]!.id,
      },
      agreement_id: agreementId,
      ends_at: new Date(Date.now() + 30 * 86_400_000),
    });
    await insert(db, 'suppressions', {
      ...{ canonical_email: PLANTED.email, organization_id: chapter, reason: 'staff', detail: PLANTED.email },
    });
    fileId = await insert(db, 'files', {
      ...{ owner_id: chapter, purpose: 'import', name: 'list.csv', media_type: 'text/csv', byte_count: 9 },
      sha256: Buffer.alloc(32),
    });
    const batchId = await insert(db, 'change_batches', { owner_id: chapter, kind: 'import', state: 'done' });
    const importId = await insert(db, 'imports', {
      ...{ owner_id: chapter, name: 'List', state: 'done', file_id: fileId, batch_id: batchId },
      ...{ format: '{}', headings: [], mapping: '[]', rules: '{}' },
    });
    await db.query(
      `INSERT INTO import_rows (import_id, place, line, person_id, outcome, canonicals, cells)
       VALUES ($1, 1, 2, $2, 'new', $3, $4)`,
      [importId, personId, [PLANTED.email], Object.values(PLANTED)],
    );
    mkdirSync(path.dirname(importFile()), { recursive: true });
    writeFileSync(importFile(), Object.values(PLANTED).join(','));
  }

  const standing = (text: string): string[] =>
    WORDS.filter((word) => text.toLowerCase().includes(word.toLowerCase()));

  it('begins with a copy of everything, with whom it was shared, and of nobody else', async () => {
    const copy = await admin.get(`/api/v1/people/${id}/copy.json`);
    expect(copy.status).toBe(200);
    expect(standing(copy.text)).toEqual(WORDS);
    expect(copy.json<{ shared_with: unknown[] }>().shared_with).toMatchObject([{ name: 'Partner' }]);
    expect(copy.headers.get('content-disposition')).toContain('attachment');
    const csv = await admin.get(`/api/v1/people/${id}/copy.csv`);
    expect(standing(csv.text)).toEqual(WORDS);
    const stranger = await app.signIn('chapter-admin', elsewhere);
    expect((await stranger.get(`/api/v1/people/${id}/copy.json`)).status).toBe(404);
  });

  it('knows every table that refers to people: in a copy, or left out for a reason', async () => {
    const { rows } = await app.db.query<{ name: string }>(
      `SELECT DISTINCT conrelid::regclass::text AS name FROM pg_constraint
       WHERE contype = 'f' AND confrelid = 'people'::regclass`,
    );
    const known = new Set([...COPIED_TABLES, ...Object.keys(LEFT_OUT)]);
    expect(rows.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
  });

  it('is for those who may, in their own organization', async () => {
    expect((await (await app.signIn('organizer', chapter)).send(`/api/v1/people/${id}/erasure`)).status).toBe(
      403,
    );
    expect(
      (await (await app.signIn('chapter-admin', elsewhere)).send(`/api/v1/people/${id}/erasure`)).status,
    ).toBe(404);
    expect((await admin.send(`/api/v1/people/${randomUUID()}/erasure`)).status).toBe(404);
  });

  it('leaves nothing of them in any table, queue or file', async () => {
    expect(standing(await everything(app))).toEqual(WORDS);
    expect((await admin.send(`/api/v1/people/${id}/erasure`)).status).toBe(204);
    expect(standing(await everything(app))).toEqual([]);
    expect((await admin.get(`/api/v1/people/${id}`)).status).toBe(404);
    expect((await admin.send(`/api/v1/people/${id}/erasure`)).status).toBe(404);
  });

  it('leaves true what others count on', async () => {
    const { rows } = await app.db.query(
      `SELECT (SELECT count(*)::int FROM signatures WHERE petition_id = $1 AND state = 'confirmed') AS signatures,
         (SELECT count(*)::int FROM attendances) AS seats, (SELECT count(*)::int FROM letters) AS letters,
         (SELECT count(*)::int FROM share_ends WHERE reason = 'erased') AS ended,
         (SELECT count(*)::int FROM people WHERE id IN ($2, $3) AND state = 'erased') AS erased`,
      [petitionId, id, merged],
    );
    expect(rows[0]).toMatchObject({ signatures: 1, letters: 1, ended: 1, erased: 2 });
    const audit = await app.db.query(
      `SELECT 1 FROM audit_entries WHERE action = 'person.erased' AND subject_id = $1`,
      [id],
    );
    expect(audit.rowCount).toBe(1);
  });

  it('keeps their address from being mailed, though nobody can read it', async () => {
    const { rows } = await app.db.query<{ canonical_email: string; is_meant: boolean }>(
      `SELECT canonical_email, canonical_email = erased_email($1) AS is_meant FROM suppressions
       WHERE organization_id = $2 AND lifted_at IS NULL`,
      [PLANTED.email, chapter],
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ is_meant }) => is_meant)).toBe(true);
    const web = await app.db.query(
      `SELECT has_table_privilege('accord_web', 'erasure_salts', 'SELECT') AS reads`,
    );
    expect(web.rows[0]).toEqual({ reads: false });
  });
});
