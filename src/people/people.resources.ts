import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { AddressResource, EmailResource, PhoneResource } from './contacts.resources.js';
import { type ListedPerson } from './people-list.sql.js';
import { type PersonRecord } from './person.sql.js';

export class TagReference {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  name: string;
}

export class TagResource extends TagReference {
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
}

export class TagList {
  @ApiProperty({ type: [TagResource] })
  data: TagResource[];
}

export class TaggingResource {
  @ApiProperty({ description: 'How many did not carry the tag before' })
  added: number;
  @ApiPropertyOptional({
    type: [String],
    description: 'Where what was written seems to tell who was exploited',
  })
  warnings?: string[];
}

export class PersonListItem {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty()
  owner_name: string;
  @ApiProperty()
  given_name: string;
  @ApiProperty()
  family_name: string;
  @ApiProperty()
  language: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The primary address; null for somebody without one',
  })
  email: string | null;
  @ApiProperty({ type: String, enum: ['ok', 'bouncing', 'invalid'], nullable: true })
  email_status: 'ok' | 'bouncing' | 'invalid' | null;
  @ApiProperty({ type: String, nullable: true, description: 'E.164' })
  phone: string | null;
  @ApiProperty({ type: String, nullable: true })
  city: string | null;
  @ApiProperty({ type: String, nullable: true })
  state: string | null;
  @ApiProperty({ type: String, nullable: true })
  zip: string | null;
  @ApiProperty({ description: "Gets their organization's emails" })
  is_subscribed: boolean;
  @ApiProperty()
  is_sealed: boolean;
  @ApiProperty({ type: [TagReference] })
  tags: TagReference[];
  @ApiProperty()
  action_count: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  last_action_at: string | null;
  @ApiProperty()
  is_practice: boolean;
  @ApiProperty({ format: 'date-time' })
  created_at: string;

  static from(it: ListedPerson): PersonListItem {
    return {
      id: it.id,
      owner_id: it.ownerId,
      owner_name: it.ownerName ?? '',
      given_name: it.givenName,
      family_name: it.familyName,
      language: it.language,
      email: it.email,
      email_status: it.emailStatus,
      phone: it.phone,
      city: it.city,
      state: it.state,
      zip: it.zip,
      is_subscribed: it.isSubscribed,
      is_sealed: it.isSealed,
      tags: it.tags,
      action_count: it.actionCount,
      last_action_at: it.lastActionAt?.toISOString() ?? null,
      is_practice: it.isPractice,
      created_at: it.createdAt.toISOString(),
    };
  }
}

export class PersonList {
  @ApiProperty({ type: [PersonListItem] })
  data: PersonListItem[];
  @ApiProperty({ type: String, nullable: true, description: 'Null on the last page' })
  next: string | null;
  @ApiProperty({ description: 'So many share the letters of a search that not all of them are listed' })
  is_partial: boolean;
}

class PersonDistrict {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  layer: string;
  @ApiProperty()
  name: string;
  @ApiProperty()
  code: string;
  @ApiProperty({ enum: ['geocoder', 'zip-point', 'town-point', 'map-pin'] })
  method: string;
  @ApiProperty({ format: 'date-time' })
  found_at: string;
}

class SubscriptionResource {
  @ApiProperty({ format: 'uuid' })
  organization_id: string;
  @ApiProperty()
  organization_name: string;
  @ApiProperty({ enum: ['email', 'sms', 'phone'] })
  channel: string;
  @ApiProperty()
  is_subscribed: boolean;
  @ApiProperty({ format: 'date-time' })
  changed_at: string;
  @ApiProperty({ type: String, nullable: true, description: 'The words behind it' })
  text: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'How it was said: form, confirmed, staff, import ...',
  })
  method: string | null;
}

class AskedSubscriptionResource {
  @ApiProperty({ format: 'uuid' })
  organization_id: string;
  @ApiProperty()
  organization_name: string;
  @ApiProperty({ format: 'date-time' })
  asked_at: string;
  @ApiProperty({ format: 'date-time', description: 'Then a fresh form must ask anew' })
  expires_at: string;
  @ApiProperty({ description: 'What they would agree to' })
  text: string;
}

export class PersonResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty()
  owner_name: string;
  @ApiProperty()
  given_name: string;
  @ApiProperty()
  family_name: string;
  @ApiProperty()
  pronouns: string;
  @ApiProperty()
  language: string;
  @ApiProperty({ description: 'Seen only by named readers' })
  is_sealed: boolean;
  @ApiProperty()
  no_tracking: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'The source code of their first visit' })
  source: string | null;
  @ApiProperty()
  action_count: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  last_action_at: string | null;
  @ApiProperty()
  is_practice: boolean;
  @ApiProperty({ format: 'date-time' })
  created_at: string;
  @ApiProperty({ format: 'date-time' })
  updated_at: string;
  @ApiProperty({ type: [EmailResource] })
  emails: EmailResource[];
  @ApiProperty({ type: [PhoneResource] })
  phones: PhoneResource[];
  @ApiProperty({ type: [AddressResource] })
  addresses: AddressResource[];
  @ApiProperty({ type: [PersonDistrict] })
  districts: PersonDistrict[];
  @ApiProperty({ type: [TagReference] })
  tags: TagReference[];
  @ApiProperty({ type: [SubscriptionResource] })
  subscriptions: SubscriptionResource[];
  @ApiProperty({
    type: [AskedSubscriptionResource],
    description: 'Emails that they were asked about and have not confirmed; they get none of them',
  })
  asked: AskedSubscriptionResource[];

  @ApiPropertyOptional({
    type: [String],
    description: 'Where what was written seems to tell who was exploited',
  })
  warnings?: string[];
  static from(it: PersonRecord): PersonResource {
    const { id, emails, phones, addresses, districts, tags, subscriptions, asked } = it;
    return {
      id,
      owner_id: it.ownerId,
      owner_name: it.ownerName ?? '',
      given_name: it.givenName,
      family_name: it.familyName,
      pronouns: it.pronouns,
      language: it.language,
      is_sealed: it.isSealed,
      no_tracking: it.noTracking,
      source: it.source,
      action_count: it.actionCount,
      last_action_at: it.lastActionAt?.toISOString() ?? null,
      is_practice: it.isPractice,
      created_at: it.createdAt.toISOString(),
      updated_at: it.updatedAt.toISOString(),
      ...{ emails, phones, addresses, districts, tags, subscriptions, asked },
    };
  }
}
