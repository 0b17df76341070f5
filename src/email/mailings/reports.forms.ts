import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, Matches, MaxLength } from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { PageQuery } from '../../platform/paging/paging.js';
import { DELIVERY_STATES, type DeliveryState } from '../sending/deliveries.sql.js';

export const DELIVERY_RESPONSES = ['opened', 'clicked', 'not-clicked', 'unsubscribed', 'complained'] as const;
export type DeliveryResponse = (typeof DELIVERY_RESPONSES)[number];

export class DeliveryQuery extends PageQuery {
  @ApiPropertyOptional({ enum: DELIVERY_STATES })
  @IsOptional()
  @IsIn(DELIVERY_STATES)
  state?: DeliveryState;

  @ApiPropertyOptional({
    enum: DELIVERY_RESPONSES,
    description: 'What people did with it; machines left out',
  })
  @IsOptional()
  @IsIn(DELIVERY_RESPONSES)
  response?: DeliveryResponse;

  @ApiPropertyOptional({ description: 'One of the reasons that the report counts' })
  @IsOptional()
  @Matches(/^[a-z0-9-]{1,60}$/)
  reason?: string;

  @ApiPropertyOptional({ description: 'Part of the name or the address' })
  @IsOptional()
  @Trimmed()
  @MaxLength(100)
  q?: string;
}

export const UNKNOWN_DECISIONS = ['send-again', 'treat-as-sent'] as const;

/** What to do about messages of which nobody knows whether they went out. */
export class UnknownDecision {
  @ApiProperty({ enum: UNKNOWN_DECISIONS })
  @IsIn(UNKNOWN_DECISIONS)
  decision: (typeof UNKNOWN_DECISIONS)[number];

  @ApiPropertyOptional({ type: [String], description: 'Deliveries; all unknown ones where absent' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1_000)
  @Matches(/^\d{1,18}$/, { each: true })
  delivery_ids?: string[];
}
