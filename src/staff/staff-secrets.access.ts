import { type EncryptedColumn } from '../platform/tokens/encrypted-column.js';

/** The seeds of second factors. */
export const TOTP_SEED: EncryptedColumn = {
  table: 'accounts',
  key: { id: 'uuid' },
  column: 'totp_secret',
  purpose: 'totp-secret',
};
