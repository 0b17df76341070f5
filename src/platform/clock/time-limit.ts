import { setTimeout as timer } from 'node:timers/promises';

/** The promise, or a rejection with `message` where it has not settled in `ms` milliseconds. It is not stopped. */
export async function within<T>(ms: number, promise: Promise<T>, message: string): Promise<T> {
  const done = new AbortController();
  const limit = timer(ms, undefined, { signal: done.signal, ref: false }).then(
    () => {
      throw new Error(message);
    },
    () => new Promise<never>(() => undefined), // aborted, because the promise won
  );
  try {
    return await Promise.race([promise, limit]);
  } finally {
    done.abort();
  }
}
