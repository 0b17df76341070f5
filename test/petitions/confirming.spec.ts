import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, aNetwork, aPetition } from '../support/people.js';
import { settled } from '../support/settled.js';
import { Signers, SIGNERS_SETTINGS } from './signers.js';

describe('confirming a signature', () => {
  let app: TestApp;
  let signers: Signers;
  let ownerId: string;
  let petition: { id: string; slug: string };

  beforeAll(async () => {
    app = await startApp({ worker: true, settings: SIGNERS_SETTINGS });
    signers = new Signers(app);
    ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db), name: 'CEASE Lowell' });
    petition = await aPetition(app.db, { ownerId });
    await signers.readPage(petition.slug);
  });
  afterAll(() => app.close());

  async function rows<Row extends object>(sql: string, ...parameters: unknown[]): Promise<Row[]> {
    return (await app.db.query<Row>(sql, parameters)).rows;
  }

  it('shows what will be recorded, and records nothing by being opened', async () => {
    await signers.sign(petition.slug, {
      email: 'look@people.example',
      comment: 'For my sister',
      wants_email: 'yes',
    });
    const [mail] = await signers.mails('look@people.example', 'petition-confirmation');
    const { status, text } = await app.visitor().get(signers.link(mail!, 'confirmation'));
    expect(status).toBe(200);
    expect(text).toContain('For my sister');
    expect(text).toContain('Send me emails from CEASE Lowell');
    expect(await rows(`SELECT state FROM signatures WHERE canonical_email = 'look@people.example'`)).toEqual([
      { state: 'pending' },
    ]);
    expect(await rows(`SELECT 1 FROM person_emails WHERE canonical = 'look@people.example'`)).toEqual([]);
  });

  it('counts one signature for fifty clicks at once, and makes one person of them', async () => {
    const before = await signers.count(petition.id);
    const link = await signers.signAndGetLink(petition.slug, 'fifty@people.example');
    const answers = await Promise.all(Array.from({ length: 50 }, () => app.visitor().submit(link, {})));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    expect(await signers.count(petition.id)).toBe(before + 1);
    const people = await rows<{ person_id: string }>(
      `SELECT person_id FROM person_emails WHERE canonical = 'fifty@people.example'`,
    );
    expect(people).toHaveLength(1);
    const deeds = await rows(
      `SELECT did, what_id FROM engagements WHERE person_id = $1`,
      people[0]!.person_id,
    );
    expect(deeds).toEqual([{ did: 'signed', what_id: petition.id }]);
    expect(await signers.mails('fifty@people.example', 'petition-thanks')).toHaveLength(1);
  });

  it('shows the number within seconds, on the page and as JSON that may be kept for ten', async () => {
    await app.visitor().submit(await signers.signAndGetLink(petition.slug, 'shown@people.example'), {});
    const expected = await signers.count(petition.id);
    const answer = await settled('the count was shown', async () => {
      const found = await app.visitor().get(`/petitions/${petition.slug}/count.json?lang=es`);
      return found.json<{ count: number }>().count === expected && found;
    });
    expect(answer.json()).toEqual({ count: expected, goal: 100, text: `${expected} firmas confirmadas` });
    expect(answer.headers.get('cache-control')).toContain('max-age=10');
    expect(await rows('SELECT 1 FROM petition_deltas')).toEqual([]);
  });

  it('records the consent that was ticked, and none that was not', async () => {
    for (const email of ['yes@people.example', 'no@people.example']) {
      await signers.sign(petition.slug, { email, ...(email.startsWith('yes') && { wants_email: 'yes' }) });
      const [mail] = await signers.mails(email, 'petition-confirmation');
      await app.visitor().submit(signers.link(mail!, 'confirmation'), {});
    }
    const consents = await rows(
      `SELECT e.canonical, c.is_given, c.method, c.text, c.source_id FROM consents c JOIN person_emails e USING (person_id)
       WHERE e.canonical IN ('yes@people.example', 'no@people.example')`,
    );
    expect(consents).toEqual([
      {
        canonical: 'yes@people.example',
        is_given: true,
        method: 'confirmed',
        text: 'Send me emails from CEASE Lowell about this and its other campaigns. I can stop them at any time.',
        source_id: petition.id,
      },
    ]);
  });

  it('thanks with a link of the signer’s own, and credits who comes by it', async () => {
    const answer = await app
      .visitor()
      .submit(await signers.signAndGetLink(petition.slug, 'sharer@people.example'), {});
    const { text } = await app.visitor().get(answer.headers.get('location')!);
    expect(text).toContain('Your signature counts');
    const code = /\/petitions\/[\w-]+\?s=([\w-]+)/.exec(text)![1]!;
    await signers.sign(petition.slug, { email: 'friend@people.example' }, { query: `?s=${code}` });
    expect(
      await rows(`SELECT source_code FROM signatures WHERE canonical_email = 'friend@people.example'`),
    ).toEqual([{ source_code: code }]);
  });

  it('takes the signature and its consents back by the link in the mail, once, and lets the person sign again', async () => {
    const email = 'regret@people.example';
    const before = await signers.count(petition.id);
    await signers.sign(petition.slug, { email, wants_email: 'yes' });
    const [mail] = await signers.mails(email, 'petition-confirmation');
    await app.visitor().submit(signers.link(mail!, 'confirmation'), {});
    expect(await signers.count(petition.id)).toBe(before + 1);

    const remove = signers.link(mail!, 'withdrawal');
    expect((await app.visitor().get(remove)).text).toContain('Remove your signature');
    await Promise.all(Array.from({ length: 10 }, () => app.visitor().submit(remove, {})));
    expect(await signers.count(petition.id)).toBe(before);
    expect((await app.visitor().get(remove)).text).toContain('This signature was removed');
    expect(
      await rows(
        `SELECT is_subscribed FROM subscriptions JOIN person_emails USING (person_id) WHERE canonical = $1`,
        email,
      ),
    ).toEqual([{ is_subscribed: false }]);

    await signers.sign(petition.slug, { email });
    const mails = await signers.mails(email, 'petition-confirmation', 2);
    await app.visitor().submit(signers.link(mails[1]!, 'confirmation'), {});
    expect(await signers.count(petition.id)).toBe(before + 1);
  });

  it('gives a sealed signer the same way back as everybody', async () => {
    const email = 'sealed@people.example';
    const before = await signers.count(petition.id);
    const link = await signers.signAndGetLink(petition.slug, email);
    await app.visitor().submit(link, {});
    await app.db.query(
      `UPDATE people SET is_sealed = true WHERE id IN (SELECT person_id FROM person_emails WHERE canonical = $1)`,
      [email],
    );
    const again = await signers.sign(petition.slug, { email });
    expect(again.status).toBe(303);
    const [mail] = await signers.mails(email, 'petition-confirmation');
    await app.visitor().submit(signers.link(mail!, 'withdrawal'), {});
    expect(await signers.count(petition.id)).toBe(before);
  });

  it('says of a link that is older than 14 days that it is, and counts nothing', async () => {
    const link = await signers.signAndGetLink(petition.slug, 'slow@people.example');
    await app.db.query(
      `UPDATE signatures SET asked_at = now() - interval '15 days' WHERE canonical_email = 'slow@people.example'`,
    );
    await app.visitor().submit(link, {});
    const { status, text } = await app.visitor().get(link);
    expect(status).toBe(410);
    expect(text).toContain('This link is too old');
    expect(await rows(`SELECT state FROM signatures WHERE canonical_email = 'slow@people.example'`)).toEqual([
      { state: 'pending' },
    ]);
  });

  it('opens nothing for a link that was made for something else', async () => {
    const link = await signers.signAndGetLink(petition.slug, 'other@people.example');
    const forged = link.replace('/confirmation', '/withdrawal');
    expect((await app.visitor().get(forged)).status).toBe(404);
    expect((await app.visitor().submit(forged, {})).status).toBe(404);
    expect((await app.visitor().get(`/petitions/${petition.slug}/asked/AAAA`)).status).toBe(404);
  });

  it('counts one human once, also when they sign a later version of the text', async () => {
    const email = 'versions@people.example';
    const amended = await aPetition(app.db, { ownerId });
    await app.visitor().submit(await signers.signAndGetLink(amended.slug, email), {});
    const organizer = await app.signIn('organizer', ownerId);
    await organizer.send(
      `/api/v1/petitions/${amended.id}`,
      { ask: { en: 'Fund more safe housing.' } },
      'PATCH',
    );
    await settled('the new text was shown', async () =>
      (await app.visitor().get(`/petitions/${amended.slug}`)).text.includes('Fund more safe housing.'),
    );
    await signers.sign(amended.slug, { email, version: '2' });
    const mails = await signers.mails(email, 'petition-confirmation', 2);
    await app.visitor().submit(signers.link(mails[1]!, 'confirmation'), {});
    expect(
      await rows('SELECT version, state FROM signatures WHERE petition_id = $1 ORDER BY 1', amended.id),
    ).toEqual([
      { version: 1, state: 'confirmed' },
      { version: 2, state: 'confirmed' },
    ]);
    expect(await signers.count(amended.id)).toBe(1);
    await app.visitor().submit(signers.link(mails[0]!, 'withdrawal'), {});
    expect(await signers.count(amended.id)).toBe(0);
  });
});
