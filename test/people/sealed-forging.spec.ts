import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Duplicates } from '../../src/people/duplicates.service.js';
import { ActionViews } from '../../src/home/funnel/action-views.service.js';
import { Signers, SIGNERS_SETTINGS } from '../petitions/signers.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { imported } from './import/support.js';
import { anEvent, signUp } from '../support/events.js';
import { aChapter, aNetwork, anAccount, aPerson, aPetition } from '../support/people.js';

/** Known to the forger by name, address and telephone; `EMAIL` is under seal here. */
const EMAIL = 'imogen@quill.example';
const STRANGER = 'leonor@vasco.example';

/**
 * Whoever types the address of a sealed person into a form, and then looks at lists and numbers, sees what they would see of
 * anybody: not one answer differs from those about an address that nobody here knows.
 */
describe('A form forged with the address of a sealed person', () => {
  let app: TestApp;
  let ownerId: string;
  let sealedId: string;
  let reader: Browser;
  let forger: Browser;
  let signers: Signers;
  let event: { id: string; slug: string; shiftIds: string[] };
  let petition: { id: string; slug: string };

  beforeAll(async () => {
    app = await startApp({ worker: true, settings: SIGNERS_SETTINGS });
    ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    reader = await app.signIn('chapter-admin', ownerId);
    forger = await app.signInAs(await anAccount(app.db, { grants: [['chapter-admin', ownerId]] }));
    event = await anEvent(app.db, { ownerId, capacity: 50 });
    petition = await aPetition(app.db, { ownerId });
    signers = new Signers(app);
    await signers.readPage(petition.slug);
    await signUp(app, event, { email: 'first@people.example' });
    sealedId = await aPerson(app.db, { ownerId, givenName: 'Imogen', familyName: 'Quill', email: EMAIL });
    expect((await reader.send(`/api/v1/people/${sealedId}/sealing`)).status).toBeLessThan(300);
  }, 60_000);
  afterAll(() => app?.close());

  const PAGES = (): string[] => [
    `/api/v1/people?owner_id=${ownerId}`,
    `/api/v1/events/${event.id}`,
    `/api/v1/events/${event.id}/attendances`,
    `/api/v1/petitions/${petition.id}`,
    `/api/v1/petitions/${petition.id}/figures`,
    `/api/v1/petitions/${petition.id}/signatures`,
    `/api/v1/action-funnels?action_kind=petition&action_id=${petition.id}`,
    `/api/v1/action-funnels?action_kind=event&action_id=${event.id}`,
  ];
  /** Everything that the forger can look at: how often somebody is named there, and every number. */
  async function look(email: string): Promise<Record<string, unknown>> {
    await app.web.get(ActionViews).flush();
    const seen: Record<string, unknown> = {};
    for (const path of PAGES()) {
      const answer = await forger.get(path);
      seen[path] = [answer.text.split(email).length - 1, numbersOf(answer.json())];
    }
    return seen;
  }
  /** What changes for the forger by one deed about this address. */
  async function seenOf(email: string, forges: (email: string) => Promise<unknown>): Promise<unknown> {
    const before = await look(email);
    await forges(email);
    const after = await look(email);
    return Object.fromEntries(
      Object.entries(after).map(([path, now]) => [path, differenceOf(before[path] as Seen, now as Seen)]),
    );
  }
  async function expectAlike(forges: (email: string) => Promise<unknown>): Promise<void> {
    expect(await seenOf(EMAIL, forges)).toEqual(await seenOf(STRANGER, forges));
  }
  const confirms = async (email: string): Promise<void> => {
    const [mail] = await signers.mails(email, 'petition-confirmation');
    const path = signers.link(mail!, 'confirmation');
    expect((await app.visitor().fetch(path, { method: 'POST' })).status).toBe(303);
  };
  const state = async (email: string): Promise<string> => {
    const { rows } = await app.db.query<{ is: string }>(
      `SELECT coalesce(p.is_sealed::text, 'nobody') AS is FROM signatures s LEFT JOIN people p ON p.id = s.person_id
       WHERE s.canonical_email = $1 AND NOT s.is_suspect`,
      [email],
    );
    return rows[0]!.is;
  };

  it('shows a sign-up for an event as a stranger’s, to the forger and on the door list', async () => {
    await expectAlike(async (email) => expect((await signUp(app, event, { email })).status).toBe(303));
    const list = await forger.get(`/api/v1/events/${event.id}/attendances`);
    expect(list.text).toContain(EMAIL);
    expect((await forger.get(`/api/v1/people/${sealedId}`)).status).toBe(404);
  });

  it('shows a walk-in whom staff enter, and what the second form of one address adds', async () => {
    await expectAlike((email) =>
      forger.send(`/api/v1/events/${event.id}/walk-ins`, {
        ...{ given_name: 'Imogen', family_name: 'Quill', email, phone: '', guests: 0 },
        shift_id: event.shiftIds[0],
      }),
    );
    await expectAlike((email) => signUp(app, event, { email, guests: '2' }));
  });

  it('shows a signature only when its mail was answered, and a robot’s as often as it comes', async () => {
    const signs = (email: string) => signers.sign(petition.slug, { email });
    await expectAlike(signs);
    await expectAlike(signs);
    await expectAlike((email) => signers.sign(petition.slug, { email, website: 'https://spam.example' }));
  });

  it('takes a sealed signer’s own word without a row or a number that changes', async () => {
    const before = await look(EMAIL);
    await confirms(EMAIL);
    expect(await state(EMAIL)).toBe('true');
    expect(await look(EMAIL)).toEqual(before);
    expect(await signers.count(petition.id)).toBe(0);
  });

  it('answers further forms alike where the sealed person has signed and the stranger has not', async () => {
    await expectAlike((email) => signers.sign(petition.slug, { email }));
    await expectAlike((email) => signers.sign(petition.slug, { email, website: 'https://spam.example' }));
  });

  it('counts sealed signers in full fives, and as many less when they take it back or are opened', async () => {
    const more = [1, 2, 3, 4].map((n) => `sealed-${n}@people.example`);
    for (const email of more) {
      expect(await signers.count(petition.id)).toBe(0);
      await aPerson(app.db, { ownerId, email, isSealed: true });
      await signers.sign(petition.slug, { email });
      await confirms(email);
    }
    expect(await signers.count(petition.id)).toBe(5);
    expect((await forger.get(`/api/v1/petitions/${petition.id}/signatures`)).json()).toMatchObject({
      data: expect.not.arrayContaining([expect.objectContaining({ state: 'confirmed' })]),
    });
    const [mail] = await signers.mails(more[0]!, 'petition-confirmation');
    await app.visitor().fetch(signers.link(mail!, 'withdrawal'), { method: 'POST' });
    expect(await signers.count(petition.id)).toBe(0);
    await app.db.query('UPDATE people SET is_sealed = false WHERE id = $1', [sealedId]);
    expect(await signers.count(petition.id)).toBe(1);
    await app.db.query('UPDATE people SET is_sealed = true WHERE id = $1', [sealedId]);
    expect(await signers.count(petition.id)).toBe(0);
  }, 60_000);

  it('imports a file with the address as one with a stranger’s', async () => {
    const counts: unknown[] = [];
    for (const email of [EMAIL, STRANGER]) {
      const other = await aPerson(app.db, { ownerId, email: `other-of-${email}` });
      const change = await seenOf(email, async () => {
        const file = `Email,First name,Last name\n${email},Wren,Import\nother-of-${email},,\n`;
        counts.push((await imported(forger, ownerId, file)).counts);
      });
      expect(change).toMatchObject({ [PAGES()[0]!]: [0, {}] }); // the record that the forms made is met
      await app.db.query('DELETE FROM people WHERE id = $1', [other]);
    }
    expect(counts[0]).toEqual(counts[1]);
    await expectAlike(async (email) =>
      imported(forger, ownerId, `Email,First name,Last name\nx-${email},Wren,Import\n`),
    );
  }, 60_000);

  it('tells the person’s readers of the open record, and nobody else', async () => {
    await app.worker!.get(Duplicates).find(ownerId, new Date(0));
    const pairs = async (browser: Browser) =>
      (await browser.get(`/api/v1/duplicates?owner_id=${ownerId}`)).text.split(sealedId).length - 1;
    expect(await pairs(reader)).toBeGreaterThan(0);
    expect(await pairs(forger)).toBe(0);
  });

  it('is taken into the sealed record by a reader, seats and all, and given back by the undo', async () => {
    const open = async () =>
      (await forger.get(`/api/v1/people?q=${EMAIL}`)).json<{ data: { id: string; emails?: unknown }[] }>()
        .data;
    const taken = async () =>
      (await app.db.query<{ taken: number }>('SELECT taken FROM shifts WHERE event_id = $1', [event.id]))
        .rows[0]!.taken;
    const of = async (id: string) =>
      (
        await app.db.query<{ n: number }>(
          `SELECT coalesce(sum(a.seats), 0)::int AS n FROM attendances a JOIN registrations r ON r.id = a.registration_id
           WHERE r.person_id = $1 AND NOT r.is_walk_in`,
          [id],
        )
      ).rows[0]!.n;
    const { rows } = await app.db.query<{ id: string }>(
      `SELECT person_id AS id FROM registrations WHERE canonical_email = $1 AND NOT is_walk_in`,
      [EMAIL],
    );
    const absorbed = rows[0]!.id;
    const [before, theirs] = [await taken(), await of(absorbed)];
    expect(theirs).toBeGreaterThan(0);
    const form = { absorbed_id: absorbed, take: [], take_values: [] };
    const merged = await reader.send(`/api/v1/people/${sealedId}/merges`, form);
    expect([merged.status, merged.text]).toEqual([201, expect.any(String)]);
    expect(await taken()).toBe(before - theirs);
    expect((await open()).map(({ id }) => id)).not.toContain(absorbed);
    const { id: batchId } = merged.json<{ id: string }>();
    expect((await reader.send(`/api/v1/change-batches/${batchId}/undo`, {})).status).toBeLessThan(300);
    expect(await taken()).toBe(before);
    expect((await open()).map(({ id }) => id)).toContain(absorbed);
  });
});

type Seen = [mentions: number, numbers: Record<string, number>];

/** Every number of an answer by its path; of lists how many there are. */
function numbersOf(value: unknown, path = ''): Record<string, number> {
  if (typeof value === 'number') return { [path]: value };
  if (Array.isArray(value)) return { [path]: value.length };
  if (value === null || typeof value !== 'object') return {};
  const parts = Object.entries(value).flatMap(([key, each]) =>
    Object.entries(numbersOf(each, `${path}.${key}`)),
  );
  return Object.fromEntries(parts);
}

function differenceOf(before: Seen, after: Seen): Seen {
  const changed = Object.entries(after[1]).map(([path, n]) => [path, n - (before[1][path] ?? 0)] as const);
  return [after[0] - before[0], Object.fromEntries(changed.filter(([, by]) => by !== 0))];
}
