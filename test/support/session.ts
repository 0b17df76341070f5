import { createHash, randomBytes } from 'node:crypto';
import { type Client } from 'pg';
import { Browser } from './browser.js';

/** A browser signed in at `origin` as an account that exists. */
export async function signedIn(db: Client, origin: string, accountId: string): Promise<Browser> {
  const [token, csrf] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];
  await db.query(
    `INSERT INTO sessions (token_hash, account_id, csrf_token, second_factor_at, ends_at)
     VALUES ($1, $2, $3, now(), now() + interval '7 days')`,
    [createHash('sha256').update(token).digest(), accountId, csrf],
  );
  return new Browser(origin, { cookie: `accord=${token}`, csrf, accountId });
}
