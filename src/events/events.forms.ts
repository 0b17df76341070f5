import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsBoolean,
  IsDefined,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  registerDecorator,
  ValidateIf,
} from 'class-validator';
import { Trimmed } from '../layout/fields.js';
import { says } from '../layout/forms.js';
import { Localizable, LocalizedText } from '../layout/localized-text.js';
import { isTimeZone, LOCAL_TIME, type WhichInstant } from '../platform/clock/local-time.js';
import { PageQuery } from '../platform/paging/paging.js';
import { EVENT_KINDS, EVENT_MODES, type EventKind, type EventMode } from './event.entity.js';
import { type When } from './events.sql.js';

const TOO_LONG = { message: says('tooLong') };
const CHOOSE = { message: says('chooseOne') };
const WHENS = ['upcoming', 'past', 'drafts', 'cancelled'] as const satisfies readonly When[];
const WHICH = ['earlier', 'later'] as const satisfies readonly WhichInstant[];

const TimeZone = (): PropertyDecorator => (target, key) =>
  registerDecorator({
    name: 'timeZone',
    target: target.constructor,
    propertyName: key as string,
    options: { message: says('zoneWrong') },
    validator: { validate: isTimeZone },
  });

export class EventQuery extends PageQuery {
  @ApiPropertyOptional({ enum: WHENS, default: 'upcoming' })
  @IsOptional()
  @IsIn(WHENS)
  when: When = 'upcoming';

  @ApiPropertyOptional({ description: 'Part of the title or the venue' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Only events of this chapter or network' })
  @IsOptional()
  @IsUUID()
  chapter_id?: string;
}

/** What staff may change of an event. Everything is optional: what is not sent stays. */
export class EventChanges {
  @ApiPropertyOptional({ enum: EVENT_KINDS })
  @IsOptional()
  @IsIn(EVENT_KINDS, CHOOSE)
  kind?: EventKind;

  @ApiPropertyOptional({ type: LocalizedText })
  @IsOptional()
  @Localizable()
  title?: LocalizedText;

  @ApiPropertyOptional({ type: LocalizedText, description: 'One or two sentences, for lists' })
  @IsOptional()
  @Localizable()
  summary?: LocalizedText;

  @ApiPropertyOptional({ type: LocalizedText, description: 'Paragraphs with an empty line between them' })
  @IsOptional()
  @Localizable()
  description?: LocalizedText;

  @ApiPropertyOptional({ description: 'IANA name, as in America/New_York. Fixed once there are shifts' })
  @IsOptional()
  @TimeZone()
  time_zone?: string;

  @ApiPropertyOptional({ enum: EVENT_MODES })
  @IsOptional()
  @IsIn(EVENT_MODES, CHOOSE)
  mode?: EventMode;

  @ApiPropertyOptional({
    description: 'Whether lists and calendars show it; otherwise only who has the link',
  })
  @IsOptional()
  @IsBoolean()
  is_listed?: boolean;

  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MaxLength(200, TOO_LONG)
  venue?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MaxLength(300, TOO_LONG)
  address?: string;

  @ApiPropertyOptional({ description: 'If not, only those who hold a place are told the address' })
  @IsOptional()
  @IsBoolean()
  is_address_public?: boolean;

  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MaxLength(2000, TOO_LONG)
  directions?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MaxLength(2000, TOO_LONG)
  accessibility?: string;

  @ApiPropertyOptional({
    description: 'Join link, meeting point: only in messages to people who hold a place',
  })
  @IsOptional()
  @Trimmed()
  @MaxLength(4000, TOO_LONG)
  private_details?: string;

  @ApiPropertyOptional({ description: 'Empty for none' })
  @ValidateIf((form: EventChanges) => form.contact_email !== undefined && form.contact_email !== '')
  @Trimmed()
  @IsEmail({}, { message: says('emailWrong') })
  contact_email?: string;

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, description: 'What it is part of' })
  @ValidateIf((form: EventChanges) => form.campaign_id !== undefined && form.campaign_id !== null)
  @IsUUID('all', CHOOSE)
  campaign_id?: string | null;
}

/** Whether and how people who signed up hear of it. */
export class EventRevision extends EventChanges {
  @ApiPropertyOptional({
    description: 'Mail everybody who signed up. Without it nobody is told',
    default: false,
  })
  @IsOptional()
  @IsBoolean()
  is_announced: boolean = false;

  @ApiPropertyOptional({ description: 'A sentence for that mail' })
  @IsOptional()
  @Trimmed()
  @MaxLength(2000, TOO_LONG)
  notice: string = '';
}

export class NewEvent extends EventChanges {
  @ApiProperty({ format: 'uuid', description: 'The chapter or network whose event it is' })
  @IsUUID('all', CHOOSE)
  owner_id: string;

  @ApiProperty({ type: LocalizedText })
  @IsDefined({ message: says('required') })
  @Localizable()
  declare title: LocalizedText;

  @ApiPropertyOptional({ description: 'The end of its address; made from the title where it is not given' })
  @IsOptional()
  @Trimmed()
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: says('slugWrong') })
  @MaxLength(80, TOO_LONG)
  slug?: string;
}

export class Cancellation {
  @ApiPropertyOptional({ description: 'A sentence for the mail to everybody who signed up' })
  @IsOptional()
  @Trimmed()
  @MaxLength(2000, TOO_LONG)
  notice: string = '';

  @ApiPropertyOptional({ description: 'If not, nobody is mailed', default: true })
  @IsOptional()
  @IsBoolean()
  is_announced: boolean = true;
}

const LOCAL = 'By the clock of the event’s zone, as 2026-12-05T10:00';
const WHICH_OF =
  'Needed where the clock shows this time twice or never, as when daylight saving begins or ends: which instant is meant';

/** A shift as staff write it; a change sends all of it. */
export class ShiftForm {
  @ApiPropertyOptional({ type: LocalizedText })
  @IsOptional()
  @Localizable()
  name: LocalizedText = {};

  @ApiProperty({ description: LOCAL })
  @Matches(LOCAL_TIME, { message: says('dateWrong') })
  starts_local: string;

  @ApiProperty({ description: LOCAL })
  @Matches(LOCAL_TIME, { message: says('dateWrong') })
  ends_local: string;

  @ApiPropertyOptional({ enum: WHICH, description: WHICH_OF })
  @IsOptional()
  @IsIn(WHICH, CHOOSE)
  starts_which?: WhichInstant;

  @ApiPropertyOptional({ enum: WHICH, description: WHICH_OF })
  @IsOptional()
  @IsIn(WHICH, CHOOSE)
  ends_which?: WhichInstant;

  @ApiPropertyOptional({ type: Number, nullable: true, description: 'Seats; null for no limit' })
  @IsOptional()
  @IsInt({ message: says('numberWrong') })
  @Min(1, { message: says('numberWrong') })
  @Max(100_000, { message: says('numberWrong') })
  capacity: number | null = null;
}

export class ShiftRevision extends ShiftForm {
  @ApiPropertyOptional({
    description: 'Mail everybody who signed up that the time has changed',
    default: true,
  })
  @IsOptional()
  @IsBoolean()
  is_announced: boolean = true;
}

export class LocalTimeQuery {
  @ApiProperty({ description: LOCAL })
  @Matches(LOCAL_TIME, { message: says('dateWrong') })
  local: string;

  @ApiProperty()
  @TimeZone()
  zone: string;
}
