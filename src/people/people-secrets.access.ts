import { type EncryptedColumn } from '../platform/tokens/encrypted-column.js';

const HISTORY = {
  table: 'person_changes',
  key: { id: 'bigint' },
  inside: 'sealed',
  // As the index of such rows says it.
  where: `t.field = 'value' AND (t.before ? 'sealed' OR t.after ? 'sealed')`,
  purpose: 'sealed-value',
  isJson: true,
} as const;
const SAFE_CONTACT = { table: 'safe_contacts', key: { person_id: 'uuid' }, purpose: 'safe-contact' } as const;

/** Values of sealed fields. */
export const SEALED_VALUE: EncryptedColumn = {
  table: 'person_values',
  key: { person_id: 'uuid', field_id: 'uuid' },
  column: 'sealed_value',
  purpose: 'sealed-value',
  isJson: true,
};

/** What sealed fields said before, and what they became. */
export const SEALED_BEFORE: EncryptedColumn = { ...HISTORY, column: 'before' };
export const SEALED_AFTER: EncryptedColumn = { ...HISTORY, column: 'after' };

/** What was agreed about reaching somebody safely and is for nobody else's eyes. */
export const SAFE_WORDS: EncryptedColumn = { ...SAFE_CONTACT, column: 'safe_words_sealed' };
export const MAY_KNOW: EncryptedColumn = { ...SAFE_CONTACT, column: 'may_know_sealed' };

/** Where a relay address leads: the organization and the address, as JSON, so that one address of two is not known as one. */
export const REAL_ADDRESS: EncryptedColumn = {
  table: 'relay_addresses',
  key: { id: 'uuid' },
  column: 'real_address_sealed',
  fingerprint: 'real_address_hash',
  purpose: 'relay-address',
  isJson: true,
};

/** All of the above: what belongs to people, and goes with them where an organization leaves. */
export const SECRETS_OF_PEOPLE: readonly EncryptedColumn[] = [
  SEALED_VALUE,
  SEALED_BEFORE,
  SEALED_AFTER,
  SAFE_WORDS,
  MAY_KNOW,
  REAL_ADDRESS,
];
