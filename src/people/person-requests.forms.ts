import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from '../platform/paging/paging.js';

export const PERSON_REQUEST_STATES = ['open', 'done'] as const;
export type PersonRequestState = (typeof PERSON_REQUEST_STATES)[number];

export class PersonRequestQuery extends PageQuery {
  @ApiPropertyOptional({ enum: PERSON_REQUEST_STATES, default: 'open' })
  @IsOptional()
  @IsIn(PERSON_REQUEST_STATES)
  state: PersonRequestState = 'open';

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  owner_id?: string;
}
