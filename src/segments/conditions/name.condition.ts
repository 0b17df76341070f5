import { type Definition, Kind, literally, Text } from './definition.js';

export class NameCondition {
  @Kind('name')
  kind: 'name';

  @Text('A part of the given and family name; accents and capitals do not count')
  contains: string;
}

/** Leans on people_name_trigrams. */
export const name: Definition<NameCondition> = {
  kind: 'name',
  label: 'Name',
  group: 'person',
  form: NameCondition,
  sql: ({ contains }, bind) =>
    `plain(p.given_name || ' ' || p.family_name) LIKE '%' || plain(${bind(literally(contains), 'text')}) || '%'`,
};
