import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsBoolean,
  IsIn,
  IsOptional,
  IsUUID,
  MaxLength,
  MinLength,
} from 'class-validator';
import { EmailAddress, PersonName, Trimmed, Zip } from '../layout/fields.js';
import { says } from '../layout/forms.js';
import { LANGUAGES, type Language } from '../layout/i18n.js';
import { PageQuery } from '../platform/paging/paging.js';
import { PhoneNumber } from './phone-number.js';

const TOO_LONG = { message: says('tooLong') };
const REQUIRED = { message: says('required') };
const CHOOSE = { message: says('chooseOne') };

export const PEOPLE_SORTS = [
  'name',
  '-name',
  'created_at',
  '-created_at',
  'last_action_at',
  '-last_action_at',
] as const;
export type PeopleSort = (typeof PEOPLE_SORTS)[number];

export class PeopleQuery extends PageQuery {
  @ApiPropertyOptional({
    description: 'A part of the name, email, telephone or organization; two characters or more',
  })
  @IsOptional()
  @Trimmed()
  @MinLength(2, { message: 'Type two characters or more.' })
  @MaxLength(100, TOO_LONG)
  q?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The organization that knows them' })
  @IsOptional()
  @IsUUID('all', CHOOSE)
  owner_id?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID('all', CHOOSE)
  tag_id?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Only those in this segment' })
  @IsOptional()
  @IsUUID('all', CHOOSE)
  segment_id?: string;

  @ApiPropertyOptional({ description: 'Something they did: signed, registered, attended, wrote ...' })
  @IsOptional()
  @Trimmed()
  @MaxLength(40, TOO_LONG)
  did?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The petition, event or letter that they did it with' })
  @IsOptional()
  @IsUUID('all', CHOOSE)
  what_id?: string;

  @ApiPropertyOptional({ enum: ['yes', 'no'], description: "Gets their organization's emails" })
  @IsOptional()
  @IsIn(['yes', 'no'], CHOOSE)
  subscribed?: 'yes' | 'no';

  @ApiPropertyOptional({ enum: LANGUAGES })
  @IsOptional()
  @IsIn(LANGUAGES, CHOOSE)
  language?: Language;

  @ApiPropertyOptional({ description: 'Only those met in so many days', enum: ['7', '30'] })
  @IsOptional()
  @IsIn(['7', '30'], CHOOSE)
  met_within_days?: string;

  @ApiPropertyOptional({ enum: PEOPLE_SORTS, default: 'name' })
  @IsOptional()
  @IsIn(PEOPLE_SORTS, CHOOSE)
  sort: PeopleSort = 'name';
}

/** Who somebody is. */
export class PersonFacts {
  @ApiPropertyOptional()
  @IsOptional()
  @PersonName()
  given_name?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @PersonName()
  family_name?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MaxLength(40, TOO_LONG)
  pronouns?: string;

  @ApiPropertyOptional({ enum: LANGUAGES })
  @IsOptional()
  @IsIn(LANGUAGES, CHOOSE)
  language?: Language;

  @ApiPropertyOptional({ description: 'Their opens and clicks are not recorded' })
  @IsOptional()
  @IsBoolean()
  no_tracking?: boolean;
}

export class NewPerson extends PersonFacts {
  @ApiProperty({ format: 'uuid', description: 'The organization that knows them' })
  @IsUUID('all', CHOOSE)
  owner_id: string;

  @ApiProperty()
  @PersonName()
  @MinLength(1, { message: says('givenNameMissing') })
  declare given_name: string;

  @ApiPropertyOptional()
  @IsOptional()
  @EmailAddress()
  email?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @PhoneNumber()
  phone?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Zip()
  zip?: string;

  @ApiPropertyOptional({ description: 'Keep a second person with an email that somebody has already' })
  @IsOptional()
  @IsBoolean()
  shares_email?: boolean;
}

export class NewNote {
  @ApiProperty()
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(10_000, TOO_LONG)
  body: string;
}

export class TagName {
  @ApiProperty()
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(60, TOO_LONG)
  name: string;
}

export class Tagging extends TagName {
  @ApiProperty({ type: [String], format: 'uuid', maxItems: 1000 })
  @IsUUID('all', { each: true, message: says('chooseOne') })
  @ArrayNotEmpty(CHOOSE)
  @ArrayMaxSize(1_000, { message: 'Tag a thousand people at a time.' })
  person_ids: string[];
}

export class TagQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID('all', CHOOSE)
  owner_id?: string;
}

/** A word of consent that staff record: somebody told them, and they say where and how. */
export class AttestedConsent {
  @ApiProperty({ enum: ['email', 'sms', 'phone'] })
  @IsIn(['email', 'sms', 'phone'], CHOOSE)
  channel: 'email' | 'sms' | 'phone';

  @ApiProperty({ description: 'True: wants it. False: does not, or no longer' })
  @IsBoolean()
  is_given: boolean;

  @ApiProperty({
    description: 'Where and how they said so: "sign-up sheet, May rally", "by telephone, 3 May"',
  })
  @Trimmed()
  @MinLength(5, { message: 'Say where and how they told you.' })
  @MaxLength(500, TOO_LONG)
  source: string;
}
