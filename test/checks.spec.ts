import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

/*
 * What mail must be like (E), what faults must not do (F) and what holds after all of them (I) are numbered, and a test
 * that shows one begins its title with the number: `E7: reaches every subscriber once`. So nobody deletes the last test of
 * a promise without noticing.
 */
const PROMISED = [
  // The message: sender's name, subject, size, single headers, ids, bytes, encodings, addresses, injection, one recipient, no files of ours.
  ...codes('E', 1, 11),
  // DKIM, alignment, TLS, the records of a domain.
  ...codes('E', 20, 27),
  // Leaving: one click, links, tokens, for good.
  ...codes('E', 30, 40),
  // Bounces, complaints, automatic answers.
  ...codes('E', 50, 57),
  // Tracking.
  ...codes('E', 60, 66),
  // Calendar files in mail, and the days on which clocks change.
  ...codes('E', 70, 75),
  // Killed, stopped and frozen processes, poison.
  ...codes('F', 1, 10),
  // The database and the queue: away, crashed, frozen, cut, lost, doubled.
  ...codes('F', 12, 16),
  ...codes('F', 19, 21),
  // Receivers and relays that are slow, shut, wrong or broken; names that do not resolve; clocks that are wrong.
  ...codes('F', 22, 32),
  // Hours and days that a year has and another lacks.
  ...codes('F', 33, 34),
  // What the checker of the fault runs looks for.
  ...codes('I', 1, 10),
];

function codes(letter: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, at) => `${letter}${first + at}`);
}

/** Codes at the front of the strings of every spec, by file: `'E1, E2: ...'`. */
function named(): Set<string> {
  const found = new Set<string>();
  for (const file of readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(file) || file === path.basename(import.meta.filename)) continue;
    const text = readFileSync(path.join(import.meta.dirname, file), 'utf8');
    for (const [, title] of text.matchAll(/['"`]((?:[EFI]\d{1,2}(?:, )?)+): /g))
      for (const code of title!.split(', ')) found.add(code);
    // Tables of cases have the code in a column, and `%s:` in the title.
    if (/['"`]%s: /.test(text))
      for (const [, code] of text.matchAll(/['"`]([EFI]\d{1,2})['"`],/g)) found.add(code!);
  }
  return found;
}

describe('The numbered checks', () => {
  it('each have a test that names them', () => {
    const found = named();
    expect(PROMISED.filter((code) => !found.has(code))).toEqual([]);
  });
});
