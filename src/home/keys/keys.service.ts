import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { type EncryptedColumn } from '../../platform/tokens/encrypted-column.js';
import { Tokens, Unreadable } from '../../platform/tokens/tokens.service.js';
import { Audit } from '../../staff/audit.service.js';
import { ENCRYPTED_COLUMNS } from './encrypted-columns.js';
import { readEncrypted, type RenewedRow, writeEncrypted } from './encrypted-rows.sql.js';

/** Rows that are locked together: few enough that nobody who waits for one of them notices. */
const STRETCH = 200;

/** How many values of a column belong to a key. */
export interface KeyUse {
  /** As `table.column`. */
  column: string;
  /** 0 for a signature that no key at hand made. */
  keyId: number;
  /** False where the key is not at hand, or does not open the values. Those are left as they are. */
  isReadable: boolean;
  count: number;
}

/**
 * Which keys are in use, and the way from one to the next: put the new key first into SECRET_KEY, rotate, and take the old
 * one out once no row needs it. Needs the owner of the tables.
 */
@Injectable()
export class Keys {
  constructor(
    private readonly database: Database,
    private readonly tokens: Tokens,
    private readonly audit: Audit,
  ) {}

  /** The numbers of the keys at hand; the first one encrypts. */
  get held(): number[] {
    return this.tokens.keyIds;
  }

  /** Counts the values of every column by key. Changes nothing. */
  use(): Promise<KeyUse[]> {
    return this.walk(false);
  }

  /**
   * Encrypts anew, with the newest key, whatever another key at hand reads, 200 rows a transaction. It can be ended at any
   * moment and begun again: what is done stays done. What no key at hand reads stays as it is.
   *
   * @returns how the values stand afterwards.
   */
  async rotate(): Promise<KeyUse[]> {
    const uses = await this.walk(true);
    await this.database.as(Scope.nothing, (tx) =>
      this.audit.append(tx, null, {
        organizationId: null,
        action: 'keys.rotated',
        subject: { kind: 'key', id: String(this.held[0]) },
      }),
    );
    return uses;
  }

  private async walk(isRenewing: boolean): Promise<KeyUse[]> {
    const uses = new Map<string, KeyUse>();
    for (const encrypted of ENCRYPTED_COLUMNS) {
      const column = `${encrypted.table}.${encrypted.column}`;
      for (let after: string[] | null = null, isMore = true; isMore;) {
        const { found, last } = await this.stretch(encrypted, after, isRenewing);
        for (const { keyId, isReadable } of found) {
          const name = `${column} ${keyId} ${isReadable}`;
          const use = uses.get(name) ?? { column, keyId, isReadable, count: 0 };
          uses.set(name, { ...use, count: use.count + 1 });
        }
        after = last;
        isMore = found.length === STRETCH;
      }
    }
    return [...uses.values()];
  }

  private stretch(
    encrypted: EncryptedColumn,
    after: string[] | null,
    isRenewing: boolean,
  ): Promise<{ found: Pick<KeyUse, 'keyId' | 'isReadable'>[]; last: string[] | null }> {
    return this.database.as(Scope.nothing, async (tx) => {
      const stretch = await readEncrypted(tx, encrypted, after, STRETCH);
      const found: Pick<KeyUse, 'keyId' | 'isReadable'>[] = [];
      for (const { key, bytes } of stretch) {
        const stands = this.inspect(encrypted, bytes);
        const isOld = stands.isReadable && stands.keyId !== this.held[0];
        if (isRenewing && isOld) {
          await writeEncrypted(tx, encrypted, { key, ...this.renewed(encrypted, bytes) });
          found.push({ keyId: this.held[0]!, isReadable: true });
        } else found.push(stands);
      }
      return { found, last: stretch.at(-1)?.key ?? null };
    });
  }

  private inspect(
    { purpose, isSigned }: EncryptedColumn,
    bytes: Buffer,
  ): Pick<KeyUse, 'keyId' | 'isReadable'> {
    if (isSigned) {
      const signer = this.tokens.signerOf(purpose, bytes);
      return { keyId: signer ?? 0, isReadable: signer !== null };
    }
    try {
      this.tokens.decrypt(purpose, bytes);
      return { keyId: bytes[0]!, isReadable: true };
    } catch (error) {
      if (error instanceof Unreadable) return { keyId: bytes[0]!, isReadable: false };
      throw error;
    }
  }

  private renewed(
    { purpose, isSigned, fingerprint }: EncryptedColumn,
    bytes: Buffer,
  ): Pick<RenewedRow, 'bytes' | 'fingerprint'> {
    if (isSigned) {
      const payload = this.tokens.verify(purpose, bytes.toString('base64url'))!;
      return { bytes: Buffer.from(this.tokens.sign(purpose, payload), 'base64url'), fingerprint: null };
    }
    const hash = fingerprint && this.tokens.fingerprint(purpose, this.tokens.decrypt(purpose, bytes));
    return { bytes: this.tokens.renew(purpose, bytes), fingerprint: hash ?? null };
  }
}
