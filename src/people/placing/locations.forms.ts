import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { says } from '../../layout/forms.js';
import { PageQuery } from '../../platform/paging/paging.js';

/** Why an address could not be placed, or not in every layer. */
export const FAILURE_REASONS = [
  'no-address',
  'unknown-zip',
  'unknown-town',
  'several-districts',
  'outside',
  'abroad',
  'marked-invalid',
  'no-boundaries',
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

export class FailuresQuery extends PageQuery {
  @ApiPropertyOptional({ enum: FAILURE_REASONS })
  @IsOptional()
  @IsIn(FAILURE_REASONS, { message: says('chooseOne') })
  reason?: FailureReason;
}
