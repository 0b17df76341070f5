/**
 * Cells that a spreadsheet would take for a formula (OWASP, CSV injection): they begin with = + - @, a tab, a line break, or
 * one of these in their full-width form.
 */
const FORMULA = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20\uff05]/;

/** What spreadsheets show as text whatever follows, and what an import takes off again. */
const TEXT_MARK = "'";

/** The cell as an export writes it, so that no program runs it. */
export function neutralized(cell: string): string {
  return FORMULA.test(cell) || (cell.startsWith(TEXT_MARK) && FORMULA.test(cell.slice(1)))
    ? TEXT_MARK + cell
    : cell;
}

/** The cell as it was before an export neutralized it. */
export function restored(cell: string): string {
  return cell.startsWith(TEXT_MARK) && isMarked(cell.slice(1)) ? cell.slice(1) : cell;
}

function isMarked(rest: string): boolean {
  return FORMULA.test(rest) || (rest.startsWith(TEXT_MARK) && FORMULA.test(rest.slice(1)));
}

/** One line of CSV (RFC 4180): every cell quoted, formulas neutralized. What is null is empty. */
export function csvLine(cells: readonly (string | number | boolean | null)[]): string {
  return `${cells.map((cell) => `"${neutralized(cell === null ? '' : String(cell)).replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/** The first bytes of a CSV file by which Excel knows that it is UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';
