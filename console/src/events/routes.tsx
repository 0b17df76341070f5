import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';
import { attendeeStates, whens, type Attendee, type When } from './words';

export interface EventsSearch {
  when?: When;
  q?: string;
}

export const eventTabs = [
  'details',
  'shifts',
  'attendees',
  'helpers',
  'messages',
  'partners',
  'share',
] as const;
export type EventTab = (typeof eventTabs)[number];

export interface EventSearch {
  tab?: EventTab;
  q?: string;
  shift?: string;
  state?: Attendee['state'];
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);
const oneOf = <Key extends string>(words: Record<Key, unknown>, value: unknown): Key | undefined =>
  typeof value === 'string' && value in words ? (value as Key) : undefined;

export const eventsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/events',
    validateSearch: (search: Record<string, unknown>): EventsSearch => ({
      when: oneOf(whens, search.when),
      q: text(search.q),
    }),
    component: lazyRouteComponent(() => import('./events-screen'), 'EventsScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/events/$id',
    validateSearch: (search: Record<string, unknown>): EventSearch => ({
      tab: eventTabs.find((tab) => tab === search.tab),
      q: text(search.q),
      shift: text(search.shift),
      state: oneOf(attendeeStates, search.state),
    }),
    component: lazyRouteComponent(() => import('./event-screen'), 'EventScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/events/$id/check-in',
    component: lazyRouteComponent(() => import('./check-in-screen'), 'CheckInScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/events/$id/print',
    component: lazyRouteComponent(() => import('./print-screen'), 'PrintScreen'),
  }),
] as const;
