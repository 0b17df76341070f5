import { open } from 'node:fs/promises';
import { refused } from './file-refusal.js';

/** What an archive begins with, a workbook among them. */
const ARCHIVE = Buffer.from('PK\u0003\u0004');
/** What an archive ends with, and how much may stand behind it (APPNOTE.TXT 4.3.16). */
const ARCHIVE_END = Buffer.from('PK\u0005\u0006');
const LONGEST_TAIL = 22 + 65_535;

/** By their first bytes: a name says nothing of what is inside. */
const OTHER_KINDS: readonly [Buffer, string][] = [
  [
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
    'This is an old spreadsheet (.xls), or one that a password locks. Save it as .xlsx or CSV, without a password.',
  ],
  [Buffer.from('%PDF'), 'This is a PDF. Load an .xlsx or a CSV file.'],
];

/**
 * Whether a file is a workbook or text.
 *
 * @throws Invalid on `file` for anything else, also for what is two things at once: a list for this program and an archive for
 *   the next is no list that somebody wrote.
 */
export async function kindOf(place: string): Promise<'text' | 'workbook'> {
  const file = await open(place);
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(size, 8));
    await file.read(head, 0, head.length, 0);
    if (beginsWith(head, ARCHIVE)) return 'workbook';
    const other = OTHER_KINDS.find(([mark]) => beginsWith(head, mark));
    if (other) throw refused(other[1]);
    const tail = Buffer.alloc(Math.min(size, LONGEST_TAIL));
    await file.read(tail, 0, tail.length, size - tail.length);
    if (tail.includes(ARCHIVE_END))
      throw refused('This file is text and an archive at once. Save the list anew, as .xlsx or CSV.');
    return 'text';
  } finally {
    await file.close();
  }
}

const beginsWith = (head: Buffer, mark: Buffer): boolean => head.subarray(0, mark.length).equals(mark);
