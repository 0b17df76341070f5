import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';
import { states, type JourneyState } from './words';

export const TABS = ['steps', 'people'] as const;
export type JourneyTab = (typeof TABS)[number];

export const journeysRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/journeys',
    validateSearch: ({ state }: Record<string, unknown>): { state?: JourneyState } => ({
      state: typeof state === 'string' && state in states ? (state as JourneyState) : undefined,
    }),
    component: lazyRouteComponent(() => import('./journeys-screen'), 'JourneysScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/journeys/$id',
    validateSearch: ({ tab }: Record<string, unknown>): { tab?: JourneyTab } => ({
      tab: TABS.find((each) => each === tab),
    }),
    component: lazyRouteComponent(() => import('./journey-screen'), 'JourneyScreen'),
  }),
] as const;
