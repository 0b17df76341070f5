import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { mailsIn } from '../../src/email/inbound/mbox.js';
import { readNotice } from '../../src/email/inbound/read-notice.js';
import { testData } from '../support/test-data.js';
import { eximReport, feedbackReport, plainMail, statusReport, vacation } from './support/reports.js';

const classOf = async (raw: Buffer) => (await readNotice(raw)).failures.map((each) => each.class);
const kindOf = async (raw: Buffer) => (await readNotice(raw)).kind;

describe('Reading what comes back', () => {
  it('E52: tells a dead mailbox, a full one, an objection to us and a message too large apart', async () => {
    const { kind, failures, about } = await readNotice(statusReport({ messageId: 'm1@worcester.example' }));
    expect([kind, failures[0]?.class, failures[0]?.recipient, failures[0]?.status]).toEqual([
      'bounce',
      'hard',
      'ada@people.example',
      '5.1.1',
    ]);
    expect(about.messageId).toBe('m1@worcester.example');
    for (const [status, diagnostic, expected] of [
      ['5.1.10', 'smtp; 550 5.1.10 RecipientNotFound', 'hard'],
      ['5.2.2', 'smtp; 552 5.2.2 Mailbox full', 'soft'],
      ['4.4.1', 'X-Postfix; connect to mx: Connection timed out', 'soft'],
      ['5.7.1', 'smtp; 550 5.7.1 Message blocked as spam', 'policy'],
      ['5.1.1', 'smtp; 550 5.7.1 IP address blacklisted by recipient', 'policy'],
      ['5.2.1', 'smtp; 550 5.2.1 receiving mail at a rate that prevents additional messages', 'soft'],
      ['5.3.4', 'smtp; 552 5.3.4 Message too large', 'final'],
      ['5.0.0', 'smtp; 550 User not found', 'hard'],
      ['4.1.1', 'smtp; 450 4.1.1 User unknown in virtual alias table', 'soft'],
    ] as const)
      expect([diagnostic, ...(await classOf(statusReport({ status, diagnostic })))]).toEqual([
        diagnostic,
        expected,
      ]);
  });

  it('reads the part for people where the part for machines says nothing', async () => {
    const said = { status: '5.0.0', diagnostic: '', words: '550 No such user here' };
    expect(await classOf(statusReport(said))).toEqual(['hard']);
  });

  it('E52: takes a delay and a delivery for no bounce', async () => {
    expect(await kindOf(statusReport({ action: 'delayed', status: '4.4.1' }))).toBe('delayed');
    expect(await kindOf(statusReport({ action: 'relayed', status: '2.0.0' }))).toBe('delivered');
  });

  it('reads reports in words, and not the words of the mail that they return', async () => {
    expect(await classOf(eximReport('550 5.1.1 User unknown'))).toEqual(['hard']);
    const full = await readNotice(eximReport('552 mailbox is full'));
    expect(full.failures).toMatchObject([{ class: 'soft', recipient: 'ada@people.example' }]);
    expect(full.about).toMatchObject({
      messageId: 'abc@worcester.example',
      returnPath: 'b+zz.0123456789abcdef0123@worcester.example',
    });
  });

  it('E55: knows complaints, opt-outs, and what is neither', async () => {
    for (const [type, kind] of [
      ['abuse', 'complaint'],
      ['fraud', 'complaint'],
      ['opt-out', 'opt-out'],
      ['not-spam', 'not-spam'],
      ['auth-failure', 'other'],
    ] as const)
      expect([type, await kindOf(feedbackReport(type))]).toEqual([type, kind]);
  });

  it('E56: takes a vacation notice for an automatic one, whatever it says of addresses', async () => {
    expect(await kindOf(vacation())).toBe('automatic');
  });

  it('takes what a person writes for no bounce', async () => {
    const reply = plainMail(
      { From: 'ada@people.example', Subject: 'Re: Budget week' },
      'My old address does not exist any more.',
    );
    expect(await kindOf(reply)).toBe('other');
  });

  it('E57: reads every kind of line end, and a mail with the first line of an mbox', async () => {
    const text = statusReport().toString();
    for (const raw of [
      text,
      text.replaceAll('\r\n', '\n'),
      text.replaceAll('\r\n', '\r'),
      `From MAILER-DAEMON Thu Jan  1 00:00:00 2026\n${text.replaceAll('\r\n', '\n')}`,
    ])
      expect(await classOf(Buffer.from(raw))).toEqual(['hard']);
  });

  it('E57: takes an mbox apart into its mails', () => {
    const line = 'From MAILER-DAEMON Thu Jan  1 00:00:00 2026\n';
    const [one, two] = [vacation().toString(), 'Subject: x\n\nFrom here on I am away.\n'];
    const mails = mailsIn(Buffer.from(`${line}${one}\n\n${line}${two}`));
    expect(mails.map((mail) => mail.toString().includes('I am away'))).toEqual([true, true]);
    expect(mailsIn(Buffer.from(two))).toHaveLength(1);
    expect(mailsIn(Buffer.from('\n'))).toEqual([]);
  });

  it('is not slowed down by what is made to be slow', async () => {
    const start = Date.now();
    const daemon = { From: 'MAILER-DAEMON@x.example', Subject: 'failure notice' };
    for (const [unit, type] of [
      ['-', 'text/plain'],
      ['a@', 'text/plain'],
      ['<style', 'text/html'],
      ['<', 'text/html'],
      ['550 5.', 'text/plain'],
      ['account ', 'text/plain'],
    ])
      await readNotice(plainMail({ ...daemon, 'Content-Type': type! }, unit!.repeat(300_000)));
    await readNotice(Buffer.from(`Content-Type: multipart/mixed; boundary=b\n\n${'--b\n'.repeat(5_000)}`));
    // The slow ways take minutes: any machine is within these bounds.
    expect(Date.now() - start).toBeLessThan(60_000);
  });
});

