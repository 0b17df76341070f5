import { type Definition, Kind, Words } from './definition.js';

export class SourceCondition {
  @Kind('source')
  kind: 'source';

  @Words(
    'Source codes, of which one brought them first',
    /^\S.{0,99}$/,
    'Write source codes of 1 to 100 characters.',
  )
  any_of: string[];
}

export const source: Definition<SourceCondition> = {
  kind: 'source',
  label: 'Came by',
  group: 'person',
  form: SourceCondition,
  sql: ({ any_of }, bind) =>
    `(p.source_code IS NOT NULL AND p.source_code = ANY (${bind(any_of, 'text[]')}))`,
};
