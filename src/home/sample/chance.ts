/** Chance that falls the same way each time: every sample coalition is the same coalition. */
export class Chance {
  constructor(private state: number) {}

  /** From 0 up to, not including, 1: mulberry32, whose 32 bits are plenty for a few thousand people. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** True in this share of cases, 0 to 1. */
  falls(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[this.whole(0, from.length - 1)];
    if (picked === undefined) throw new Error('There is nothing to pick from');
    return picked;
  }

  /** So many different ones, in no order (Fisher and Yates); all where there are fewer. */
  several<T>(from: readonly T[], count: number): T[] {
    const pool = [...from];
    for (let at = pool.length - 1; at > 0; at--) {
      const other = this.whole(0, at);
      [pool[at], pool[other]] = [pool[other]!, pool[at]!];
    }
    return pool.slice(0, count);
  }

  /** A moment between the two. */
  moment(from: Date, until: Date): Date {
    return new Date(from.getTime() + this.next() * Math.max(0, until.getTime() - from.getTime()));
  }
}
