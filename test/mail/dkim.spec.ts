import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { dkimRecord, dkimSigner, generateDkimKey } from '../../src/platform/mail/dkim.js';
import { compileMessage } from '../../src/platform/mail/message.js';
import { newRsaKey } from '../../src/platform/tokens/rsa-key.js';

const { privateKey, record } = generateDkimKey();
const resolver = (name: string) =>
  name === 's1._domainkey.example.org'
    ? Promise.resolve([[record]])
    : Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }));

const signer = dkimSigner({ domain: 'example.org', selector: 's1', privateKey });
const signed = (text = 'Hello  there \n\n.\n\n') => signer.sign(unsigned(text));

const unsigned = (text: string) =>
  compileMessage({
    from: { name: 'Žižek & Co', address: 'news@example.org' },
    replyTo: { address: 'reply@example.org' },
    subject: [`Añadir 🎉 ${'word '.repeat(30)}`],
    html: ['<p>', { tag: 'text' }, '</p>'],
    text: [{ tag: 'text' }],
    headers: { 'List-Id': '"Bees" <bees.example.org>' },
  }).render(
    { text: { text, html: text } },
    {
      to: { address: 'zoe@example.net' },
      id: 'd-1',
      date: new Date(),
      unsubscribe: {
        url: `https://act.example.org/unsubscribe/${'x'.repeat(40)}`,
        mailto: 'mailto:u+x@example.org',
      },
    },
  );

async function verdict(raw: Buffer): Promise<string | undefined> {
  const { results } = (await dkimVerify(raw, { resolver })) as { results: { status: { result: string } }[] };
  return results[0]?.status.result;
}

describe('the DKIM signature', () => {
  it('E20: is verified by another implementation, whatever the content', async () => {
    for (const text of ['', ' ', 'x', 'two  spaces \r\n\r\n\r\n', 'é'.repeat(500), '\n\n\n', '.\n..\n']) {
      expect(await verdict(await signed(text))).toBe('pass');
    }
  });

  it('E21: covers the headers that receivers ask for, both unsubscribe headers among them', async () => {
    const header = /^DKIM-Signature: (?:.|\r\n )*/m
      .exec((await signed()).toString('latin1'))![0]
      .replace(/\s/g, '');
    expect(/h=([^;]+)/.exec(header)![1]!.split(':').sort()).toEqual(
      [
        ...[
          'from',
          'from',
          'to',
          'subject',
          'date',
          'message-id',
          'reply-to',
          'mime-version',
          'content-type',
        ],
        ...['list-id', 'list-unsubscribe', 'list-unsubscribe-post'],
      ].sort(),
    );
  });

  it('E22: is broken by a second From, and by any change of what was signed', async () => {
    const raw = (await signed()).toString('latin1');
    for (const forged of [
      raw.replace('\r\nTo:', '\r\nFrom: <evil@example.com>\r\nTo:'),
      `From: <evil@example.com>\r\n${raw}`,
      raw.replace('Hello', 'Hullo'),
      raw.replace('List-Unsubscribe=One-Click', 'List-Unsubscribe=Two-Clicks'),
    ]) {
      expect(forged).not.toBe(raw);
      expect(['fail', 'neutral']).toContain(await verdict(Buffer.from(forged, 'latin1')));
    }
  });

  it('E23: survives a relay that folds List-Unsubscribe in another place', async () => {
    const raw = (await signed()).toString('latin1').replace(/(List-Unsubscribe: <[^>]*>,)\s+/, '$1\r\n\t');
    expect(raw).toContain(',\r\n\t<mailto');
    expect(await verdict(Buffer.from(raw, 'latin1'))).toBe('pass');
  });

  it('E20: is made of any body, also of one that another program has written', async () => {
    for (const body of [
      '',
      '\r\n\r\n',
      'a \t b\t\r\n  c \r\n\r\n',
      ' \r\n',
      'end without a line',
      'x \r\n',
    ]) {
      const raw = Buffer.from(`From: <news@example.org>\r\nSubject: x\r\n\r\n${body}`);
      expect(await verdict(await signer.sign(raw))).toBe('pass');
    }
  });

  it('E20: is not made with a key that receivers refuse', () => {
    const weak = newRsaKey(768);
    const edwards = generateKeyPairSync('ed25519').privateKey;
    expect(() => dkimSigner({ domain: 'example.org', selector: 's1', privateKey: weak })).toThrow('768 bits');
    expect(() => dkimSigner({ domain: 'example.org', selector: 's1', privateKey: edwards })).toThrow('RSA');
    expect(() => dkimSigner({ domain: 'example.org; x=y', selector: 's1', privateKey })).toThrow('DNS name');
    expect(dkimRecord(privateKey)).toBe(record);
  });
});
