import { ApiProperty } from '@nestjs/swagger';
import { OPT_IN_FORMS, type OptInForm } from './opt-in.access.js';

export class OptInRuleResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty({ description: 'Of the network or chapter above: it holds here, and is changed there' })
  is_inherited: boolean;
  @ApiProperty({ type: String, enum: OPT_IN_FORMS, nullable: true, description: 'Null: every way in' })
  form: OptInForm | null;
  @ApiProperty({ type: String, nullable: true, description: 'ISO 3166-1; null: every country' })
  country: string | null;
  @ApiProperty({ format: 'date-time' })
  made_at: string;
}

class CountryResource {
  @ApiProperty({ description: 'ISO 3166-1, two letters' })
  code: string;
  @ApiProperty()
  name: string;
}

export class OptInRulesResource {
  @ApiProperty({ type: [OptInRuleResource], description: 'All that hold for the organization' })
  rules: OptInRuleResource[];
  @ApiProperty({ type: [CountryResource], description: 'Countries that a rule can name' })
  countries: CountryResource[];
}
