import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';
import { states, type CampaignState } from './words';

export const TABS = ['actions', 'asks', 'content', 'kit'] as const;
export type CampaignTab = (typeof TABS)[number];

export interface CampaignsSearch {
  q?: string;
  state?: CampaignState;
}

export const campaignsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/campaigns',
    validateSearch: ({ q, state }: Record<string, unknown>): CampaignsSearch => ({
      q: typeof q === 'string' && q ? q : undefined,
      state: typeof state === 'string' && state in states ? (state as CampaignState) : undefined,
    }),
    component: lazyRouteComponent(() => import('./campaigns-screen'), 'CampaignsScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/campaigns/$id',
    validateSearch: ({ tab }: Record<string, unknown>): { tab?: CampaignTab } => ({
      tab: TABS.find((each) => each === tab),
    }),
    component: lazyRouteComponent(() => import('./campaign-screen'), 'CampaignScreen'),
  }),
] as const;
