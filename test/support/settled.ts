import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until the probe gives something other than undefined, null or false, and returns that.
 *
 * @param what ends the sentence "It took more than 60 s until ..." when it never does.
 * @param patience milliseconds.
 */
export async function settled<T>(
  what: string,
  probe: () => T | Promise<T>,
  patience = 60_000,
): Promise<NonNullable<Exclude<T, false>>> {
  for (const end = Date.now() + patience; ; await sleep(20)) {
    const value = await probe();
    if (value !== undefined && value !== null && value !== false)
      return value as NonNullable<Exclude<T, false>>;
    if (Date.now() > end) throw new Error(`It took more than ${patience / 1000} s until ${what}`);
  }
}
