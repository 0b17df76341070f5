import { ApiProperty } from '@nestjs/swagger';
import { type ListFile } from '../staff/audit/list-file.access.js';
import { type SharedPerson } from './shared-people.sql.js';

export class SharedPersonResource {
  @ApiProperty({ format: 'uuid', description: 'Of the share' })
  id: string;
  @ApiProperty()
  given_name: string;
  @ApiProperty()
  family_name: string;
  @ApiProperty({ type: String, nullable: true })
  email: string | null;
  @ApiProperty({ type: String, nullable: true })
  phone: string | null;
  @ApiProperty()
  city: string;
  @ApiProperty()
  zip: string;
  @ApiProperty({ description: 'Who shows them' })
  shown_by: string;
  @ApiProperty({ format: 'uuid', description: 'To whom' })
  shown_to: string;
  @ApiProperty({ description: 'What for' })
  purpose: string;
  @ApiProperty({ format: 'date-time' })
  since: string;
  @ApiProperty({ format: 'date-time', description: 'When it ends by itself' })
  ends_at: string;

  static from(it: SharedPerson): SharedPersonResource {
    return {
      id: it.id,
      given_name: it.givenName,
      family_name: it.familyName,
      email: it.email,
      phone: it.phone,
      city: it.city,
      zip: it.zip,
      shown_by: it.fromName,
      shown_to: it.toId,
      purpose: it.purpose,
      since: it.since.toISOString(),
      ends_at: it.endsAt.toISOString(),
    };
  }
}

export class SharedPeoplePage {
  @ApiProperty({ type: [SharedPersonResource] })
  data: SharedPersonResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export const SHARED_FILE: ListFile<SharedPersonResource> = {
  noun: 'shared-people',
  ownerOf: (it) => it.shown_to,
  columns: {
    'First name': (it) => it.given_name,
    'Last name': (it) => it.family_name,
    Email: (it) => it.email,
    Phone: (it) => it.phone,
    City: (it) => it.city,
    ZIP: (it) => it.zip,
    'Shown by': (it) => it.shown_by,
    For: (it) => it.purpose,
    Since: (it) => it.since,
    Until: (it) => it.ends_at,
  },
};
