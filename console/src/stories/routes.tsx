import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';

const STATES = ['in-force', 'upcoming', 'to-remove', 'expired', 'ended'] as const;

export interface StoriesSearch {
  state?: (typeof STATES)[number];
}

export const storiesRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/people/stories',
    validateSearch: ({ state }: Record<string, unknown>): StoriesSearch => ({
      state: STATES.find((each) => each === state),
    }),
    component: lazyRouteComponent(() => import('./stories-screen'), 'StoriesScreen'),
  }),
] as const;
