import { Injectable } from '@nestjs/common';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { randomBytes } from 'node:crypto';
import { type EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { affected, row } from '../../platform/database/sql.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { TOTP_SEED } from '../staff-secrets.access.js';

const SET_UP = 'totp-set-up';
const STEP_SECONDS = 30; // RFC 6238 5.2
const WRONG_CODES = 5;
const LOCK = `interval '15 minutes'`;
const RECOVERY_CODES = 10;
/** Crockford's base 32: no letter that reads like a digit. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

export type CodeVerdict = 'right' | 'wrong' | 'locked';

/** Time-based one-time codes (RFC 6238: SHA-1, six digits, 30 s, as every authenticator app does) and recovery codes. */
@Injectable()
export class TwoFactor {
  constructor(
    private readonly tokens: Tokens,
    private readonly clock: Clock,
  ) {}

  /** A new secret, for the set-up page: as text, as otpauth: address, and sealed for the form to carry back. */
  propose(email: string): { secret: string; uri: string; sealed: string } {
    const secret = generateSecret();
    return this.proposal(secret, email);
  }

  /** The proposal of a form that came back, or null where the form was not made here. */
  reopen(sealed: string, email: string): { secret: string; uri: string; sealed: string } | null {
    try {
      return this.proposal(this.tokens.decrypt(SET_UP, Buffer.from(sealed, 'base64url')), email);
    } catch {
      return null; // AES-GCM refuses what was tampered with; the caller starts over
    }
  }

  /** Takes the proposed secret into use where the code proves that the app knows it. Gives the recovery codes, or null. */
  async setUp(tx: EntityManager, accountId: string, secret: string, code: string): Promise<string[] | null> {
    const step = this.stepOf(secret, code);
    if (step === null) return null;
    await affected(
      tx,
      `UPDATE accounts SET totp_secret = $2, totp_confirmed_at = now(), totp_last_step = $3, totp_failures = 0,
         totp_locked_until = NULL, updated_at = now() WHERE id = $1`,
      [accountId, this.tokens.encrypt(TOTP_SEED.purpose, secret), step],
    );
    return this.renewRecoveryCodes(tx, accountId);
  }

  async remove(tx: EntityManager, accountId: string): Promise<void> {
    await affected(
      tx,
      `UPDATE accounts SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL, updated_at = now() WHERE id = $1`,
      [accountId],
    );
    await affected(tx, `DELETE FROM recovery_codes WHERE account_id = $1`, [accountId]);
  }

  /**
   * Checks a code. Each counts once, over all processes: the step it belongs to must be newer than the last one used.
   * Five wrong ones lock the factor for a quarter of an hour, and only the factor: recovery codes still serve.
   * The transaction must be committed whatever the verdict, or wrong codes are not counted.
   */
  async check(tx: EntityManager, accountId: string, code: string): Promise<CodeVerdict> {
    const found = await row<{ secret: Buffer; isLocked: boolean }>(
      tx,
      `SELECT totp_secret AS secret, coalesce(totp_locked_until > now(), false) AS "isLocked"
       FROM accounts WHERE id = $1 AND totp_confirmed_at IS NOT NULL FOR UPDATE`,
      [accountId],
    );
    if (!found) return 'wrong';
    if (found.isLocked) return 'locked';
    const step = this.stepOf(this.tokens.decrypt(TOTP_SEED.purpose, found.secret), code);
    const isFresh =
      step !== null &&
      (await affected(
        tx,
        `UPDATE accounts SET totp_last_step = $2, totp_failures = 0 WHERE id = $1 AND coalesce(totp_last_step, -1) < $2`,
        [accountId, step],
      )) === 1;
    if (isFresh) return 'right';
    const failed = await row<{ isLocked: boolean }>(
      tx,
      `UPDATE accounts SET totp_failures = CASE WHEN totp_failures + 1 >= $2 THEN 0 ELSE totp_failures + 1 END,
         totp_locked_until = CASE WHEN totp_failures + 1 >= $2 THEN now() + ${LOCK} END
       WHERE id = $1 RETURNING totp_locked_until IS NOT NULL AS "isLocked"`,
      [accountId, WRONG_CODES],
    );
    return failed?.isLocked ? 'locked' : 'wrong';
  }

  /** Uses up a recovery code. 80 random bits each, so an unsalted hash keeps them. */
  async recover(tx: EntityManager, accountId: string, code: string): Promise<boolean> {
    const used = await affected(
      tx,
      `UPDATE recovery_codes SET used_at = now() WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL`,
      [accountId, this.recoveryHash(code)],
    );
    return used === 1;
  }

  async recoveryCodesLeft(tx: EntityManager, accountId: string): Promise<number> {
    const left = await row<{ count: number }>(
      tx,
      `SELECT count(*)::int AS count FROM recovery_codes WHERE account_id = $1 AND used_at IS NULL`,
      [accountId],
    );
    return left!.count;
  }

  /** Ten new codes, shown once; the old ones are void. */
  async renewRecoveryCodes(tx: EntityManager, accountId: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, () =>
      [...randomBytes(16)]
        .map((byte) => ALPHABET[byte % 32])
        .join('')
        .replace(/(.{4})(?!$)/g, '$1-'),
    );
    await affected(tx, `DELETE FROM recovery_codes WHERE account_id = $1`, [accountId]);
    await tx.query(`INSERT INTO recovery_codes (account_id, code_hash) SELECT $1, unnest($2::bytea[])`, [
      accountId,
      codes.map((code) => this.recoveryHash(code)),
    ]);
    return codes;
  }

  private proposal(secret: string, email: string): { secret: string; uri: string; sealed: string } {
    return {
      secret,
      uri: generateURI({ issuer: 'Accord', label: email, secret }),
      sealed: this.tokens.encrypt(SET_UP, secret).toString('base64url'),
    };
  }

  /** The 30-second step a code belongs to, one step of drift allowed each way; null for a wrong code. */
  private stepOf(secret: string, code: string): number | null {
    const token = code.replace(/\s/g, '');
    if (!/^\d{6}$/.test(token)) return null; // otplib throws on other lengths
    const epoch = Math.floor(this.clock.now().getTime() / 1000);
    const found = verifySync({ secret, token, epoch, epochTolerance: STEP_SECONDS });
    return found.valid ? Math.floor(epoch / STEP_SECONDS) + (found.delta ?? 0) : null;
  }

  private recoveryHash(code: string): Buffer {
    return this.tokens.hash(code.toLowerCase().replace(/[^0-9a-z]/g, ''));
  }
}
