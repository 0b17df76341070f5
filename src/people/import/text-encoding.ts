import { isAscii, isUtf8 } from 'node:buffer';

/** How text files of other programs are written. The names are those of the WHATWG Encoding Standard. */
export const ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const LF = 0x0a;
/** Enough to tell UTF-16 without a byte order mark: every other byte of Western text is zero. */
const PROBE_BYTES = 4096;

/**
 * Finds out how a text is encoded, by all of its bytes: a byte order mark, else UTF-8 where it is valid, else Windows-1252,
 * which spreadsheets on Windows write. Where a few lines are broken among many of valid UTF-8, it is UTF-8 with broken
 * lines: their rows are refused one by one, and nothing is stored with a character that was guessed.
 */
export class EncodingFinder {
  private bom: Encoding | null = null;
  private isFirst = true;
  private carried = Buffer.alloc(0);
  private validLines = 0;
  private brokenLines = 0;

  add(piece: Buffer): void {
    if (this.isFirst) {
      this.isFirst = false;
      this.bom = byteOrderMark(piece) ?? wideWithoutMark(piece.subarray(0, PROBE_BYTES));
    }
    if (this.bom) return;
    const bytes = this.carried.length > 0 ? Buffer.concat([this.carried, piece]) : piece;
    // A character may be cut by the end of the piece, a line feed never is part of one.
    const cut = bytes.lastIndexOf(LF) + 1 || bytes.length;
    this.carried = Buffer.from(bytes.subarray(cut));
    this.weigh(bytes.subarray(0, cut));
  }

  /** After the last piece. */
  found(): Encoding {
    if (this.bom) return this.bom;
    this.weigh(this.carried);
    return this.brokenLines > this.validLines ? 'windows-1252' : 'utf-8';
  }

  private weigh(bytes: Buffer): void {
    if (isAscii(bytes)) return;
    if (isUtf8(bytes)) {
      this.validLines++;
      return;
    }
    for (let from = 0; from < bytes.length;) {
      const lf = bytes.indexOf(LF, from);
      const line = bytes.subarray(from, lf < 0 ? bytes.length : lf);
      if (!isUtf8(line)) this.brokenLines++;
      else if (!isAscii(line)) this.validLines++;
      from += line.length + 1;
    }
  }
}

function byteOrderMark(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function wideWithoutMark(bytes: Buffer): Encoding | null {
  const zeros = [0, 0];
  bytes.forEach((byte, at) => byte === 0 && zeros[at % 2]!++);
  const [even, odd] = zeros as [number, number];
  const most = bytes.length / 2;
  if (odd > most * 0.6 && even < most * 0.1) return 'utf-16le';
  return even > most * 0.6 && odd < most * 0.1 ? 'utf-16be' : null;
}

/**
 * The text of pieces of a file, piece by piece. A byte order mark is left out; what is no character of the encoding becomes
 * U+FFFD, by which its row is refused.
 */
export async function* decoded(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of pieces) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}
