import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';
import { type Sort } from '../parts/data-table/types';
import { states, type PetitionState } from './words';

export type PetitionField = 'created_at' | 'confirmed_count';

export interface PetitionsSearch {
  q?: string;
  state?: PetitionState;
  sort?: Sort<PetitionField>;
}

export const TABS = ['content', 'signatures', 'messages', 'partners', 'share'] as const;
export type PetitionTab = (typeof TABS)[number];

const SORTS: readonly string[] = ['created_at', '-created_at', 'confirmed_count', '-confirmed_count'];

export const petitionsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/petitions',
    validateSearch: ({ q, state, sort }: Record<string, unknown>): PetitionsSearch => ({
      q: typeof q === 'string' && q ? q : undefined,
      state: typeof state === 'string' && state in states ? (state as PetitionState) : undefined,
      sort: SORTS.includes(String(sort)) ? (sort as Sort<PetitionField>) : undefined,
    }),
    component: lazyRouteComponent(() => import('./petitions-screen'), 'PetitionsScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/petitions/$id',
    validateSearch: ({ tab }: Record<string, unknown>): { tab?: PetitionTab } => ({
      tab: TABS.find((each) => each === tab),
    }),
    component: lazyRouteComponent(() => import('./petition-screen'), 'PetitionScreen'),
  }),
] as const;
