import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Inlet } from '../../src/email/inbound/inlet.service.js';
import { unique } from '../support/people.js';
import { AppWithInlet, INLET_DOMAIN } from './support/inlet.js';
import { mailingState, statesOf } from './support/mailing.js';
import { statusReport } from './support/reports.js';

describe('What comes back', () => {
  const product = new AppWithInlet();

  beforeAll(() => product.start());
  afterAll(() => product.close());
  beforeEach(() => product.fresh());

  it('E50: sends every message with a return path of its own, in the inlet’s domain', async () => {
    const { of } = await product.sent(2);
    expect(of(1).from).toMatch(
      new RegExp(`^b\\+[0-9a-z]{1,13}\\.[0-9a-f]{32}@${INLET_DOMAIN.replaceAll('.', '\\.')}$`),
    );
    expect(of(1).from).not.toBe(of(2).from);
  });

  it('E51, E53: takes a bounce from <>, fails its delivery once and mails the address no more', async () => {
    const { mailingId, of } = await product.sent(2);
    const { from, address } = of(1);
    const report = statusReport({ to: from, recipient: address });
    await Promise.all([
      product.bring(from, report),
      product.bring(from, report),
      product.bring(from, report),
    ]);
    await product.read();
    expect(await product.stateOf(mailingId, address)).toEqual({
      state: 'failed',
      reason: 'hard-bounce',
      suppressed: ['hard-bounce everywhere'],
      email: 'bouncing',
      did: ['bounced', 'was-mailed'],
    });
    expect(await statesOf(product.app.db, mailingId)).toEqual({ failed: 1, sent: 1 });
    const { rows } = await product.app.db.query(
      `SELECT n.kind, n.raw, n.recipients FROM mail_notices n JOIN deliveries d ON d.id = n.delivery_id WHERE d.mailing_id = $1`,
      [mailingId],
    );
    expect(rows).toEqual([{ kind: 'bounce', raw: null, recipients: [] }]);
    expect(
      product.sink.caught.filter(({ to }) => to[0] !== of(1).address && to[0] !== of(2).address),
    ).toEqual([]);
  });

  it('E50: counts a forged return path and does nothing', async () => {
    const { mailingId, of } = await product.sent(1);
    const { from, address } = of(1);
    const forged = from.replace(/\.[0-9a-f]{4}/, '.0000');
    await product.bring(forged, statusReport({ to: forged, recipient: address }));
    await product.read();
    expect(await product.stateOf(mailingId, address)).toMatchObject({ state: 'sent', suppressed: null });
    const { rows } = await product.app.db.query(`SELECT 1 FROM mail_notices WHERE kind = 'forged'`);
    expect(rows).toHaveLength(1);
  });

  it('finds a bounce that came elsewhere by its Message-ID', async () => {
    const { mailingId, of } = await product.sent(1);
    const { address, messageId } = of(1);
    await product.bring(
      `postmaster@${INLET_DOMAIN}`,
      statusReport({ to: `postmaster@${INLET_DOMAIN}`, recipient: address, messageId }),
    );
    await product.read();
    expect(await product.stateOf(mailingId, address)).toMatchObject({ reason: 'hard-bounce' });
  });

  it('E53: stops the organization’s mail at the third soft bounce in 30 days, and not before', async () => {
    const prefix = unique();
    let { mailingId, of } = await product.sent(1, prefix);
    for (const expected of [null, null, ['soft-bounces']]) {
      const { from, address } = of(1);
      const full = { status: '5.2.2', diagnostic: 'smtp; 552 5.2.2 Mailbox full' };
      await product.bring(from, statusReport({ to: from, recipient: address, ...full }));
      await product.read();
      expect(await product.stateOf(mailingId, address)).toMatchObject({
        reason: 'soft-bounce',
        suppressed: expected,
      });
      if (!expected) ({ mailingId, of } = await product.sentAgain(prefix));
    }
    expect(await product.stateOf(mailingId, of(1).address)).toMatchObject({ email: 'bouncing' });
  });

  it('E53: never lets the person pay for an objection to us', async () => {
    const { mailingId, of } = await product.sent(1);
    const { from, address } = of(1);
    const blocked = { status: '5.7.1', diagnostic: 'smtp; 550 5.7.1 Blocked as spam' };
    await product.bring(from, statusReport({ to: from, recipient: address, ...blocked }));
    await product.read();
    expect(await product.stateOf(mailingId, address)).toMatchObject({
      reason: 'policy-bounce',
      suppressed: null,
      email: 'ok',
    });
  });

  it('E52: takes a delay for no bounce', async () => {
    const { mailingId, of } = await product.sent(1);
    const { from, address } = of(1);
    await product.bring(
      from,
      statusReport({ to: from, recipient: address, action: 'delayed', status: '4.4.1' }),
    );
    await product.read();
    expect(await product.stateOf(mailingId, address)).toMatchObject({ state: 'sent', suppressed: null });
  });

  it('settles a message of which nobody knew whether it went out, once it comes back', async () => {
    const { mailingId, of } = await product.sent(1);
    const { from, address } = of(1);
    await product.app.db.query(`UPDATE deliveries SET state = 'unknown' WHERE mailing_id = $1`, [mailingId]);
    await product.bring(from, statusReport({ to: from, recipient: address }));
    await product.read();
    expect(await product.stateOf(mailingId, address)).toMatchObject({
      state: 'failed',
      reason: 'hard-bounce',
    });
  });

  it('F28: stops a mailing of which more than one in twenty comes back', async () => {
    const { mailingId, of } = await product.sent(100);
    await product.app.db.query(`UPDATE mailings SET state = 'sending' WHERE id = $1`, [mailingId]);
    await product.app.db.query(
      `UPDATE deliveries SET state = 'pending', next_at = now() + interval '1 day' WHERE mailing_id = $1 AND canonical_email = $2`,
      [mailingId, of(100).address],
    );
    for (let n = 1; n <= 20; n++) {
      const { from, address } = of(n);
      await product.app.web
        .get(Inlet)
        .takeMail('file', statusReport({ to: from, recipient: address }), [from]);
    }
    await product.read();
    const { state, pause_reason } = await mailingState(product.app.db, mailingId);
    expect([state, pause_reason]).toEqual(['paused', expect.stringContaining('20 of 99 came back')]);
    await product.app.db.query(`UPDATE mailings SET state = 'cancelled' WHERE id = $1`, [mailingId]);
  });

  it('reads on where one mail cannot be read', async () => {
    const { mailingId, of } = await product.sent(1);
    await product.app.db.query(`SELECT take_mail_notice('ses', 'broken', 'no json', '{}')`);
    await product.bring(of(1).from, statusReport({ to: of(1).from, recipient: of(1).address }));
    await product.read();
    expect(await product.stateOf(mailingId, of(1).address)).toMatchObject({ state: 'failed' });
  });
});
