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
import { type NumberedKey } from '../config/key-ring.js';
import { Refusal } from '../http/errors.js';

const MAC_BYTES = 16;

/** Something encrypted that the keys at hand do not open. It stays as it is: the right key opens it again. */
export class Unreadable extends Refusal {
  readonly kind = 'unavailable';

  static key(id: number): Unreadable {
    return new Unreadable(
      'key_missing',
      `This is encrypted with key ${id}, which this installation does not hold. Its operator must put key ${id} back into SECRET_KEY.`,
    );
  }

  static content(id: number, cause: unknown): Unreadable {
    const error = new Unreadable(
      'unreadable',
      `This cannot be read with key ${id}: it was changed, or key ${id} is not the one that it was encrypted with.`,
    );
    error.cause = cause;
    return error;
  }
}

/**
 * Random tokens for links that act once, signed tokens for links that carry an id, and encryption at rest.
 * Every use has a purpose; a token made for one purpose is no token for another (keys derived by HKDF, RFC 5869).
 * The first of the installation's keys makes, and all of them read, so that a key can be replaced.
 */
@Injectable()
export class Tokens {
  private readonly ring: readonly NumberedKey[];
  private readonly derived = new Map<string, Buffer>();

  constructor(config: Config) {
    this.ring = config.keyRing;
  }

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
    return Buffer.concat([payload, mac(this.key(this.newest, `sign:${purpose}`), payload)]).toString(
      'base64url',
    );
  }

  /** The payload, or null where the token was not made here for this purpose. Compared in constant time. */
  verify(purpose: string, token: string): Buffer | null {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length <= MAC_BYTES || bytes.toString('base64url') !== token) return null;
    return this.signerOf(purpose, bytes) === null ? null : bytes.subarray(0, -MAC_BYTES);
  }

  /** The number of the key that signed these bytes for this purpose; null where none of ours did. */
  signerOf(purpose: string, bytes: Buffer): number | null {
    if (bytes.length <= MAC_BYTES) return null;
    const [payload, given] = [bytes.subarray(0, -MAC_BYTES), bytes.subarray(-MAC_BYTES)];
    const signer = this.ring.find((each) =>
      timingSafeEqual(given, mac(this.key(each, `sign:${purpose}`), payload)),
    );
    return signer?.id ?? null;
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

  /**
   * A keyed hash of a text, hexadecimal: finds it again where the text itself must not be kept. Another after the key was
   * replaced, so it serves what can be asked anew, and what is kept beside its encrypted text (EncryptedColumn.fingerprint).
   */
  fingerprint(purpose: string, text: string): string {
    return this.fingerprintWith(this.newest, purpose, text);
  }

  /** The same by every key at hand, the newest first: for looking up what may have been kept before a key was replaced. */
  fingerprints(purpose: string, text: string): string[] {
    return this.ring.map((each) => this.fingerprintWith(each, purpose, text));
  }

  private fingerprintWith(key: NumberedKey, purpose: string, text: string): string {
    return createHmac('sha256', this.key(key, `fingerprint:${purpose}`))
      .update(text)
      .digest('hex');
  }

  /** AES-256-GCM with the newest key; the first byte is its number. */
  encrypt(purpose: string, text: string): Buffer {
    return this.sealWith(purpose, text, randomBytes(12));
  }

  /**
   * The same text under the newest key. The nonce stays as it was, so that copies of one ciphertext are copies of one again
   * (an undo knows by that whether somebody has changed a value since); under another key it was never used.
   */
  renew(purpose: string, bytes: Buffer): Buffer {
    return bytes[0] === this.newest.id
      ? bytes
      : this.sealWith(purpose, this.decrypt(purpose, bytes), bytes.subarray(1, 13));
  }

  private sealWith(purpose: string, text: string, iv: Buffer): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.key(this.newest, `encrypt:${purpose}`), iv);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from([this.newest.id]), iv, cipher.getAuthTag(), body]);
  }

  /** @throws Unreadable where the key is not at hand, or the bytes are not what it made. */
  decrypt(purpose: string, bytes: Buffer): string {
    const id = bytes[0]!;
    const key = this.ring.find((each) => each.id === id);
    if (!key) throw Unreadable.key(id);
    try {
      const decipher = createDecipheriv(
        'aes-256-gcm',
        this.key(key, `encrypt:${purpose}`),
        bytes.subarray(1, 13),
      );
      decipher.setAuthTag(bytes.subarray(13, 29));
      return Buffer.concat([decipher.update(bytes.subarray(29)), decipher.final()]).toString('utf8');
    } catch (error) {
      throw Unreadable.content(id, error);
    }
  }

  /** What a key can be told by, of every key at hand: a keyed hash, which says nothing about the key. */
  proofs(): { id: number; proof: Buffer }[] {
    return this.ring.map((each) => ({
      id: each.id,
      proof: mac(this.key(each, 'proof'), Buffer.from('key')),
    }));
  }

  /** The numbers of the keys at hand, the one that encrypts first. */
  get keyIds(): number[] {
    return this.ring.map(({ id }) => id);
  }

  private get newest(): NumberedKey {
    return this.ring[0]!;
  }

  private key({ id, secret }: NumberedKey, purpose: string): Buffer {
    const name = `${id} ${purpose}`;
    const known = this.derived.get(name);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', secret, 'accord', purpose, 32));
    this.derived.set(name, key);
    return key;
  }
}

function mac(key: Buffer, payload: Buffer): Buffer {
  return createHmac('sha256', key).update(payload).digest().subarray(0, MAC_BYTES);
}
