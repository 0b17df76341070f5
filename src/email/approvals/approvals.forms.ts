import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsString, IsUUID, MaxLength, MinLength, ValidateIf } from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';

export class DecisionForm {
  @ApiProperty({ format: 'uuid', description: 'What was looked at: another one is there after an edit' })
  @IsUUID()
  approval_id: string;

  @ApiProperty()
  @IsBoolean()
  is_approved: boolean;

  @ApiProperty({ description: 'For whoever asked. Who declines says why' })
  @Trimmed()
  @IsString()
  @ValidateIf((form: DecisionForm) => !form.is_approved || form.note !== '')
  @MinLength(1, { message: says('required') })
  @MaxLength(1_000, { message: says('tooLong') })
  note: string = '';
}
