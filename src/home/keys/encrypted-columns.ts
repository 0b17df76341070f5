import { DKIM_KEY, NOTICE, RELAY_PASSWORD, SECRET_LETTER } from '../../email/email-secrets.access.js';
import { LETTER_TEXT } from '../../outreach/letters/letter-secrets.access.js';
import { SECRETS_OF_PEOPLE } from '../../people/people-secrets.access.js';
import { type EncryptedColumn } from '../../platform/tokens/encrypted-column.js';
import { TOTP_SEED } from '../../staff/staff-secrets.access.js';

/** Everything in the database that needs a key to be read or proved, of every feature in the order of the row. */
export const ENCRYPTED_COLUMNS: readonly EncryptedColumn[] = [
  TOTP_SEED,
  ...SECRETS_OF_PEOPLE,
  DKIM_KEY,
  RELAY_PASSWORD,
  SECRET_LETTER,
  NOTICE,
  LETTER_TEXT,
];
