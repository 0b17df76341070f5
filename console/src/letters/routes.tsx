import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';
import { states, type LetterCampaignState } from './words';

export const TABS = ['content', 'letters', 'messages', 'partners'] as const;
export type LetterTab = (typeof TABS)[number];

export const lettersRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/letters',
    validateSearch: ({ state }: Record<string, unknown>): { state?: LetterCampaignState } => ({
      state: typeof state === 'string' && state in states ? (state as LetterCampaignState) : undefined,
    }),
    component: lazyRouteComponent(() => import('./letters-screen'), 'LettersScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/letters/$id',
    validateSearch: ({ tab }: Record<string, unknown>): { tab?: LetterTab } => ({
      tab: TABS.find((each) => each === tab),
    }),
    component: lazyRouteComponent(() => import('./letter-screen'), 'LetterScreen'),
  }),
] as const;
