import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AppWithInlet, INLET_DOMAIN } from './support/inlet.js';
import { feedbackReport, plainMail, statusReport, vacation } from './support/reports.js';

describe('What readers and strangers send back', () => {
  const product = new AppWithInlet();

  beforeAll(() => product.start());
  afterAll(() => product.close());
  beforeEach(() => product.fresh());

  it('believes a report that only names a recipient as one of three, and no such complaint', async () => {
    const { mailingId, of } = await product.sent(2);
    const to = `postmaster@${INLET_DOMAIN}`;
    await product.bring(to, statusReport({ to, recipient: of(1).address }));
    await product.bring(
      to,
      Buffer.from(
        feedbackReport('abuse', { to }).toString().replace('redacted@people.example', of(2).address),
      ),
    );
    await product.read();
    expect(await product.stateOf(mailingId, of(1).address)).toMatchObject({
      reason: 'soft-bounce',
      suppressed: null,
    });
    expect(await product.stateOf(mailingId, of(2).address)).toMatchObject({
      state: 'sent',
      suppressed: null,
    });
  });

  it('E55: lets nobody mail whoever complained, until they take it back', async () => {
    const { mailingId, of } = await product.sent(1);
    const { from, address, messageId } = of(1);
    await product.bring(from, feedbackReport('abuse', { to: from, messageId }));
    await product.read();
    expect(await product.stateOf(mailingId, address)).toMatchObject({
      state: 'sent',
      suppressed: ['complaint everywhere'],
      did: ['complained', 'was-mailed'],
    });
    const { rows } = await product.app.db.query(
      `SELECT c.is_given, c.method FROM consents c JOIN person_emails e ON e.person_id = c.person_id WHERE e.canonical = $1`,
      [address],
    );
    expect(rows).toEqual([{ is_given: false, method: 'complaint' }]);
    await product.bring(from, feedbackReport('not-spam', { to: from, messageId }));
    await product.read();
    expect(await product.stateOf(mailingId, address)).toMatchObject({ suppressed: null });
  });

  it('E55: finds the reader of a complaint by what the provider leaves in the mail', async () => {
    const { mailingId, of } = await product.sent(1);
    const to = `complaints@${INLET_DOMAIN}`;
    const report = feedbackReport('abuse', { to }).toString();
    const withHeader = report.replace(
      'To: redacted',
      `List-Unsubscribe: <mailto:${of(1).leaving}>\r\nTo: redacted`,
    );
    await product.bring(to, Buffer.from(withHeader));
    await product.read();
    expect(await product.stateOf(mailingId, of(1).address)).toMatchObject({
      suppressed: ['complaint everywhere'],
    });
  });

  it('takes a mail to the address of List-Unsubscribe for leaving', async () => {
    const { mailingId, of } = await product.sent(1);
    const { leaving, address } = of(1);
    await product.bring(
      leaving,
      plainMail({ From: address, To: leaving, Subject: 'unsubscribe' }, ''),
      address,
    );
    await product.read();
    expect(await product.stateOf(mailingId, address)).toMatchObject({
      state: 'sent',
      suppressed: ['unsubscribed'],
      did: ['unsubscribed', 'was-mailed'],
    });
  });

  it('E56: ignores vacation notices and answers nothing', async () => {
    const { mailingId, of } = await product.sent(1);
    const { from, address } = of(1);
    const before = product.sink.caught.length;
    await product.bring(from, vacation({ to: from }));
    await product.bring(
      from,
      plainMail({ From: address, To: from, Subject: 'Re: Budget week' }, 'I will call.'),
      address,
    );
    await product.read();
    expect(await product.stateOf(mailingId, address)).toEqual({
      state: 'sent',
      reason: null,
      suppressed: null,
      email: 'ok',
      did: ['was-mailed'],
    });
    expect(product.sink.caught).toHaveLength(before);
  });

  it('takes mail for its own domain and its own kinds of address alone', async () => {
    for (const to of ['someone@else.example', `info@${INLET_DOMAIN}`])
      await expect(product.bring(to, plainMail({ From: 'a@b.example' }, 'x'))).rejects.toThrow(/5\.1\.1/);
    const large = plainMail({ From: 'a@b.example' }, 'x'.repeat(70).concat('\r\n').repeat(160_000));
    await expect(product.bring(`postmaster@${INLET_DOMAIN}`, large)).rejects.toThrow(/552/);
  });
});
