import { Injectable } from '@nestjs/common';
import { isIPv6 } from 'node:net';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { affected, row } from '../../platform/database/sql.js';
import { TooMany } from '../../platform/http/errors.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';

interface Ceiling {
  /** What is limited: `sign-in`, `reset`. */
  act: string;
  /** Tries in a window of 15 minutes: for one account, for one network, and for all together. */
  perAccount: number;
  perNetwork: number;
  everybody: number;
}

/** ASVS 6.3.1. An account's own limit is what stops guessing; the others stop guessing at many accounts at once. */
export const CEILINGS = {
  signIn: { act: 'sign-in', perAccount: 10, perNetwork: 60, everybody: 3_000 },
  reset: { act: 'reset', perAccount: 3, perNetwork: 20, everybody: 600 },
  singleSignOn: { act: 'single-sign-on', perAccount: 10, perNetwork: 60, everybody: 3_000 },
  recovery: { act: 'recovery', perAccount: 10, perNetwork: 60, everybody: 3_000 },
} as const satisfies Record<string, Ceiling>;

const WINDOW_SECONDS = 15 * 60;

/**
 * Counts tries in the database, so that the limits hold over all processes. Windows stand still: at their border
 * twice the ceiling gets through, which changes nothing for a guesser. Keys are hashes: no address is kept.
 */
@Injectable()
export class Rates {
  constructor(
    private readonly database: Database,
    private readonly tokens: Tokens,
  ) {}

  /**
   * Counts one try, in a transaction of its own that stays whatever becomes of the try.
   *
   * @param account whatever the caller typed or is; counted whether or not such an account exists.
   * @throws TooMany with the seconds until the window ends.
   */
  async take(ceiling: Ceiling, account: string, address: string): Promise<void> {
    const limits: [string, number][] = [
      [`account:${account}`, ceiling.perAccount],
      [`network:${network(address)}`, ceiling.perNetwork],
      ['everybody', ceiling.everybody],
    ];
    // Together in one order for all, so that two tries never wait for each other.
    const isOver = await this.database.as(Scope.nothing, async (tx) => {
      let over = false;
      for (const [who, most] of limits) {
        const counted = await row<{ count: number }>(
          tx,
          `INSERT INTO rate_counters AS r (key, window_start, count)
           VALUES ($1, to_timestamp(floor(extract(epoch FROM now()) / ${WINDOW_SECONDS}) * ${WINDOW_SECONDS}), 1)
           ON CONFLICT (key, window_start) DO UPDATE SET count = r.count + 1 RETURNING count`,
          [this.key(ceiling.act, who)],
        );
        over ||= counted!.count > most;
      }
      return over;
    });
    if (isOver) throw new TooMany(Math.ceil(WINDOW_SECONDS - ((Date.now() / 1000) % WINDOW_SECONDS)));
  }

  /** After a success: an account's own tries are forgotten, so that nobody is locked out by having signed in often. */
  async forgive({ act }: Ceiling, account: string): Promise<void> {
    await this.database.as(Scope.nothing, (tx) =>
      affected(tx, `DELETE FROM rate_counters WHERE key = $1`, [this.key(act, `account:${account}`)]),
    );
  }

  private key(act: string, who: string): string {
    return `${act}:${this.tokens.hash(`rate:${act}:${who}`).toString('base64url')}`;
  }
}

/** An attacker has as many addresses as a /64 holds: one IPv6 network counts as one (and a /24 for IPv4). */
function network(address: string): string {
  if (!isIPv6(address)) return address.split('.').slice(0, 3).join('.');
  const [head = '', tail = ''] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const missing = 8 - groups.length - tail.split(':').filter(Boolean).length;
  return [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...tail.split(':')]
    .slice(0, 4)
    .join(':');
}
