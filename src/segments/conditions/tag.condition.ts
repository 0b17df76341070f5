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
  sql: ({ any_of }, bind) =>
    `EXISTS (SELECT 1 FROM segment_tags t WHERE t.person_id = p.id AND t.tag_id = ANY (${bind(any_of, 'uuid[]')}))`,
};
