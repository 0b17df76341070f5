import { linesOf, type Piece } from './lines';
import { type DocNode, type Mark } from './nodes';

/** What the words that come next are in. */
export type Textblock = { type: 'paragraph' } | { type: 'heading'; level: 1 | 2 | 3 };

/** Gathers blocks in reading order: words wait until something ends their line. */
export class Flow {
  private readonly done: DocNode[] = [];
  private waiting: Piece[] = [];

  constructor(private readonly onOtherTool: (said: string[]) => void) {}

  say(text: string, marks: Mark[], isOfOtherTool = false): void {
    this.waiting.push({ text, marks, isOfOtherTool });
  }

  breakLine(): void {
    this.waiting.push('break');
  }

  /** Ends the line as a block of this kind; without words there is none. */
  end(block: Textblock): void {
    if (this.waiting.length === 0) return;
    const { paragraphs, ofOtherTool } = linesOf(this.waiting);
    this.waiting = [];
    this.onOtherTool(ofOtherTool);
    for (const content of paragraphs)
      this.done.push(
        block.type === 'heading'
          ? { type: 'heading', attrs: { level: block.level }, content }
          : { type: 'paragraph', content },
      );
  }

  /** Puts in a block that is whole. Its line was ended before. */
  add(block: DocNode): void {
    // Layouts draw lines by several empty rows.
    if (block.type === 'horizontalRule' && this.done.at(-1)?.type === 'horizontalRule') return;
    this.done.push(block);
  }

  blocks(): DocNode[] {
    return this.done;
  }
}
