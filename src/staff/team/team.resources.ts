import { ApiProperty } from '@nestjs/swagger';
import { type AccountState } from '../accounts.sql.js';
import { type Permission, PERMISSIONS, ROLE_PERMISSIONS, type Role, ROLES } from '../roles.access.js';
import { type ListFile } from '../audit/list-file.access.js';
import { type OrganizationKind, ROLE_FITS } from './granting.js';
import { type TeamMember } from './team.sql.js';

const KINDS = ['network', 'chapter', 'partner', 'working-group'] as const;

export class GrantResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: ROLES })
  role: Role;
  @ApiProperty({ format: 'uuid' })
  organization_id: string;
  @ApiProperty({ enum: KINDS })
  organization_kind: OrganizationKind;
  @ApiProperty()
  organization_name: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  event_id: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  expires_at: string | null;
}

export class StaffResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  name: string;
  @ApiProperty()
  email: string;
  @ApiProperty({ enum: ['invited', 'active', 'disabled'] })
  state: AccountState;
  @ApiProperty({ description: 'Has set up a second factor' })
  has_two_factor: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  seen_at: string | null;
  @ApiProperty({ description: 'The account that asks' })
  is_you: boolean;
  @ApiProperty({ type: [GrantResource], description: 'In organizations whose staff the caller may see' })
  roles: GrantResource[];
}

export class StaffPage {
  @ApiProperty({ type: [StaffResource] })
  data: StaffResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class RoleResource {
  @ApiProperty({ enum: ROLES })
  role: Role;
  @ApiProperty({ enum: PERMISSIONS, isArray: true })
  permissions: Permission[];
  @ApiProperty({ enum: KINDS, isArray: true, description: 'Kinds of organization it can be held in' })
  fits: OrganizationKind[];
}

export class RoleList {
  @ApiProperty({ type: [RoleResource] })
  data: RoleResource[];
}

export const ROLE_LIST: RoleList = {
  data: ROLES.map((role) => ({
    role,
    permissions: [...ROLE_PERMISSIONS[role]],
    fits: [...ROLE_FITS[role]],
  })),
};

export function showMember(member: TeamMember, callerId: string): StaffResource {
  return {
    id: member.id,
    name: member.name,
    email: member.email,
    state: member.state,
    has_two_factor: member.hasTwoFactor,
    seen_at: member.seenAt?.toISOString() ?? null,
    is_you: member.id === callerId,
    roles: member.roles,
  };
}

export const TEAM_FILE: ListFile<StaffResource> = {
  noun: 'staff',
  ownerOf: (it) => it.roles[0]?.organization_id ?? null,
  columns: {
    Name: (it) => it.name,
    Email: (it) => it.email,
    State: (it) => it.state,
    'Second factor': (it) => (it.has_two_factor ? 'yes' : 'no'),
    'Last seen at': (it) => it.seen_at,
    Roles: (it) => it.roles.map(({ role, organization_name }) => `${role} (${organization_name})`).join(', '),
  },
};
