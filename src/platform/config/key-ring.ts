/** A secret, and the number that stands beside whatever is encrypted with it. */
export interface NumberedKey {
  id: number;
  secret: string;
}

const LEAST = 32;
/** The number of a key is one byte beside each ciphertext. */
const HIGHEST = 255;

/**
 * Reads SECRET_KEY: one secret, which is key 1, or several as `2:secret,1:secret` (commas, spaces or lines between them).
 * The first one encrypts and signs, all of them read.
 *
 * @returns the keys, or the sentence that says what is wrong with them; it holds none of their secrets.
 */
export function readKeyRing(text: string): NumberedKey[] | string {
  const isList = /^\s*\d+:/.test(text);
  const keys = isList
    ? text
        .trim()
        .split(/[\s,]+/)
        .map(numbered)
    : [{ id: 1, secret: text }];
  if (keys.some(({ id }) => !(id >= 1 && id <= HIGHEST)))
    return `SECRET_KEY must give each of several keys a number from 1 to ${HIGHEST}, as 2:secret,1:secret`;
  if (new Set(keys.map(({ id }) => id)).size < keys.length)
    return 'SECRET_KEY must give each of several keys a number of its own';
  if (keys.some(({ secret }) => secret.length < LEAST))
    return `SECRET_KEY must have at least ${LEAST} characters, each of several keys too`;
  return keys;
}

function numbered(text: string): NumberedKey {
  const [, id, secret] = /^(\d+):(.*)$/.exec(text) ?? [];
  return { id: Number(id), secret: secret ?? '' };
}
