import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { says } from '../../layout/forms.js';
import { PageQuery } from '../../platform/paging/paging.js';
import { type BatchKind } from './batches.sql.js';

const CHOOSE = { message: says('chooseOne') };
const KINDS = ['import', 'bulk', 'merge'] as const satisfies readonly BatchKind[];

export class BatchesQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID('all', CHOOSE)
  owner_id?: string;

  @ApiPropertyOptional({ enum: KINDS })
  @IsOptional()
  @IsIn(KINDS, CHOOSE)
  kind?: BatchKind;
}
