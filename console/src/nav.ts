import {
  IconAdjustmentsHorizontal,
  IconBuildingMonument,
  IconBuildingCommunity,
  IconCalendarEvent,
  IconFlag,
  IconFileCertificate,
  IconFileImport,
  IconFilterSearch,
  IconHeartHandshake,
  IconHome2,
  IconKey,
  IconLink,
  IconListSearch,
  IconMail,
  IconMailForward,
  IconMailOff,
  IconMailQuestion,
  IconRoute,
  IconUserCircle,
  IconUsersGroup,
  IconSettings,
  IconSignature,
  IconUsers,
  IconUsersMinus,
  type Icon,
} from '@tabler/icons-react';
import { type LinkProps } from '@tanstack/react-router';
import { type Permission } from './api/session';
import { findCampaigns } from './campaigns/find';
import { findEvents } from './events/find';
import { type Hit } from './frame/search-sources';
import { type RunningJob } from './frame/running-jobs';
import { runningImports } from './imports/running';
import { findMailings } from './mailings/find';
import { runningMailings } from './mailings/running';
import { findOfficials } from './officials/find';
import { runningLoads } from './officials/running';
import { findPartners } from './partners/find';
import { findPeople } from './people/find';
import { findPetitions } from './petitions/find';
import { findSegments } from './segments/find';

/**
 * One screen of the console. Everything that lists the screens reads this: the left navigation, the
 * search box, the G shortcuts, the jobs tray. A screen that does not exist is not here.
 */
export interface Section {
  label: string;
  to: NonNullable<LinkProps['to']>;
  icon: Icon;
  /** The letter that opens it after G; unique. */
  key: string;
  /** Offered only to accounts that hold it; without one, to everybody. */
  permission?: Permission;
  /** Where it stands in the navigation: daily work, or what is set up once. */
  group: 'work' | 'setup';
  /** Finds records by what people type into the search box; at most five. */
  find?: (query: string, signal: AbortSignal) => Promise<Hit[]>;
  /** Long jobs of this section that are under way or have just ended. */
  running?: (signal: AbortSignal) => Promise<RunningJob[]>;
}

export const sections: Section[] = [
  { label: 'Home', to: '/', icon: IconHome2, key: 'h', group: 'work' },
  {
    label: 'People',
    to: '/people',
    icon: IconUsers,
    key: 'p',
    permission: 'people.read',
    group: 'work',
    find: findPeople,
  },
  {
    label: 'Duplicates',
    to: '/people/duplicates',
    icon: IconUsersMinus,
    key: 'd',
    permission: 'people.write',
    group: 'work',
  },
  {
    label: 'Segments',
    to: '/segments',
    icon: IconFilterSearch,
    key: 'f',
    permission: 'people.read',
    group: 'work',
    find: findSegments,
  },
  {
    label: 'Events',
    to: '/events',
    icon: IconCalendarEvent,
    key: 'e',
    permission: 'events.read',
    group: 'work',
    find: findEvents,
  },
  {
    label: 'Partners',
    to: '/partners',
    icon: IconBuildingCommunity,
    key: 'a',
    permission: 'partners.read',
    group: 'work',
    find: findPartners,
  },
  {
    label: 'Campaigns',
    to: '/campaigns',
    icon: IconFlag,
    key: 'c',
    permission: 'campaigns.read',
    group: 'work',
    find: findCampaigns,
  },
  {
    label: 'Our hub',
    to: '/hub',
    icon: IconHeartHandshake,
    key: 'z',
    permission: 'co-sponsors.answer',
    group: 'work',
  },
  {
    label: 'Agreements',
    to: '/agreements',
    icon: IconFileCertificate,
    key: 'u',
    permission: 'partners.read',
    group: 'work',
  },
  {
    label: 'Petitions',
    to: '/petitions',
    icon: IconSignature,
    key: 't',
    permission: 'petitions.read',
    group: 'work',
    find: findPetitions,
  },
  {
    label: 'Mailings',
    to: '/mailings',
    icon: IconMail,
    key: 'm',
    permission: 'mailings.read',
    group: 'work',
    find: findMailings,
    running: runningMailings,
  },
  {
    label: 'Journeys',
    to: '/journeys',
    icon: IconRoute,
    key: 'j',
    permission: 'mailings.read',
    group: 'work',
  },
  {
    label: 'Letters',
    to: '/letters',
    icon: IconMailForward,
    key: 'r',
    permission: 'letters.read',
    group: 'work',
  },
  {
    label: 'Officials',
    to: '/officials',
    icon: IconBuildingMonument,
    key: 'o',
    permission: 'officials.read',
    group: 'work',
    find: findOfficials,
    running: runningLoads,
  },
  {
    label: 'Asks',
    to: '/asks',
    icon: IconHeartHandshake,
    key: 'g',
    permission: 'partners.read',
    group: 'work',
  },
  {
    label: 'Partner credit',
    to: '/credit',
    icon: IconLink,
    key: 'b',
    permission: 'reports.read',
    group: 'work',
  },
  {
    label: 'Requests',
    to: '/requests',
    icon: IconMailQuestion,
    key: 'q',
    permission: 'people.write',
    group: 'setup',
  },
  {
    label: 'Imports',
    to: '/imports',
    icon: IconFileImport,
    key: 'i',
    permission: 'people.import',
    group: 'setup',
    running: runningImports,
  },
  {
    label: 'Suppression list',
    to: '/suppressions',
    icon: IconMailOff,
    key: 'x',
    permission: 'mailings.read',
    group: 'setup',
  },
  {
    label: 'Team',
    to: '/team',
    icon: IconUsersGroup,
    key: 'w',
    permission: 'staff.read',
    group: 'setup',
  },
  {
    label: 'API keys',
    to: '/api-keys',
    icon: IconKey,
    key: 'k',
    permission: 'staff.manage',
    group: 'setup',
  },
  {
    label: 'Audit log',
    to: '/audit-log',
    icon: IconListSearch,
    key: 'l',
    permission: 'audit.read',
    group: 'setup',
  },
  { label: 'My account', to: '/my-account', icon: IconUserCircle, key: 'y', group: 'setup' },
  {
    label: 'Settings',
    to: '/settings',
    icon: IconSettings,
    key: 's',
    permission: 'chapter.settings',
    group: 'setup',
  },
  { label: 'Preferences', to: '/preferences', icon: IconAdjustmentsHorizontal, key: ',', group: 'setup' },
];
