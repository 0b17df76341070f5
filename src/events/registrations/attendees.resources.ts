import { ApiProperty } from '@nestjs/swagger';
import { ATTENDANCE_STATES, type AttendanceState } from './attendance.entity.js';
import { type Attendee } from './attendees.sql.js';

/** A party in one shift. */
export class AttendeeResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Null for walk-ins who left no address',
  })
  person_id: string | null;
  @ApiProperty({ format: 'uuid' })
  event_id: string;
  @ApiProperty({ format: 'uuid' })
  shift_id: string;
  @ApiProperty()
  given_name: string;
  @ApiProperty()
  family_name: string;
  @ApiProperty({ type: String, nullable: true })
  email: string | null;
  @ApiProperty({ type: String, nullable: true })
  phone: string | null;
  @ApiProperty({ enum: ATTENDANCE_STATES })
  state: AttendanceState;
  @ApiProperty({ description: 'People, guests among them' })
  party_size: number;
  @ApiProperty()
  access_needs: string;
  @ApiProperty()
  is_walk_in: boolean;
  @ApiProperty({ type: Number, nullable: true, description: 'In the line, 1 for the next' })
  waiting_position: number | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  offer_expires_at: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  checked_in_at: Date | null;
  @ApiProperty({ type: String, format: 'date-time' })
  registered_at: Date;
  @ApiProperty({ type: String, nullable: true, description: 'The source code that brought them' })
  source: string | null;
}

export class AttendeePage {
  @ApiProperty({ type: [AttendeeResource] })
  data: AttendeeResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export function toAttendee(attendee: Attendee): AttendeeResource {
  return {
    id: attendee.id,
    person_id: attendee.personId,
    event_id: attendee.eventId,
    shift_id: attendee.shiftId,
    given_name: attendee.givenName,
    family_name: attendee.familyName,
    email: attendee.email,
    phone: attendee.phone,
    state: attendee.state,
    party_size: attendee.seats,
    access_needs: attendee.accessNeeds,
    is_walk_in: attendee.isWalkIn,
    waiting_position: attendee.waitingPosition,
    offer_expires_at: attendee.offerExpiresAt,
    checked_in_at: attendee.checkedInAt,
    registered_at: attendee.registeredAt,
    source: attendee.source,
  };
}
