import { Days, type Definition, Kind } from './definition.js';

export class InactiveCondition {
  @Kind('inactive')
  kind: 'inactive';

  @Days('For so many days until now, or ever')
  days: number;
}

/** No action of their own: mail that came is none. Reads the roll-up on the person, not the ledger. */
export const inactive: Definition<InactiveCondition> = {
  kind: 'inactive',
  label: 'No action lately',
  group: 'deeds',
  form: InactiveCondition,
  bounds: 'last_action_at',
  sql: ({ days }, bind) =>
    `coalesce(p.last_action_at, '-infinity') < now() - make_interval(days => ${bind(days, 'int')})`,
};
