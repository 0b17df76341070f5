import { type Bind } from '../platform/database/sql.js';
import { definitionOf } from './conditions/conditions.js';
import { type BoundedColumn } from './conditions/definition.js';
import { type Filter } from './filter.access.js';

/**
 * The filter as a condition over `segment_people p`: our own words and places of bound values, nothing that anybody
 * typed. True or false for everybody, never NULL.
 *
 * @param filter read by readFilter, and with no reference to another segment left in it (referring.ts).
 */
export function compile(filter: Filter, bind: Bind): string {
  if ('all' in filter) return joined(filter.all, 'AND', 'true', bind);
  if ('any' in filter) return joined(filter.any, 'OR', 'false', bind);
  if ('not' in filter) return `NOT ${compile(filter.not, bind)}`;
  const definition = definitionOf(filter.kind);
  if (!definition) throw new Error(`A filter holds a condition that nothing compiles: ${filter.kind}`);
  return definition.sql(filter, bind);
}

/**
 * What the filter says of this column, of everybody in it: the conditions on it that all must meet. A list in the order of
 * the column then begins where they do.
 */
export function boundsOf(filter: Filter, column: BoundedColumn, bind: Bind): string {
  if ('all' in filter)
    return ['true', ...filter.all.map((each) => boundsOf(each, column, bind))].join(' AND ');
  const leaf = 'not' in filter ? filter.not : filter;
  const isBound = 'kind' in leaf && definitionOf(leaf.kind)?.bounds === column;
  return isBound ? compile(filter, bind) : 'true';
}

function joined(members: readonly Filter[], word: 'AND' | 'OR', none: string, bind: Bind): string {
  return members.length === 0 ? none : `(${members.map((each) => compile(each, bind)).join(`\n  ${word} `)})`;
}
