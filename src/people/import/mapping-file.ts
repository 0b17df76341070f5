import { Invalid } from '../../platform/http/errors.js';
import { COLUMN_KINDS, type ColumnKind, type ColumnMeaning } from './columns.js';

const wrong = (message: string): Invalid => new Invalid([{ param: 'mapping', message }]);

/**
 * The meanings of columns from an operator's file: `{ "Mail": "email", "Ward": { "field": "<id>" } }`.
 *
 * @throws Invalid naming the entry that is wrong.
 */
export function columnsFromJson(text: string): Record<string, ColumnMeaning> {
  const entries: unknown = parsed(text);
  if (typeof entries !== 'object' || entries === null || Array.isArray(entries))
    throw wrong('The mapping is an object: its keys are headings.');
  return Object.fromEntries(
    Object.entries(entries).map(([heading, meaning]) => [heading, meaningOf(heading, meaning)]),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong(`The mapping is no JSON: ${(error as Error).message}`);
  }
}

function meaningOf(heading: string, meaning: unknown): ColumnMeaning {
  const fieldId = (meaning as { field?: unknown } | null)?.field;
  if (typeof fieldId === 'string') return { is: 'field', fieldId };
  if (typeof meaning === 'string' && meaning !== 'field' && COLUMN_KINDS.includes(meaning as ColumnKind))
    return { is: meaning as ColumnKind };
  throw wrong(`“${heading}” can be one of: ${COLUMN_KINDS.join(', ')}.`);
}
