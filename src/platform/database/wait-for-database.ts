import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isAway } from './away.js';

/** The database did not answer within the time given. */
export class DatabaseAway extends Error {
  override name = 'DatabaseAway';
}

export interface Waiting {
  /** Takes one line for people, at the first failure and every ten seconds after it; it holds no password. */
  say: (line: string) => void;
  /** Milliseconds before giving up. */
  patience?: number;
  /** Calls the waiting off, by an AbortError. */
  signal?: AbortSignal;
}

/**
 * Waits until the database accepts a connection, and says so while it waits, so that a process whose database is away
 * is never up and deaf.
 *
 * @param url libpq URI.
 * @throws DatabaseAway when patience ends. A refused password or an unknown database throws at once as it came:
 *   waiting would not mend it.
 */
export async function waitForDatabase(
  url: string,
  { say, patience = 60_000, signal }: Waiting,
): Promise<void> {
  const start = Date.now();
  for (let saidAt = 0; ; await sleep(500, undefined, { signal })) {
    const error = await connectionError(url);
    if (!error) return;
    if (!isAway(error)) throw error;
    if (Date.now() - start > patience) {
      const seconds = Math.round(patience / 1000);
      throw new DatabaseAway(`The database did not answer for ${seconds} s: ${reason(error)}`, {
        cause: error,
      });
    }
    if (Date.now() - saidAt < 10_000) continue;
    say(`Waiting for the database: ${reason(error)}`);
    saidAt = Date.now();
  }
}

async function connectionError(url: string): Promise<Error | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // A server that shuts down between connect and end reports it here; connect or query has then failed as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return undefined;
  } catch (error) {
    return error as Error;
  } finally {
    await client.end().catch(() => undefined); // a connection that never came up has nothing to end; the answer is known
  }
}

/** "localhost" is tried as IPv6 and IPv4; the joint error has an empty message. */
function reason(error: Error): string {
  return error instanceof AggregateError
    ? error.errors.map((each: Error) => each.message).join(', ')
    : error.message;
}
