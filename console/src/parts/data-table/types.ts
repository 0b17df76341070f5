import { type ReactNode } from 'react';
import { type KeysetList } from '../../api/keyset';

/** The API's and the URL's way to name an order: a field, with `-` in front for descending. */
export type Sort<Field extends string> = Field | `-${Field}`;

export interface Column<Row, Field extends string = string> {
  key: string;
  title: string;
  render: (row: Row) => ReactNode;
  /** The field to sort by; without one the column does not sort. */
  sort?: Field;
  align?: 'right';
  /** CSS pixels. */
  width?: number;
  /** Off until someone chooses it. */
  isHidden?: boolean;
}

/** What is selected: some rows by id, or everything that matches the filters. */
export interface Selected {
  ids: string[];
  isAllMatching: boolean;
  count: number;
  clear: () => void;
}

export interface DataTableProps<Row extends { id: string }, Field extends string = string> {
  /** Plural noun, lower case: "people". It names the table and keeps its chosen columns. */
  noun: string;
  list: KeysetList<Row>;
  columns: Column<Row, Field>[];
  sort?: Sort<Field>;
  onSort?: (sort: Sort<Field>) => void;
  rowName: (row: Row) => string;
  /** Menu items of one row. */
  rowMenu?: (row: Row) => ReactNode;
  /** Actions on the selected rows; without them there are no checkboxes. */
  bulk?: (selected: Selected) => ReactNode;
  /** Where the API has the list, and what it is filtered by: offered as a file to who may export. */
  source?: { path: string; query?: Record<string, string | number | undefined> };
  /** Shown instead of a table without rows. */
  empty: ReactNode;
}
