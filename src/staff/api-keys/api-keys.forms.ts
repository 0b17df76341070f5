import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDate, IsIn, IsOptional, IsString, IsUUID, MaxLength, MinDate, MinLength } from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { type Role, ROLES } from '../roles.access.js';

export class ApiKeyForm {
  @ApiProperty({ description: 'What the key is for, to know it again', maxLength: 100 })
  @Trimmed()
  @IsString()
  @MinLength(1, { message: says('required') })
  @MaxLength(100, { message: says('tooLong') })
  name: string;

  @ApiProperty({ enum: ROLES, description: 'What the key may do: no more than its maker' })
  @IsIn(ROLES, { message: says('chooseOne') })
  role: Role;

  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: says('chooseOne') })
  organization_id: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description: 'A year from now where it is not said',
  })
  @IsOptional()
  @Type(() => Date)
  @IsDate({ message: says('dateWrong') })
  @MinDate(() => new Date(), { message: says('dateWrong') })
  expires_at?: Date;
}
