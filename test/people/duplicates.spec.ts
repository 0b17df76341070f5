import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Duplicates } from '../../src/people/duplicates.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';

interface Suggestion {
  id: string;
  why: string;
  first: { id: string };
  second: { id: string };
}

describe('people who may be one human', () => {
  let app: TestApp;
  let networkId: string;
  let ownerId: string;
  let organizer: Browser;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    networkId = await aNetwork(app.db);
  });
  beforeEach(async () => {
    ownerId = await aChapter(app.db, { networkId });
    organizer = await app.signIn('organizer', ownerId);
  });
  afterAll(() => app.close());

  async function somebody(
    given: string,
    family: string,
    at: {
      zip?: string;
      street?: string;
      phone?: string;
      email?: string;
      owner?: string;
      isSealed?: boolean;
    } = {},
  ): Promise<string> {
    const id = await aPerson(app.db, {
      ownerId: at.owner ?? ownerId,
      givenName: given,
      familyName: family,
      email: at.email ?? null,
      isSealed: at.isSealed,
    });
    if (at.zip)
      await app.db.query(
        'INSERT INTO person_addresses (person_id, line1, zip, is_primary) VALUES ($1, $2, $3, true)',
        [id, at.street ?? '', at.zip],
      );
    if (at.phone)
      await app.db.query(
        'INSERT INTO person_phones (person_id, owner_id, e164, is_primary) VALUES ($1, $2, $3, true)',
        [id, at.owner ?? ownerId, at.phone],
      );
    return id;
  }

  const look = (): Promise<number> =>
    app.worker!.get(Duplicates).find(ownerId, new Date(Date.now() - 60_000));
  async function suggested(browser = organizer): Promise<Suggestion[]> {
    return (await browser.get('/api/v1/duplicates')).json<{ data: Suggestion[] }>().data;
  }

  it.each([
    ['email', { email: 'one@home.example' }, ['Ana', 'Reis'], ['A', 'Reis']],
    ['phone', { phone: '+16175550123' }, ['Ana', 'Reis'], ['Ana', 'Costa']],
    ['name-and-address', { zip: '01850', street: '1 Main St' }, ['José', 'Reis'], ['Jose', 'reis']],
    ['name-and-zip', { zip: '01850' }, ['Ana', 'Reis'], ['Ana', 'Reis']],
    ['similar-name', { zip: '01850' }, ['Ana', 'Moura'], ['Ana', 'Mouro']],
    ['similar-name', { zip: '01850' }, ['Catherine', 'Moura'], ['Catharine', 'Moura']],
  ] as const)('are suggested by %s', async (why, shared, [given, family], [otherGiven, otherFamily]) => {
    const pair = [await somebody(given, family, shared), await somebody(otherGiven, otherFamily, shared)];
    expect(await look()).toBe(1);
    expect(await suggested()).toMatchObject([
      { why, first: { id: pair.sort()[0] }, second: { id: pair[1] } },
    ]);
    expect(await look()).toBe(0);
  });

  it('are not suggested where only a family, an email or a town is shared', async () => {
    await somebody('Ana', 'Reis', { email: 'family@home.example', zip: '01850' });
    await somebody('Luis', 'Reis', { email: 'family@home.example', zip: '01850' });
    await somebody('Grace', 'Obi', { zip: '01850', phone: '+16175550199' });
    await somebody('Peter', 'Obi', { zip: '01851', phone: '+16175550199' });
    expect(await look()).toBe(0);
  });

  it('are two once somebody said so, and one once they are merged', async () => {
    const shared = { phone: '+16175550123' };
    await somebody('Ana', 'Reis', shared);
    await somebody('Ana', 'Costa', shared);
    await look();
    const [first] = await suggested();
    expect((await organizer.send(`/api/v1/duplicates/${first!.id}/dismissal`)).status).toBe(204);
    expect((await organizer.send(`/api/v1/duplicates/${first!.id}/dismissal`)).status).toBe(404);
    const third = await somebody('Ana', 'Silva', shared);
    await look();
    expect(await suggested()).toHaveLength(2);
    await organizer.send(`/api/v1/people/${first!.first.id}/merges`, { absorbed_id: third });
    expect(await suggested()).toEqual([]);
  });

  it('are looked for within one organization, and shown to who sees both', async () => {
    const foreign = await aChapter(app.db, { networkId });
    const shared = { phone: '+16175550123' };
    await somebody('Ana', 'Reis', shared);
    await somebody('Ana', 'Reis', { ...shared, owner: foreign });
    expect(await look()).toBe(0);
    const sealed = await somebody('Ana', 'Reis', { ...shared, isSealed: true });
    await look();
    expect(await suggested()).toEqual([]);
    await app.db.query('INSERT INTO sealed_readers VALUES ($1, $2)', [sealed, organizer.accountId]);
    expect(await suggested()).toHaveLength(1);
  });

  it('are shown to staff who are about to add somebody, but nobody whom they do not see', async () => {
    const known = await somebody('Ana', 'Reis', { phone: '+16175550123', zip: '01850' });
    const foreign = await aChapter(app.db, { networkId });
    await somebody('Ana', 'Reis', { phone: '+16175550123', zip: '01850', owner: foreign });
    await somebody('Ana', 'Reis', { phone: '+16175550123', zip: '01850', isSealed: true });
    const alike = async (query: string) =>
      (await organizer.get(`/api/v1/look-alikes?owner_id=${ownerId}&${query}`)).json<{ data: object[] }>()
        .data;
    expect(await alike('phone=617-555-0123')).toMatchObject([{ id: known, why: 'phone' }]);
    expect(await alike('given_name=ana&family_name=REIS&zip=01850')).toMatchObject([
      { id: known, why: 'name-and-zip' },
    ]);
    expect(await alike('given_name=ana&family_name=REIS')).toMatchObject([{ id: known, why: 'name' }]);
    expect(await alike('given_name=Grace')).toEqual([]);
    expect((await organizer.get(`/api/v1/look-alikes?owner_id=${foreign}&phone=617-555-0123`)).status).toBe(
      404,
    );
  });
});
