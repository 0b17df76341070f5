import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { anAccount, unique } from '../support/people.js';
import { settled } from '../support/settled.js';
import { INLET_DOMAIN } from './support/inlet.js';
import { letter, Relayed } from './support/relayed.js';
import { statusReport } from './support/reports.js';

describe('Letters by a relay', () => {
  const product = new Relayed();

  beforeAll(() => product.start());
  afterAll(() => product.close());
  beforeEach(() => product.fresh());

  it('sends the system’s mail to them, neutral, and keeps nothing of where it went', async () => {
    const { real } = product;
    await product.receipt();
    const { mail, raw } = await product.caught(real);
    expect([mail.from?.name, mail.subject]).toEqual(['Office', 'A message for you']);
    expect(mail.to).toEqual([{ name: '', address: real }]);
    expect(mail.replyTo![0]!.address).toMatch(/^r\+[0-9a-z]+\.[0-9a-f]{32}@/);
    expect(mail.text).toContain('Thanks');
    expect(raw.toString()).not.toContain('<img');
    expect(await product.standing()).toEqual([]);
  });

  it('carries letters both ways, and staff never see where from', async () => {
    const { real, relay, staffEmail } = product;
    await product.write(relay, letter(staffEmail, relay));
    const { mail: there } = await product.caught(real);
    expect([there.from?.name, there.subject]).toEqual(['Office', 'A message for you']);
    expect(there.text).toContain('About Thursday');
    expect(there.text).toContain('Can you come at nine?');
    expect(there.headers.map(({ key }) => key)).not.toContain('received');

    const answerTo = there.replyTo![0]!.address!;
    const answer = letter(real, answerTo, {
      head: [
        'Subject: =?utf-8?q?Re=3A_At_nine=2C?=',
        `Reply-To: ${real.toUpperCase()}`,
        `Return-Path: <${real}>`,
        `Disposition-Notification-To: ${real}`,
        'X-Originating-IP: 203.0.113.9',
      ],
      words: [
        'Yes, at nine.',
        '',
        `> On Monday Office <${answerTo}> wrote to ${real}:`,
        `> https://example.org/?to=${encodeURIComponent(real)}`,
      ],
    });
    await product.write(answerTo, answer);
    const { mail: back, from, raw } = await product.caught(staffEmail);
    expect(back.subject).toBe('Re: At nine,');
    expect(back.text).toContain('Yes, at nine.');
    expect(back.replyTo![0]!.address).toBe(relay);
    const all = `${from} ${raw.toString()} ${back.text} ${back.html}`.toLowerCase();
    for (const trace of [real, encodeURIComponent(real), real.split('@')[1]!, '203.0.113.9', answerTo])
      expect(all).not.toContain(trace);
  });

  it('keeps no letter that it has carried', async () => {
    const { real, relay, staffEmail } = product;
    await product.write(relay, letter(staffEmail, relay));
    await product.caught(real);
    await settled('nothing of it stood', async () => {
      const { rows } = await product.app.db.query<{ message: object; raw: unknown }>(
        `SELECT d.message, n.raw_sealed AS raw FROM deliveries d, mail_notices n WHERE d.person_id = $1 AND d.state = 'sent'`,
        [product.personId],
      );
      return rows.length > 0 && rows.every((each) => Object.keys(each.message).length === 0 && !each.raw);
    });
    expect(await product.standing()).toEqual([]);
  });

  it('takes an answer to the system to whom of staff may open the record', async () => {
    await product.receipt();
    const answerTo = (await product.caught(product.real)).mail.replyTo![0]!.address!;
    await product.write(answerTo, letter(product.real, answerTo));
    const { mail } = await product.caught(product.staffEmail);
    expect(mail.text).toContain('Can you come at nine?');
  });

  it('passes on nothing of strangers, machines and lists, and says so to nobody', async () => {
    const { app, real, relay, staffEmail } = product;
    const colleague = `colleague-${unique()}@staff.example`;
    await anAccount(app.db, { email: colleague, grants: [['chapter-admin', product.ownerId]] });
    const unknown = `r+${'a'.repeat(26)}@${INLET_DOMAIN}`;
    const by = (...head: string[]): Buffer => letter(staffEmail, relay, { head: ['Subject: News', ...head] });
    await product.write(relay, letter('stranger@outside.example', relay));
    await product.write(relay, letter(colleague, relay));
    await product.write(unknown, letter(staffEmail, unknown));
    await product.write(relay, by('Auto-Submitted: auto-replied'));
    await product.write(relay, by('List-Id: <news.example>'));
    await product.write(relay, by('Precedence: bulk'));
    await product.write(relay, letter(`${staffEmail}>, <other@outside.example`, relay));
    await product.write(`r+1.${'0'.repeat(32)}@${INLET_DOMAIN}`, letter(real, relay));
    const { rows } = await app.db.query(`SELECT 1 FROM deliveries WHERE person_id = $1`, [product.personId]);
    expect(rows).toEqual([]);
    expect(product.sink.caught).toEqual([]);
  });

  it('never passes on what it has sent itself, so that nothing goes in a circle', async () => {
    const { real, relay, staffEmail } = product;
    await product.write(relay, letter(staffEmail, relay));
    const { mail, raw } = await product.caught(real);
    await product.write(mail.replyTo![0]!.address!, raw);
    await product.write(relay, raw);
    expect(product.sink.caught).toHaveLength(1);
  });

  it('does not pass files on, and says that there was one', async () => {
    const { relay, staffEmail, real } = product;
    const file = [
      `From: ${staffEmail}`,
      'Subject: A picture',
      'Content-Type: multipart/mixed; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'Look',
      '--b',
      'Content-Type: image/jpeg; name="us.jpg"',
      'Content-Disposition: attachment; filename="us.jpg"',
      'Content-Transfer-Encoding: base64',
      '',
      '/9j/4AAQ',
      '--b--',
      '',
    ];
    await product.write(relay, Buffer.from(file.join('\r\n')));
    const { mail } = await product.caught(real);
    expect(mail.attachments).toEqual([]);
    expect(mail.text).toContain('(A file was attached. It was not passed on.)');
  });

  it('keeps no word of a server that names them, refusing or bouncing', async () => {
    const { app, real, relay } = product;
    const ended = (id: string, state: string) =>
      settled(`it was ${state}`, async () => {
        const { rows } = await app.db.query<{ reply: string; reason: string }>(
          `SELECT reply, reason FROM deliveries WHERE id = $1 AND state = $2`,
          [id, state],
        );
        return rows[0];
      });
    product.sink.behaviour = { replies: { rcpt: `452 4.2.2 <${real.toUpperCase()}> is over quota` } };
    const refused = await ended(await product.receipt(), 'deferred');
    expect(refused.reply).toBe('452 4.2.2 <***> is over quota');
    product.sink.behaviour = {};
    const bounced = await product.receipt();
    const { from } = await product.caught(real);
    await ended(bounced, 'sent');
    await product.bring(from, statusReport({ to: from, recipient: real }));
    expect(await ended(bounced, 'failed')).toEqual({ reply: '', reason: 'hard-bounce' });
    const { rows } = await app.db.query(
      `SELECT reason FROM suppressions WHERE canonical_email = $1 AND organization_id IS NULL`,
      [relay],
    );
    expect(rows).toEqual([{ reason: 'hard-bounce' }]);
    expect(await product.standing()).toEqual([]);
  });
});
