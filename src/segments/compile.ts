import { type Bind } from './conditions/definition.js';
import { definitionOf } from './conditions/conditions.js';
import { type Filter } from './filter.access.js';

/** Keeps values at the end of a statement's own and gives their places. */
export function binding(parameters: unknown[]): Bind {
  return (value, type) => `$${parameters.push(value)}::${type}`;
}

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

function joined(members: readonly Filter[], word: 'AND' | 'OR', none: string, bind: Bind): string {
  return members.length === 0 ? none : `(${members.map((each) => compile(each, bind)).join(`\n  ${word} `)})`;
}
