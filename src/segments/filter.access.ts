import { ApiProperty, type ApiPropertyOptions, getSchemaPath } from '@nestjs/swagger';
import { Allow } from 'class-validator';
import { CONDITION_FORMS } from './conditions/conditions.js';
import { type Condition } from './conditions/definition.js';

/*
 * The audience language, version 1: a tree of and, or and not over conditions `{ kind, ... }` of the allow-list in
 * conditions/. FILTER_VERSION is stored beside a segment, so that a process of another version refuses what it would
 * misread.
 */
export const FILTER_VERSION = 1;

export type Filter = AllOf | AnyOf | NoneOf | Condition;

const GROUPS = ['AllOf', 'AnyOf', 'NoneOf'];
const FILTER_SCHEMA = {
  oneOf: [...GROUPS, ...CONDITION_FORMS.map(({ name }) => name)].map((name) => ({
    $ref: getSchemaPath(name),
  })),
};

export class AllOf {
  @ApiProperty({
    type: 'array',
    items: FILTER_SCHEMA,
    description: 'All of these are true; with none, of everybody',
  })
  all: Filter[];
}

export class AnyOf {
  @ApiProperty({ type: 'array', items: FILTER_SCHEMA, description: 'One or more of these are true' })
  any: Filter[];
}

export class NoneOf {
  @ApiProperty({ ...FILTER_SCHEMA, description: 'Everybody of whom this is not true' })
  not: Filter;
}

/** For ApiExtraModels: what the schema of a filter is made of. */
export const FILTER_MODELS = [AllOf, AnyOf, NoneOf, ...CONDITION_FORMS];

/** A property that holds a filter as it was sent: unknown until Segments.read has read it. */
export const FilterTree =
  (options: ApiPropertyOptions = {}): PropertyDecorator =>
  (target, key) => {
    ApiProperty({ ...FILTER_SCHEMA, ...options })(target, key);
    Allow()(target, key);
  };
