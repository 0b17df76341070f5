import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Invalid } from '../http/errors.js';

export const PAGE_SIZE = 50;

/** What every list takes. Pages are found by key, not by offset, so the thousandth costs what the first does. */
export class PageQuery {
  @ApiPropertyOptional({ description: 'How many rows at most, 1 to 200', default: PAGE_SIZE })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = PAGE_SIZE;

  @ApiPropertyOptional({ description: 'The `next` of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(600)
  after?: string;
}

/** One page of a list. `next` is null on the last. */
export interface Page<T> {
  data: T[];
  next: string | null;
}

/** The sort key of the last row, opaque to clients. */
export function toCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The key behind a cursor with this many parts; undefined without one. A cursor that was tampered with is refused. */
export function fromCursor(after: string | undefined, parts: number): (string | number | null)[] | undefined {
  if (after === undefined) return undefined;
  try {
    const key: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'));
    if (
      Array.isArray(key) &&
      key.length === parts &&
      key.every((each) => each === null || ['string', 'number'].includes(typeof each))
    ) {
      return key as (string | number | null)[];
    }
  } catch {
    // falls through to the refusal: JSON.parse has nothing to add for the client
  }
  throw new Invalid([{ param: 'after', message: 'Use the `next` of a page, unchanged.' }]);
}

/** Cuts the one row too many that tells whether there is a next page. */
export function toPage<Row, T>(
  found: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly (string | number | null)[],
  show: (row: Row) => T,
): Page<T> {
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return { data: shown.map(show), next: found.length > limit && last ? toCursor(keyOf(last)) : null };
}
