import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { type Localized } from '../layout/i18n.js';
import { LocalizedText } from '../layout/localized-text.js';

export class DashboardQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only this chapter' })
  @IsOptional()
  @IsUUID()
  chapter_id?: string;
}

export class PeopleFigureResource {
  @ApiProperty({ description: 'Records that are neither merged nor erased' })
  total: number;
  @ApiProperty({ description: 'Those made in the last seven days' })
  new_in_week: number;
}

export class SignaturesFigureResource {
  @ApiProperty({ description: 'Confirmed and not withdrawn, on petitions of every state' })
  confirmed: number;
  @ApiProperty()
  open_petitions: number;
  @ApiProperty({ description: 'Confirmed on open petitions' })
  confirmed_on_open: number;
  @ApiProperty({ description: 'The goals of open petitions together' })
  goal_of_open: number;
}

export class PlacesFigureResource {
  @ApiProperty({ description: 'Published events with a shift that is not over' })
  events: number;
  @ApiProperty({ description: 'Places taken on their shifts to come' })
  taken: number;
  @ApiProperty({ description: 'Places still open; shifts without a capacity have none' })
  open: number;
}

export class LettersFigureResource {
  @ApiProperty({ description: 'Letters that left for an office' })
  sent: number;
  @ApiProperty({ description: 'Those of the last seven days' })
  sent_in_week: number;
}

export class WeekResource {
  @ApiProperty({ format: 'date', description: 'Its Monday' })
  week: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' }, description: 'By deed' })
  counts: Record<string, number>;
}

export class EventOfTodayResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ type: LocalizedText })
  title: Localized;
  @ApiProperty()
  time_zone: string;
  @ApiProperty({ format: 'date-time' })
  starts_at: string;
  @ApiProperty({ description: "Places taken on today's shifts" })
  expected: number;
  @ApiProperty({ description: 'People checked in there' })
  attended: number;
}

const UNDER_WAY = ['scheduled', 'held', 'preparing', 'sending', 'paused'] as const;

export class MailingUnderWayResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ enum: UNDER_WAY })
  state: (typeof UNDER_WAY)[number];
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  scheduled_at: string | null;
  @ApiProperty()
  done: number;
  @ApiProperty()
  total: number;
}

const TROUBLES = [
  'overdue-tasks',
  'unknown-deliveries',
  'bounces',
  'waitlists',
  'vacant-seats',
  'unverified-officials',
] as const;
export type Trouble = (typeof TROUBLES)[number];

export class AttentionResource {
  @ApiProperty({ enum: TROUBLES })
  kind: Trouble;
  @ApiProperty({ description: 'More than 0' })
  count: number;
}

export class StepsResource {
  @ApiProperty({ description: 'A test of a mailing was sent' })
  is_test_sent: boolean;
  @ApiProperty({ description: 'People were added or imported by staff or came by themselves' })
  has_people: boolean;
  @ApiProperty({ description: 'A petition was published' })
  is_petition_opened: boolean;
}

export class DoerResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  name: string;
}

export class DeedObjectResource {
  @ApiProperty()
  kind: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  id: string | null;
  @ApiProperty()
  title: string;
}

export class DeedResource {
  @ApiProperty()
  id: string;
  @ApiProperty({ format: 'date-time' })
  at: string;
  @ApiProperty({ description: 'A verb of the ledger: signed, registered, wrote ...' })
  did: string;
  @ApiProperty({
    type: DoerResource,
    nullable: true,
    description: 'Null for what was counted without a record',
  })
  person: DoerResource | null;
  @ApiProperty({ type: DeedObjectResource })
  what: DeedObjectResource;
}

/** Figures are null where no role of the caller shows what they count. */
export class DashboardResource {
  @ApiProperty({ type: PeopleFigureResource, nullable: true })
  people: PeopleFigureResource | null;
  @ApiProperty({ type: SignaturesFigureResource, nullable: true })
  signatures: SignaturesFigureResource | null;
  @ApiProperty({ type: PlacesFigureResource, nullable: true })
  places: PlacesFigureResource | null;
  @ApiProperty({ type: LettersFigureResource, nullable: true })
  letters: LettersFigureResource | null;
  @ApiProperty({
    type: [WeekResource],
    nullable: true,
    description: 'Twelve weeks, oldest first, the present one last',
  })
  weeks: WeekResource[] | null;
  @ApiProperty({ type: [EventOfTodayResource] })
  events_today: EventOfTodayResource[];
  @ApiProperty({ type: [MailingUnderWayResource] })
  mailings: MailingUnderWayResource[];
  @ApiProperty({ type: [AttentionResource] })
  attention: AttentionResource[];
  @ApiProperty({ type: StepsResource })
  steps: StepsResource;
  @ApiProperty({ type: [DeedResource], description: 'What people did last, newest first' })
  recent: DeedResource[];
}
