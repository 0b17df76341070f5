import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsDateString, IsOptional, IsUUID } from 'class-validator';
import { says } from '../../layout/forms.js';

const DAY = { message: says('dateWrong') };

export class ReportQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only this chapter, or the network itself' })
  @IsOptional()
  @IsUUID('all')
  owner_id?: string;

  @ApiPropertyOptional({
    format: 'date',
    description: 'The first day; 89 days before the last where it is left out',
  })
  @IsOptional()
  @IsDateString({ strict: true }, DAY)
  from?: string;

  @ApiPropertyOptional({ format: 'date', description: 'The last day, included; today where it is left out' })
  @IsOptional()
  @IsDateString({ strict: true }, DAY)
  to?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Only what people of this segment did' })
  @IsOptional()
  @IsUUID('all')
  segment_id?: string;
}
