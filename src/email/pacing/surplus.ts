import { type Limit } from './rates.sql.js';

/** How many of `count` messages a limit has no room for now, with so many other connections at work. */
export function surplusOf(
  { isSlowed, connections, most, allowance }: Limit,
  count: number,
  atWork: number | undefined,
  isBulk: boolean,
): number {
  // Of what a contract allows, one connection is kept free for mail that somebody waits for.
  const room = Math.min(connections ?? Infinity, (most ?? Infinity) - (isBulk ? 1 : 0));
  if (isSlowed || (atWork ?? 0) >= room) return count;
  return isBulk && allowance !== null ? Math.max(0, count - Math.max(0, allowance)) : 0;
}
