import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { PageQuery } from '../../platform/paging/paging.js';
import { LEVELS, type Level, OFFICE_KINDS, type OfficeKind } from './official-record.js';
import { OFFICIALS_FORMATS, type OfficialsFormat } from './officials-files.service.js';
import { ImportFiles } from '../../geography/import-files.access.js';

const CHOOSE = { message: says('chooseOne') };
const isTrue = Transform(
  ({ value }: { value: unknown }) => value === true || value === 'true' || value === '1',
);

export class OfficialsQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Part of a name, a seat or a district' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;

  @ApiPropertyOptional({ enum: LEVELS })
  @IsOptional()
  @IsIn(LEVELS, CHOOSE)
  level?: Level;

  @ApiPropertyOptional({ enum: OFFICE_KINDS })
  @IsOptional()
  @IsIn(OFFICE_KINDS, CHOOSE)
  kind?: OfficeKind;
}

export class NewOfficialsImport extends ImportFiles {
  @ApiProperty({ enum: OFFICIALS_FORMATS })
  @IsIn(OFFICIALS_FORMATS, CHOOSE)
  format: OfficialsFormat;

  @ApiPropertyOptional({
    example: 'MA',
    description: 'For CSV files whose names do not begin with their state',
  })
  @IsOptional()
  @Trimmed()
  @MaxLength(200)
  jurisdiction?: string;

  @ApiPropertyOptional({
    default: false,
    description: 'True where the files are the whole list: whoever is not in them has left office',
  })
  @IsOptional()
  @isTrue
  @IsBoolean()
  is_complete: boolean = false;
}
