import { ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsOptional } from 'class-validator';
import { type Definition, Kind, MaybeId } from './definition.js';

/** As partner_roles knows them (docs/data-model/partners.md). */
export const PARTNER_ROLES = [
  'leader',
  'designee',
  'backup',
  'signatory',
  'communications',
  'data-contact',
  'contact',
] as const;
const SOME = { message: 'Choose roles from the list.' };

export class PartnerRoleCondition {
  @Kind('partner-role')
  kind: 'partner-role';

  @MaybeId('At this partner; at any where it is absent')
  partner_id?: string | null;

  @ApiPropertyOptional({
    enum: PARTNER_ROLES,
    isArray: true,
    description: 'One of these; any where it is absent',
  })
  @IsOptional()
  @IsArray(SOME)
  @ArrayMaxSize(PARTNER_ROLES.length, SOME)
  @IsIn(PARTNER_ROLES, { each: true, ...SOME })
  any_of?: (typeof PARTNER_ROLES)[number][];
}

/** A role that they hold today. */
export const partnerRole: Definition<PartnerRoleCondition> = {
  kind: 'partner-role',
  label: 'Role at a partner',
  group: 'partners',
  form: PartnerRoleCondition,
  sql({ partner_id, any_of }, bind) {
    const where = [
      'r.person_id = p.id',
      'r.starts_on <= current_date',
      'coalesce(r.ends_on >= current_date, true)',
    ];
    if (partner_id) where.push(`r.partner_id = ${bind(partner_id, 'uuid')}`);
    if (any_of?.length) where.push(`r.role = ANY (${bind(any_of, 'text[]')})`);
    return `EXISTS (SELECT 1 FROM segment_roles r WHERE ${where.join(' AND ')})`;
  },
};
