import { type Limit } from './rates.sql.js';

/** How many of `count` messages a limit has no room for now, with so many other connections at work. */
export function surplusOf(
  { isSlowed, connections, allowance }: Limit,
  count: number,
  atWork: number | undefined,
  isBulk: boolean,
): number {
  if (isSlowed || (connections !== null && (atWork ?? 0) >= connections)) return count;
  return isBulk && allowance !== null ? Math.max(0, count - Math.max(0, allowance)) : 0;
}
