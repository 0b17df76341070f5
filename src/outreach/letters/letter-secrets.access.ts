import { type EncryptedColumn } from '../../platform/tokens/encrypted-column.js';

/** The keyed hash of a letter's text: who can change the row still cannot make the hash that belongs to it. */
export const LETTER_TEXT: EncryptedColumn = {
  table: 'letters',
  key: { id: 'uuid' },
  column: 'text_hash',
  purpose: 'letter-text',
  isSigned: true,
};
