import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsISO8601, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { says } from '../../layout/forms.js';

/** A look at the calendar: in whose name, from when, for how long. */
export class MailCalendarQuery {
  @ApiProperty({ format: 'uuid', description: 'Whose subscribers the mail of others is compared with' })
  @IsUUID()
  owner_id: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Now where absent' })
  @IsOptional()
  @IsISO8601({ strict: true }, { message: says('dateWrong') })
  since?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 42, default: 7 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(42)
  days: number = 7;
}
