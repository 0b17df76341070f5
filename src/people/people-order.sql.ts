import { type Bind } from '../platform/database/sql.js';
import { type PeopleSort } from './people.forms.js';

/** What a list is in the order of, and what of it a filter may bound. */
export type OrderColumn = 'name' | 'created_at' | 'last_action_at';

export interface Order {
  column: OrderColumn;
  /** The sort key of `p` as text, for the cursor: two parts, the second NULL where one is enough. */
  key: string;
  /** What `p` is sorted by, its id last. */
  keys: readonly string[];
  direction: 'ASC' | 'DESC';
  by: string;
  /** What comes after a cursor (the two parts and the id). */
  after: (cursor: readonly unknown[], bind: Bind) => string;
}

/** Each field leans on its own index of people, read in either direction; all begin with the owner. */
export function orderOf(sort: PeopleSort): Order {
  const [direction, beyond] = sort.startsWith('-') ? (['DESC', '<'] as const) : (['ASC', '>'] as const);
  const column = sort.replace('-', '') as OrderColumn;
  const by = (keys: readonly string[]) => ({
    ...{ column, direction, keys },
    by: keys.map((key) => `${key} ${direction}`).join(', '),
  });
  const inTime = (at: string): Order => ({
    ...by([at, 'p.id']),
    key: `(${at})::text, NULL`,
    after: ([time, , id], bind) =>
      `(${at}, p.id) ${beyond} (${bind(time, 'timestamptz')}, ${bind(id, 'uuid')})`,
  });
  switch (column) {
    case 'name':
      return {
        ...by(['plain(p.family_name)', 'plain(p.given_name)', 'p.id']),
        key: 'plain(p.family_name), plain(p.given_name)',
        after: ([family, given, id], bind) =>
          `(plain(p.family_name), plain(p.given_name), p.id) ${beyond} (${bind(family, 'text')}, ${bind(given, 'text')}, ${bind(id, 'uuid')})`,
      };
    case 'created_at':
      return inTime('p.created_at');
    case 'last_action_at': // whoever never acted did so before everybody
      return inTime(`coalesce(p.last_action_at, '-infinity')`);
  }
}
