import { Injectable } from '@nestjs/common';
import {
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
  createCipheriv,
  createDecipheriv,
} from 'node:crypto';
import { Config } from '../config/config.js';

const MAC_BYTES = 16;
const KEY_ID = 1;

/**
 * Random tokens for links that act once, signed tokens for links that carry an id, and encryption at rest.
 * Every use has a purpose; a token made for one purpose is no token for another (keys derived by HKDF, RFC 5869).
 */
@Injectable()
export class Tokens {
  constructor(private readonly config: Config) {}

  /** 256 random bits, base64url. Store only `hash(token)`. */
  random(): string {
    return randomBytes(32).toString('base64url');
  }

  /** SHA-256 of a random token, as stored: the token itself has enough entropy to need no salt. */
  hash(token: string): Buffer {
    return createHash('sha256').update(token).digest();
  }

  /** `payload` and a MAC of it, base64url. The payload is readable to anybody: put no personal data in it. */
  sign(purpose: string, payload: Buffer): string {
    return Buffer.concat([payload, this.mac(purpose, payload)]).toString('base64url');
  }

  /** The payload, or null where the token was not made here for this purpose. Compared in constant time. */
  verify(purpose: string, token: string): Buffer | null {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length <= MAC_BYTES || bytes.toString('base64url') !== token) return null;
    const payload = bytes.subarray(0, -MAC_BYTES);
    return timingSafeEqual(bytes.subarray(-MAC_BYTES), this.mac(purpose, payload)) ? payload : null;
  }

  /** A signed UUID: what links in mail carry. */
  signId(purpose: string, id: string): string {
    return this.sign(purpose, Buffer.from(id.replaceAll('-', ''), 'hex'));
  }

  verifyId(purpose: string, token: string): string | null {
    const payload = this.verify(purpose, token);
    if (payload?.length !== 16) return null;
    const hex = payload.toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }

  /** A keyed hash of a text, hexadecimal: finds it again where the text itself must not be kept. */
  fingerprint(purpose: string, text: string): string {
    return createHmac('sha256', this.key(`fingerprint:${purpose}`))
      .update(text)
      .digest('hex');
  }

  /** AES-256-GCM; the first byte is the key's id, so that keys can change. */
  encrypt(purpose: string, text: string): Buffer {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key(`encrypt:${purpose}`), iv);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from([KEY_ID]), iv, cipher.getAuthTag(), body]);
  }

  decrypt(purpose: string, bytes: Buffer): string {
    if (bytes[0] !== KEY_ID) throw new Error(`Nothing here can read key ${bytes[0]}`);
    const decipher = createDecipheriv('aes-256-gcm', this.key(`encrypt:${purpose}`), bytes.subarray(1, 13));
    decipher.setAuthTag(bytes.subarray(13, 29));
    return Buffer.concat([decipher.update(bytes.subarray(29)), decipher.final()]).toString('utf8');
  }

  private mac(purpose: string, payload: Buffer): Buffer {
    return createHmac('sha256', this.key(`sign:${purpose}`))
      .update(payload)
      .digest()
      .subarray(0, MAC_BYTES);
  }

  private readonly keys = new Map<string, Buffer>();

  private key(purpose: string): Buffer {
    const known = this.keys.get(purpose);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', this.config.SECRET_KEY, 'accord', purpose, 32));
    this.keys.set(purpose, key);
    return key;
  }
}
