import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { plainToInstance, Transform } from 'class-transformer';
import { IsOptional, MaxLength, ValidateNested } from 'class-validator';
import { Trimmed } from './fields.js';
import { says } from './forms.js';
import { type Language } from './i18n.js';

const TOO_LONG = { message: says('tooLong') };

/** One text in the languages that staff wrote it in. Visitors read the nearest that there is. */
export class LocalizedText implements Partial<Record<Language, string>> {
  @ApiPropertyOptional({ description: 'English' })
  @IsOptional()
  @Trimmed()
  @MaxLength(8000, TOO_LONG)
  en?: string;

  @ApiPropertyOptional({ description: 'Spanish' })
  @IsOptional()
  @Trimmed()
  @MaxLength(8000, TOO_LONG)
  es?: string;

  @ApiPropertyOptional({ description: 'Portuguese' })
  @IsOptional()
  @Trimmed()
  @MaxLength(8000, TOO_LONG)
  pt?: string;
}

/** A field that holds a LocalizedText: what is no object stays as it is, for the validator to refuse. */
export const Localizable = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? plainToInstance(LocalizedText, value)
        : value,
    ),
    ValidateNested({ message: says('required') }),
  );
