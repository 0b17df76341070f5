import { ApiProperty } from '@nestjs/swagger';
import { CALENDAR_VIEWS, type CalendarView } from '../rules/sending-rules.sql.js';
import { type DatedMailing } from './calendar.sql.js';

export class MailCalendarEntry {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null for mailings of others' })
  mailing_id: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Its name; null for mailings of others' })
  name: string | null;
  @ApiProperty({ format: 'uuid' })
  organization_id: string;
  @ApiProperty()
  organization_name: string;
  @ApiProperty({ format: 'date-time', description: 'When it began, or is to begin' })
  at: string;
  @ApiProperty({ description: 'Whether it is still to begin' })
  is_planned: boolean;
  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'For a mailing one may read, how many of the audience it reaches; for others, how many subscribers get mail of both. Null for fewer than five, and where it is not told',
  })
  shared_count: number | null;
}

export class MailCalendarResource {
  @ApiProperty({ enum: CALENDAR_VIEWS, description: 'What the network lets organizations see of each other' })
  view: CalendarView;
  @ApiProperty({ format: 'date-time' })
  since: string;
  @ApiProperty({ format: 'date-time' })
  until: string;
  @ApiProperty({ description: 'Whether counts are made out from a sample, as all would take too long' })
  is_estimate: boolean;
  @ApiProperty({ type: [MailCalendarEntry] })
  data: MailCalendarEntry[];
}

export function entryOf(it: DatedMailing, shared: number | null): MailCalendarEntry {
  return {
    mailing_id: it.mailing?.id ?? null,
    name: it.mailing?.name ?? null,
    organization_id: it.organizationId,
    organization_name: it.organizationName,
    at: it.at.toISOString(),
    is_planned: it.isPlanned,
    shared_count: shared,
  };
}
