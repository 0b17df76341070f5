import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';
import { sectors, statuses, type Sector, type Status } from './words';

export interface PartnersSearch {
  view?: 'board';
  status?: Status;
  sector?: Sector;
  q?: string;
}

const oneOf = <Key extends string>(words: Record<Key, unknown>, value: unknown): Key | undefined =>
  typeof value === 'string' && value in words ? (value as Key) : undefined;

export const partnersRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/partners',
    validateSearch: (search: Record<string, unknown>): PartnersSearch => ({
      view: search.view === 'board' ? 'board' : undefined,
      status: oneOf(statuses, search.status),
      sector: oneOf(sectors, search.sector),
      q: typeof search.q === 'string' && search.q ? search.q : undefined,
    }),
    component: lazyRouteComponent(() => import('./partners-screen'), 'PartnersScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/partners/$id',
    component: lazyRouteComponent(() => import('./partner-screen'), 'PartnerScreen'),
  }),
] as const;
