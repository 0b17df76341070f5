import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { EmailAddress, PersonName, Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { PageQuery } from '../../platform/paging/paging.js';
import { ATTENDANCE_STATES, type AttendanceState } from './attendance.entity.js';
import { MOST_GUESTS } from './registrations.forms.js';

export class AttendeeQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  shift_id?: string;

  @ApiPropertyOptional({ enum: ATTENDANCE_STATES })
  @IsOptional()
  @IsIn(ATTENDANCE_STATES)
  state?: AttendanceState;

  @ApiPropertyOptional({ description: 'Part of a name or an email address, or four digits of a telephone' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;
}

/** Somebody who came without signing up. A first name is enough; without email and phone they are counted only. */
export class WalkIn {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: says('chooseOne') })
  shift_id: string;

  @ApiProperty()
  @PersonName()
  @MinLength(1, { message: says('givenNameMissing') })
  given_name: string;

  @ApiPropertyOptional()
  @IsOptional()
  @PersonName()
  family_name: string = '';

  @ApiPropertyOptional({ description: 'Empty for none' })
  @ValidateIf((form: WalkIn) => Boolean(form.email))
  @EmailAddress()
  email?: string;

  @ApiPropertyOptional({ description: 'Empty for none' })
  @IsOptional()
  @Trimmed()
  @MaxLength(30, { message: says('phoneWrong') })
  phone?: string;

  @ApiPropertyOptional({ description: "A partner's code that brought them, as on its flyer; empty for none" })
  @IsOptional()
  @Trimmed()
  @MaxLength(64, { message: says('tooLong') })
  source?: string;

  @ApiPropertyOptional({ default: 0 })
  @IsOptional()
  @IsInt({ message: says('numberWrong') })
  @Min(0, { message: says('numberWrong') })
  @Max(MOST_GUESTS, { message: says('numberWrong') })
  guests: number = 0;
}
