import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type ListFile } from '../staff/audit/list-file.access.js';
import { type ConditionGroup } from './conditions/definition.js';
import { type Filter, FilterTree } from './filter.access.js';
import { type Segment } from './segments.sql.js';

export class SegmentResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty()
  name: string;
  @FilterTree()
  filter: Filter;
  @ApiProperty({ format: 'date-time' })
  created_at: string;
  @ApiProperty({ format: 'date-time' })
  updated_at: string;

  @ApiPropertyOptional({
    type: [String],
    description: 'Where what was written seems to tell who was exploited',
  })
  warnings?: string[];
  static from(this: void, it: Segment): SegmentResource {
    return {
      id: it.id,
      owner_id: it.ownerId,
      name: it.name,
      filter: it.filter,
      created_at: it.createdAt.toISOString(),
      updated_at: it.updatedAt.toISOString(),
    };
  }
}

export class SegmentList {
  @ApiProperty({ type: [SegmentResource] })
  data: SegmentResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class CountResource {
  @ApiProperty({ description: 'People whom you may list anyway, so small counts are shown as they are' })
  count: number;
  @ApiProperty({ description: 'True: counting took too long, and this is about how many; say "about"' })
  is_estimate: boolean;
  @ApiProperty({ format: 'date-time', description: 'A count that took long is kept for a few minutes' })
  counted_at: string;
}

export class ConditionField {
  @ApiProperty()
  kind: string;
  @ApiProperty()
  label: string;
  @ApiProperty({ enum: ['person', 'place', 'deeds', 'contact', 'partners'] })
  group: ConditionGroup;
}

export class NamedChoice {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  name: string;
}

/** A petition, event, letter, mailing ... that somebody did something with. */
export class ThingChoice {
  @ApiProperty()
  did: string;
  @ApiProperty()
  what_kind: string;
  @ApiProperty({ format: 'uuid' })
  what_id: string;
  @ApiProperty()
  what_title: string;
}

export class FieldChoice {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ description: 'In the language of the console' })
  label: string;
  @ApiProperty({ enum: ['text', 'number', 'date', 'yes-no', 'one-of', 'many-of'] })
  type: string;
  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } })
  options: Record<string, unknown>[];
}

/** What the builder offers: the allow-list, and what can be chosen in it. At most 500 of each. */
export class FieldsResource {
  @ApiProperty({ type: [ConditionField] })
  conditions: ConditionField[];
  @ApiProperty({ type: [NamedChoice] })
  tags: NamedChoice[];
  @ApiProperty({ type: [NamedChoice] })
  trainings: NamedChoice[];
  @ApiProperty({ type: [NamedChoice], description: 'Removed ones that are still referred to are not here' })
  segments: NamedChoice[];
  @ApiProperty({ type: [NamedChoice], description: 'Whose lists people can be on' })
  organizations: NamedChoice[];
  @ApiProperty({ type: [NamedChoice] })
  partners: NamedChoice[];
  @ApiProperty({ type: [NamedChoice], description: 'Those whom somebody is known to know' })
  officials: NamedChoice[];
  @ApiProperty({ type: [ThingChoice] })
  things: ThingChoice[];
  @ApiProperty({
    type: [FieldChoice],
    description: 'Open fields of your own; restricted and sealed ones cannot be asked',
  })
  fields: FieldChoice[];
  @ApiProperty({
    type: [String],
    description: 'Layers of boundaries there are; districts are found at /districts',
  })
  layers: string[];
}

export const SEGMENT_FILE: ListFile<SegmentResource> = {
  noun: 'segments',
  ownerOf: (it) => it.owner_id,
  columns: {
    Segment: (it) => it.name,
    Question: (it) => JSON.stringify(it.filter),
    'Made at': (it) => it.created_at,
    'Changed at': (it) => it.updated_at,
  },
};
