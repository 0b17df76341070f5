/**
 * Work on one thing passes in turns: at most so many at once for each key, the others in the order in which they came.
 * For work that would wait for the same row lock anyway: waiting here holds no database connection, so a rush on one
 * thing does not take the pool from everybody else. Within this process only; the lock does the rest.
 */
export class Turns {
  private readonly lines = new Map<string, { running: number; waiting: (() => void)[] }>();

  constructor(private readonly atOnce: number) {}

  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const line = this.lines.get(key) ?? { running: 0, waiting: [] };
    this.lines.set(key, line);
    if (line.running >= this.atOnce) await new Promise<void>((resolve) => line.waiting.push(resolve));
    else line.running += 1;
    try {
      return await work();
    } finally {
      const next = line.waiting.shift();
      // The turn is handed on, not given back: nobody who comes now passes those who wait.
      if (next) next();
      else if ((line.running -= 1) === 0) this.lines.delete(key);
    }
  }
}
