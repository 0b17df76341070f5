import { type EncryptedColumn } from '../platform/tokens/encrypted-column.js';

/** The private keys that mail of our own domains is signed with. */
export const DKIM_KEY: EncryptedColumn = {
  table: 'sending_domains',
  key: { id: 'uuid' },
  column: 'private_key',
  purpose: 'dkim',
};

/** What we sign in to further relays with. */
export const RELAY_PASSWORD: EncryptedColumn = {
  table: 'mail_relays',
  key: { id: 'uuid' },
  column: 'password_sealed',
  purpose: 'relay-password',
};

/** What came in, until it was read. */
export const NOTICE: EncryptedColumn = {
  table: 'mail_notices',
  key: { id: 'bigint' },
  column: 'raw_sealed',
  where: 'read_at IS NULL',
  purpose: 'mail-notice',
};

/** Letters that carry a link which signs somebody in, until they are sent. */
export const SECRET_LETTER: EncryptedColumn = {
  table: 'deliveries',
  key: { id: 'bigint' },
  column: 'message',
  inside: 'encrypted',
  where: 'is_secret',
  purpose: 'secret-letter',
};
