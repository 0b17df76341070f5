import { type EncryptedColumn } from '../platform/tokens/encrypted-column.js';

const SAFE_CONTACT = { table: 'safe_contacts', key: { person_id: 'uuid' }, purpose: 'safe-contact' } as const;

/** Values of sealed fields. */
export const SEALED_VALUE: EncryptedColumn = {
  table: 'person_values',
  key: { person_id: 'uuid', field_id: 'uuid' },
  column: 'sealed_value',
  purpose: 'sealed-value',
};

/** What was agreed about reaching somebody safely and is for nobody else's eyes. */
export const SAFE_WORDS: EncryptedColumn = { ...SAFE_CONTACT, column: 'safe_words_sealed' };
export const MAY_KNOW: EncryptedColumn = { ...SAFE_CONTACT, column: 'may_know_sealed' };
