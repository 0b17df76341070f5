import { type Schema } from '../api/client';
import { type Permission, type Session } from '../api/session';
import { type Tone } from '../parts/status-badge';

export type Member = Schema<'StaffResource'>;
export type Grant = Schema<'GrantResource'>;
export type RoleFacts = Schema<'RoleResource'>;
export type Role = Grant['role'];

export const roles: Record<Role, { label: string; does: string }> = {
  'network-admin': { label: 'Network administrator', does: 'Everything, for the whole network' },
  'chapter-admin': {
    label: 'Chapter administrator',
    does: 'Everything in one chapter, its team and settings too',
  },
  organizer: { label: 'Organizer', does: 'People, partners, petitions, events, letters; writes emails' },
  sender: { label: 'Sender', does: 'Writes and sends emails; sees the rest' },
  analyst: { label: 'Analyst', does: 'Sees everything, changes nothing' },
  'partner-admin': { label: 'Partner administrator', does: 'What concerns their own organization' },
  'event-host': { label: 'Event host', does: 'Plans events and checks people in' },
  'check-in-helper': { label: 'Check-in helper', does: 'Checks people in at events' },
};

export const states: Record<Member['state'], { label: string; tone: Tone }> = {
  invited: { label: 'Invited', tone: 'waiting' },
  active: { label: 'Active', tone: 'good' },
  disabled: { label: 'Disabled', tone: 'bad' },
};

/** Rows of the matrix, by what they are about; one for each permission. */
export const permissions: [group: string, rows: [Permission, string][]][] = [
  [
    'People',
    [
      ['people.read', 'See people'],
      ['people.write', 'Add and change people'],
      ['segments.write', 'Save segments'],
      ['people.import', 'Import people'],
      ['people.erase', 'Erase people for good'],
      ['people.export', 'Export people'],
      ['people.restricted', 'See and change restricted fields of people'],
      ['suppressions.write', 'Change who gets no mail'],
    ],
  ],
  [
    'Partners and officials',
    [
      ['partners.read', 'See partners'],
      ['partners.write', 'Add and change partners'],
      ['officials.read', 'See officials'],
      ['officials.import', 'Import officials'],
      ['geography.import', 'Import districts'],
    ],
  ],
  [
    'Actions',
    [
      ['petitions.read', 'See petitions and signatures'],
      ['petitions.write', 'Write and publish petitions'],
      ['events.read', 'See events and who comes'],
      ['events.write', 'Plan events'],
      ['events.check-in', 'Check people in'],
      ['letters.read', 'See letters'],
      ['letters.write', 'Write letter campaigns'],
      ['campaigns.read', 'See campaigns'],
      ['campaigns.write', 'Change campaigns and mentions'],
    ],
  ],
  [
    'Email',
    [
      ['mailings.read', 'See emails and their results'],
      ['mailings.write', 'Write emails'],
      ['mailings.send', 'Send emails'],
      ['mailbox.read', 'Read the built-in mailbox'],
    ],
  ],
  [
    'Administration',
    [
      ['reports.read', 'See reports'],
      ['chapter.settings', 'Change chapter settings'],
      ['network.settings', 'Change network settings'],
      ['staff.read', 'See the team'],
      ['staff.manage', 'Invite people and give roles'],
      ['audit.read', 'Read the audit log'],
      ['jobs.manage', 'Manage background work'],
      ['practice.remove', 'Remove practice data'],
    ],
  ],
];

export interface Place {
  id: string;
  name: string;
  kind: 'network' | 'chapter' | 'partner' | 'working-group';
  permissions: Permission[];
}

/** Organizations whose staff the signed-in account manages: those it works for, and chapters it reaches. */
export function managedPlaces({ scopes, chapters }: Session): Place[] {
  const places: Place[] = [...scopes, ...chapters.map((each) => ({ ...each, kind: 'chapter' as const }))];
  return places.filter(
    ({ id, permissions: held }, at) =>
      held.includes('staff.manage') && places.findIndex((each) => each.id === id) === at,
  );
}

/** The roles that fit a place and hold no right that the signed-in account lacks there. */
export function givableRoles(place: Place | undefined, all: RoleFacts[] | undefined) {
  return (all ?? [])
    .filter(
      ({ fits, permissions: wanted }) =>
        place !== undefined &&
        fits.includes(place.kind) &&
        wanted.every((each) => place.permissions.includes(each)),
    )
    .map(({ role }) => ({ value: role, label: roles[role].label, does: roles[role].does }));
}

/** The end of a day in the reader's zone, as the API takes it; null for no end. */
export function endOfDay(isoDay: string): string | null {
  return isoDay ? new Date(`${isoDay}T23:59:59`).toISOString() : null;
}
