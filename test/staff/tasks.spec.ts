import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLE_PERMISSIONS, rolesWith } from '../../src/staff/roles.access.js';
import { Tasks } from '../../src/staff/tasks/tasks.service.js';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, anAccount, aPerson, aPetition } from '../support/people.js';
import { settled } from '../support/settled.js';

interface Task {
  id: string;
  title: string;
  state: string;
  reason: string;
  assignee: { id: string; name: string } | null;
  subject: { kind: string; id: string; title: string } | null;
  is_overdue: boolean;
  closed_by: string | null;
}
interface List {
  data: Task[];
  next: string | null;
}

const DAY = 86_400_000;
const day = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

describe('Tasks', () => {
  let app: TestApp;
  let chapter: string;
  let grace: Browser;
  let joan: Browser;

  beforeAll(async () => {
    app = await startApp();
    const networkId = await aNetwork(app.db);
    chapter = await aChapter(app.db, { networkId });
    const colleague = (name: string): Promise<string> =>
      anAccount(app.db, { name, grants: [['organizer', chapter]] });
    grace = await app.signInAs(await colleague('Grace'));
    joan = await app.signInAs(await colleague('Joan'));
  }, 60_000);
  afterAll(() => app.close());

  const open = async (by: Browser, task: object): Promise<Task> => {
    const made = await by.send('/api/v1/tasks', { owner_id: chapter, title: 'Call the venue', ...task });
    expect([made.status, made.text]).toEqual([201, made.text]);
    return made.json<Task>();
  };
  const titles = async (by: Browser, query: string): Promise<string[]> =>
    (await by.get(`/api/v1/tasks?${query}`)).json<List>().data.map(({ title }) => title);

  it('are each somebody’s or the team’s, the soonest first', async () => {
    await open(grace, { title: 'Later', assignee_id: joan.accountId, due_on: day(9) });
    await open(grace, { title: 'Sooner', assignee_id: joan.accountId, due_on: day(2) });
    await open(grace, { title: 'Whenever', assignee_id: joan.accountId });
    await open(grace, { title: 'Nobody’s', due_on: day(1) });
    expect(await titles(joan, 'assignee=me')).toEqual(['Sooner', 'Later', 'Whenever']);
    expect(await titles(grace, 'assignee=me')).toEqual([]);
    expect(await titles(grace, 'assignee=nobody')).toEqual(['Nobody’s']);
    expect(await titles(grace, '')).toEqual(['Nobody’s', 'Sooner', 'Later', 'Whenever']);
    const first = (await grace.get('/api/v1/tasks?limit=3')).json<List>();
    expect(await titles(grace, `limit=3&after=${first.next}`)).toEqual(['Whenever']);
  });

  it('are done or cancelled with a reason, and can be opened again', async () => {
    const { id } = await open(grace, { title: 'Book the hall', assignee_id: joan.accountId });
    const close = (body: object) => joan.send(`/api/v1/tasks/${id}/closure`, body);
    expect((await close({ outcome: 'cancelled', reason: ' ' })).status).toBe(422);
    const closed = (await close({ outcome: 'cancelled', reason: 'We meet online' })).json<Task>();
    expect(closed).toMatchObject({ state: 'cancelled', reason: 'We meet online', closed_by: 'Joan' });
    expect((await close({ outcome: 'done' })).status).toBe(409);
    expect((await titles(joan, 'state=closed'))[0]).toBe('Book the hall');
    const reopened = await joan.fetch(`/api/v1/tasks/${id}/closure`, { method: 'DELETE' });
    expect(reopened.json<Task>()).toMatchObject({ state: 'open', reason: '', closed_by: null });
    expect((await close({ outcome: 'done' })).json<Task>().state).toBe('done');
  });

  it('are given only to colleagues who can do them', async () => {
    const [analyst, stranger] = [
      await anAccount(app.db, { grants: [['analyst', chapter]] }),
      await anAccount(app.db, {
        grants: [['organizer', await aChapter(app.db, { networkId: await aNetwork(app.db) })]],
      }),
    ];
    const { data } = (await grace.get(`/api/v1/tasks/assignees?owner_id=${chapter}`)).json<{
      data: { name: string }[];
    }>();
    expect(data.map(({ name }) => name)).toEqual(['Grace', 'Joan']);
    for (const assignee_id of [analyst, stranger]) {
      const refused = await grace.send('/api/v1/tasks', { owner_id: chapter, title: 'x', assignee_id });
      expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('assignee_id')]);
    }
  });

  it('name the record they are about, as it is called now', async () => {
    const { id } = await aPetition(app.db, { ownerId: chapter, title: 'Close the loophole' });
    const task = await open(grace, { subject_kind: 'petition', subject_id: id });
    expect(task.subject).toEqual({ kind: 'petition', id, title: 'Close the loophole' });
    await app.db.query(`UPDATE petitions SET title = '{"es":"Cierre"}' WHERE id = $1`, [id]);
    const list = (await joan.get(`/api/v1/tasks?subject_kind=petition&subject_id=${id}`)).json<List>();
    expect(list.data.map(({ subject }) => subject?.title)).toEqual(['Cierre']);
    const elsewhere = await aPetition(app.db, {
      ownerId: await aChapter(app.db, { networkId: await aNetwork(app.db) }),
    });
    const refused = await grace.send('/api/v1/tasks', {
      ...{ owner_id: chapter, title: 'x', subject_kind: 'petition', subject_id: elsewhere.id },
    });
    expect(refused.status).toBe(422);
  });

  it('about a sealed person are shown to the readers of the record alone, and given to nobody else', async () => {
    const personId = await aPerson(app.db, { ownerId: chapter, givenName: 'Ida' });
    const seal = await grace.send(`/api/v1/people/${personId}/sealing`, {});
    expect(seal.status).toBeLessThan(300);
    const about = { subject_kind: 'person', subject_id: personId };
    const refused = await grace.send('/api/v1/tasks', {
      ...{ owner_id: chapter, title: 'x', assignee_id: joan.accountId, ...about },
    });
    expect(refused.status).toBe(422);
    const task = await open(grace, { title: 'Ask Ida again', assignee_id: grace.accountId, ...about });
    expect(await titles(grace, '')).toContain('Ask Ida again');
    expect(await titles(joan, '')).not.toContain('Ask Ida again');
    expect((await joan.send(`/api/v1/tasks/${task.id}/closure`, { outcome: 'done' })).status).toBe(404);
    const blind = await joan.send('/api/v1/tasks', { owner_id: chapter, title: 'x', ...about });
    expect(blind.status).toBe(422);
    expect((await joan.get(`/api/v1/tasks/assignees?owner_id=${chapter}&person_id=${personId}`)).status).toBe(
      404,
    );
  });

  it('follow somebody who is merged to the record that is kept, and back', async () => {
    const [kept, absorbed] = [
      await aPerson(app.db, { ownerId: chapter, givenName: 'Kept', familyName: 'One' }),
      await aPerson(app.db, { ownerId: chapter, givenName: 'Kept', familyName: 'Two' }),
    ];
    await open(grace, { title: 'Thank them', subject_kind: 'person', subject_id: absorbed });
    const of = (id: string) => titles(grace, `subject_kind=person&subject_id=${id}`);
    const merged = await grace.send(`/api/v1/people/${kept}/merges`, { absorbed_id: absorbed });
    expect([merged.status, merged.text]).toEqual([201, merged.text]);
    expect(await of(kept)).toEqual(['Thank them']);
    const list = (await grace.get(`/api/v1/tasks?subject_kind=person&subject_id=${kept}`)).json<List>();
    expect(list.data[0]!.subject!.title).toBe('Kept One');
    await grace.send(`/api/v1/change-batches/${merged.json<{ id: string }>().id}/undo`, {});
    await settled('the merge is undone', async () => (await of(kept)).length === 0);
    expect(await of(absorbed)).toEqual(['Thank them']);
  });

  it('stand in the timeline of whom they are about, opened and closed', async () => {
    const personId = await aPerson(app.db, { ownerId: chapter });
    const { id } = await open(grace, { title: 'Ring them', subject_kind: 'person', subject_id: personId });
    await joan.send(`/api/v1/tasks/${id}/closure`, { outcome: 'cancelled', reason: 'They rang' });
    const timeline = (await grace.get(`/api/v1/people/${personId}/timeline?kinds=task`)).json<{
      data: { what: object; detail: object; actor: string }[];
    }>();
    expect(timeline.data).toMatchObject([
      { what: { title: 'Ring them' }, detail: { state: 'cancelled', reason: 'They rang' }, actor: 'Joan' },
      { what: { title: 'Ring them' }, detail: { state: 'open' }, actor: 'Grace' },
    ]);
  });

  it('are opened by other features in their own transaction', async () => {
    const database = app.web.get(Database);
    const failing = database.as(Scope.organizations(chapter), async (tx) => {
      await app.web.get(Tasks).open(tx, { ownerId: chapter, title: 'Never was' });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await database.as(Scope.organizations(chapter), (tx) =>
      app.web.get(Tasks).open(tx, { ownerId: chapter, title: 'Take the quotation down' }),
    );
    expect(await titles(grace, '')).toContain('Take the quotation down');
    expect(await titles(grace, '')).not.toContain('Never was');
  });

  it('show what they are about only to roles that may read all of that', () => {
    const needed = [
      'people.read',
      'partners.read',
      'petitions.read',
      'events.read',
      'letters.read',
      'campaigns.read',
      'mailings.read',
      'officials.read',
    ] as const;
    for (const role of rolesWith('tasks.read'))
      expect([role, needed.filter((each) => !ROLE_PERMISSIONS[role].includes(each))]).toEqual([role, []]);
  });
});
