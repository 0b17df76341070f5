import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type FileRow } from './delimited-text.js';
import { refused } from './file-refusal.js';
import { decoded, type Encoding, EncodingFinder } from './text-encoding.js';
import { guessTextForm, rowsOf, type TextFormat, textRows } from './text-format.js';

/** What a preview and the guesses look at. */
const BEGINNING_BYTES = 256 * 1024;
/** How a file of delimited text is written, and its first rows. */
export async function describeText(place: string): Promise<{ format: TextFormat; rows: FileRow[] }> {
  const { head, isWhole, encoding } = await lookThrough(createReadStream(place));
  const beginning = { text: await whole(decoded([head], encoding)), isWhole };
  if (beginning.text.trim() === '') throw refused('This file is empty.');
  const form = guessTextForm(beginning);
  return { format: { kind: 'text', encoding, ...form }, rows: rowsOf(beginning, form.delimiter) };
}

/** The rows of its beginning, headings among them. */
export async function textBeginning(place: string, format: TextFormat): Promise<FileRow[]> {
  const { size } = await stat(place);
  const pieces = createReadStream(place, { end: BEGINNING_BYTES - 1 });
  const text = await whole(decoded(pieces, format.encoding));
  return rowsOf({ text, isWhole: size <= BEGINNING_BYTES }, format.delimiter);
}

/**
 * All its rows, in batches of one piece of 64 kB: they are gone again before the next one comes. Pieces of 512 kB outlive the
 * young part of the heap, and cost a hundred megabytes until somebody sweeps them up.
 */
export function textFileRows(place: string, format: TextFormat): AsyncGenerator<FileRow[]> {
  return textRows(decoded(createReadStream(place), format.encoding), format);
}

async function lookThrough(
  pieces: AsyncIterable<Buffer>,
): Promise<{ head: Buffer; isWhole: boolean; encoding: Encoding }> {
  const finder = new EncodingFinder();
  const head: Buffer[] = [];
  let headBytes = 0;
  let isAll = true;
  for await (const piece of pieces) {
    finder.add(piece);
    if (headBytes >= BEGINNING_BYTES) {
      isAll = false;
      continue;
    }
    head.push(piece);
    headBytes += piece.length;
  }
  const bytes = Buffer.concat(head);
  const isWhole = headBytes <= BEGINNING_BYTES && isAll;
  return { head: bytes.subarray(0, BEGINNING_BYTES), isWhole, encoding: finder.found() };
}

async function whole(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}
