import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Removals } from '../../src/partners/removals/removals.service.js';
import { aPartnerOf, aShareTo } from '../support/agreements.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';

interface Notice {
  id: string;
  organization_id: string;
  is_untold: boolean;
  acknowledged_at: string | null;
  acknowledged_words: string;
  people: { name: string }[];
}

describe('A partner that nobody can write to', () => {
  let app: TestApp;
  let boston: string;
  let organizer: Browser;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    boston = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    organizer = await app.signIn('organizer', boston);
  });
  afterAll(() => app?.close());

  /** A partner to which somebody was shown who took it back, once it was tried to be told. */
  async function removedFrom(name: string, person: { isSealed?: boolean } = {}): Promise<string> {
    const { organizationId } = await aPartnerOf(app.db, boston, { name });
    const personId = await aPerson(app.db, { ownerId: boston, givenName: 'Ana', familyName: 'Lima' });
    const shareId = await aShareTo(app.db, { ownerId: boston, organizationId, personId });
    if (person.isSealed) await app.db.query('UPDATE people SET is_sealed = true WHERE id = $1', [personId]);
    await app.db.query(`INSERT INTO share_ends (share_id, reason) VALUES ($1, 'withdrawn')`, [shareId]);
    await look();
    return organizationId;
  }
  const look = (): Promise<void> =>
    app.worker!.get(Removals).tell({}, { signal: new AbortController().signal });
  const noticeTo = async (organizationId: string, browser = organizer): Promise<Notice | undefined> =>
    (await browser.get('/api/v1/removal-notices'))
      .json<{ data: Notice[] }>()
      .data.find((each) => each.organization_id === organizationId);
  const tasks = async (
    state: 'open' | 'closed',
    name: string,
  ): Promise<{ title: string; due_on: string }[]> =>
    (await organizer.get(`/api/v1/tasks?state=${state}&limit=200`))
      .json<{ data: { title: string; due_on: string }[] }>()
      .data.filter(({ title }) => title.includes(name));
  const mailsTo = async (address: string): Promise<number> =>
    (await app.db.query(`SELECT 1 FROM deliveries WHERE kind = 'removal-notice' AND address = $1`, [address]))
      .rowCount!;

  it('is told by hand: staff get a task, see whom it is about, and write down what it answered', async () => {
    const clinic = await removedFrom('Harbor Clinic');
    const { id } = (await noticeTo(clinic))!;
    expect(await tasks('open', 'Harbor Clinic')).toEqual([
      expect.objectContaining({ due_on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) }),
    ]);
    const record = (await organizer.get(`/api/v1/removal-notices/${id}`)).json<Notice>();
    expect(record).toMatchObject({ is_untold: true, acknowledged_at: null, people: [{ name: 'Ana Lima' }] });

    const analyst = await app.signIn('analyst', boston);
    const words = { words: 'Sister Rose, by telephone on 3 May' };
    const path = `/api/v1/removal-notices/${id}/acknowledgement`;
    expect((await analyst.send(path, words)).status).toBe(403);
    expect((await organizer.send(path, { words: ' ' })).status).toBe(422);
    expect((await organizer.send(path, words)).json<Notice>()).toMatchObject({
      acknowledged_at: expect.any(String),
      acknowledged_words: words.words,
    });
    expect((await organizer.send(path, words)).status).toBe(409);
    expect(await tasks('open', 'Harbor Clinic')).toEqual([]);
    const { rows } = await app.db.query(
      `SELECT 1 FROM audit_entries WHERE action = 'removal.acknowledged' AND organization_id = $1 AND subject_id = $2`,
      [boston, clinic],
    );
    expect(rows).toHaveLength(1);
  });

  it('is mailed as soon as it has somebody to write to', async () => {
    const choir = await removedFrom('Choir of St. Anne');
    expect((await noticeTo(choir))!.is_untold).toBe(true);
    const contact = await aPerson(app.db, { ownerId: boston, email: 'data@choir.example' });
    await app.db.query(
      `INSERT INTO partner_roles (partner_id, person_id, role, starts_on) VALUES ($1, $2, 'data-contact', current_date)`,
      [choir, contact],
    );
    await Promise.all([look(), look()]);
    expect((await noticeTo(choir))!.is_untold).toBe(false);
    expect(await mailsTo('data@choir.example')).toBe(1);

    expect(await tasks('open', 'Choir of St. Anne')).toHaveLength(1);
    const { rows } = await app.db.query<{ text: string }>(
      `SELECT message #>> '{content,text}' AS text FROM deliveries WHERE address = 'data@choir.example'`,
    );
    await app.visitor().submit(/\/removals\/[^\s?]+/.exec(rows[0]!.text)![0], {});
    expect((await noticeTo(choir))!.acknowledged_at).not.toBeNull();
    expect(await tasks('open', 'Choir of St. Anne')).toEqual([]);
  });

  it('makes no task that others could read where it is about somebody sealed', async () => {
    const police = await removedFrom('Harbor Police', { isSealed: true });
    expect(await noticeTo(police)).toBeUndefined();
    expect(await tasks('open', 'Harbor Police')).toEqual([]);
    const { rows } = await app.db.query<{ id: string }>(
      `SELECT n.id FROM removal_notices n JOIN tasks t ON t.id = n.task_id WHERE n.organization_id = $1 AND n.is_untold`,
      [police],
    );
    expect(rows).toHaveLength(1);
    const path = `/api/v1/removal-notices/${rows[0]!.id}`;
    expect((await organizer.get(path)).status).toBe(404);
    expect((await organizer.send(`${path}/acknowledgement`, { words: 'They said so' })).status).toBe(404);
  });
});
