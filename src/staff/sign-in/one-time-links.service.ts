import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { affected, row } from '../../platform/database/sql.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';

export type LinkPurpose = 'invitation' | 'password-reset' | 'sign-in';

const PURPOSES: Record<LinkPurpose, { path: string; lifetime: string }> = {
  invitation: { path: '/invitations/', lifetime: '7 days' },
  'password-reset': { path: '/password/reset/', lifetime: '30 minutes' },
  'sign-in': { path: '/sign-in/link/', lifetime: '30 minutes' },
};

/** The routes of the pages behind the links. */
export const LINK_ROUTES = Object.values(PURPOSES).map(({ path }) => `${path}:token`);

/** What a link is for, by the path of its page. */
export function purposeOf(path: string): LinkPurpose {
  const purposes = Object.keys(PURPOSES) as LinkPurpose[];
  return purposes.find((purpose) => path.startsWith(PURPOSES[purpose].path))!;
}

/** Whose link it is. */
export interface Linked {
  accountId: string;
  name: string;
  email: string;
  locale: string;
  hasPassword: boolean;
}

const OPEN = `l.token_hash = $1 AND l.purpose = $2 AND l.used_at IS NULL AND l.expires_at > now()
  AND l.account_id = a.id AND l.email = a.email AND a.state <> 'disabled'`;
const LINKED = `a.id AS "accountId", a.name, a.email, a.locale, a.password_hash IS NOT NULL AS "hasPassword"`;

/**
 * Links that act once, for one purpose, one account and the address it had then (OWASP Forgot Password). The token is
 * 256 random bits of which the database holds the SHA-256. Built from the configuration, never from a Host header.
 */
@Injectable()
export class OneTimeLinks {
  constructor(
    private readonly config: Config,
    private readonly tokens: Tokens,
  ) {}

  /** The address of a new link, in the account's language. Earlier ones of the same purpose are void from then on. */
  async make(tx: EntityManager, accountId: string, purpose: LinkPurpose): Promise<string> {
    await affected(
      tx,
      `DELETE FROM one_time_links WHERE account_id = $1 AND purpose = $2 AND used_at IS NULL`,
      [accountId, purpose],
    );
    const token = this.tokens.random();
    const { path, lifetime } = PURPOSES[purpose];
    const made = await row<{ locale: string }>(
      tx,
      `INSERT INTO one_time_links (token_hash, purpose, account_id, email, expires_at)
       SELECT $1, $2, id, email, now() + $4::interval FROM accounts WHERE id = $3
       RETURNING (SELECT locale FROM accounts WHERE id = $3) AS locale`,
      [this.tokens.hash(token), purpose, accountId, lifetime],
    );
    return `${this.config.origin}${path}${token}?lang=${made!.locale}`;
  }

  /** For the page behind the link, which changes nothing: mail scanners open links too. Null for a link that is void. */
  async peek(tx: EntityManager, token: string, purpose: LinkPurpose): Promise<Linked | null> {
    const found = await row<Linked>(tx, `SELECT ${LINKED} FROM one_time_links l, accounts a WHERE ${OPEN}`, [
      this.tokens.hash(token),
      purpose,
    ]);
    return found ?? null;
  }

  /** Uses the link up. Of any number of parallel uses one gets the account, the others null: the row's lock decides. */
  async use(tx: EntityManager, token: string, purpose: LinkPurpose): Promise<Linked | null> {
    const used = await row<Linked>(
      tx,
      `UPDATE one_time_links l SET used_at = now() FROM accounts a WHERE ${OPEN} RETURNING ${LINKED}`,
      [this.tokens.hash(token), purpose],
    );
    return used ?? null;
  }

  /** The end of every open link of an account: it was disabled, or its address or password changed. */
  async void(tx: EntityManager, accountId: string): Promise<void> {
    await affected(tx, `DELETE FROM one_time_links WHERE account_id = $1 AND used_at IS NULL`, [accountId]);
  }
}
