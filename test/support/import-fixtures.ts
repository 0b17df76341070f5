import { DEFAULT_RULES } from '../../src/people/import/import.entity.js';
import { type Fixture, insert, json } from './fixture-rows.js';
import { unique } from './people.js';

/** Files of people on their way in, and what is remembered of their columns. */
export const IMPORT_FIXTURES: Record<string, Fixture> = {
  'imports/:id': {
    make: ({ db, mark, ownerId }) =>
      insert(db, 'imports', {
        owner_id: ownerId,
        name: `${mark}.csv`,
        format: json({ kind: 'text', encoding: 'utf-8', delimiter: ',', hasHeadings: true }),
        headings: [mark],
        mapping: json([{ is: 'given_name' }]),
        rules: json(DEFAULT_RULES),
      }),
  },
  'import-mappings/:id': {
    make: ({ db, mark, ownerId }) =>
      insert(db, 'import_mappings', { owner_id: ownerId, name: `${mark} ${unique()}`, columns: '{}' }),
  },
};
