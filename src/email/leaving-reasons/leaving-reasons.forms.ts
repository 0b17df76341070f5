import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { says } from '../../layout/forms.js';

/** A month, a quarter, a year, ten. Of any day that is asked the difference to the day before would be one person's word. */
const PERIODS = [30, 90, 365, 3_653] as const;

export class LeavingReasonsQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Whose list; all that are yours where absent' })
  @IsOptional()
  @IsUUID()
  owner_id?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Of one mailing' })
  @IsOptional()
  @IsUUID()
  mailing_id?: string;

  @ApiPropertyOptional({ enum: PERIODS, default: 90, description: 'Within so many days' })
  @Type(() => Number)
  @IsIn(PERIODS, { message: says('chooseOne') })
  days: (typeof PERIODS)[number] = 90;
}
