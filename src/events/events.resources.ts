import { ApiProperty } from '@nestjs/swagger';
import { formatTime } from '../layout/i18n.js';
import { LocalizedText } from '../layout/localized-text.js';
import { localOf, type LocalTime, type WhichInstant } from '../platform/clock/local-time.js';
import { localized } from '../layout/i18n.js';
import { type ListFile } from '../staff/audit/list-file.access.js';
import {
  EVENT_KINDS,
  EVENT_MODES,
  EVENT_STATES,
  type EventKind,
  type EventMode,
  type EventState,
  type Shift,
} from './event.entity.js';
import { type ListedEvent } from './events.sql.js';

/** An event in a list. */
export class EventResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty()
  slug: string;
  @ApiProperty({ enum: EVENT_STATES })
  state: EventState;
  @ApiProperty({ enum: EVENT_KINDS })
  kind: EventKind;
  @ApiProperty({ type: LocalizedText })
  title: LocalizedText;
  @ApiProperty()
  time_zone: string;
  @ApiProperty({ enum: EVENT_MODES })
  mode: EventMode;
  @ApiProperty()
  venue: string;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Of the first shift; null without',
  })
  starts_at: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  ends_at: Date | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Seats of all shifts; null where one has no limit',
  })
  capacity: number | null;
  @ApiProperty({ description: 'Seats that are held' })
  taken: number;
  @ApiProperty({ description: 'Parties on waiting lists' })
  waiting: number;
  @ApiProperty()
  is_practice: boolean;
  @ApiProperty({ description: 'Of its public page' })
  url: string;
}

export class ShiftResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ type: LocalizedText })
  name: LocalizedText;
  @ApiProperty({ description: 'By the clock of the event’s zone' })
  starts_local: string;
  @ApiProperty({ description: 'By the clock of the event’s zone' })
  ends_local: string;
  @ApiProperty({ type: String, format: 'date-time' })
  starts_at: Date;
  @ApiProperty({ type: String, format: 'date-time' })
  ends_at: Date;
  @ApiProperty({ type: Number, nullable: true, description: 'Null for no limit' })
  capacity: number | null;
  @ApiProperty()
  taken: number;
  @ApiProperty()
  waiting: number;
}

export class EventTotals {
  @ApiProperty({ description: 'People (with guests) who hold a place and were not checked in' })
  expected: number;
  @ApiProperty({ description: 'Of these, who confirmed' })
  confirmed: number;
  @ApiProperty({ description: 'People who were checked in, walk-ins among them' })
  attended: number;
  @ApiProperty()
  walk_ins: number;
  @ApiProperty({ description: 'People on waiting lists or with an offer' })
  waiting: number;
  @ApiProperty()
  cancelled: number;
  @ApiProperty()
  no_shows: number;
}

export class EventRecord extends EventResource {
  @ApiProperty({ type: LocalizedText })
  summary: LocalizedText;
  @ApiProperty({ type: LocalizedText })
  description: LocalizedText;
  @ApiProperty()
  is_listed: boolean;
  @ApiProperty()
  address: string;
  @ApiProperty()
  is_address_public: boolean;
  @ApiProperty()
  directions: string;
  @ApiProperty()
  accessibility: string;
  @ApiProperty()
  private_details: string;
  @ApiProperty()
  contact_email: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'What it is part of' })
  campaign_id: string | null;
  @ApiProperty({ description: 'What people were told beside the newest change or the cancellation' })
  notice: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  published_at: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  cancelled_at: Date | null;
  @ApiProperty({ type: [ShiftResource] })
  shifts: ShiftResource[];
  @ApiProperty({ type: EventTotals })
  totals: EventTotals;
}

export class EventPage {
  @ApiProperty({ type: [EventResource] })
  data: EventResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class InstantResource {
  @ApiProperty({ enum: ['earlier', 'later'] })
  which: WhichInstant;
  @ApiProperty({ type: String, format: 'date-time' })
  at: Date;
  @ApiProperty({ description: 'What the clock of the zone shows then' })
  local: string;
  @ApiProperty({ description: 'That time with its zone, as people write it: 1:30 AM EDT' })
  label: string;
}

export class LocalTimeResource {
  @ApiProperty({ enum: ['normal', 'gap', 'overlap'] })
  kind: 'normal' | 'gap' | 'overlap';
  @ApiProperty({
    type: [InstantResource],
    description: 'One for a normal time, two to choose from otherwise',
  })
  instants: InstantResource[];
}

export function toEvent(event: ListedEvent, origin: string): EventResource {
  return {
    id: event.id,
    owner_id: event.ownerId,
    slug: event.slug,
    state: event.state,
    kind: event.kind,
    title: event.title,
    time_zone: event.timeZone,
    mode: event.mode,
    venue: event.venue,
    starts_at: event.startsAt,
    ends_at: event.endsAt,
    capacity: event.capacity,
    taken: event.taken,
    waiting: event.waiting,
    is_practice: event.isPractice,
    url: `${origin}/events/${event.slug}`,
  };
}

export function toShift(shift: Shift): ShiftResource {
  return {
    id: shift.id,
    name: shift.name,
    starts_local: shift.startsLocal,
    ends_local: shift.endsLocal,
    starts_at: shift.startsAt,
    ends_at: shift.endsAt,
    capacity: shift.capacity,
    taken: shift.taken,
    waiting: shift.waiting,
  };
}

export function toRecord(
  event: ListedEvent,
  shifts: readonly Shift[],
  totals: EventTotals,
  origin: string,
): EventRecord {
  return {
    ...toEvent(event, origin),
    summary: event.summary,
    description: event.description,
    is_listed: event.isListed,
    address: event.address,
    is_address_public: event.isAddressPublic,
    directions: event.directions,
    accessibility: event.accessibility,
    private_details: event.privateDetails,
    contact_email: event.contactEmail,
    campaign_id: event.campaignId,
    notice: event.notice,
    published_at: event.publishedAt,
    cancelled_at: event.cancelledAt,
    shifts: shifts.map(toShift),
    totals,
  };
}

export function toLocalTime({ kind, earlier, later }: LocalTime, zone: string): LocalTimeResource {
  const instants = (kind === 'normal' ? (['earlier'] as const) : (['earlier', 'later'] as const)).map(
    (which) => {
      const at = which === 'earlier' ? earlier : later;
      return { which, at, local: localOf(at, zone), label: formatTime(at, 'en', zone) };
    },
  );
  return { kind, instants };
}

export const EVENT_FILE: ListFile<EventResource> = {
  noun: 'events',
  ownerOf: (it) => it.owner_id,
  columns: {
    Event: (it) => localized(it.title, 'en'),
    State: (it) => it.state,
    Kind: (it) => it.kind,
    How: (it) => it.mode,
    Venue: (it) => it.venue,
    'Starts at': (it) => it.starts_at?.toISOString() ?? null,
    'Ends at': (it) => it.ends_at?.toISOString() ?? null,
    'Time zone': (it) => it.time_zone,
    Places: (it) => it.capacity,
    Taken: (it) => it.taken,
    Waiting: (it) => it.waiting,
    Page: (it) => it.url,
  },
};
