import { ApiProperty } from '@nestjs/swagger';
import { IsArray, IsIn } from 'class-validator';
import { type Role, ROLES } from '../roles.access.js';
import { type TwoFactorRule } from './two-factor-rules.sql.js';

export class TwoFactorRolesForm {
  @ApiProperty({ enum: ROLES, isArray: true, description: 'Every role that needs it; the others do not' })
  @IsArray({ message: 'Send a list of roles.' })
  @IsIn(ROLES, { each: true, message: 'Choose from the roles there are.' })
  roles: Role[];
}

export class TwoFactorRuleResource {
  @ApiProperty({ format: 'uuid' })
  organization_id: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ enum: ROLES, isArray: true })
  roles: Role[];
}

export class TwoFactorRuleList {
  @ApiProperty({ type: [TwoFactorRuleResource] })
  data: TwoFactorRuleResource[];
}

export function toResource({ organizationId, name, roles }: TwoFactorRule): TwoFactorRuleResource {
  return { organization_id: organizationId, name, roles };
}
