import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';
import { healthSorts, meetingKinds, type HealthSort, type MeetingKind } from './words';

export interface HealthSearch {
  risk?: true;
  sort?: HealthSort;
}

export const meetingsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/partners/health',
    validateSearch: ({ risk, sort }: Record<string, unknown>): HealthSearch => ({
      risk: risk === true || risk === 'true' ? true : undefined,
      sort: healthSorts.find((each) => each === sort),
    }),
    component: lazyRouteComponent(() => import('./health-screen'), 'HealthScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/partners/meetings',
    validateSearch: ({ kind }: Record<string, unknown>): { kind?: MeetingKind } => ({
      kind: typeof kind === 'string' && kind in meetingKinds ? (kind as MeetingKind) : undefined,
    }),
    component: lazyRouteComponent(() => import('./meetings-screen'), 'MeetingsScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/partners/meetings/$id',
    component: lazyRouteComponent(() => import('./meeting-screen'), 'MeetingScreen'),
  }),
] as const;
