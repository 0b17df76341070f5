import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/**
 * A new RSA key, read back from its text. The key object that `generateKeyPair` gives shares a lock with what generated it:
 * where the garbage of that is collected while somebody reads the key's size, Node 20 waits for itself for good.
 */
export function newRsaKey(bits: number): KeyObject {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return createPrivateKey(privateKey);
}
