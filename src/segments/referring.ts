import { Invalid } from '../platform/http/errors.js';
import { type Filter } from './filter.access.js';
import { type SegmentCondition } from './conditions/segment.condition.js';

/** Segments in segments in segments ...: as deep as groups, and far from what makes a statement too long. */
const DEEPEST_REFERENCE = 5;
const MOST_IN_ALL = 500;

/** Gives the filters of these segments by their ids; those that the reader does not see are absent. */
export type FindFilters = (ids: readonly string[]) => Promise<ReadonlyMap<string, Filter>>;

/**
 * Replaces every reference to another segment by that segment's tree.
 *
 * @param itself the segment whose filter this is, where it has an id: it may not be made of itself.
 * @throws Invalid where a segment is not there (or not the reader's), goes round in a circle, or all of it is too much.
 */
export async function withReferences(
  filter: Filter,
  param: string,
  find: FindFilters,
  itself: string | null = null,
): Promise<Filter> {
  const known = new Map<string, Filter>();
  for (let depth = 0, asked = [...new Set(referencesOf(filter))]; asked.length > 0; depth++) {
    if (depth === DEEPEST_REFERENCE) throw wrong('Segments refer to each other too deeply, or in a circle.');
    if (itself !== null && asked.includes(itself)) throw wrong('A segment cannot be made of itself.');
    const found = await find(asked);
    for (const id of asked) {
      const tree = found.get(id);
      if (!tree) throw wrong('There is no such segment, or it is not yours to see.');
      known.set(id, tree);
    }
    asked = [...new Set([...found.values()].flatMap(referencesOf))];
  }
  let parts = 0;
  return replaced(filter);

  function replaced(node: Filter): Filter {
    if ('all' in node) return { all: node.all.map(replaced) };
    if ('any' in node) return { any: node.any.map(replaced) };
    if ('not' in node) return { not: replaced(node.not) };
    if (++parts > MOST_IN_ALL) throw wrong(`With its segments this is more than ${MOST_IN_ALL} conditions.`);
    return isReference(node) ? replaced(known.get(node.segment_id)!) : node;
  }

  function wrong(message: string): Invalid {
    return new Invalid([{ param, message }]);
  }
}

function referencesOf(node: Filter): string[] {
  if ('all' in node) return node.all.flatMap(referencesOf);
  if ('any' in node) return node.any.flatMap(referencesOf);
  if ('not' in node) return referencesOf(node.not);
  return isReference(node) ? [node.segment_id] : [];
}

function isReference(node: Filter): node is SegmentCondition {
  return 'kind' in node && node.kind === 'segment';
}
