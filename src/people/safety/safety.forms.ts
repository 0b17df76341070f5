import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsBoolean,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { TimeZone, Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';

const HOUR = /^([01]\d|2[0-3]):[0-5]\d$/;
const TOO_LONG = { message: says('tooLong') };

/** What somebody said is safe, channel by channel. */
export class SafeContactForm {
  @ApiProperty({ description: 'Whether any mail may go to them, receipts too' })
  @IsBoolean()
  email: boolean;

  @ApiProperty()
  @IsBoolean()
  sms: boolean;

  @ApiProperty()
  @IsBoolean()
  phone: boolean;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'HH:MM by their clock; null for any hour',
  })
  @IsOptional()
  @Matches(HOUR, { message: 'Write the time as 09:00.' })
  from_time?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @ValidateIf((form: SafeContactForm) => !!form.from_time)
  @Matches(HOUR, { message: 'Write the time as 17:00.' })
  until_time?: string | null;

  @ApiProperty({ description: 'IANA zone of those hours' })
  @TimeZone()
  time_zone: string;

  @ApiProperty({ description: 'Whether mail must not tell from outside what it is about' })
  @IsBoolean()
  is_neutral: boolean;

  @ApiProperty({ description: 'What stands as the sender then' })
  @Trimmed()
  @IsString()
  @MaxLength(60, TOO_LONG)
  @ValidateIf((form: SafeContactForm) => form.is_neutral)
  @MinLength(1, { message: says('required') })
  neutral_name: string;

  @ApiProperty({ description: 'What stands as the subject and the first line then' })
  @Trimmed()
  @IsString()
  @MaxLength(100, TOO_LONG)
  @ValidateIf((form: SafeContactForm) => form.is_neutral)
  @MinLength(1, { message: says('required') })
  neutral_subject: string;

  @ApiProperty({ description: 'Words by which both sides know each other; kept encrypted' })
  @Trimmed()
  @IsString()
  @MaxLength(300, TOO_LONG)
  safe_words: string;

  @ApiProperty({ description: 'Who may know that you are in touch; kept encrypted' })
  @Trimmed()
  @IsString()
  @MaxLength(300, TOO_LONG)
  may_know: string;

  @ApiProperty({
    format: 'date',
    description: 'When they are asked again, a year on at most; from that day nothing is safe',
  })
  @IsISO8601({ strict: true }, { message: says('dateWrong') })
  recheck_on: string;
}

export class Wording {
  @ApiProperty({ description: 'What is about to be written about somebody; it is not kept' })
  @IsString()
  @MaxLength(10_000, TOO_LONG)
  text: string;
}

export class NewReader {
  @ApiProperty({ format: 'uuid', description: 'An account of the same organization' })
  @IsUUID()
  account_id: string;
}
