import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsUUID, ValidateIf } from 'class-validator';
import { says } from '../../layout/forms.js';
import { COUNTRIES } from './countries.js';
import { OPT_IN_FORMS, type OptInForm } from './opt-in.access.js';

const CHOOSE = { message: says('chooseOne') };

export class OptInRulesQuery {
  @ApiProperty({ format: 'uuid', description: 'Whose rules' })
  @IsUUID('all', CHOOSE)
  owner_id: string;
}

export class NewOptInRule extends OptInRulesQuery {
  @ApiProperty({ type: String, enum: OPT_IN_FORMS, nullable: true, description: 'Null: every way in' })
  @ValidateIf((rule: NewOptInRule) => rule.form !== null)
  @IsIn(OPT_IN_FORMS, CHOOSE)
  form: OptInForm | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'A code of ISO 3166-1 with two letters; null: every country',
  })
  @ValidateIf((rule: NewOptInRule) => rule.country !== null)
  @IsIn(COUNTRIES, CHOOSE)
  country: string | null;
}
