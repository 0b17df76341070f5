import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { newRsaKey } from '../tokens/rsa-key.js';
import { canonicalDomain } from './address.js';

/** Google takes nothing shorter; a key of ours has twice that. */
const LEAST_BITS = 1_024;
const OUR_BITS = 2_048;

/** RFC 8058 4 wants the two unsubscribe headers covered; a header that is absent is left out. */
const SIGNED = [
  'from', 'to', 'subject', 'date', 'message-id', 'reply-to', 'mime-version', 'content-type',
  'list-id', 'list-unsubscribe', 'list-unsubscribe-post',
]; // prettier-ignore

export interface DkimKey {
  /** The `d=` domain, aligned with the From address or DMARC fails. */
  readonly domain: string;
  readonly selector: string;
  /** RSA. A KeyObject, because parsing a PEM costs more than signing with it. */
  readonly privateKey: KeyObject;
}

export interface DkimSigner {
  /**
   * The message (RFC 5322, CRLF) with its DKIM-Signature header before it: RFC 6376, rsa-sha256, relaxed/relaxed. Signed in
   * a thread of its own, because signing takes longer than all the rest of a mail.
   */
  sign(message: Buffer): Promise<Buffer>;
}

const signAside = promisify(sign) as (algorithm: string, data: Buffer, key: KeyObject) => Promise<Buffer>;

/** @throws Error where the key is not RSA or has fewer than 1,024 bits, or the domain or selector is none. */
export function dkimSigner({ domain, selector, privateKey }: DkimKey): DkimSigner {
  const bits = privateKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (privateKey.asymmetricKeyType !== 'rsa')
    throw new Error('DKIM needs an RSA key: many receivers know no other');
  if (bits < LEAST_BITS)
    throw new Error(`The DKIM key has ${bits} bits; receivers refuse fewer than ${LEAST_BITS}`);
  if (canonicalDomain(domain) !== domain || !/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(selector)) {
    throw new Error('The DKIM domain or selector is not a DNS name');
  }
  return {
    async sign(message) {
      const end = message.indexOf('\r\n\r\n');
      const headers = message.toString('utf8', 0, end).split(/\r\n(?![ \t])/);
      const body = relaxedBody(message.toString('latin1', end + 4));
      const chosen = SIGNED.flatMap((name) => headers.filter((header) => nameOf(header) === name));
      // From is named once more than it is there: a second From added later breaks the signature (RFC 6376 8.15).
      const names = ['from', ...chosen.map(nameOf)];
      const unsigned = [
        `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domain}; s=${selector};`,
        ` h=${names
          .join(':')
          .replace(/(.{1,70}):/g, '$1:\r\n ')
          .trim()};`,
        ` bh=${createHash('sha256').update(body, 'latin1').digest('base64')};`,
        ' b=',
      ].join('\r\n');
      const canonical = [...chosen, unsigned].map(relaxedHeader).join('\r\n');
      const signature = (await signAside('sha256', Buffer.from(canonical), privateKey)).toString('base64');
      const header = unsigned + signature.replace(/.{72}(?=.)/g, '$&\r\n ');
      return Buffer.concat([Buffer.from(`${header}\r\n`), message]);
    },
  };
}

/** A new key of 2,048 bits and the TXT record to publish at `<selector>._domainkey.<domain>`. */
export function generateDkimKey(): { privateKey: KeyObject; record: string } {
  const privateKey = newRsaKey(OUR_BITS);
  return { privateKey, record: dkimRecord(privateKey) };
}

/** The TXT record of a key (RFC 6376 3.6.1). */
export function dkimRecord(privateKey: KeyObject): string {
  const key = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64');
  return `v=DKIM1; k=rsa; p=${key}`;
}

function nameOf(header: string): string {
  return header.slice(0, header.indexOf(':')).toLowerCase();
}

/** RFC 6376 3.4.2: lower-case name, unfolded, runs of space become one. */
function relaxedHeader(header: string): string {
  const colon = header.indexOf(':');
  const value = header
    .slice(colon + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
  return `${header.slice(0, colon).trim().toLowerCase()}:${value}`;
}

/** RFC 6376 3.4.4: runs of space become one, none at the end of a line, no empty lines at the end. */
function relaxedBody(body: string): string {
  // Bodies that we build are in this form already, and looking is cheaper than copying.
  const isRelaxed = !/[ \t]{2}|\t|[ \t](?:\r\n|$)/.test(body);
  const lines = isRelaxed ? body : body.replace(/[ \t]+/g, ' ').replace(/ (?=\r\n|$)/g, '');
  let end = lines.length;
  while (end > 1 && lines.startsWith('\r\n', end - 2)) end -= 2;
  return end === 0 ? '' : `${lines.slice(0, end)}\r\n`;
}
