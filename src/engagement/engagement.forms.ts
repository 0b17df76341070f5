import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn } from 'class-validator';
import { PageQuery } from '../platform/paging/paging.js';
import { DEEDS } from './engagement.access.js';

const KINDS: readonly string[] = [...DEEDS, 'consented', 'changed', 'task'];

export class TimelineQuery extends PageQuery {
  @ApiPropertyOptional({
    type: String,
    description: `Some of ${KINDS.join(', ')}, with commas between; all by default`,
  })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && value !== '' ? value.split(',') : [],
  )
  @IsIn(KINDS, { each: true, message: 'Choose kinds of the list.' })
  kinds: string[] = [];
}
