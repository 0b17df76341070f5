import { Injectable } from '@nestjs/common';
import { SECRETS_OF_PEOPLE } from '../../people/people-secrets.access.js';
import { type EncryptedColumn } from '../../platform/tokens/encrypted-column.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';

const BYTES = /^\\x([0-9a-f]*)$/;

/** Reads what is encrypted about people in whole rows, for the two places that hand all of it over: to whom it is about,
 * and to the organization that takes it along. */
@Injectable()
export class OpenedSecrets {
  constructor(private readonly tokens: Tokens) {}

  /**
   * @param row as to_jsonb gives it.
   * @param mayOpen otherwise what is encrypted is left out.
   */
  open(table: string, row: Record<string, unknown>, mayOpen: boolean): Record<string, unknown> {
    const opened = { ...row };
    for (const secret of SECRETS_OF_PEOPLE.filter((each) => each.table === table)) {
      const bytes = bytesIn(secret, row[secret.column]);
      if (bytes === undefined) continue;
      if (mayOpen) opened[secret.column] = this.read(secret, bytes);
      else delete opened[secret.column];
    }
    return opened;
  }

  /** The same for a row as text; one of a table without secrets comes back as it is. */
  openText(table: string, row: string): string {
    if (!SECRETS_OF_PEOPLE.some((each) => each.table === table)) return row;
    return JSON.stringify(this.open(table, JSON.parse(row) as Record<string, unknown>, true));
  }

  private read({ purpose, isJson }: EncryptedColumn, bytes: Buffer): unknown {
    const text = this.tokens.decrypt(purpose, bytes);
    return isJson ? (JSON.parse(text) as unknown) : text;
  }
}

function bytesIn({ inside }: EncryptedColumn, value: unknown): Buffer | undefined {
  if (inside === undefined) {
    const hex = typeof value === 'string' ? BYTES.exec(value)?.[1] : undefined;
    return hex === undefined ? undefined : Buffer.from(hex, 'hex');
  }
  const text =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[inside] : undefined;
  return typeof text === 'string' ? Buffer.from(text, 'base64') : undefined;
}
