import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Removals } from '../../src/partners/removals/removals.service.js';
import { aPartnerOf, aShareTo } from '../support/agreements.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { insert, json } from '../support/fixture-rows.js';
import { aChapter, aNetwork, anAccount, aPerson } from '../support/people.js';

const EMAIL = 'imogen@quill.example';

interface Suppressed {
  id: string;
  address: string;
  reason: string;
}

/** What colleagues could see of somebody before they were sealed, and what they do afterwards, leaves no trace. */
describe('What hangs on a person who was sealed', () => {
  let app: TestApp;
  let ownerId: string;
  let clinic: string;
  let personId: string;
  let reader: Browser;
  let colleague: Browser;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    clinic = (await aPartnerOf(app.db, ownerId, { name: 'Harbor Clinic' })).organizationId;
    reader = await app.signIn('chapter-admin', ownerId);
    colleague = await app.signInAs(await anAccount(app.db, { grants: [['chapter-admin', ownerId]] }));
    personId = await aPerson(app.db, { ownerId, email: EMAIL });
    await aShareTo(app.db, { ownerId, organizationId: clinic, personId });
    expect((await reader.send(`/api/v1/people/${personId}/sealing`)).status).toBeLessThan(300);
  });
  afterAll(() => app?.close());

  const list = async (browser: Browser, path: string): Promise<Record<string, unknown>[]> =>
    (await browser.get(`/api/v1/${path}`)).json<{ data: Record<string, unknown>[] }>().data;
  const suppressed = async (browser: Browser): Promise<Suppressed[]> =>
    (await list(browser, 'suppressions')) as unknown as Suppressed[];

  it('stays off the suppression list of others, its search and its file', async () => {
    const id = await insert(app.db, 'suppressions', {
      ...{ canonical_email: EMAIL, organization_id: ownerId, reason: 'unsubscribed' },
    });
    expect(await suppressed(reader)).toMatchObject([{ id, address: EMAIL }]);
    expect(await suppressed(colleague)).toEqual([]);
    expect(await list(colleague, 'suppressions?q=imogen')).toEqual([]);
    expect((await colleague.get('/api/v1/suppressions?as=csv')).text).not.toContain(EMAIL);
    expect((await colleague.send(`/api/v1/suppressions/${id}/lifting`)).status).toBe(404);
  });

  it('keeps no colleague from adding the address and lifting it, as that of somebody unknown, and goes on standing', async () => {
    for (const address of [EMAIL, 'leonor@vasco.example']) {
      const form = { owner_id: ownerId, address, detail: '' };
      expect((await colleague.send('/api/v1/suppressions', form)).status).toBe(204);
      const [added] = await suppressed(colleague);
      expect(added).toMatchObject({ address, reason: 'staff' });
      expect((await colleague.send(`/api/v1/suppressions/${added!.id}/lifting`)).status).toBe(204);
      expect(await suppressed(colleague)).toEqual([]);
    }
    expect(await suppressed(reader)).toMatchObject([{ address: EMAIL, reason: 'unsubscribed' }]);
  });

  it('is no removal notice and no number of people for others', async () => {
    const agreed = async (browser: Browser) => (await list(browser, 'agreements'))[0]!['share_count'];
    expect([await agreed(reader), await agreed(colleague)]).toEqual([1, 0]);
    await app.db.query(`INSERT INTO share_ends (share_id, reason) SELECT id, 'withdrawn' FROM shares`);
    await app.worker!.get(Removals).tell({}, { signal: new AbortController().signal });
    expect(await list(reader, 'removal-notices')).toMatchObject([{ organization_name: 'Harbor Clinic' }]);
    expect(await list(colleague, 'removal-notices')).toEqual([]);
  });

  it('is in no row of an import that brought them, nor in its error file', async () => {
    const importId = await insert(app.db, 'imports', {
      ...{ owner_id: ownerId, name: 'Rally', state: 'done', format: '{}', headings: ['Email'] },
      ...{ mapping: json([{ is: 'email' }]), rules: '{}' },
    });
    await app.db.query(
      `INSERT INTO import_rows (import_id, place, line, outcome, given_name, emails, canonicals, remark, cells, person_id)
       VALUES ($1, 1, 2, 'updated', 'Imogen', $2, $2, 'This telephone number cannot be dialled.', $2, $3)`,
      [importId, [EMAIL], personId],
    );
    expect(await list(reader, `imports/${importId}/rows`)).toHaveLength(1);
    expect(await list(colleague, `imports/${importId}/rows`)).toEqual([]);
    expect((await reader.get(`/api/v1/imports/${importId}/errors.csv`)).text).toContain(EMAIL);
    expect((await colleague.get(`/api/v1/imports/${importId}/errors.csv`)).text).not.toContain(EMAIL);
  });

  it('is in no line of the audit log: neither themselves nor a request, a story or a merge of theirs', async () => {
    const request = await insert(app.db, 'person_requests', {
      ...{ owner_id: ownerId, person_id: personId, kind: 'copy', language: 'en' },
    });
    await app.db.query(
      `SELECT audit_append(NULL, 'A reader', $1, 'person-request.closed', 'person-request', $2, '{}', NULL)`,
      [ownerId, request],
    );
    const lines = async (browser: Browser) =>
      (await list(browser, 'audit-entries')).filter(({ subject_id }) =>
        [personId, request].includes(subject_id as string),
      ).length;
    expect(await lines(reader)).toBeGreaterThan(1);
    expect(await lines(colleague)).toBe(0);
  });
});
