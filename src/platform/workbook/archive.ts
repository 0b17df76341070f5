import { type Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { damaged, WorkbookProblem } from './workbook-problem.js';

/** A workbook has a few dozen parts; one with many pictures some hundreds. */
const MOST_PARTS = 5_000;
/** XML of sheets is packed ten to thirty times smaller; what promises more than this is made to fill a disk or a day. */
const MOST_RATIO = 250;
/** Below this no ratio matters. */
const SMALL_BYTES = 10 * 1024 * 1024;
/** 100 MB at twenty to one: read piece by piece, in a minute or so. */
const MOST_BYTES = 2 * 1024 * 1024 * 1024;

/**
 * The parts of an Office Open XML package (ECMA-376 part 2), which is a ZIP archive. They are read by random access and
 * unpacked as they are read; yauzl ends a part with an error once it is longer than it declares.
 */
export class Archive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws WorkbookProblem for what is no archive, or has two parts of one name: readers differ about which counts. */
  static async open(place: string): Promise<Archive> {
    const zip = await yauzl.openPromise(place, { autoClose: false });
    try {
      if (zip.entryCount > MOST_PARTS) throw damaged();
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) {
        const name = partName(entry.fileName);
        if (entries.has(name)) throw damaged();
        entries.set(name, entry);
      }
      return new Archive(zip, entries);
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  has(name: string): boolean {
    return this.entries.has(partName(name));
  }

  /** A part's bytes, unpacked. @throws WorkbookProblem where it is not there, is locked, or would unpack to too much. */
  async read(name: string): Promise<Readable> {
    const entry = this.entries.get(partName(name));
    if (!entry) throw damaged();
    if (entry.isEncrypted())
      throw new WorkbookProblem('This spreadsheet is locked with a password. Save it without one.');
    const { uncompressedSize: size, compressedSize: packed } = entry;
    if (size > MOST_BYTES || (size > SMALL_BYTES && size > packed * MOST_RATIO))
      throw new WorkbookProblem(
        'This spreadsheet unpacks to far more than it says. Save it as CSV and load that.',
      );
    return this.zip.openReadStreamPromise(entry);
  }

  close(): void {
    this.zip.close();
  }
}

/** Names of parts are compared without their case (ECMA-376 part 2, 6.2.2.3). */
function partName(name: string): string {
  return name.replace(/^\//, '').toLowerCase();
}
