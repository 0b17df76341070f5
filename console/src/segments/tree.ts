import { type Condition, type Filter, type Kind } from './words';

/*
 * A filter as it is edited: every node has an id of its own, so that what is typed stays where it is when others come
 * and go; "none of" and "is not" are marks of a node instead of nodes around it.
 */
export type Joins = 'all' | 'any' | 'none' | 'not-all';

export interface GroupNode {
  id: string;
  joins: Joins;
  members: TreeNode[];
}

export interface ConditionNode {
  id: string;
  isNot: boolean;
  condition: Condition;
}

export type TreeNode = GroupNode | ConditionNode;

export const isGroup = (node: TreeNode): node is GroupNode => 'members' in node;

let made = 0;
const nextId = () => `node-${++made}`;

/** The root is always a group, also where the filter is a single condition. */
export function toTree(filter: Filter): GroupNode {
  const node = read(filter, false);
  return isGroup(node) ? node : { id: nextId(), joins: 'all', members: [node] };
}

function read(filter: Filter, isNot: boolean): TreeNode {
  if ('not' in filter) return read(filter.not, !isNot);
  const id = nextId();
  if ('all' in filter)
    return { id, joins: isNot ? 'not-all' : 'all', members: filter.all.map((each) => read(each, false)) };
  if ('any' in filter)
    return { id, joins: isNot ? 'none' : 'any', members: filter.any.map((each) => read(each, false)) };
  return { id, isNot, condition: filter };
}

/** A group in which nothing is asked says nothing, whatever its word is. */
export function toFilter(node: TreeNode): Filter {
  if (!isGroup(node)) return node.isNot ? { not: node.condition } : node.condition;
  const members = node.members.filter((each) => !isGroup(each) || asksSomething(each)).map(toFilter);
  if (members.length === 0) return { all: [] };
  if (node.joins === 'all') return { all: members };
  if (node.joins === 'any') return { any: members };
  return { not: node.joins === 'none' ? { any: members } : { all: members } };
}

const asksSomething = ({ members }: GroupNode): boolean =>
  members.some((each) => !isGroup(each) || asksSomething(each));

export const newGroup = (): GroupNode => ({ id: nextId(), joins: 'any', members: [] });

const BLANK: { [K in Kind]: Omit<Extract<Condition, { kind: K }>, 'kind'> } = {
  segment: { segment_id: '' },
  tag: { any_of: [] },
  value: { field_id: '', test: 'is-set' },
  language: { any_of: [] },
  name: { contains: '' },
  met: { within_days: 30 },
  source: { any_of: [] },
  district: { layer: 'lower', any_of: [] },
  city: { any_of: [] },
  zip: { any_of: [] },
  state: { any_of: [] },
  deed: { did: 'signed' },
  inactive: { days: 90 },
  skill: { any_of: [] },
  speaks: { any_of: [] },
  'free-on': { any_of: [] },
  training: { any_of: [] },
  'official-tie': {},
  email: { status: 'any' },
  subscribed: { organization_id: '', channel: 'email' },
  suppressed: { organization_id: '' },
  consent: { organization_id: '', channel: 'share', is_given: true },
  'partner-role': {},
};

export const newCondition = (kind: Kind): ConditionNode => ({
  id: nextId(),
  isNot: false,
  condition: { kind, ...BLANK[kind] } as Condition,
});

/** Conditions whose parts may be left open: any district, any role, any official. */
const LEFT_OPEN: readonly Kind[] = ['district', 'partner-role', 'official-tie'];

/** Whether everything that a condition needs is chosen. */
export function isFinished(condition: Condition): boolean {
  if (LEFT_OPEN.includes(condition.kind)) return true;
  if (condition.kind === 'value') {
    const { test, field_id, value = '', any_of = [] } = condition;
    const isAnswered = test === 'is-set' || (test === 'any-of' ? any_of.length > 0 : value !== '');
    return field_id !== '' && isAnswered;
  }
  if (condition.kind === 'met') return Boolean(condition.within_days ?? condition.since ?? condition.before);
  return Object.values(condition).every((part) =>
    Array.isArray(part) ? part.length > 0 : part !== '' && part !== undefined,
  );
}

export const isWhole = (node: TreeNode): boolean =>
  isGroup(node) ? node.members.every(isWhole) : isFinished(node.condition);
