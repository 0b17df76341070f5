import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  Equals,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { type Bind } from '../../platform/database/sql.js';

export interface Condition {
  kind: string;
}

/** Columns of people in whose order lists are, and which conditions say a stretch of. */
export type BoundedColumn = 'created_at' | 'last_action_at';

/** Under which heading the builder offers it. */
export type ConditionGroup = 'person' | 'place' | 'deeds' | 'contact' | 'partners';

/**
 * One thing that can be asked of a person: all that a filter may say stands in these definitions and nowhere else.
 * `sql` gives a condition over `segment_people p` that is true or false and never NULL, so that NOT means those who are
 * not in. What somebody typed goes through `bind` alone and never becomes SQL.
 */
export interface Definition<C extends Condition = Condition> {
  kind: C['kind'];
  label: string;
  group: ConditionGroup;
  form: new () => C;
  sql(condition: C, bind: Bind): string;
  /** It says from when to when this column of `p` lies, and nothing else. */
  bounds?: BoundedColumn;
}

const MOST_CHOSEN = 100;
const CHOOSE = { message: `Choose 1 to ${MOST_CHOSEN}.` };
const A_THING = { message: 'This is no id of anything.' };

export const Kind =
  (kind: string): PropertyDecorator =>
  (target, key) => {
    ApiProperty({ enum: [kind] })(target, key);
    Equals(kind)(target, key);
  };

const list =
  (description: string, each: PropertyDecorator, api: object): PropertyDecorator =>
  (target, key) => {
    ApiProperty({ isArray: true, description, ...api })(target, key);
    IsArray(CHOOSE)(target, key);
    ArrayMinSize(1, CHOOSE)(target, key);
    ArrayMaxSize(MOST_CHOSEN, CHOOSE)(target, key);
    each(target, key);
  };

export const Ids = (description: string): PropertyDecorator =>
  list(description, IsUUID('all', { each: true, ...A_THING }), { type: String, format: 'uuid' });

export const Words = (description: string, shape: RegExp, message: string): PropertyDecorator =>
  list(description, Matches(shape, { each: true, message }), { type: String });

export const OneOrMore = (values: readonly string[], description: string): PropertyDecorator =>
  list(description, IsIn(values, { each: true, message: 'Choose from the list.' }), { enum: values });

export const Id =
  (description: string): PropertyDecorator =>
  (target, key) => {
    ApiProperty({ format: 'uuid', description })(target, key);
    IsUUID('all', A_THING)(target, key);
  };

export const MaybeId =
  (description: string): PropertyDecorator =>
  (target, key) => {
    ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, description })(target, key);
    IsOptional()(target, key);
    IsUUID('all', A_THING)(target, key);
  };

export const OneOf =
  (values: readonly string[], description: string): PropertyDecorator =>
  (target, key) => {
    ApiProperty({ enum: values, description })(target, key);
    IsIn(values, { message: 'Choose one from the list.' })(target, key);
  };

export const Text =
  (description: string): PropertyDecorator =>
  (target, key) => {
    ApiProperty({ description, maxLength: 100 })(target, key);
    IsString({ message: 'Write some text.' })(target, key);
    Matches(/\S/, { message: 'Write some text.' })(target, key);
    MaxLength(100, { message: 'Write at most 100 characters.' })(target, key);
  };

const TEN_YEARS = 3_650;
const DAYS = { message: `Write a number of days from 1 to ${TEN_YEARS}.` };

export const Days =
  (description: string): PropertyDecorator =>
  (target, key) => {
    ApiProperty({ minimum: 1, maximum: TEN_YEARS, description })(target, key);
    IsInt(DAYS)(target, key);
    Min(1, DAYS)(target, key);
    Max(TEN_YEARS, DAYS)(target, key);
  };

export const MaybeDays =
  (description: string): PropertyDecorator =>
  (target, key) => {
    ApiPropertyOptional({ type: Number, nullable: true, minimum: 1, maximum: TEN_YEARS, description })(
      target,
      key,
    );
    IsOptional()(target, key);
    IsInt(DAYS)(target, key);
    Min(1, DAYS)(target, key);
    Max(TEN_YEARS, DAYS)(target, key);
  };

const DAY = { message: 'Write a day such as 2026-05-01.' };

/** A day begins at midnight UTC: a few hours do not matter to whom a filter is about, and zones differ by chapter. */
export const MaybeDay =
  (description: string): PropertyDecorator =>
  (target, key) => {
    ApiPropertyOptional({ type: String, format: 'date', nullable: true, description })(target, key);
    IsOptional()(target, key);
    Matches(/^\d{4}-\d\d-\d\d$/, DAY)(target, key);
    IsISO8601({ strict: true }, DAY)(target, key);
  };

/** For `LIKE`: what was typed stands for itself. */
export const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
