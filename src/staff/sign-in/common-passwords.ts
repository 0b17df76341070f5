import { createRequire } from 'node:module';

// The package's ES build names itself in a way that Node does not take for a module; its CommonJS build loads anywhere.
const { dictionary } = createRequire(import.meta.url)('@zxcvbn-ts/language-common') as {
  dictionary: { passwords: string[] };
};

/** 49,233 passwords from public breaches (zxcvbn-ts, MIT), lower case: ten times what ASVS 6.2.4 asks for. */
const COMMON = new Set(dictionary.passwords);

/** What people add to a common password to please rules about kinds of characters: 'Password123!', '(dragon)'. */
const DECORATION = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/**
 * True for a password among the first that an attacker tries: a common one as it is, in other case or with signs
 * around it, and one made of what is known of its owner.
 */
export function isCommonPassword(password: string, known: readonly string[]): boolean {
  const plain = password.toLowerCase();
  const bare = plain.replace(DECORATION, '');
  if (COMMON.has(plain) || COMMON.has(bare)) return true;
  const core = bare.replace(/^\d+|\d+$/g, '').replace(DECORATION, '');
  return [...known, 'accord'].some((each) => each.length > 2 && core === each.toLowerCase());
}
