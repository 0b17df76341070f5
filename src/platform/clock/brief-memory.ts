/**
 * Remembers answers for a moment, so that a page that a thousand people open in one second is read once. Only for what
 * is the same for everybody and may be late by that moment. Failures are not remembered.
 */
export class BriefMemory<Value> {
  private readonly known = new Map<string, { at: number; value: Promise<Value> }>();

  constructor(
    /** Milliseconds an answer is good for. */
    private readonly moment: number,
    private readonly most = 1_000,
  ) {}

  recall(key: string, ask: () => Promise<Value>): Promise<Value> {
    const now = performance.now();
    const found = this.known.get(key);
    if (found && now - found.at < this.moment) return found.value;
    const value = ask();
    this.known.delete(key); // re-inserted at the end: the map's order is its age
    this.known.set(key, { at: now, value });
    if (this.known.size > this.most) this.known.delete(this.known.keys().next().value!);
    value.catch(() => this.known.delete(key));
    return value;
  }

  /** After a change made in this process; others notice a moment later. */
  forget(key: string): void {
    this.known.delete(key);
  }
}
