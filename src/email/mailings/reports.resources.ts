import { ApiProperty } from '@nestjs/swagger';
import { ExclusionCount } from './mailings.resources.js';
import { DELIVERY_STATES, type DeliveryState } from '../sending/deliveries.sql.js';
import { MAILING_STATES, type MailingState } from './mailing.entity.js';

/** Where a mailing stands now. Counts are of rows: they add up to `total`. */
export class MailingProgress {
  @ApiProperty({ enum: MAILING_STATES })
  state: MailingState;
  @ApiProperty({ type: String, nullable: true })
  pause_reason: string | null;
  @ApiProperty()
  total: number;
  @ApiProperty({ description: 'Not yet begun, or put off by the receiver' })
  waiting: number;
  @ApiProperty({ description: 'In hand at this moment' })
  under_way: number;
  @ApiProperty({ description: 'Taken by the receiving side' })
  sent: number;
  @ApiProperty({ description: 'Refused for good' })
  failed: number;
  @ApiProperty({ description: 'Held back: unsubscribed, suppressed or gone since it began' })
  held_back: number;
  @ApiProperty({ description: 'Nobody knows whether it went out' })
  unknown: number;
  @ApiProperty()
  cancelled: number;
  @ApiProperty()
  per_minute: number;
  @ApiProperty({ type: Number, nullable: true, description: 'At the present rate; null while none is known' })
  minutes_left: number | null;
  @ApiProperty({ description: 'People; automatic opens left out as far as they are known' })
  opened: number;
  @ApiProperty({ description: 'Includes automatic opens' })
  opened_at_all: number;
  @ApiProperty({ description: 'People; automatic clicks left out' })
  clicked: number;
  @ApiProperty()
  clicked_at_all: number;
  @ApiProperty()
  unsubscribed: number;
  @ApiProperty({ description: 'People who called it spam' })
  complained: number;
}

export class ReasonCount {
  @ApiProperty({ enum: DELIVERY_STATES })
  state: DeliveryState;
  @ApiProperty()
  reason: string;
  @ApiProperty()
  count: number;
}

export class LinkClicks {
  @ApiProperty()
  url: string;
  @ApiProperty({ description: 'People who followed it' })
  people: number;
  @ApiProperty({ description: 'Mails whose link a machine followed' })
  automatic: number;
}

export class MailingReport extends MailingProgress {
  @ApiProperty({ type: [ReasonCount], description: 'Why rows failed, wait, were held back or are unknown' })
  reasons: ReasonCount[];
  @ApiProperty({
    type: [ExclusionCount],
    nullable: true,
    description: 'Of its audience, left out when it began; null where that was not counted',
  })
  left_out: ExclusionCount[] | null;
  @ApiProperty({ type: [LinkClicks] })
  links: LinkClicks[];
}

export class DeliveryResource {
  @ApiProperty()
  id: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  person_id: string | null;
  @ApiProperty()
  name: string;
  @ApiProperty()
  address: string;
  @ApiProperty({ enum: DELIVERY_STATES })
  state: DeliveryState;
  @ApiProperty({ type: String, nullable: true })
  reason: string | null;
  @ApiProperty({ type: String, nullable: true, description: "The receiving side's own words" })
  reply: string | null;
  @ApiProperty()
  attempts: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  settled_at: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'For those put off' })
  next_at: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'First, by a person' })
  opened_at: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'First, by a person' })
  clicked_at: string | null;
}

export class DeliveryList {
  @ApiProperty({ type: [DeliveryResource] })
  data: DeliveryResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class DecisionResource {
  @ApiProperty({ description: 'Messages that were unknown and are decided' })
  decided: number;
}
