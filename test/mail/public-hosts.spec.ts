import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MailSettings } from '../../src/platform/mail/mail-settings.js';
import { dialPublic, isPublicAddress, NotPublic } from '../../src/platform/mail/public-hosts.js';
import { MailTransport } from '../../src/platform/mail/transport.service.js';
import { SmtpSink } from '../support/smtp-sink.js';

describe('An address', () => {
  it.each([
    '0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.8.8.8', '169.254.169.254', '169.254.170.2', '172.31.255.255',
    '192.0.0.192', '192.168.1.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe', '::ffff:8.8.8.8', '64:ff9b::7f00:1', 'fc00::1', 'fe80::1', 'ff02::1', '2001:db8::1', '2002:7f00:1::',
    '2001::1', 'localhost', '2130706433', '0177.0.0.1', '',
  ])('%p is none of the public internet', (address) => expect(isPublicAddress(address)).toBe(false)); // prettier-ignore

  it.each(['8.8.8.8', '9.255.255.255', '100.128.0.1', '172.32.0.1', '192.169.0.1', '2606:4700::1111', '2a00:1450:4001::1a'])(
    '%p is one of the public internet',
    (address) => expect(isPublicAddress(address)).toBe(true),
  ); // prettier-ignore
});

describe('A relay that somebody entered', () => {
  const sink = new SmtpSink();
  let transport: MailTransport | undefined;

  beforeAll(() => sink.listen());
  afterEach(() => transport?.close(0));
  afterAll(() => sink.close());

  it.each(['127.0.0.1', '[::ffff:127.0.0.1]', 'localhost'])(
    'is not dialled where it is %s: no byte leaves, and the message is kept',
    async (host) => {
      transport = new MailTransport(
        new MailSettings({ url: `smtp://us:secret@${host}:${sink.port}`, isPublicOnly: true }),
      );
      const outcome = await transport.deliver({
        envelopeFrom: 'bounce@example.org',
        to: 'b@example.net',
        raw: Buffer.from('Subject: x\r\n\r\nHello\r\n'),
      });
      expect(outcome).toMatchObject({
        kind: 'not-handed',
        error: expect.stringContaining('not a public one'),
      });
      expect(await transport.verify()).toContain('not a public one');
      expect(sink.connections).toBe(0);
    },
  );

  it('is asked for by its addresses as they were looked at, or not at all', async () => {
    await expect(dialPublic('127.0.0.1', sink.port, 1_000)).rejects.toBeInstanceOf(NotPublic);
    expect(sink.connections).toBe(0);
  });
});
