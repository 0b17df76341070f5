import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The secret that signs links and encrypts what is encrypted at rest, kept in `<folder>/secret-key` (mode 0600) and made
 * on the first call: 256 random bits as base64url. For single-machine runs; elsewhere SECRET_KEY is set, because every
 * process must know the same one.
 *
 * @param folder must exist.
 */
export function keptSecretKey(folder: string): string {
  const file = path.join(folder, 'secret-key');
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
