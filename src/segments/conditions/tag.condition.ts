import { type Definition, Ids, Kind } from './definition.js';

export class TagCondition {
  @Kind('tag')
  kind: 'tag';

  @Ids('Tags, of which they carry one or more')
  any_of: string[];
}

export const tag: Definition<TagCondition> = {
  kind: 'tag',
  label: 'Tag',
  group: 'person',
  form: TagCondition,
  // Of one tag everybody has one row, as the planner knows by the key; of several, not.
  sql: ({ any_of }, bind) =>
    `EXISTS (SELECT 1 FROM segment_tags t WHERE t.person_id = p.id AND t.tag_id ${
      any_of.length === 1 ? `= ${bind(any_of[0], 'uuid')}` : `= ANY (${bind(any_of, 'uuid[]')})`
    })`,
};
