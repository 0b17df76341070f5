import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import PostalMime, { type Email } from 'postal-mime';
import { Preparing } from '../../src/email/mailings/preparing.service.js';
import { aMailing, statesOf, subscribers } from '../email/support/mailing.js';
import { Signers } from '../petitions/signers.js';
import { anEvent, mailTo, signUp } from '../support/events.js';
import { LetterBench, linkIn } from '../support/letter-bench.js';
import { aPetition } from '../support/people.js';
import { settled } from '../support/settled.js';
import { type Action, doc, HELLO, MessageDesk, messagesIn } from './support/action-messages.js';

describe('The mails of an action', () => {
  const bench = new LetterBench();
  let signers: Signers;
  let desk: MessageDesk;
  let petition: { id: string; slug: string };
  let about: Action;

  beforeAll(async () => {
    await bench.open();
    signers = new Signers(bench.app);
    desk = new MessageDesk(await bench.app.signIn('organizer', bench.chapterId));
    petition = await aPetition(bench.app.db, { ownerId: bench.chapterId });
    await signers.readPage(petition.slug);
  }, 60_000);
  afterAll(() => bench.close());
  beforeEach(async () => {
    bench.sink.caught.length = 0;
    petition = await aPetition(bench.app.db, { ownerId: bench.chapterId });
    about = { action_kind: 'petition', action_id: petition.id };
  });

  /** The next mail to an address, as it came out of the relay. */
  const arrived = (address: string): Promise<{ raw: string; mail: Email }> =>
    settled(`a mail came to ${address}`, async () => {
      const found = bench.sink.caught.find(({ to }) => to.includes(address));
      return found && { raw: found.raw.toString('latin1'), mail: await PostalMime.parse(found.raw) };
    });

  it('say the built-in words until somebody writes others, each language apart', async () => {
    const before = messagesIn(await desk.read(about));
    expect(before).toHaveLength(9);
    expect(before.every(({ is_own }) => !is_own)).toBe(true);
    expect(before.find(({ step, language }) => step === 'confirmation' && language === 'es')!.subject).toBe(
      'Confirme, por favor: Safe housing now',
    );

    const after = messagesIn(await desk.rewrite(about, 'confirmation'));
    expect(after.filter(({ is_own }) => is_own)).toMatchObject([
      { step: 'confirmation', language: 'en', ...HELLO },
    ]);

    await signers.sign(petition.slug, { email: 'own@people.example' });
    const { mail } = await arrived('own@people.example');
    expect(mail.subject).toBe('One click, Ada');
    expect(mail.text).toContain('Dear Ada Moura,\n\nwe are glad.');
    expect(mail.html).toContain('Dear Ada Moura,');

    await signers.sign(petition.slug, { email: 'other@people.example' }, { query: '?lang=es' });
    expect((await arrived('other@people.example')).mail.subject).toBe(
      'Confirme, por favor: Safe housing now',
    );
  });

  it('keep what they are for, whatever is written: the button, what was signed, the way out', async () => {
    await desk.rewrite(about, 'confirmation', { subject: 'Hello', body: doc('Thanks.') });
    await desk.rewrite(about, 'thanks', { subject: 'Thanks, {{given_name}}', body: doc('You count.') });
    await signers.sign(petition.slug, { email: 'kept@people.example' });
    const { mail } = await arrived('kept@people.example');
    for (const part of [mail.text!, mail.html!]) {
      expect(part).toContain('Thanks.');
      expect(part).not.toContain('One click, and your signature counts');
      expect(part).toContain('Fund safe housing for survivors.');
      expect(part).toContain('/withdrawal?');
    }
    bench.sink.caught.length = 0;
    await bench.app.visitor().submit(signers.link({ text: mail.text! }, 'confirmation'), {});
    const thanks = (await arrived('kept@people.example')).mail;
    expect([thanks.subject, thanks.text]).toEqual(['Thanks, Ada', expect.stringContaining('You count.')]);
    expect(thanks.text).toMatch(/\/petitions\/\S+\?s=/);

    await desk.rewrite(about, 'already-signed', {
      subject: 'Again?',
      body: doc('You have signed, {{given_name}}.'),
    });
    await signers.sign(petition.slug, { email: 'kept@people.example' });
    const [again] = await signers.mails('kept@people.example', 'petition-already-signed');
    expect([again!.subject, again!.text]).toEqual([
      'Again?',
      expect.stringContaining('You have signed, Ada.'),
    ]);
    expect(again!.text).toContain('/withdrawal?');
  });

  it('take nobody’s name for a template, for markup or for a header', async () => {
    await desk.rewrite(about, 'confirmation');
    const name = '{{full_name}} <img src=x onerror=alert(1)>';
    await signers.sign(petition.slug, { email: 'hostile@people.example', given_name: name });
    const { mail } = await arrived('hostile@people.example');
    expect(mail.subject).toBe(`One click, ${name}`);
    expect(mail.text).toContain(`Dear ${name} Moura,`);
    expect(mail.html).toContain('{{full_name}} &lt;img src=x onerror=alert(1)&gt; Moura');

    // No form lets a line break through; what is in the database from elsewhere adds no header all the same.
    await signers.sign(petition.slug, { email: 'breaks@people.example' });
    await arrived('breaks@people.example');
    bench.sink.caught.length = 0;
    await bench.app.db.query(
      `UPDATE signatures SET given_name = $1, mail_due_at = now() WHERE canonical_email = 'breaks@people.example'`,
      ['Ada\r\nBcc: spy@evil.example\r\n\r\nBody'],
    );
    await signers.sign(petition.slug, { email: 'wakes@people.example' });
    const { raw } = await arrived('breaks@people.example');
    const head = raw.split('\r\n\r\n')[0]!;
    expect(head).not.toMatch(/^Bcc:/im);
    expect(bench.sink.caught.some(({ to }) => to.includes('spy@evil.example'))).toBe(false);
  });

  it('of an event keep its places, its calendar file and the link to change or cancel', async () => {
    const event = await anEvent(bench.app.db, { ownerId: bench.chapterId, capacity: 1 });
    const action: Action = { action_kind: 'event', action_id: event.id };
    await desk.rewrite(action, 'receipt', {
      subject: 'See you there',
      body: doc('Bring water, {{given_name}}.'),
    });
    await signUp(bench.app, event, { email: 'comes@people.example' });
    const [receipt] = await mailTo(bench.app.db, 'comes@people.example');
    expect(receipt!.subject).toBe('See you there');
    expect(receipt!.text).toContain('Bring water, Ada.');
    expect(receipt!.text).toContain('Meet at the blue tent');
    expect(receipt!.text).toContain('/registrations/');
    expect(receipt!.calendar!.method).toBe('REQUEST');

    // Whoever only waits for a place is told so, and not that they are coming.
    await signUp(bench.app, event, { email: 'waits@people.example' });
    const [waiting] = await mailTo(bench.app.db, 'waits@people.example');
    expect(waiting!.subject).toContain('You are on the waiting list');
    expect(waiting!.text).not.toContain('Bring water');
  });

  it('of a letter keep to whom it goes, the confirmation, the copy and the way out', async () => {
    const { id, slug, email } = await bench.campaign();
    const action: Action = { action_kind: 'letter', action_id: id };
    await desk.rewrite(action, 'confirmation', {
      subject: 'Please confirm it, {{given_name}}',
      body: doc('Nearly there.'),
    });
    await desk.rewrite(action, 'receipt', {
      subject: 'Sent, {{given_name}}',
      body: doc('It is on its way.'),
    });
    const path = await bench.write(slug, email);
    const confirmation = await bench.mailTo(email, /^Please confirm it, Ada$/);
    expect(confirmation.text).toContain('Nearly there.');
    expect(confirmation.text).toContain('Ana Rivera, State Representative');
    await bench.app.visitor().submit(path, {});
    const receipt = await bench.mailTo(email, /^Sent, Ada$/);
    expect(receipt.text).toContain('It is on its way.');
    expect(receipt.text).toContain('Dear Senator Diaz,');
    expect(linkIn(receipt.text, 'withdrawal')).toContain('/withdrawal/');

    bench.sink.caught.length = 0;
    // A second letter reaches nobody, so thanks for sending it would not be true.
    await bench.app.visitor().submit(await bench.write(slug, email, { subject: 'Again' }), {});
    const none = await bench.mailTo(email, /copy of your letter/);
    expect(none.text).not.toContain('It is on its way.');
  });

  it('go out at once while bulk mail waits in its queue', async () => {
    await subscribers(bench.app.db, { ownerId: bench.chapterId, count: 300, prefix: 'bulk' });
    // The relay takes nothing in bulk for an hour.
    await bench.app.db.query(
      `INSERT INTO sending_rates (relay, receiver, per_minute, tokens, filled_at)
       VALUES ('default', '*', 1, 0, now() + interval '1 hour')`,
    );
    const mailingId = await aMailing(bench.app.db, { ownerId: bench.chapterId });
    await bench.app.worker!.get(Preparing).prepare(mailingId);
    await desk.rewrite(about, 'confirmation');
    await signers.sign(petition.slug, { email: 'first@people.example' });
    expect((await arrived('first@people.example')).mail.subject).toBe('One click, Ada');
    expect(await statesOf(bench.app.db, mailingId)).toEqual({ pending: 300 });
    await bench.app.db.query(`UPDATE mailings SET state = 'cancelled' WHERE id = $1`, [mailingId]);
    await bench.app.db.query('DELETE FROM sending_rates');
  });
});
