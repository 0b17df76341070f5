import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';

export interface SegmentsSearch {
  q?: string;
}

export const segmentsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/segments',
    validateSearch: (search: Record<string, unknown>): SegmentsSearch => ({
      q: typeof search.q === 'string' && search.q ? search.q : undefined,
    }),
    component: lazyRouteComponent(() => import('./segments-screen'), 'SegmentsScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/segments/$id',
    component: lazyRouteComponent(() => import('./segment-screen'), 'SegmentScreen'),
  }),
] as const;
