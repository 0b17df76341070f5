/**
 * A column whose values only the installation's keys open. Each feature declares its own beside the code that writes it;
 * home/keys counts them by key and encrypts them anew when a key is replaced.
 */
export interface EncryptedColumn {
  table: string;
  /** The primary key, in its order, with the types of its columns. */
  key: Readonly<Record<string, 'uuid' | 'bigint'>>;
  /** Of type bytea, unless `inside` is given. */
  column: string;
  /** The key under which a jsonb column holds the bytes as base64. */
  inside?: string;
  /** Narrows the rows to those that an index finds, where most rows of the table hold nothing encrypted. */
  where?: string;
  purpose: string;
  /** The column beside it that holds the keyed hash of the same text, of the same purpose; it is renewed along with it. */
  fingerprint?: string;
  /** What is encrypted is JSON. */
  isJson?: true;
  /** Signed and not encrypted: what is read stays readable without the key, and only the proof needs it. */
  isSigned?: true;
}
