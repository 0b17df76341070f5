import { seemsToTellStatus } from '../safety/status-words.js';

/** Most cells of a column are a few words again and again; more different ones than this are not remembered. */
const REMEMBERED = 10_000;

/** How many rows of each column seem to tell who was exploited. Which rows they are is kept nowhere: that would tell it too. */
export class StatusCells {
  private readonly known = new Map<string, boolean>();
  private readonly rows = new Map<string, number>();

  /** @param texts what a cell of this column says, each for itself. */
  look(heading: string, texts: readonly string[]): void {
    if (!this.tells(heading) && !texts.some((each) => this.tells(each))) return;
    this.rows.set(heading, (this.rows.get(heading) ?? 0) + 1);
  }

  get found(): { heading: string; rows: number }[] {
    return [...this.rows].map(([heading, rows]) => ({ heading, rows }));
  }

  private tells(text: string): boolean {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const tells = text.split('\n').some(seemsToTellStatus);
    if (this.known.size < REMEMBERED) this.known.set(text, tells);
    return tells;
  }
}
