import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Invalid } from '../platform/http/errors.js';
import { formOf } from './conditions/conditions.js';
import { type Condition } from './conditions/definition.js';
import { type Filter } from './filter.access.js';

/** What a person can still read; the builder offers no more. Groups in groups, the conditions not counted. */
export const DEEPEST = 6;
export const MOST_CONDITIONS = 100;
const MOST_GROUPS = 100;

const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

/**
 * Reads a filter as a client sent it, and gives it with nothing else in it. The first thing wrong is named by its path,
 * such as `filter.all.1.any_of`, with a sentence.
 *
 * @throws Invalid
 */
export function readFilter(input: unknown, param: string): Filter {
  let conditions = 0;
  let groups = 0;
  return node(input, param, 1);

  function node(value: unknown, path: string, depth: number): Filter {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw wrong(path, 'Write a group (all, any, not) or a condition.');
    if ('kind' in value) {
      if (++conditions > MOST_CONDITIONS)
        throw wrong(param, `A filter holds at most ${MOST_CONDITIONS} conditions.`);
      return condition(value as Condition, path);
    }
    if (++groups > MOST_GROUPS) throw wrong(param, `A filter holds at most ${MOST_GROUPS} groups.`);
    if (depth > DEEPEST) throw wrong(path, `Groups stand in each other at most ${DEEPEST} deep.`);
    const [key, ...more] = Object.keys(value);
    if (more.length > 0 || (key !== 'all' && key !== 'any' && key !== 'not'))
      throw wrong(path, 'Write one of all, any, not, or a condition with its kind.');
    const inner = (value as Record<string, unknown>)[key];
    if (key === 'not') return { not: node(inner, `${path}.not`, depth + 1) };
    const members = list(inner, `${path}.${key}`).map((each, at) =>
      node(each, `${path}.${key}.${at}`, depth + 1),
    );
    if (key === 'any' && members.length === 0)
      throw wrong(`${path}.any`, 'Add a condition, or take the group away.');
    return key === 'all' ? { all: members } : { any: members };
  }

  function list(value: unknown, path: string): unknown[] {
    if (!Array.isArray(value)) throw wrong(path, 'Write a list.');
    if (value.length > MOST_CONDITIONS)
      throw wrong(path, `A filter holds at most ${MOST_CONDITIONS} conditions.`);
    return value;
  }
}

function condition(value: Condition, path: string): Condition {
  const form = typeof value.kind === 'string' ? formOf(value.kind) : undefined;
  if (!form) throw wrong(`${path}.kind`, 'There is no such condition.');
  for (const [key, text] of Object.entries(value))
    if (texts(text).some((each) => CONTROL.test(each))) throw wrong(`${path}.${key}`, 'Write plain text.');
  const read = plainToInstance(form, value);
  const [first] = validateSync(read, {
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
    forbidUnknownValues: false,
  });
  if (first) {
    const { whitelistValidation, ...own } = first.constraints ?? {};
    const message = whitelistValidation ? 'This condition has no such part.' : Object.values(own)[0];
    throw wrong(`${path}.${first.property}`, message ?? 'This cannot be read.');
  }
  return { ...read };
}

const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string');

function wrong(param: string, message: string): Invalid {
  return new Invalid([{ param, message }]);
}
