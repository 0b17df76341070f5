import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Config } from '../../src/platform/config/config.js';
import { Tokens } from '../../src/platform/tokens/tokens.service.js';

const config = (key: string): Config =>
  Config.from({ DATABASE_URL: 'postgres://x', SECRET_KEY: key.repeat(32) });
const tokens = new Tokens(config('a'));

describe('A signed link', () => {
  const id = randomUUID();
  const token = tokens.signId('confirm', id);

  it('gives its id back, for its purpose and in its installation only', () => {
    expect(tokens.verifyId('confirm', token)).toBe(id);
    expect(tokens.verifyId('withdraw', token)).toBeNull();
    expect(new Tokens(config('b')).verifyId('confirm', token)).toBeNull();
  });

  it('is worth nothing when one bit of it is another', () => {
    const bytes = Buffer.from(token, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(tokens.verifyId('confirm', changed.toString('base64url'))).toBeNull();
    }
  });

  it.each(['', 'x', '..', 'a'.repeat(5000), `${token}=`, ` ${token}`, 'é'])(
    'that nobody made is refused: %p',
    (made) => {
      expect(tokens.verifyId('confirm', made)).toBeNull();
    },
  );

  it('holds no address and is short enough for a mail', () => {
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});

describe('What is encrypted', () => {
  it('is read again by the same key, for the same purpose', () => {
    const kept = tokens.encrypt('totp', 'a secret');
    expect(kept.toString('latin1')).not.toContain('secret');
    expect(tokens.decrypt('totp', kept)).toBe('a secret');
    expect(() => tokens.decrypt('dkim', kept)).toThrow();
  });

  it('is not read once it was changed', () => {
    const kept = tokens.encrypt('totp', 'a secret');
    kept[kept.length - 1]! ^= 1;
    expect(() => tokens.decrypt('totp', kept)).toThrow();
  });
});

describe('Several keys', () => {
  const [older, newer] = ['a'.repeat(32), 'b'.repeat(32)];
  const holding = (keys: string): Tokens =>
    new Tokens(Config.from({ DATABASE_URL: 'postgres://x', SECRET_KEY: keys }));
  const both = holding(`2:${newer},1:${older}`);
  const onlyNewer = holding(`2:${newer}`);

  it('read what each of them made, and the newest makes', () => {
    const kept = tokens.encrypt('totp', 'a secret');
    expect(kept[0]).toBe(1);
    expect(both.decrypt('totp', kept)).toBe('a secret');
    expect(both.encrypt('totp', 'a secret')[0]).toBe(2);
    expect(() => onlyNewer.decrypt('totp', kept)).toThrow(/key 1, which this installation does not hold/);
  });

  it('keep links of the older one alive until it is taken out', () => {
    const id = randomUUID();
    const link = tokens.signId('confirm', id);
    expect(both.verifyId('confirm', link)).toBe(id);
    expect(onlyNewer.verifyId('confirm', link)).toBeNull();
    expect(onlyNewer.verifyId('confirm', both.signId('confirm', id))).toBe(id);
  });

  it('leave copies of one ciphertext copies of one when they are renewed', () => {
    const kept = tokens.encrypt('totp', 'a secret');
    const renewed = both.renew('totp', kept);
    expect(renewed[0]).toBe(2);
    expect(both.renew('totp', Buffer.from(kept))).toEqual(renewed);
    expect(onlyNewer.decrypt('totp', renewed)).toBe('a secret');
    expect(both.renew('totp', renewed)).toBe(renewed);
  });

  it.each([
    ['a key that is too short', `2:short,1:${older}`, /at least 32/],
    ['two of one number', `1:${newer},1:${older}`, /number of its own/],
    ['a number that is none', `0:${newer},1:${older}`, /from 1 to 255/],
    ['a key without a number', `2:${newer},${older}`, /from 1 to 255/],
  ])('are refused with %s, without showing them', (_, keys, message) => {
    expect(() => holding(keys)).toThrow(message);
    expect(() => holding(keys)).not.toThrow(/aaaa|bbbb|short,/);
  });
});

describe('The settings', () => {
  it('name every wrong one at once, and print no value', () => {
    const wrong = (): Config =>
      Config.from({ DATABASE_URL: 'mysql://u:hunter2@x', SECRET_KEY: 'short-secret', PORT: '99999' });
    expect(wrong).toThrow(/PORT[\s\S]*DATABASE_URL[\s\S]*SECRET_KEY/);
    expect(wrong).not.toThrow(/hunter2|short-secret|99999/);
  });
});
