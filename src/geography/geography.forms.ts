import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, IsOptional, IsString, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { Trimmed } from '../layout/fields.js';
import { says } from '../layout/forms.js';
import { PageQuery } from '../platform/paging/paging.js';
import { ImportFileForm } from './import-files.access.js';

const TOO_LONG = { message: says('tooLong') };
const REQUIRED = { message: says('required') };

/** One file of boundaries. Several layers are several imports. */
export class NewDistrictImport {
  @ApiProperty({ type: ImportFileForm })
  @IsDefined(REQUIRED)
  @ValidateNested()
  @Type(() => ImportFileForm)
  file: ImportFileForm;

  @ApiProperty({
    example: 'lower',
    description: 'The layer: lower, upper, congress, town, county or a word of your own',
  })
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(40, TOO_LONG)
  kind: string;

  @ApiProperty({ example: 'MA' })
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(200, TOO_LONG)
  jurisdiction: string;

  @ApiProperty({ example: 'DIST_CODE', description: 'The property with the stable code of a district' })
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(100, TOO_LONG)
  id_property: string;

  @ApiProperty({ example: 'REP_DIST', description: 'The property with its name' })
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(100, TOO_LONG)
  name_property: string;
}

export class NewZipImport {
  @ApiProperty({ type: ImportFileForm })
  @IsDefined(REQUIRED)
  @ValidateNested()
  @Type(() => ImportFileForm)
  file: ImportFileForm;

  @ApiPropertyOptional({ example: 'MA', description: 'For a file without a column for the state' })
  @IsOptional()
  @Trimmed()
  @MaxLength(200, TOO_LONG)
  state?: string;
}

export class DistrictQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'lower' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  layer?: string;

  @ApiPropertyOptional({ description: 'Part of the name' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;
}
