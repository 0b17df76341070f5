import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { BARRED } from '../../src/email/sending/eligibility.sql.js';
import { Removals } from '../../src/partners/removals/removals.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aCoSponsor, type Hub, shownTo as shows, ticks } from '../support/co-sponsors.js';
import { aChapter, aNetwork, aPetition, unique } from '../support/people.js';
import { Signers, SIGNERS_SETTINGS } from './signers.js';

describe('A petition with partners', () => {
  let app: TestApp;
  let signers: Signers;
  let boston: string;
  let organizer: Browser;
  let petition: { id: string; slug: string };

  beforeAll(async () => {
    app = await startApp({ worker: true, settings: SIGNERS_SETTINGS });
    signers = new Signers(app);
    boston = await aChapter(app.db, { networkId: await aNetwork(app.db), name: 'CEASE Boston' });
    organizer = await app.signIn('organizer', boston);
    petition = await aPetition(app.db, { ownerId: boston });
    await signers.readPage(petition.slug);
  });
  afterAll(() => app.close());

  const partner = (name: string, more: { cap?: number; hasAgreement?: boolean } = {}): Promise<Hub> =>
    aCoSponsor(app, organizer, { kind: 'petition', id: petition.id, ownerId: boston }, name, more);
  const counts = async ({ own }: Hub): Promise<number> =>
    (await own.get('/api/v1/co-sponsorships')).json<{ data: { share_count: number }[] }>().data[0]!
      .share_count;
  async function signs(email: string, ticked: readonly Hub[]): Promise<string> {
    await signers.sign(petition.slug, { email, ...ticks(...ticked) });
    const [mail] = await signers.mails(email, 'petition-confirmation');
    await app.visitor().submit(signers.link(mail!, 'confirmation'), {});
    return signers.link(mail!, 'withdrawal');
  }
  /** Past the second for which the public page is remembered. */
  async function pageAnew(): Promise<string> {
    await sleep(1_100);
    return (await app.visitor().get(`/petitions/${petition.slug}`)).text;
  }

  it('person ticks A, not B; B’s portal, export, API, counts of people and webhooks never show them; revoke A, and within a minute A’s queued jobs skip them', async () => {
    const [a, b] = [await partner('A'), await partner('B')];
    const text = await pageAnew();
    for (const { organizationId } of [a, b]) {
      expect(text).toMatch(new RegExp(`<input type="checkbox" id="share_${organizationId}"`));
      expect(text).not.toMatch(new RegExp(`id="share_${organizationId}"[^>]*checked`));
    }
    const email = `ticks-a-${unique()}@people.example`;
    const withdrawal = await signs(email, [a]);

    expect(await shows(a)).toEqual([email]);
    expect([await counts(a), await counts(b)]).toEqual([1, 0]);
    const { rows: found } = await app.db.query<{ person_id: string }>(
      `SELECT person_id FROM person_emails WHERE canonical = $1`,
      [email],
    );
    const personId = found[0]!.person_id;
    for (const path of [
      '/api/v1/shared-people',
      '/api/v1/co-sponsorships',
      '/api/v1/people',
      `/api/v1/people?q=${email}`,
      '/api/v1/agreements',
      '/api/v1/partners',
    ]) {
      const answer = await b.own.get(path);
      expect([path, answer.text.includes(email), answer.text.includes(personId)]).toEqual([
        path,
        false,
        false,
      ]);
    }
    expect((await b.own.get(`/api/v1/people/${personId}`)).status).toBe(404);
    // The consent names A, its exact words and nothing of B.
    const { rows: words } = await app.db.query<{ organization_id: string; channel: string; text: string }>(
      `SELECT organization_id, channel, text FROM consents WHERE person_id = $1 ORDER BY id`,
      [personId],
    );
    expect(words.map(({ organization_id, channel }) => [organization_id, channel])).toEqual([
      [a.organizationId, 'email'],
      [a.organizationId, 'share'],
    ]);
    expect(words[0]!.text).toContain('may see my name, email and ZIP code');

    // A message of A waits in the queue. The person takes it back; the same expression that every claim asks says no.
    const queued = await app.db.query<{ id: string }>(
      `INSERT INTO deliveries (owner_id, lane, kind, person_id, canonical_email, address, next_at)
       VALUES ($1, 'bulk', 'mailing', $2, $3, $3, now() + interval '1 hour') RETURNING id`,
      [a.organizationId, personId, email],
    );
    const barred = async (): Promise<string | null> => {
      const { rows } = await app.db.query<{ why: string | null }>(
        `SELECT ${BARRED} AS why FROM deliveries d WHERE id = $1`,
        [queued.rows[0]!.id],
      );
      return rows[0]!.why;
    };
    expect(await barred()).toBeNull();
    await app.visitor().submit(withdrawal, {});
    expect(await barred()).toBe('not-subscribed');
    expect([await shows(a), await counts(a)]).toEqual([[], 0]);

    // And A is told whom to remove, by a link that it must acknowledge.
    const { signal } = new AbortController();
    await Promise.all([1, 2].map(() => app.worker!.get(Removals).tell({}, { signal })));
    const { rows: mails } = await app.db.query<{ text: string }>(
      `SELECT message #>> '{content,text}' AS text FROM deliveries WHERE kind = 'removal-notice'`,
    );
    expect(mails).toHaveLength(1);
    expect(mails[0]!.text).not.toContain(email);
    const link = /http:\/\/accord\.test(\/removals\/\S+)/.exec(mails[0]!.text)![1]!;
    const visitor = app.visitor();
    expect((await visitor.get(link)).text).toContain(email);
    expect((await visitor.get(link)).text).toContain('We have removed them');
    await visitor.submit(link, {});
    const after = await visitor.get(link);
    expect(after.text).toContain('It is recorded that you removed them.');
    expect(after.text).not.toContain(email);
  });

  it('has no box for a partner without an agreement, and gives it nobody who sends one all the same', async () => {
    const c = await partner('C', { hasAgreement: false });
    const text = await pageAnew();
    expect(text).toContain('Together with');
    expect(text).not.toContain(`share_${c.organizationId}`);
    const email = `no-agreement-${unique()}@people.example`;
    await signs(email, [c]);
    expect(await shows(c)).toEqual([]);
  });

  it('gives a partner no more people than its cap, also when many confirm at once', async () => {
    const d = await partner('D', { cap: 2 });
    await pageAnew();
    const emails = Array.from({ length: 6 }, () => `cap-${unique()}@people.example`);
    const links: string[] = [];
    for (const email of emails) {
      await signers.sign(petition.slug, { email, ...ticks(d) });
      const [mail] = await signers.mails(email, 'petition-confirmation');
      links.push(signers.link(mail!, 'confirmation'));
    }
    const answers = await Promise.all(links.map((link) => app.visitor().submit(link, {})));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    expect(await shows(d)).toHaveLength(2);
  });

  it('shows nobody to a partner who is sealed, though they ticked its box', async () => {
    const e = await partner('E');
    await pageAnew();
    const email = `sealed-${unique()}@people.example`;
    const { rows } = await app.db.query<{ id: string }>(
      `INSERT INTO people (owner_id, given_name, family_name, is_sealed) VALUES ($1, 'Ada', 'Moura', true) RETURNING id`,
      [boston],
    );
    await app.db.query(
      `INSERT INTO person_emails (person_id, owner_id, address, canonical, is_primary) VALUES ($1, $2, $3, $3, true)`,
      [rows[0]!.id, boston, email],
    );
    await signs(email, [e]);
    const { rows: shares } = await app.db.query(`SELECT 1 FROM shares WHERE person_id = $1`, [rows[0]!.id]);
    expect([shares, await shows(e), await counts(e)]).toEqual([[], [], 0]);
  });
});
