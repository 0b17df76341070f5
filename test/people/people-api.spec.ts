import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';

interface Person {
  id: string;
  given_name: string;
  family_name: string;
  emails: { id: string; address: string; is_primary: boolean }[];
  tags: { id: string; name: string }[];
  subscriptions: { channel: string; is_subscribed: boolean; text: string; method: string }[];
}

describe('people in the console', () => {
  let app: TestApp;
  let lowell: string;
  let quincy: string;
  let organizer: Browser;

  beforeAll(async () => {
    app = await startApp();
    const networkId = await aNetwork(app.db);
    lowell = await aChapter(app.db, { networkId, name: 'CEASE Lowell' });
    quincy = await aChapter(app.db, { networkId, name: 'CEASE Quincy' });
    organizer = await app.signIn('organizer', lowell);
  });
  afterAll(() => app.close());

  async function list(query: string, browser = organizer): Promise<{ data: Person[]; next: string | null }> {
    const answer = await browser.get(`/api/v1/people?${query}`);
    expect(answer.status).toBe(200);
    return answer.json();
  }

  async function names(query: string, browser = organizer): Promise<string[]> {
    return (await list(query, browser)).data.map(
      ({ given_name, family_name }) => `${given_name} ${family_name}`,
    );
  }

  async function change(path: string, body?: unknown, method = 'POST'): Promise<Person> {
    const answer = await organizer.send(`/api/v1/people/${path}`, body, method);
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
    return answer.json<Person>();
  }

  it('are found by a part of their name, email or telephone, whatever its accents and capitals', async () => {
    const id = await aPerson(app.db, {
      ownerId: lowell,
      givenName: 'José',
      familyName: 'Quintão',
      email: 'zeq@mills.example',
    });
    await app.db.query(
      `INSERT INTO person_phones (person_id, owner_id, e164, is_primary) VALUES ($1, $2, '+19785550142', true)`,
      [id, lowell],
    );
    for (const fragment of ['jose quint', 'QUINTA', 'zeq@mi', '978 555 01', '5550142'])
      expect([fragment, await names(`q=${encodeURIComponent(fragment)}`)]).toEqual([
        fragment,
        ['José Quintão'],
      ]);
    expect(await names('q=nobody-at-all')).toEqual([]);
  });

  it('come page by page in each order, everybody once', async () => {
    const ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    const browser = await app.signIn('organizer', ownerId);
    for (let n = 0; n < 11; n++) {
      const id = await aPerson(app.db, { ownerId, familyName: `Family${n % 3}` });
      if (n % 2)
        await app.db.query(
          'UPDATE people SET last_action_at = now() - make_interval(days => $2) WHERE id = $1',
          [id, n],
        );
    }
    for (const sort of ['name', '-name', 'created_at', '-created_at', 'last_action_at', '-last_action_at']) {
      const seen: string[] = [];
      for (let after: string | null = ''; after !== null;) {
        const page: Awaited<ReturnType<typeof list>> = await list(
          `sort=${sort}&limit=4${after && `&after=${after}`}`,
          browser,
        );
        seen.push(...page.data.map(({ id }) => id));
        after = page.next;
      }
      expect([sort, seen.length, new Set(seen).size]).toEqual([sort, 11, 11]);
    }
  });

  it('belong to one chapter: another sees nothing of them, by list, search or id', async () => {
    const id = await aPerson(app.db, {
      ownerId: quincy,
      givenName: 'Canary',
      email: 'canary@quincy.example',
    });
    expect(await names('q=canary')).toEqual([]);
    expect((await organizer.get(`/api/v1/people/${id}`)).status).toBe(404);
    expect((await organizer.get(`/api/v1/people/${id}/timeline`)).status).toBe(404);
    expect((await organizer.send(`/api/v1/people/${id}/notes`, { body: 'x' })).status).toBe(404);
    expect((await organizer.send('/api/v1/taggings', { person_ids: [id], name: 'mine' })).status).toBe(404);
  });

  it('who are sealed are seen by their readers and by nobody else', async () => {
    const id = await aPerson(app.db, {
      ownerId: lowell,
      givenName: 'Selma',
      email: 'selma@safe.example',
      isSealed: true,
    });
    expect(await names('q=selma')).toEqual([]);
    expect((await organizer.get(`/api/v1/people/${id}`)).status).toBe(404);
    await app.db.query('INSERT INTO sealed_readers VALUES ($1, $2)', [id, organizer.accountId]);
    expect(await names('q=selma@safe')).toHaveLength(1);
    expect((await organizer.get(`/api/v1/people/${id}`)).status).toBe(200);
  });

  it('may be added without an email, and no email is given to two by mistake', async () => {
    const walkIn = await organizer.send('/api/v1/people', { owner_id: lowell, given_name: 'Walk-in' });
    expect(walkIn.status).toBe(201);
    const first = {
      owner_id: lowell,
      given_name: 'Ana',
      family_name: 'Silva',
      email: 'ana@home.example',
      zip: '01850',
    };
    expect((await organizer.send('/api/v1/people', first)).status).toBe(201);
    const second = await organizer.send('/api/v1/people', { ...first, given_name: 'Luis' });
    expect(second.status).toBe(409);
    expect(second.json()).toMatchObject({ error: { code: 'person_known', param: 'email' } });
    const sharing = await organizer.send('/api/v1/people', {
      ...first,
      given_name: 'Luis',
      shares_email: true,
    });
    expect(sharing.status).toBe(201);
  });

  it('are kept: facts, ways to reach them, tags and notes', async () => {
    const id = await aPerson(app.db, { ownerId: lowell, givenName: 'Old', email: 'first@home.example' });
    await change(id, { given_name: 'New', pronouns: 'they/them' }, 'PATCH');
    const added = await change(`${id}/emails`, { address: 'second@home.example', label: 'work' });
    const second = added.emails.find(({ address }) => address === 'second@home.example')!;
    const moved = await change(`${id}/emails/${second.id}/primacy`);
    expect(moved.emails.map(({ address, is_primary }) => [address, is_primary])).toEqual([
      ['second@home.example', true],
      ['first@home.example', false],
    ]);
    const rest = await change(`${id}/emails/${moved.emails[1]!.id}`, undefined, 'DELETE');
    expect(rest.emails).toHaveLength(1);
    await change(`${id}/phones`, { number: '617 555 0177' });
    const tagged = await change(`${id}/tags`, { name: 'Driver' });
    expect(await names(`tag_id=${tagged.tags[0]!.id}`)).toEqual([expect.stringMatching(/^New /)]);
    expect((await change(`${id}/tags/${tagged.tags[0]!.id}`, undefined, 'DELETE')).tags).toEqual([]);
    await change(`${id}/notes`, { body: 'Offers her van on Saturdays' });
    const timeline = await organizer.get(`/api/v1/people/${id}/timeline?kinds=noted`);
    expect(timeline.json()).toMatchObject({
      data: [
        {
          kind: 'noted',
          detail: { body: 'Offers her van on Saturdays' },
          actor: expect.any(String),
        },
      ],
      next: null,
    });
  });

  it('are tagged by the hundred, in one act', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => aPerson(app.db, { ownerId: lowell })));
    const tagged = await organizer.send('/api/v1/taggings', { person_ids: ids, name: 'May rally' });
    expect(tagged.json()).toEqual({ added: 5, warnings: [] });
    const again = await organizer.send('/api/v1/taggings', { person_ids: ids, name: 'MAY RALLY' });
    expect(again.json()).toEqual({ added: 0, warnings: [] });
    const tags = await organizer.get(`/api/v1/tags?owner_id=${lowell}`);
    const { id } = tags
      .json<{ data: { id: string; name: string }[] }>()
      .data.find(({ name }) => name === 'May rally')!;
    const carriers = await organizer.get(`/api/v1/people?tag_id=${id}`);
    expect(carriers.json<{ data: object[] }>().data).toHaveLength(5);
  });

  it('are subscribed by staff only with where and how they said so', async () => {
    const id = await aPerson(app.db, { ownerId: lowell });
    const bare = await organizer.send(`/api/v1/people/${id}/consents`, {
      channel: 'email',
      is_given: true,
      source: '',
    });
    expect(bare.status).toBe(422);
    const said = { channel: 'email', is_given: true, source: 'Sign-up sheet, May rally' };
    expect((await change(`${id}/consents`, said)).subscriptions).toMatchObject([
      { channel: 'email', is_subscribed: true, text: 'Sign-up sheet, May rally', method: 'staff' },
    ]);
    expect(await names('subscribed=yes')).toHaveLength(1);
    const noPhone = await organizer.send(`/api/v1/people/${id}/consents`, { ...said, channel: 'sms' });
    expect(noPhone.json()).toMatchObject({ error: { code: 'no_address' } });
    const off = await change(`${id}/consents`, { ...said, is_given: false });
    expect(off.subscriptions).toMatchObject([{ is_subscribed: false }]);
  });

  it('are changed by nobody who may only read them', async () => {
    const id = await aPerson(app.db, { ownerId: lowell });
    const analyst = await app.signIn('analyst', lowell);
    expect((await analyst.get(`/api/v1/people/${id}`)).status).toBe(200);
    expect((await analyst.send(`/api/v1/people/${id}/notes`, { body: 'x' })).status).toBe(403);
  });
});
