import { ApiProperty } from '@nestjs/swagger';
import { type LeavingReason, LEAVING_REASONS } from './leaving-reason.js';

export class LeavingReasonCount {
  @ApiProperty({ enum: LEAVING_REASONS })
  reason: LeavingReason;
  @ApiProperty({ type: Number, nullable: true, description: 'People, in full fives; null: fewer than five' })
  count: number | null;
}

export class LeavingReasonList {
  @ApiProperty({ type: [LeavingReasonCount], description: 'Those that were said; most people say none' })
  data: LeavingReasonCount[];
}
