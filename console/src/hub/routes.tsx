import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';

export const TABS = ['links', 'asks', 'people', 'numbers', 'profile'] as const;
export type HubTab = (typeof TABS)[number];

export const hubRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/hub',
    validateSearch: ({ tab }: Record<string, unknown>): { tab?: HubTab } => ({
      tab: TABS.find((each) => each === tab),
    }),
    component: lazyRouteComponent(() => import('./hub-screen'), 'HubScreen'),
  }),
] as const;
