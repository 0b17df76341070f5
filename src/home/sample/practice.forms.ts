import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { EmailAddress, PersonName, Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';

const REQUIRED = { message: says('required') };

/** The coalition that begins where the practice ends, and who administers it. */
export class RealCoalition {
  @ApiProperty({ description: 'As people know it' })
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(120, { message: says('tooLong') })
  name: string;

  @ApiProperty({ description: 'Its first administrator' })
  @PersonName()
  @MinLength(1, REQUIRED)
  administrator_name: string;

  @ApiProperty({ format: 'email' })
  @EmailAddress()
  administrator_email: string;
}

export class StartForReal {
  @ApiProperty({
    description: 'The name of the practice coalition, typed: what follows cannot be taken back',
  })
  @IsString(REQUIRED)
  confirmation: string;

  @ApiPropertyOptional({ description: 'True to remove what you added to the practice coalition too' })
  @IsOptional()
  @IsBoolean()
  removes_own: boolean = false;

  @ApiPropertyOptional({
    type: RealCoalition,
    description: 'Needed where no real coalition exists yet: nobody could sign in afterwards',
  })
  @IsOptional()
  @IsObject(REQUIRED)
  @ValidateNested()
  @Type(() => RealCoalition)
  coalition?: RealCoalition;
}
