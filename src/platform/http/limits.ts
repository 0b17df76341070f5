import { TooMany } from './errors.js';

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * Token buckets in memory: `burst` at once, refilled at `perMinute`. For public forms, where a limit per process
 * is enough; sign-in counts in the database (staff/). Keys are hashed network addresses, never kept anywhere else.
 */
export class Limit {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly burst: number,
    private readonly perMinute: number,
    private readonly most = 50_000,
  ) {}

  /** Takes one token or throws TooMany with the seconds until the next. */
  take(key: string, now = Date.now()): void {
    const bucket = this.buckets.get(key) ?? { tokens: this.burst, at: now };
    const tokens = Math.min(this.burst, bucket.tokens + ((now - bucket.at) / 60_000) * this.perMinute);
    if (tokens < 1) throw new TooMany(Math.ceil(((1 - tokens) / this.perMinute) * 60));
    this.buckets.delete(key); // re-inserted at the end: the map's order is its age
    this.buckets.set(key, { tokens: tokens - 1, at: now });
    if (this.buckets.size > this.most) this.buckets.delete(this.buckets.keys().next().value!);
  }
}