const CORPUS = testData('corpora/bounces');
interface Label {
  reason: string;
  status: string;
  feedbackType?: string;
}

/** The product's class of the corpus's reasons. */
const CLASSES: Record<string, readonly string[]> = {
  hard: ['userunknown', 'hostunknown', 'hasmoved', 'notaccept'],
  policy:
    'authfailure badreputation blocked norelaying notcompliantrfc policyviolation rejected requireptr securityerror spamdetected virusdetected'.split(
      ' ',
    ),
  final: ['mesgtoobig', 'exceedlimit', 'contenterror', 'syntaxerror'],
  automatic: ['vacation'],
  delivered: ['delivered'],
};
/** Reasons that the corpus gives to accounts that are shut and to "user unknown" after the content was seen: its labels go by
 * the phase, the mails by their codes (5.1.1, 5.2.1), and E53 by the codes. */
const EITHER = ['suspend', 'filtered'];

function wanted({ reason, status, feedbackType }: Label): string {
  if (reason === 'feedback') return feedbackType === 'opt-out' ? 'opt-out' : 'complaint';
  const found = Object.keys(CLASSES).find((each) => CLASSES[each]!.includes(reason)) ?? 'soft';
  // The corpus calls "unknown" hard that was said for now (4.1.1).
  return found === 'hard' && status.startsWith('4') ? 'soft' : found;
}

(CORPUS ? describe : describe.skip)('The corpus of real bounces', () => {
  const expected = CORPUS
    ? (JSON.parse(readFileSync(path.join(CORPUS, 'expected.json'), 'utf8')) as Record<string, Label[]>)
    : {};
  const raw = (file: string) => readFileSync(path.join(CORPUS!, 'mails', file));
  const read = async (file: string) => {
    const { kind, failures } = await readNotice(raw(file));
    return kind === 'bounce' ? failures.map((each) => each.class as string) : [kind as string];
  };
  /** E52: a delay is no bounce, and the corpus files it under what delays it. */
  const saysDelayed = (file: string) =>
    /^Action: delayed|WARNING MESSAGE ONLY|has not yet been delivered|temporary failure report/im.test(
      raw(file).toString('latin1'),
    );

  it('E54: is read without a crash, at every kind of line end', async () => {
    for (const file of readdirSync(path.join(CORPUS!, 'mails'))) {
      const text = raw(file).toString('latin1').replace(/\r\n/g, '\n');
      const asCame = await readNotice(Buffer.from(text, 'latin1'));
      const ofMac = await readNotice(Buffer.from(text.replaceAll('\n', '\r'), 'latin1'));
      const cut = await readNotice(Buffer.from(text.slice(0, text.length / 2), 'latin1'));
      expect([file, ofMac.kind]).toEqual([file, asCame.kind]);
      expect(cut.failures.every(({ reply }) => reply.length <= 500)).toBe(true);
    }
  });

  it('E54: 97 in 100 are of the right class, none is wrongly hard, and every complaint is found', async () => {
    const table: Record<string, Record<string, number>> = {};
    const wrong: string[] = [];
    let right = 0;
    for (const [file, labels] of Object.entries(expected)) {
      const got = new Set(await read(file));
      const want = new Set(labels.map(wanted));
      const isEither = labels.some(({ reason }) => EITHER.includes(reason));
      const isSame = [...got].sort().join() === [...want].sort().join();
      const isRight = isSame || isEither || (got.has('delayed') && saysDelayed(file));
      if (isRight) right += 1;
      else wrong.push(`${file}: ${[...want].join()} read as ${[...got].join()}`);
      if (got.has('hard') && !want.has('hard') && !isEither) throw new Error(`${file} is wrongly hard`);
      const row = (table[[...want].sort().join(' + ')] ??= {});
      const column = [...got].sort().join(' + ');
      row[column] = (row[column] ?? 0) + 1;
    }
    console.info('rows: the corpus; columns: read here');
    console.table(table);
    console.info(`${wrong.length} otherwise:\n${wrong.join('\n')}`);
    expect(right / Object.keys(expected).length).toBeGreaterThanOrEqual(0.97);
    const complaints = Object.keys(expected).filter((file) => wanted(expected[file]![0]!) === 'complaint');
    for (const file of complaints) expect([file, await read(file)]).toEqual([file, ['complaint']]);
  });

  it('E53: calls nothing hard that the receiver held against us, or that was no bounce', async () => {
    const never =
      'vacation delivered feedback blocked policyviolation spamdetected authfailure requireptr norelaying'.split(
        ' ',
      );
    for (const [file, labels] of Object.entries(expected)) {
      if (!labels.every(({ reason }) => never.includes(reason))) continue;
      expect([file, (await read(file)).includes('hard')]).toEqual([file, false]);
    }
  });

  it('E56: takes no vacation notice for a bounce', async () => {
    for (const file of readdirSync(path.join(CORPUS!, 'mails')).filter((each) => each.startsWith('rfc3834')))
      expect([file, await read(file)]).toEqual([file, ['automatic']]);
  });
});
