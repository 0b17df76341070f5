import { ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';
import { type Bind } from '../../platform/database/sql.js';
import { type Definition, Id, Kind, literally, OneOf } from './definition.js';

export const VALUE_TESTS = ['is-set', 'is', 'contains', 'at-least', 'at-most', 'any-of'] as const;
type ValueTest = (typeof VALUE_TESTS)[number];
const SOME = { message: 'Choose at most 100 answers.' };
const NEEDS_VALUE: readonly ValueTest[] = ['is', 'contains', 'at-least', 'at-most'];

export class ValueCondition {
  @Kind('value')
  kind: 'value';

  @Id('A field of your own')
  field_id: string;

  @OneOf(VALUE_TESTS, 'What is asked of the answer')
  test: ValueTest;

  @ApiPropertyOptional({ description: 'Text, a number, a day, or yes or no' })
  @ValidateIf(({ test }: ValueCondition) => NEEDS_VALUE.includes(test))
  @IsString({ message: 'Write what the answer is compared with.' })
  @MaxLength(200, { message: 'Write at most 200 characters.' })
  value?: string;

  @ApiPropertyOptional({ type: [String], description: 'Answers of a choice' })
  @IsOptional()
  @IsArray(SOME)
  @ArrayMaxSize(100, SOME)
  @IsString({ each: true, ...SOME })
  any_of?: string[];
}

/**
 * The answer to an open field of the organization's own; restricted and sealed ones are in no view of segments. Answers
 * are compared as what they are: numbers as numbers, days and texts as text, yes and no as `yes` and `no`.
 */
export const value: Definition<ValueCondition> = {
  kind: 'value',
  label: 'Own field',
  group: 'person',
  form: ValueCondition,
  sql: (condition, bind) =>
    `EXISTS (SELECT 1 FROM segment_values v WHERE v.person_id = p.id
       AND v.field_id = ${bind(condition.field_id, 'uuid')} AND ${test(condition, bind)})`,
};

const NUMBER = /^-?\d{1,15}(\.\d{1,10})?$/;
const TEXT = `(v.value #>> '{}')`;

function test({ test: asked, value: given = '', any_of = [] }: ValueCondition, bind: Bind): string {
  switch (asked) {
    case 'is-set':
      return 'true';
    case 'is':
      return `plain(CASE v.value WHEN 'true' THEN 'yes' WHEN 'false' THEN 'no' ELSE ${TEXT} END) = plain(${bind(given, 'text')})`;
    case 'contains':
      return `plain(${TEXT}) LIKE '%' || plain(${bind(literally(given), 'text')}) || '%'`;
    case 'at-least':
    case 'at-most': {
      const sign = asked === 'at-least' ? '>=' : '<=';
      return NUMBER.test(given)
        ? `CASE WHEN jsonb_typeof(v.value) = 'number' THEN v.value::numeric ${sign} ${bind(given, 'numeric')} ELSE false END`
        : `(jsonb_typeof(v.value) = 'string' AND ${TEXT} COLLATE "C" ${sign} ${bind(given, 'text')})`;
    }
    case 'any-of':
      return `v.value ?| ${bind(any_of, 'text[]')}`;
  }
}
