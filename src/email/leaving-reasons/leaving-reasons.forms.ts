import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

const TEN_YEARS = 3_653;

export class LeavingReasonsQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Whose list; all that are yours where absent' })
  @IsOptional()
  @IsUUID()
  owner_id?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Of one mailing' })
  @IsOptional()
  @IsUUID()
  mailing_id?: string;

  @ApiPropertyOptional({ type: Number, default: 90, minimum: 1, description: 'Within so many days' })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(TEN_YEARS)
  days: number = 90;
}
