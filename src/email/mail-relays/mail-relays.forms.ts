import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { TLS_MODES, type TlsMode } from './mail-relays.sql.js';

/** RFC 5321 4.5.3.1.2 for names; credentials of vendors are as long as an access key. */
const LONGEST = 255;
const OUT_OF_RANGE = { message: says('numberWrong') };

export class MailRelayForm {
  @ApiProperty({ example: 'Newsletters' })
  @Trimmed()
  @MinLength(1, { message: says('required') })
  @MaxLength(80, { message: says('tooLong') })
  name: string;

  @ApiProperty({ example: 'smtp.example.org', description: 'A public host name or address' })
  @Trimmed()
  @MinLength(1, { message: says('required') })
  @MaxLength(LONGEST, { message: says('tooLong') })
  host: string;

  @ApiProperty({ minimum: 1, maximum: 65_535 })
  @IsInt(OUT_OF_RANGE)
  @Min(1, OUT_OF_RANGE)
  @Max(65_535, OUT_OF_RANGE)
  port: number;

  @ApiProperty({
    enum: TLS_MODES,
    description: 'Encrypted from the first byte, or by STARTTLS; never not at all',
  })
  @IsIn(TLS_MODES, { message: says('chooseOne') })
  tls: TlsMode;

  @ApiProperty({ description: 'Empty where it takes mail without a sign-in' })
  @Trimmed()
  @MaxLength(LONGEST, { message: says('tooLong') })
  username: string;

  @ApiPropertyOptional({
    description:
      'Without one the kept password stays, as long as host, port, encryption and user are the same',
  })
  @IsOptional()
  @MaxLength(1_024, { message: says('tooLong') })
  password?: string;

  @ApiProperty({
    type: Number,
    nullable: true,
    minimum: 1,
    maximum: 1_000_000,
    description: 'Null for no limit',
  })
  @ValidateIf((form: MailRelayForm) => form.per_minute !== null)
  @IsInt(OUT_OF_RANGE)
  @Min(1, OUT_OF_RANGE)
  @Max(1_000_000, OUT_OF_RANGE)
  per_minute: number | null;

  @ApiProperty({
    minimum: 2,
    maximum: 50,
    description: 'At once, over all workers; bulk mail leaves one free',
  })
  @IsInt(OUT_OF_RANGE)
  @Min(2, OUT_OF_RANGE)
  @Max(50, OUT_OF_RANGE)
  connections: number;

  @ApiProperty({ description: 'Whether bulk mail begins slowly, as from a server that nobody knows' })
  @IsBoolean()
  is_warming: boolean;
}

export class NewMailRelay extends MailRelayForm {
  @ApiProperty({ format: 'uuid', description: 'The network, or a chapter that may keep its own' })
  @IsUUID('all', { message: says('chooseOne') })
  organization_id: string;
}
