/** A file that is no workbook that can be read. The message is for whoever sent it: what is wrong, and what to do. */
export class WorkbookProblem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'WorkbookProblem';
  }
}

const DAMAGED = 'This spreadsheet is damaged. Open it, save it again (or as CSV), and load that.';

/**
 * What went wrong as a sentence: whatever an archive or its XML is refused for is the file's damage; an error of the file
 * system is ours, and stays what it is.
 */
export function asWorkbookProblem(error: unknown): unknown {
  if (error instanceof WorkbookProblem || isSystemError(error)) return error;
  return new WorkbookProblem(DAMAGED, { cause: error });
}

export const damaged = (cause?: unknown): WorkbookProblem => new WorkbookProblem(DAMAGED, { cause });

function isSystemError(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | null)?.syscall !== undefined;
}
