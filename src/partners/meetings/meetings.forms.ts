import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsDateString, IsIn, IsOptional, IsUUID, MaxLength, MinLength, ValidateIf } from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { PageQuery } from '../../platform/paging/paging.js';
import { MEETING_KINDS, type MeetingKind } from './meeting.js';

const CHOOSE = { message: says('chooseOne') };
const TOO_LONG = { message: says('tooLong') };

export class MeetingQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only meetings of this chapter' })
  @IsOptional()
  @IsUUID('all')
  owner_id?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only meetings that this partner in a chapter came to',
  })
  @IsOptional()
  @IsUUID('all')
  partner_id?: string;

  @ApiPropertyOptional({ enum: MEETING_KINDS })
  @IsOptional()
  @IsIn(MEETING_KINDS)
  kind?: MeetingKind;
}

/** What is not sent stays. */
export class MeetingChanges {
  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @IsDateString({ strict: true }, { message: says('dateWrong') })
  held_on?: string;

  @ApiPropertyOptional({ enum: MEETING_KINDS })
  @IsOptional()
  @IsIn(MEETING_KINDS, CHOOSE)
  kind?: MeetingKind;

  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MinLength(1, { message: says('required') })
  @MaxLength(200, TOO_LONG)
  title?: string;

  @ApiPropertyOptional({ description: "The owner's own; partners do not read them. Empty takes them away" })
  @IsOptional()
  @Trimmed()
  @MaxLength(20_000, TOO_LONG)
  notes?: string;
}

export class NewMeeting extends MeetingChanges {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', CHOOSE)
  owner_id: string;

  @ApiProperty({ format: 'date' })
  @IsDateString({ strict: true }, { message: says('dateWrong') })
  declare held_on: string;

  @ApiProperty({ enum: MEETING_KINDS })
  @IsIn(MEETING_KINDS, CHOOSE)
  declare kind: MeetingKind;

  @ApiProperty()
  @Trimmed()
  @MinLength(1, { message: says('required') })
  @MaxLength(200, TOO_LONG)
  declare title: string;
}

export class MeetingGuest {
  @ApiProperty({ format: 'uuid', description: 'A person of the owner of the meeting' })
  @IsUUID('all', CHOOSE)
  person_id: string;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The partner that they came for, which is then there as well',
  })
  @ValidateIf((_form, value) => value !== null && value !== undefined)
  @IsUUID('all', CHOOSE)
  partner_id?: string | null;
}
