import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aPerson, unique } from '../support/people.js';
import { CONFIRMED, NOBODY, OptInApp, pathIn } from './support/opt-in.js';

describe('Confirmed opt-in', () => {
  const product = new OptInApp();
  let email: string;

  beforeAll(() => product.start());
  afterAll(() => product.close());
  beforeEach(async () => {
    email = `${unique()}@people.example`;
    await product.fresh();
  });

  it('is not asked for without a rule: the form itself is the word, as ever', async () => {
    await product.ticked(email);
    expect(await product.standing(email)).toEqual([{ words: 1, method: 'form', subscribed: true }]);
    expect(await product.asked(email)).toEqual([]);
  });

  it('subscribes nobody by the form of an event until the click in their own mail', async () => {
    await product.rule('event');
    await product.ticked(email);
    expect(await product.standing(email)).toEqual(NOBODY);
    const [mail, ...more] = await product.asked(email);
    expect(more).toEqual([]);
    expect(mail!.subject).toBe('Please confirm: emails from CEASE Lowell');
    expect(mail!.text).toContain('Hello Ada');
    expect(mail!.text).toMatch(/> .*CEASE Lowell/);
    const visitor = product.app.visitor();
    const page = await visitor.get(pathIn(mail!));
    expect(page.status).toBe(200);
    expect(page.text).toContain('Yes, send me emails');
    expect(page.text).not.toContain('Ada');
    expect(page.text).not.toContain(email);
    expect(await product.standing(email)).toEqual(NOBODY);

    expect((await visitor.submit(pathIn(mail!), {})).status).toBe(303);
    expect((await visitor.get(pathIn(mail!))).text).toContain('Thank you: you are on the list');
    await Promise.all([product.click(mail!), product.click(mail!)]);
    expect(await product.standing(email)).toEqual(CONFIRMED);
    const { rows } = await product.app.db.query(
      `SELECT text, source_kind, source_id, language FROM consents WHERE person_id = $1`,
      [await product.personWith(email)],
    );
    const text: unknown = expect.stringContaining('CEASE Lowell');
    expect(rows).toEqual([{ text, source_kind: 'event', source_id: product.event.id, language: 'en' }]);
  });

  it('asks in the language of the form, and on a page in that language', async () => {
    await product.rule('event');
    for (const [language, subject, button] of [
      ['es', 'Por favor confirme: correos de CEASE Lowell', 'Sí, quiero recibir correos'],
      ['pt', 'Por favor, confirme: e-mails de CEASE Lowell', 'Sim, quero receber e-mails'],
    ] as const) {
      const address = `${language}.${email}`;
      await product.ticked(address);
      await product.app.db.query('UPDATE opt_in_requests SET language = $2 WHERE person_id = $1', [
        await product.personWith(address),
        language,
      ]);
      const [mail] = await product.asked(address);
      expect(mail!.subject).toBe(subject);
      const page = await product.app.visitor().get(`${pathIn(mail!)}?lang=${language}`);
      expect(page.text).toContain(button);
    }
  });

  it('answers a form with a known, an unknown and an unsubscribed address alike', async () => {
    await product.rule('event');
    const [known, left] = [`known.${email}`, `left.${email}`];
    await aPerson(product.app.db, { ownerId: product.lowell, email: known });
    const gone = await aPerson(product.app.db, { ownerId: product.lowell, email: left });
    await product.app.db.query(
      `INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) VALUES ($1, $2, 'email', false)`,
      [gone, product.lowell],
    );
    const pages: string[] = [];
    for (const address of [known, left, email]) {
      const visitor = product.app.visitor();
      const answer = await product.ticked(address, visitor);
      expect(answer.status).toBe(303);
      const page = await visitor.get(answer.headers.get('location')!);
      pages.push(page.text.replace(/[\w-]{40,}/g, ''));
      expect(await product.asked(address)).toHaveLength(1);
    }
    expect(new Set(pages).size).toBe(1);
  });

  it('takes back an own unsubscribing by the click, and by nothing before it', async () => {
    await product.rule('event');
    await product.app.db.query(
      `INSERT INTO suppressions (canonical_email, organization_id, reason) VALUES ($1, $2, 'unsubscribed')`,
      [email, product.lowell],
    );
    await product.ticked(email);
    const living = async (): Promise<number> => {
      const sql = 'SELECT 1 FROM suppressions WHERE canonical_email = $1 AND lifted_at IS NULL';
      return (await product.app.db.query(sql, [email])).rows.length;
    };
    const [mail] = await product.asked(email);
    expect(await living()).toBe(1);
    await product.click(mail!);
    expect(await living()).toBe(0);
  });

  it('does not write to somebody who complained, or left everything, because a form holds their address', async () => {
    await product.rule('event');
    for (const [reason, organization] of [
      ['complaint', product.lowell],
      ['unsubscribed', null],
    ] as const) {
      const address = `${reason}.${email}`;
      await product.app.db.query(
        `INSERT INTO suppressions (canonical_email, organization_id, reason) VALUES ($1, $2, $3)`,
        [address, organization, reason],
      );
      await product.ticked(address);
      expect(await product.asked(address)).toEqual([]);
    }
  });

  it('asks once a day however often the form comes, three times in all, and anew only after it lapsed', async () => {
    await product.rule('event');
    await product.ticked(email);
    const id = await product.personWith(email);
    const later = (what: string) =>
      product.app.db.query(`UPDATE opt_in_requests SET ${what} WHERE person_id = $1`, [id]);
    for (let n = 0; n < 3; n++) await product.ticked(email);
    expect(await product.asked(email)).toHaveLength(1);
    await product.ticked(email);
    expect(await product.asked(email)).toHaveLength(1);
    for (const expected of [2, 3, 3]) {
      await later(`mailed_at = mailed_at - interval '25 hours'`);
      await product.ticked(email);
      expect(await product.asked(email)).toHaveLength(expected);
    }
    await later(`expires_at = now() - interval '1 minute'`);
    const [first] = await product.asked(email);
    const page = await product.app.visitor().get(pathIn(first!));
    expect(page.text).toContain('This link does not work any more');
    await product.click(first!);
    expect(await product.standing(email)).toEqual(NOBODY);
    await product.ticked(email);
    const mails = await product.asked(email);
    expect(mails).toHaveLength(4);
    expect(pathIn(mails[3]!)).not.toBe(pathIn(first!));
    await product.click(mails[3]!);
    expect(await product.standing(email)).toEqual(CONFIRMED);
  });

  it('gives nothing by an old link to somebody who has said no since', async () => {
    await product.rule('event');
    await product.ticked(email);
    const [mail] = await product.asked(email);
    const no = { channel: 'email', is_given: false, source: 'By telephone, today' };
    const path = `/api/v1/people/${await product.personWith(email)}/consents`;
    expect((await product.admin.send(path, no)).status).toBe(201);
    await product.click(mail!);
    expect(await product.standing(email)).toEqual([{ words: 0, method: 'staff', subscribed: false }]);
  });

  it('asks nothing of somebody who gets the mail already, and leaves their word as it is', async () => {
    await product.ticked(email);
    await product.rule('event');
    await product.ticked(email);
    expect(await product.asked(email)).toEqual([]);
    expect(await product.standing(email)).toEqual([{ words: 1, method: 'form', subscribed: true }]);
  });

  it('leads nowhere by a link that was made up', async () => {
    expect((await product.app.visitor().get('/subscriptions/made-up')).status).toBe(404);
    expect((await product.app.visitor().submit('/subscriptions/made-up', {})).status).toBe(404);
  });
});
