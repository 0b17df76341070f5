import { ApiProperty } from '@nestjs/swagger';
import { type ListFile } from '../staff/audit/list-file.access.js';
import { PERSON_REQUEST_STATES, type PersonRequestState } from './person-requests.forms.js';

const KINDS = ['copy', 'erasure'] as const;

/** A request as the database gives it. */
export interface StoredRequest {
  id: string;
  owner_id: string;
  owner_name: string;
  person_id: string;
  person_name: string;
  kind: (typeof KINDS)[number];
  state: PersonRequestState;
  language: string;
  asked_at: Date;
  done_at: Date | null;
}

export class PersonRequestResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty()
  owner_name: string;
  @ApiProperty({ format: 'uuid' })
  person_id: string;
  @ApiProperty()
  person_name: string;
  @ApiProperty({ enum: KINDS, description: 'A copy of what is kept, or its erasure' })
  kind: (typeof KINDS)[number];
  @ApiProperty({ enum: PERSON_REQUEST_STATES })
  state: PersonRequestState;
  @ApiProperty({ description: 'The language they asked in' })
  language: string;
  @ApiProperty({ format: 'date-time' })
  asked_at: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  done_at: string | null;

  static from(it: StoredRequest): PersonRequestResource {
    return { ...it, asked_at: it.asked_at.toISOString(), done_at: it.done_at?.toISOString() ?? null };
  }
}

export class PersonRequestList {
  @ApiProperty({ type: [PersonRequestResource] })
  data: PersonRequestResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export const REQUEST_FILE: ListFile<PersonRequestResource> = {
  noun: 'person-requests',
  ownerOf: (it) => it.owner_id,
  columns: {
    Person: (it) => it.person_name,
    Of: (it) => it.owner_name,
    'Asks for': (it) => it.kind,
    State: (it) => it.state,
    Language: (it) => it.language,
    'Asked at': (it) => it.asked_at,
    'Done at': (it) => it.done_at,
  },
};
