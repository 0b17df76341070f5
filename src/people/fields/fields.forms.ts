import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { Localizable, LocalizedText } from '../../layout/localized-text.js';
import { FIELD_TYPES, type FieldType, SENSITIVITIES, type Sensitivity } from './person-field.js';

const CHOOSE = { message: says('chooseOne') };
const MOST_CHOICES = 100;

export class ChoiceForm {
  @ApiPropertyOptional({ description: 'Of a choice that exists; a new one gets its own' })
  @IsOptional()
  @Trimmed()
  @MaxLength(40, { message: says('tooLong') })
  key?: string;

  @ApiProperty({ type: LocalizedText })
  @IsDefined({ message: says('required') })
  @Localizable()
  label: LocalizedText;
}

/** Changes what is given. What kind of value it takes stays as it was made. */
export class FieldChanges {
  @ApiPropertyOptional({ type: LocalizedText })
  @IsOptional()
  @Localizable()
  label?: LocalizedText;

  @ApiPropertyOptional({ type: [ChoiceForm], description: 'Of one-of and many-of' })
  @IsOptional()
  @IsArray(CHOOSE)
  @ArrayMaxSize(MOST_CHOICES, { message: `At most ${MOST_CHOICES} choices.` })
  @ValidateNested({ each: true })
  @Type(() => ChoiceForm)
  options?: ChoiceForm[];

  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  is_required?: boolean;

  @ApiPropertyOptional({ enum: SENSITIVITIES })
  @IsOptional()
  @IsIn(SENSITIVITIES, CHOOSE)
  sensitivity?: Sensitivity;

  @ApiPropertyOptional({ description: 'Where it stands; the smallest first' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(10_000)
  position?: number;

  @ApiPropertyOptional({ description: 'False: it is no longer asked, and its values stay' })
  @IsOptional()
  @IsBoolean()
  is_active?: boolean;
}

export class NewField extends FieldChanges {
  @ApiProperty({ format: 'uuid', description: 'The organization whose people it is about' })
  @IsUUID('all', CHOOSE)
  owner_id: string;

  @ApiProperty({ enum: FIELD_TYPES })
  @IsIn(FIELD_TYPES, CHOOSE)
  type: FieldType;

  @ApiProperty({ type: LocalizedText })
  @IsDefined({ message: says('required') })
  @Localizable()
  declare label: LocalizedText;
}

export class FieldsQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID('all', CHOOSE)
  owner_id?: string;
}

/** What a field can say, for the description of the API. */
export const FIELD_VALUE = {
  nullable: true,
  oneOf: [
    { type: 'string' },
    { type: 'number' },
    { type: 'boolean' },
    { type: 'array', items: { type: 'string' } },
  ],
};

export class ValueForm {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', CHOOSE)
  field_id: string;

  @ApiProperty({
    ...FIELD_VALUE,
    description:
      'A text, a number, a day (2026-03-05), true or false, the key of a choice, or keys. Null for nothing',
  })
  @IsOptional()
  value: string | number | boolean | string[] | null;
}

export class ValuesForm {
  @ApiProperty({ type: [ValueForm], description: 'Fields that are left out stay as they are' })
  @IsArray(CHOOSE)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => ValueForm)
  values: ValueForm[];
}
