import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aCoSponsor, type Hub, shownTo, ticks } from '../support/co-sponsors.js';
import { anEvent, mailTo, ownPath, signUp } from '../support/events.js';
import { aChapter, aNetwork, unique } from '../support/people.js';

describe('An event with partners', () => {
  let app: TestApp;
  let boston: string;
  let organizer: Browser;
  let event: Awaited<ReturnType<typeof anEvent>>;
  let a: Hub;
  let b: Hub;

  beforeAll(async () => {
    app = await startApp();
    boston = await aChapter(app.db, { networkId: await aNetwork(app.db), name: 'CEASE Boston' });
    organizer = await app.signIn('organizer', boston);
    event = await anEvent(app.db, { ownerId: boston });
    a = await partner('Harbor Clinic');
    b = await partner('City Police', { sector: 'law-enforcement' });
  });
  afterAll(() => app.close());

  const partner = (name: string, more: Parameters<typeof aCoSponsor>[4] = {}): Promise<Hub> =>
    aCoSponsor(app, organizer, { kind: 'event', id: event.id, ownerId: boston }, name, more);
  /** Signs up with these boxes ticked; gives the path of the own page. */
  async function signsUp(email: string, ...ticked: readonly Hub[]): Promise<string> {
    expect((await signUp(app, event, { email, ...ticks(...ticked) })).status).toBe(303);
    return ownPath((await mailTo(app.db, email)).at(-1)!);
  }
  async function given(email: string): Promise<{ organization_id: string; channel: string }[]> {
    const { rows } = await app.db.query<{ organization_id: string; channel: string }>(
      `SELECT c.organization_id, c.channel FROM consents c JOIN person_emails e ON e.person_id = c.person_id
       WHERE e.canonical = $1 AND c.is_given ORDER BY c.id`,
      [email],
    );
    return rows;
  }

  it('names every partner that accepted, and has an unticked box of its own for each that takes people', async () => {
    const c = await partner('Quiet Museum', { hasAgreement: false });
    const d = await partner('Counting House', { sharing: 'counts' });
    const { text } = await app.visitor().get(`/events/${event.slug}?lang=en`);
    for (const { name } of [a, b, c, d]) expect(text).toContain(name);
    for (const { organizationId } of [a, b]) {
      expect(text).toMatch(new RegExp(`<input type="checkbox" id="share_${organizationId}"`));
      expect(text).not.toMatch(new RegExp(`id="share_${organizationId}"[^>]*checked`));
    }
    for (const { organizationId } of [c, d]) expect(text).not.toContain(`share_${organizationId}`);
  });

  it('keeps what was ticked when the form comes back with an error', async () => {
    const answer = await signUp(app, event, { email: 'ada', ...ticks(b) });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(new RegExp(`id="share_${b.organizationId}"[^>]*checked`));
    expect(answer.text).not.toMatch(new RegExp(`id="share_${a.organizationId}"[^>]*checked`));
  });

  it('shows somebody to the partner they ticked once their own mailbox confirms, and to no other', async () => {
    const email = `ticks-a-${unique()}@people.example`;
    const own = await signsUp(email, a);
    const [mail] = await mailTo(app.db, email);
    expect(mail!.text).toContain(`${a.name} may see my name`);
    expect([await shownTo(a), await given(email)]).toEqual([[], []]);
    expect((await app.visitor().get(`${own}?lang=en`)).text).toContain('nothing is passed on before');

    for (const _ of [1, 2]) await app.visitor().submit(`${own}/confirmation`, {});
    expect([await shownTo(a), await shownTo(b)]).toEqual([[email], []]);
    expect(await given(email)).toEqual([
      { organization_id: a.organizationId, channel: 'email' },
      { organization_id: a.organizationId, channel: 'share' },
    ]);
    expect((await app.visitor().get(`${own}?lang=en`)).text).not.toContain('nothing is passed on before');

    await app.visitor().submit(`${own}/cancellation`, {});
    expect(await shownTo(a)).toEqual([]);
  });

  it('tells a partner nothing about somebody whose address another has typed with its box ticked', async () => {
    const email = `known-${unique()}@people.example`;
    const own = await signsUp(email);
    await app.visitor().submit(`${own}/confirmation`, {});
    // The police type an address they are curious about, and tick their own box.
    await signsUp(email, b);
    expect([await shownTo(b), await given(email)]).toEqual([[], []]);
    const page = await app.visitor().get(`${own}?lang=en`);
    expect(page.text).toContain('Confirm what I ticked');
  });

  it('shows nobody who is sealed, and gives a partner no more than its cap', async () => {
    const few = await partner('Small Shelter', { cap: 1 });
    const emails = [1, 2, 3].map(() => `cap-${unique()}@people.example`);
    for (const [at, email] of emails.entries()) {
      const own = await signsUp(email, few);
      const sealed = `UPDATE people SET is_sealed = true WHERE id = (SELECT person_id FROM person_emails WHERE canonical = $1)`;
      if (at === 0) await app.db.query(sealed, [email]);
      await app.visitor().submit(`${own}/confirmation`, {});
    }
    expect(await shownTo(few)).toEqual([emails[1]]);
  });
});
