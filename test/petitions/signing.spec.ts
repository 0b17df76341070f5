import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, aNetwork, aPetition } from '../support/people.js';
import { FORM, Signers, SIGNERS_SETTINGS } from './signers.js';

describe('signing a petition', () => {
  let app: TestApp;
  let signers: Signers;
  let ownerId: string;
  let petition: { id: string; slug: string };

  beforeAll(async () => {
    app = await startApp({ worker: true, settings: SIGNERS_SETTINGS });
    signers = new Signers(app);
    ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db), name: 'CEASE Lowell' });
    petition = await aPetition(app.db, { ownerId, slug: 'safe-housing' });
    await signers.readPage(petition.slug);
  });
  afterAll(() => app.close());

  async function signatures(email: string): Promise<Record<string, unknown>[]> {
    const { rows } = await app.db.query<Record<string, unknown>>(
      'SELECT * FROM signatures WHERE petition_id = $1 AND canonical_email = $2',
      [petition.id, email],
    );
    return rows;
  }

  it('shows who is asked for what, in a form whose boxes are not ticked', async () => {
    const { status, text } = await app.visitor().get('/petitions/safe-housing?lang=en');
    expect(status).toBe(200);
    expect(text).toContain('Fund safe housing for survivors.');
    expect(text).toContain('The Legislature');
    expect(text).toContain('0 confirmed signatures');
    expect(text).not.toContain('checked');
  });

  it('keeps what was typed, and says what is wrong beside each field', async () => {
    const answer = await signers.sign(petition.slug, {
      email: 'nobody',
      zip: '123',
      given_name: '',
      family_name: 'Moura',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Enter an email address like name@example.org.');
    expect(answer.text).toContain('Enter a ZIP code of five digits.');
    expect(answer.text).toContain('Enter your first name.');
    expect(answer.text).toContain('value="Moura"');
  });

  it('takes the signature and sends a link to the address', async () => {
    const answer = await signers.sign(
      petition.slug,
      { email: 'Rui@People.example', wants_email: 'yes' },
      { query: '?s=tea-house&lang=pt' },
    );
    expect(answer.status).toBe(303);
    expect(await signatures('rui@people.example')).toMatchObject([
      { state: 'pending', version: 1, source_code: 'tea-house', language: 'pt', is_suspect: false },
    ]);
    const [mail] = await signers.mails('rui@people.example', 'petition-confirmation');
    expect(mail!.subject).toBe('Confirme, por favor: Safe housing now');
    expect(signers.link(mail!, 'confirmation')).toMatch(/lang=pt$/);
  });

  it('puts no word of the signer into an address', async () => {
    const { headers } = await signers.sign(petition.slug, { email: 'secret.name@people.example' });
    const location = headers.get('location')!;
    expect(
      Buffer.from(location.split('/').at(-1)!.split('?')[0]!, 'base64url').toString('latin1'),
    ).not.toContain('people');
    expect(location).not.toMatch(/secret|Moura|people/i);
    const page = await app.visitor().get(location);
    expect(page.text).toContain('s•••@people.example');
  });

  it('answers alike whether the address is new, has signed before or is counted already', async () => {
    const email = 'known@people.example';
    const [fresh, again] = [
      await signers.sign(petition.slug, { email }),
      await signers.sign(petition.slug, { email }),
    ];
    await app.db.query(
      `UPDATE signatures SET state = 'confirmed', confirmed_at = now() WHERE canonical_email = $1`,
      [email],
    );
    const counted = await signers.sign(petition.slug, { email });
    const screens = await Promise.all(
      [fresh, again, counted].map(async ({ status, headers }) => {
        const location = headers.get('location')!;
        const { text } = await app.visitor().get(location);
        return [
          status,
          location.length,
          text.replaceAll(/asked\/[\w-]+/g, 'asked/…').replaceAll(/nonce="[^"]*"/g, ''),
        ];
      }),
    );
    expect(screens[1]).toEqual(screens[0]);
    expect(screens[2]).toEqual(screens[0]);
    expect(await signatures(email)).toHaveLength(1);
    const [mail] = await signers.mails(email, 'petition-already-signed');
    expect(mail!.subject).toBe('You have already signed: Safe housing now');
  });

  it('shows a robot the same screen, and neither mails nor counts it', async () => {
    const trapped = await signers.sign(petition.slug, {
      email: 'robot@people.example',
      website: 'https://spam.example',
    });
    const hasty = await signers.sign(petition.slug, { email: 'hasty@people.example', stamp: '' });
    expect([trapped.status, hasty.status]).toEqual([303, 303]);
    expect(await signatures('robot@people.example')).toMatchObject([{ is_suspect: true, mail_due_at: null }]);
    expect(await signatures('hasty@people.example')).toMatchObject([{ is_suspect: true, mail_due_at: null }]);
  });

  it('lets no robot change what a person has sent', async () => {
    const email = 'person@people.example';
    await signers.sign(petition.slug, { email, comment: 'My own words' });
    await signers.sign(petition.slug, { email, comment: 'Buy now', website: 'x' });
    expect(await signatures(email)).toMatchObject([
      { comment: 'My own words', is_suspect: false },
      { comment: 'Buy now', is_suspect: true, mail_due_at: null },
    ]);
  });

  it('mails one address five times at most, however often it is asked', async () => {
    const email = 'patient@people.example';
    const answer = await signers.sign(petition.slug, { email });
    const path = answer.headers.get('location')!;
    for (let sent = 1; sent <= 5; sent++) {
      await signers.mails(email, 'petition-confirmation', sent);
      const again = await app.visitor().submit(path, {});
      expect(again.status).toBe(303);
    }
    await signers.sign(petition.slug, { email });
    expect(await signatures(email)).toMatchObject([{ mails_sent: 5, mail_due_at: null }]);
  });

  it('makes one signature of the same form sent fifty times at once', async () => {
    const email = 'eager@people.example';
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => signers.sign(petition.slug, { email })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    expect(await signatures(email)).toHaveLength(1);
  });

  it('takes no signature on a text that the signer has not seen', async () => {
    const answer = await signers.sign(petition.slug, { ...FORM, email: 'late@people.example', version: '7' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Please read it again before you sign.');
    expect(await signatures('late@people.example')).toEqual([]);
  });

  it('takes none once the petition is closed or its time is over, and none on a draft', async () => {
    const closed = await aPetition(app.db, { ownerId, state: 'closed' });
    const over = await aPetition(app.db, { ownerId, closesAt: new Date(Date.now() - 1_000) });
    const draft = await aPetition(app.db, { ownerId, state: 'draft' });
    expect((await signers.sign(closed.slug)).status).toBe(409);
    expect((await signers.sign(over.slug)).status).toBe(409);
    expect((await signers.sign(draft.slug)).status).toBe(404);
    expect((await app.visitor().get(`/petitions/${draft.slug}`)).status).toBe(404);
    const { text } = await app.visitor().get(`/petitions/${closed.slug}?lang=en`);
    expect(text).toContain('This petition is closed');
    expect(text).not.toContain('<form');
  });

  it('asks a single address to wait when it signs faster than any rally', async () => {
    const answers = await Promise.all(
      Array.from({ length: 80 }, () =>
        signers.sign(petition.slug, { email: 'nobody' }, { from: '10.9.9.9' }),
      ),
    );
    expect(answers.some(({ status }) => status === 429)).toBe(true);
  });
});
