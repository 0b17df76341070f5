import { type Bind } from '../../platform/database/sql.js';
import { type Definition, Kind, Words } from './definition.js';

export class ZipCondition {
  @Kind('zip')
  kind: 'zip';

  @Words('ZIP codes of five digits', /^\d{5}$/, 'Write ZIP codes of five digits.')
  any_of: string[];
}

export class CityCondition {
  @Kind('city')
  kind: 'city';

  @Words(
    'Names of towns; accents and capitals do not count',
    /^\S.{0,99}$/,
    'Write names of 1 to 100 characters.',
  )
  any_of: string[];
}

export class StateCondition {
  @Kind('state')
  kind: 'state';

  @Words('Postal codes such as MA', /^[A-Z]{2}$/, 'Write states by two capitals, such as MA.')
  any_of: string[];
}

const lives = (where: string): string =>
  `EXISTS (SELECT 1 FROM segment_addresses a WHERE a.person_id = p.id AND ${where})`;
/** Each by itself, so that the planner has the words before it, and looks up how many people live there. */
const plainly = (names: readonly string[], bind: Bind): string =>
  `ARRAY[${names.map((name) => `plain(${bind(name, 'text')})`).join(', ')}]`;

export const zip: Definition<ZipCondition> = {
  kind: 'zip',
  label: 'ZIP code',
  group: 'place',
  form: ZipCondition,
  sql: ({ any_of }, bind) => lives(`a.zip = ANY (${bind(any_of, 'text[]')})`),
};

export const city: Definition<CityCondition> = {
  kind: 'city',
  label: 'Town',
  group: 'place',
  form: CityCondition,
  sql: ({ any_of }, bind) => lives(`plain(a.city) = ANY (${plainly(any_of, bind)})`),
};

export const state: Definition<StateCondition> = {
  kind: 'state',
  label: 'State',
  group: 'place',
  form: StateCondition,
  sql: ({ any_of }, bind) => lives(`upper(a.state) = ANY (${bind(any_of, 'text[]')})`),
};
