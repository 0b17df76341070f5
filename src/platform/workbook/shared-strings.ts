import { type Readable } from 'node:stream';
import { damaged, WorkbookProblem } from './workbook-problem.js';
import { unescaped, xmlPieces } from './xml-part.js';

/** One piece of the store; no string is longer (a cell holds 32,767 characters, of at most four bytes). */
const PIECE_BYTES = 1024 * 1024;
/** A worker has some 300 MB for everything. */
const MOST_PIECES = 96;
const MOST_STRINGS = 8_000_000;
/** What is longer than a cell can be is no cell's text; it stays too long for every column. */
const LONGEST = 100_000;

/**
 * The strings of a workbook that cells refer to by number (ECMA-376 part 1, 18.4.9), as bytes outside the heap: a large file
 * has millions. They are read only as far as somebody asks for, so a look at the first rows does not wait for all of them.
 */
export class SharedStrings {
  private readonly pieces: Buffer[] = [];
  /** Where each string begins, counted through all pieces; its length stands before it, in four bytes. */
  private starts = new Uint32Array(1024);
  private count = 0;
  private used = PIECE_BYTES;
  private readonly more: AsyncGenerator<void>;
  private text = '';
  private isText = false;
  private isPhonetic = false;

  constructor(private readonly part: Readable) {
    this.more = xmlPieces(part, {
      open: (name) => {
        if (name === 'si') this.text = '';
        // How a word is to be pronounced is written beside it in East Asian workbooks, and is no part of it.
        else if (name === 'rPh') this.isPhonetic = true;
        else if (name === 't') this.isText = !this.isPhonetic;
      },
      text: (piece) => {
        if (this.isText && this.text.length < LONGEST) this.text += piece;
      },
      close: (name) => {
        if (name === 't') this.isText = false;
        else if (name === 'rPh') this.isPhonetic = false;
        else if (name === 'si') this.add(unescaped(this.text));
      },
    });
  }

  /** Reads on until the string of this number is there. @throws WorkbookProblem where there is none. */
  async reach(index: number): Promise<void> {
    while (this.count <= index) {
      if ((await this.more.next()).done) throw damaged();
    }
  }

  /** After `reach`. */
  at(index: number): string {
    const start = this.starts[index]!;
    const piece = this.pieces[Math.floor(start / PIECE_BYTES)]!;
    const from = start % PIECE_BYTES;
    return piece.toString('utf8', from + 4, from + 4 + piece.readUInt32LE(from));
  }

  /** Lets go of the part, however far it was read. */
  end(): void {
    this.part.destroy();
  }

  private add(text: string): void {
    const bytes = Buffer.byteLength(text);
    if (this.used + 4 + bytes > PIECE_BYTES) this.grow();
    const piece = this.pieces.at(-1)!;
    piece.writeUInt32LE(bytes, this.used);
    piece.write(text, this.used + 4);
    if (this.count === MOST_STRINGS) throw tooMuch();
    if (this.count === this.starts.length) {
      const longer = new Uint32Array(this.starts.length * 2);
      longer.set(this.starts);
      this.starts = longer;
    }
    this.starts[this.count++] = (this.pieces.length - 1) * PIECE_BYTES + this.used;
    this.used += 4 + bytes;
  }

  private grow(): void {
    if (this.pieces.length === MOST_PIECES) throw tooMuch();
    this.pieces.push(Buffer.allocUnsafeSlow(PIECE_BYTES));
    this.used = 0;
  }
}

const tooMuch = (): WorkbookProblem =>
  new WorkbookProblem(
    'There is more text in this spreadsheet than can be read at once. Save it as CSV and load that.',
  );
