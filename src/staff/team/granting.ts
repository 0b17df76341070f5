import { Forbidden, Invalid } from '../../platform/http/errors.js';
import { type Caller } from '../caller.access.js';
import { ROLE_PERMISSIONS, type Role } from '../roles.access.js';

export type OrganizationKind = 'network' | 'chapter' | 'partner' | 'working-group';

/** Where a role makes sense. A network's administrator administers a network; a partner has its own people, and a working group
 * its own staff. */
export const ROLE_FITS: Readonly<Record<Role, readonly OrganizationKind[]>> = {
  'network-admin': ['network'],
  'chapter-admin': ['network', 'chapter', 'working-group'],
  organizer: ['network', 'chapter', 'working-group'],
  sender: ['network', 'chapter', 'working-group'],
  analyst: ['network', 'chapter', 'working-group'],
  'partner-admin': ['partner'],
  'event-host': ['network', 'chapter'],
  'check-in-helper': ['network', 'chapter'],
};

/** True where the caller holds, in that organization, every right that the role would give there (AC-3). */
export function mayGive(caller: Caller, role: Role, organizationId: string): boolean {
  return ROLE_PERMISSIONS[role].every((permission) => caller.can(permission, organizationId));
}

/**
 * AC-3: nobody gives or takes away a right they lack. The caller must administer staff there at all.
 *
 * @throws NotFound for an organization that is not theirs to see, Forbidden for a right they lack, Invalid where the
 *   role does not fit the kind of organization.
 */
export function requireGivable(
  caller: Caller,
  role: Role,
  organization: { id: string; kind: OrganizationKind },
): void {
  caller.requires('staff.manage', organization.id);
  if (!ROLE_FITS[role].includes(organization.kind))
    throw new Invalid([{ param: 'role', message: 'This role is not for this kind of organization.' }]);
  if (!mayGive(caller, role, organization.id))
    throw new Forbidden('You can give and take only rights that you have yourself.', 'right_not_held');
}
