import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Localized, localized } from '../../layout/i18n.js';
import { LocalizedText } from '../../layout/localized-text.js';
import { type ListFile } from '../../staff/audit/list-file.access.js';
import {
  FIELD_TYPES,
  type FieldType,
  type FieldValue,
  type PersonField,
  SENSITIVITIES,
  type Sensitivity,
} from './person-field.js';

class ChoiceResource {
  @ApiProperty()
  key: string;
  @ApiProperty({ type: LocalizedText })
  label: Localized;
}

export class FieldResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty({ description: 'Its name for programs; unique in the organization' })
  key: string;
  @ApiProperty({ type: LocalizedText })
  label: Localized;
  @ApiProperty({ enum: FIELD_TYPES })
  type: FieldType;
  @ApiProperty({ type: [ChoiceResource] })
  options: ChoiceResource[];
  @ApiProperty()
  is_required: boolean;
  @ApiProperty({ enum: SENSITIVITIES })
  sensitivity: Sensitivity;
  @ApiProperty()
  position: number;
  @ApiProperty()
  is_active: boolean;

  @ApiPropertyOptional({
    type: [String],
    description: 'Where what was written seems to tell who was exploited',
  })
  warnings?: string[];
  static from(it: PersonField): FieldResource {
    const { id, key, label, type, options, sensitivity, position } = it;
    return {
      ...{ id, key, label, type, options, sensitivity, position },
      owner_id: it.ownerId,
      is_required: it.isRequired,
      is_active: it.isActive,
    };
  }
}

export class FieldList {
  @ApiProperty({ type: [FieldResource] })
  data: FieldResource[];
}

export class ValueResource {
  @ApiProperty({ type: FieldResource })
  field: FieldResource;
  @ApiProperty({
    nullable: true,
    oneOf: [
      { type: 'string' },
      { type: 'number' },
      { type: 'boolean' },
      { type: 'array', items: { type: 'string' } },
    ],
  })
  value: FieldValue;
  @ApiProperty({
    description: 'Whether there is a value; that of a sealed field is told by getSealedValues alone',
  })
  is_set: boolean;
}

export class ValueList {
  @ApiProperty({
    type: [ValueResource],
    description: 'Every field that is asked, with the value where there is one',
  })
  data: ValueResource[];
}

export const FIELD_FILE: ListFile<FieldResource> = {
  noun: 'fields',
  ownerOf: (it) => it.owner_id,
  columns: {
    Field: (it) => localized(it.label, 'en'),
    Key: (it) => it.key,
    Type: (it) => it.type,
    Required: (it) => (it.is_required ? 'yes' : 'no'),
    Sensitivity: (it) => it.sensitivity,
    'In use': (it) => (it.is_active ? 'yes' : 'no'),
  },
};
