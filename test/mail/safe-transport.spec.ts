import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { MailSettings } from '../../src/platform/mail/mail-settings.js';
import { MailTransport } from '../../src/platform/mail/transport.service.js';
import { SmtpSink } from '../support/smtp-sink.js';

const mail = {
  envelopeFrom: 'bounce@example.org',
  to: 'b@example.net',
  raw: Buffer.from('Subject: x\r\n\r\nHello\r\n'),
};

describe('The way to the relay', () => {
  const sink = new SmtpSink();
  let transport: MailTransport | undefined;

  beforeAll(() => sink.listen());
  afterEach(() => transport?.close(0));
  afterAll(() => sink.close());

  const transportTo = (url: string): MailTransport =>
    (transport = new MailTransport(new MailSettings({ url, greetingLimit: 5_000, silenceLimit: 1_000 })));
  /** This machine by a name that says nothing of it: a relay elsewhere, as far as the transport knows. */
  const elsewhere = (port: number): string => `smtp://[::ffff:127.0.0.1]:${port}`;

  it('E27: is not taken where the relay does not encrypt', async () => {
    expect(await transportTo(elsewhere(sink.port)).deliver(mail)).toMatchObject({ kind: 'not-handed' });
    expect(sink.commands.map((line) => line.slice(0, 4))).not.toContain('MAIL');
    expect(sink.caught).toEqual([]);
  });

  it('E27: is not taken where the relay cannot prove who it is', async () => {
    // Its certificate is the package's own, signed by itself.
    const relay = new SMTPServer({ authOptional: true, logger: false });
    let hasMail = false;
    relay.onMailFrom = (_address, _session, done) => {
      hasMail = true;
      done();
    };
    await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
    const { port } = relay.server.address() as { port: number };
    const outcome = await transportTo(elsewhere(port)).deliver(mail);
    expect(outcome).toMatchObject({
      kind: 'not-handed',
      error: expect.stringMatching(/certificate|altnames/i),
    });
    expect(hasMail).toBe(false);
    await new Promise<void>((resolve) => relay.close(resolve));
  });
});
