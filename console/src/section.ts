import { type Icon } from '@tabler/icons-react';
import { type LinkProps } from '@tanstack/react-router';
import { type Permission } from './api/session';
import { type RunningJob } from './frame/running-jobs';
import { type Hit } from './frame/search-sources';

/**
 * One screen of the console. Everything that lists the screens reads this: the left navigation, the
 * search box, the G shortcuts, the jobs tray. A screen that does not exist is not here.
 */
export interface Section {
  label: string;
  to: NonNullable<LinkProps['to']>;
  icon: Icon;
  /** The letter that opens it after G; unique. There are fewer letters than screens. */
  key?: string;
  /** Offered only to accounts that hold it; without one, to everybody. */
  permission?: Permission;
  /** Where it stands in the navigation: daily work, or what is set up once. */
  group: 'work' | 'setup';
  /** Finds records by what people type into the search box; at most five. */
  find?: (query: string, signal: AbortSignal) => Promise<Hit[]>;
  /** Long jobs of this section that are under way or have just ended. */
  running?: (signal: AbortSignal) => Promise<RunningJob[]>;
}
