import { ApiProperty } from '@nestjs/swagger';
import { type ListFile } from '../../staff/audit/list-file.access.js';
import {
  type Meeting,
  MEETING_KINDS,
  type MeetingKind,
  type PartnerAtMeeting,
  type PersonAtMeeting,
} from './meeting.js';

export class MeetingResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty()
  owner_name: string;
  @ApiProperty({ format: 'date' })
  held_on: string;
  @ApiProperty({ enum: MEETING_KINDS })
  kind: MeetingKind;
  @ApiProperty()
  title: string;
  @ApiProperty({ description: 'Partners that were there, as far as you may know' })
  partner_count: number;
  @ApiProperty()
  is_practice: boolean;

  static from(this: void, it: Meeting): MeetingResource {
    return {
      id: it.id,
      owner_id: it.ownerId,
      owner_name: it.ownerName,
      held_on: it.heldOn,
      kind: it.kind,
      title: it.title,
      partner_count: it.partnerCount,
      is_practice: it.isPractice,
    };
  }
}

export class MeetingList {
  @ApiProperty({ type: [MeetingResource], description: 'Newest first' })
  data: MeetingResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class MeetingPartner {
  @ApiProperty({ format: 'uuid', description: 'The partner in the chapter, as in /api/v1/partners' })
  id: string;
  @ApiProperty()
  name: string;
  @ApiProperty()
  is_there: boolean;
}

export class MeetingPerson {
  @ApiProperty({ format: 'uuid' })
  person_id: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Who they came for' })
  partner_id: string | null;
}

export class MeetingRecord extends MeetingResource {
  @ApiProperty({ type: String, nullable: true, description: 'For the owner alone' })
  notes: string | null;
  @ApiProperty({ type: [MeetingPartner], description: 'To be ticked: all partners of the chapter, by name' })
  partners: MeetingPartner[];
  @ApiProperty({ type: [MeetingPerson], description: 'Who came, as far as you may see them' })
  people: MeetingPerson[];

  static of(
    meeting: Meeting,
    partners: readonly PartnerAtMeeting[],
    people: readonly PersonAtMeeting[],
  ): MeetingRecord {
    return {
      ...MeetingResource.from(meeting),
      notes: meeting.notes,
      partners: partners.map(({ membershipId, name, isThere }) => ({
        id: membershipId,
        name,
        is_there: isThere,
      })),
      people: people.map(({ personId, name, membershipId }) => ({
        person_id: personId,
        name,
        partner_id: membershipId,
      })),
    };
  }
}

export const MEETING_FILE: ListFile<MeetingResource> = {
  noun: 'meetings',
  ownerOf: (it) => it.owner_id,
  columns: {
    Meeting: (it) => it.title,
    Of: (it) => it.owner_name,
    'Held on': (it) => it.held_on,
    Kind: (it) => it.kind,
    'Partners present': (it) => it.partner_count,
  },
};
