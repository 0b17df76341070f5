import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MailSettings } from '../../src/platform/mail/mail-settings.js';
import { MailTransport } from '../../src/platform/mail/transport.service.js';
import { type Behaviour, type Moment, SmtpSink } from '../support/smtp-sink.js';

const RAW = Buffer.from('From: <a@example.org>\r\nTo: <b@example.net>\r\nSubject: x\r\n\r\nHello\r\n');
const LARGE = Buffer.from(`Subject: x\r\n\r\n${`${'y'.repeat(70)}\r\n`.repeat(60_000)}`);
const mail = { envelopeFrom: 'bounce@example.org', to: 'b@example.net', raw: RAW };

describe('delivery of a message', () => {
  let sink: SmtpSink;
  let transport: MailTransport;

  beforeEach(async () => {
    sink = await new SmtpSink().listen();
    transport = transportTo(sink.url);
  });

  afterEach(async () => {
    await transport.close(0);
    await sink.close();
  });

  function transportTo(url: string, settings: Partial<MailSettings> = {}): MailTransport {
    const limits = { greetingLimit: 500, silenceLimit: 500, deliveryLimit: 3_000 };
    return new MailTransport(new MailSettings({ url, ...limits, ...settings }));
  }

  it('is accepted with the reply and the queue id of the relay', async () => {
    expect(await transport.deliver(mail)).toEqual({
      kind: 'accepted',
      reply: '250 2.0.0 Ok: queued as S1',
      queueId: 'S1',
    });
    expect(sink.caught).toEqual([{ from: 'bounce@example.org', to: ['b@example.net'], raw: RAW }]);
  });

  it('hands over the exact bytes, dots at line starts included', async () => {
    const raw = Buffer.from('Subject: x\r\n\r\n.\r\n..two\r\n.x\r\n');
    await transport.deliver({ ...mail, raw });
    expect(sink.caught[0]!.raw.toString()).toBe(raw.toString());
  });

  it.each<[Moment, string, object]>([
    ['rcpt', '550 5.1.1 no such user', { code: 550, enhanced: '5.1.1', permanent: true }],
    ['rcpt', '451 4.7.1 greylisted', { code: 451, enhanced: '4.7.1', permanent: false }],
    ['mail', '452 4.3.1 full', { code: 452, permanent: false }],
    ['data', '554 no', { code: 554, enhanced: undefined, permanent: true }],
    ['dot', '452 4.3.1 insufficient storage', { code: 452, permanent: false }],
    ['dot', '421 4.7.28 rate', { code: 421, permanent: false }],
    ['dot', '550 5.7.1 spam', { code: 550, enhanced: '5.7.1', permanent: true }],
  ])('is refused where the relay answers at %s with %s', async (moment, reply, expected) => {
    sink.behaviour = { replies: { [moment]: reply } };
    expect(await transport.deliver(mail)).toMatchObject({ kind: 'refused', reply, ...expected });
    expect(sink.caught).toHaveLength(0);
  });

  it.each<[string, Behaviour]>([
    ['the connection is cut at the greeting', { cutAt: 'greeting' }],
    ['the connection is cut at MAIL', { cutAt: 'mail' }],
    ['the connection is cut at RCPT', { cutAt: 'rcpt' }],
    ['the connection is cut at DATA', { cutAt: 'data' }],
    ['the relay answers MAIL with lines without end (F25)', { babbleAt: 'mail' }],
    ['the relay never greets (F25)', { hangAt: 'greeting' }],
    ['the relay never answers RCPT', { hangAt: 'rcpt' }],
    ['the relay never answers DATA', { hangAt: 'data' }],
    ['the relay turns everybody away', { replies: { greeting: '421 4.7.0 too many connections' } }],
  ])('was not handed over where %s', async (_what, behaviour) => {
    sink.behaviour = behaviour;
    expect(await transport.deliver(mail)).toMatchObject({ kind: 'not-handed' });
    expect(sink.caught).toHaveLength(0);
  });

  it('was not handed over where the connection is cut in the middle of a large message', async () => {
    sink.behaviour = { cutAfterBytes: 200_000 };
    expect(await transport.deliver({ ...mail, raw: LARGE })).toMatchObject({ kind: 'not-handed' });
    expect(sink.caught).toHaveLength(0);
  });

  it('was not handed over where nobody listens', async () => {
    await sink.close();
    expect(await transport.deliver(mail)).toMatchObject({ kind: 'not-handed' });
    sink = await new SmtpSink().listen();
  });

  it.each<[string, Behaviour]>([
    ['cut after the final dot', { cutAt: 'dot' }],
    ['hung after the final dot (F26)', { hangAt: 'dot' }],
    ['answered one byte at a time (F25)', { trickle: 300 }],
  ])('is unknown where the connection is %s', async (_what, behaviour) => {
    sink.behaviour = behaviour;
    expect(await transport.deliver(mail)).toMatchObject({ kind: 'unknown' });
    expect(sink.caught).toHaveLength(1);
  });

  it('reaches everybody once over a relay that hangs up every three messages', async () => {
    sink.behaviour = { closeEvery: 3 };
    const single = transportTo(sink.url, { connections: 1 });
    for (let count = 1; count <= 10; count++) {
      expect(await single.deliver({ ...mail, to: `p${count}@example.net` })).toMatchObject({
        kind: 'accepted',
      });
      await sleep(5);
    }
    expect(new Set(sink.caught.map(({ to }) => to[0])).size).toBe(10);
    expect(sink.caught).toHaveLength(10);
    await single.close();
  });

  it('F25: takes a reply of a megabyte for what its beginning says, and keeps no more than that', async () => {
    sink.behaviour = { replies: { dot: `550 5.7.1 ${'no '.repeat(350_000)}` } };
    const outcome = await transport.deliver(mail);
    expect(outcome).toMatchObject({ kind: 'refused', code: 550, enhanced: '5.7.1' });
    expect('reply' in outcome && outcome.reply.length).toBeLessThanOrEqual(500);
  });

  it('tells of a given-up delivery on which side of the dot it was', async () => {
    sink.behaviour = { hangAt: 'rcpt' };
    const before = await transport.deliver({ ...mail, signal: AbortSignal.timeout(100) });
    sink.behaviour = { hangAt: 'dot' };
    const atTheDot = new AbortController();
    sink.onCaught = () => atTheDot.abort();
    const after = await transport.deliver({ ...mail, signal: atTheDot.signal });
    expect([before.kind, after.kind]).toEqual(['not-handed', 'unknown']);
  });

  it('refuses an envelope that could name a second recipient, before anything is sent', async () => {
    for (const to of ['a@x.net,b@x.net', 'a@x.net>\r\nRCPT TO:<b@x.net', 'A@X.net', '']) {
      await expect(transport.deliver({ ...mail, to })).rejects.toThrow('canonical');
    }
    await expect(transport.deliver({ ...mail, envelopeFrom: 'a@x.net> SIZE=1' })).rejects.toThrow(
      'canonical',
    );
    expect(sink.connections).toBe(0);
  });

  it('E5: refuses a mailbox beyond ASCII clearly, and reaches a domain beyond ASCII by its A-label', async () => {
    expect(await transport.deliver({ ...mail, to: 'renée@example.net' })).toMatchObject({
      kind: 'refused',
      enhanced: '5.6.7',
      permanent: true,
    });
    await transport.deliver({ ...mail, to: 'a@xn--bcher-kva.example' });
    expect(sink.caught.map(({ to }) => to)).toEqual([['a@xn--bcher-kva.example']]);
  });

  it('keeps the password out of what it reports', async () => {
    const secret = 'pass%21word-canary';
    const guarded = transportTo(`smtp://user:${secret}@127.0.0.1:${sink.port}`);
    const outcome = await guarded.deliver(mail);
    expect(outcome).toMatchObject({ kind: 'not-handed', code: 535 });
    expect(JSON.stringify([outcome, await guarded.verify()])).not.toContain('canary');
    await guarded.close();
  });

  it('finishes deliveries under way when it closes, and cuts them at the limit', async () => {
    sink.behaviour = { trickle: 10 };
    const finishing = transport.deliver(mail);
    await sleep(100);
    await transport.close(5_000);
    expect(await finishing).toMatchObject({ kind: 'accepted' });
    await expect(transport.deliver(mail)).rejects.toThrow('closed');

    sink.behaviour = { hangAt: 'dot' };
    const patient = transportTo(sink.url, { silenceLimit: 60_000, deliveryLimit: 60_000 });
    const taken = new Promise<unknown>((resolve) => (sink.onCaught = resolve));
    const hanging = patient.deliver(mail);
    await taken;
    const from = Date.now();
    await patient.close(300);
    expect(await hanging).toMatchObject({ kind: 'unknown' });
    expect(Date.now() - from).toBeLessThan(1_500);
  });
});
