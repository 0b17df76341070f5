import { canonicalEmail } from '../../platform/mail/address.js';
import { type ReadRow } from './read-row.js';

const ADDRESS_LIKE = /[^\s<>()"',;:]+@[^\s<>()"',;:]+/g;

/** The relay address that stands for a canonical one; undefined for all that nobody hides from others than the importer. */
export type Behind = (canonical: string) => string | undefined;

/** The row with relay addresses in place of those behind them, and without the cells of the file that hold those. */
export function withoutHidden(row: ReadRow, behind: Behind): ReadRow {
  const relays = row.canonicals.map(behind);
  return {
    ...row,
    emails: row.emails.map((email, at) => relays[at] ?? email),
    canonicals: row.canonicals.map((canonical, at) => relays[at] ?? canonical),
    cells: row.cells && row.cells.map((cell) => (isHidden(cell, behind) ? '' : cell)),
  };
}

/** Also of a cell that holds more than an address, which is why its row was refused. */
function isHidden(cell: string, behind: Behind): boolean {
  return (cell.match(ADDRESS_LIKE) ?? []).some((found) => {
    const canonical = canonicalEmail(found);
    return canonical !== null && behind(canonical) !== undefined;
  });
}
