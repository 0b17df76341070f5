import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsDateString,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { TIE_KINDS, type TieKind } from './tie.js';

const CHOOSE = { message: says('chooseOne') };
const STRENGTH = { message: 'Choose 1 to 5.' };

export class NewTie {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', CHOOSE)
  official_id: string;

  @ApiProperty({ enum: TIE_KINDS, description: 'One of each kind; given again, it replaces what was said' })
  @IsIn(TIE_KINDS, CHOOSE)
  kind: TieKind;

  @ApiProperty({ minimum: 1, maximum: 5, description: '1 has met them, 5 can call them at any hour' })
  @IsInt(STRENGTH)
  @Min(1, STRENGTH)
  @Max(5, STRENGTH)
  strength: number;

  @ApiProperty({ description: 'Who says so' })
  @Trimmed()
  @IsNotEmpty({ message: 'Say who says so.' })
  @MaxLength(120, { message: says('tooLong') })
  said_by: string;

  @ApiPropertyOptional({
    format: 'date',
    description: 'When it was last known to be so; today where it is absent',
  })
  @IsOptional()
  @IsDateString({ strict: true }, { message: says('dateWrong') })
  verified_on?: string;
}
