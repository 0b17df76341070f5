import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsString,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { Trimmed } from '../layout/fields.js';
import { says } from '../layout/forms.js';

/** What routes take that receive whole files: a state's boundaries at full detail, or all of its officials. */
export const IMPORT_BODY = { bodyLimit: 48 * 1024 * 1024 };

export class ImportFileForm {
  @ApiProperty({ description: 'Its name, with folders where they matter' })
  @Trimmed()
  @MinLength(1, { message: says('required') })
  @MaxLength(300, { message: says('tooLong') })
  name: string;

  @ApiProperty({ description: 'The text of the file, UTF-8' })
  @IsString()
  content: string;
}

/** Many files of one load: at most as many as a state has officials and committees, with room. */
export class ImportFiles {
  @ApiProperty({ type: [ImportFileForm] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(3000)
  @ValidateNested({ each: true })
  @Type(() => ImportFileForm)
  files: ImportFileForm[];
}
