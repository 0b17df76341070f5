import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsUUID, Max, Min, ValidateNested } from 'class-validator';

const MONTHS = { message: 'Write a whole number of months from 3 to 60.' };
const DAYS = { message: 'Write a whole number of days from 7 to 90.' };
const TEMPLATE = { message: 'Choose a template.' };

/** A template for each language; null is the standard text. */
export class WinBackTemplates {
  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true })
  @IsOptional()
  @IsUUID('all', TEMPLATE)
  en?: string | null;

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true })
  @IsOptional()
  @IsUUID('all', TEMPLATE)
  es?: string | null;

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true })
  @IsOptional()
  @IsUUID('all', TEMPLATE)
  pt?: string | null;
}

export class SunsetForecastQuery {
  @ApiProperty({ minimum: 3, maximum: 60 })
  @Type(() => Number)
  @IsInt(MONTHS)
  @Min(3, MONTHS)
  @Max(60, MONTHS)
  months: number;
}

export class SunsetRuleForm {
  @ApiProperty()
  @IsBoolean()
  is_on: boolean;

  @ApiProperty({
    minimum: 3,
    maximum: 60,
    description: 'No click and no action for so long, and somebody is asked',
  })
  @IsInt(MONTHS)
  @Min(3, MONTHS)
  @Max(60, MONTHS)
  months: number;

  @ApiProperty({
    minimum: 7,
    maximum: 90,
    description: 'So long after they were asked, mailings leave them out',
  })
  @IsInt(DAYS)
  @Min(7, DAYS)
  @Max(90, DAYS)
  wait_days: number;

  @ApiProperty({ type: WinBackTemplates })
  @ValidateNested()
  @Type(() => WinBackTemplates)
  templates: WinBackTemplates;
}
