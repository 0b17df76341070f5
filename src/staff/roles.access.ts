/** Every permission there is. A route names one; a role is a set of them; a grant gives a role in an organization. */
export const PERMISSIONS = [
  'people.read',
  'people.write',
  'people.export',
  'people.import',
  'people.erase',
  'people.restricted',
  'segments.write',
  'partners.read',
  'partners.write',
  'credit.match',
  'agreements.write',
  'participation.write',
  'co-sponsors.answer',
  'decisions.answer',
  'partner.profile',
  'officials.read',
  'officials.import',
  'geography.import',
  'petitions.read',
  'petitions.write',
  'events.read',
  'events.write',
  'events.check-in',
  'letters.read',
  'letters.write',
  'campaigns.read',
  'campaigns.write',
  'mailings.read',
  'mailings.write',
  'mailings.send',
  'suppressions.write',
  'tasks.read',
  'tasks.write',
  'reports.read',
  'chapter.settings',
  'network.settings',
  'staff.read',
  'staff.manage',
  'audit.read',
  'jobs.manage',
  'mailbox.read',
  'practice.remove',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = [
  'network-admin',
  'chapter-admin',
  'organizer',
  'sender',
  'analyst',
  'partner-admin',
  'event-host',
  'check-in-helper',
] as const;
export type Role = (typeof ROLES)[number];

const READING = [
  'people.read',
  'partners.read',
  'officials.read',
  'petitions.read',
  'events.read',
  'letters.read',
  'campaigns.read',
  'mailings.read',
  // A task shows what it is linked to by name, so only with the right to read whatever that may be.
  'tasks.read',
  'reports.read',
] as const satisfies readonly Permission[];

const ORGANIZING = [
  ...READING,
  'people.write',
  'segments.write',
  'partners.write',
  'participation.write',
  'petitions.write',
  'events.write',
  'events.check-in',
  'letters.write',
  'campaigns.write',
  'mailings.write',
  'tasks.write',
  'mailbox.read',
] as const satisfies readonly Permission[];

const CHAPTER_ADMINISTRATION = [
  ...ORGANIZING,
  'people.export',
  'people.import',
  'people.erase',
  'people.restricted',
  'agreements.write',
  'mailings.send',
  'suppressions.write',
  'chapter.settings',
  'staff.read',
  'staff.manage',
  'audit.read',
] as const satisfies readonly Permission[];

/** AC-1. Roles are sets of permissions and nothing else: code asks for permissions, never for roles. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  'network-admin': PERMISSIONS,
  'chapter-admin': CHAPTER_ADMINISTRATION,
  organizer: ORGANIZING,
  sender: [...READING, 'segments.write', 'mailings.write', 'mailings.send', 'tasks.write', 'mailbox.read'],
  analyst: READING,
  'partner-admin': [
    'people.read',
    'partners.read',
    'credit.match',
    'participation.write',
    'co-sponsors.answer',
    'decisions.answer',
    'partner.profile',
    'officials.read',
  ],
  'event-host': ['events.read', 'events.write', 'events.check-in'],
  'check-in-helper': ['events.read', 'events.check-in'],
};

/** What belongs to the whole installation: held through a grant on the network, never through one on a chapter. */
export const INSTALLATION_PERMISSIONS: ReadonlySet<Permission> = new Set([
  'officials.import',
  'geography.import',
  'network.settings',
  'jobs.manage',
  'practice.remove',
]);

/** The roles that hold a permission. */
export function rolesWith(permission: Permission): Role[] {
  return ROLES.filter((role) => ROLE_PERMISSIONS[role].includes(permission));
}
