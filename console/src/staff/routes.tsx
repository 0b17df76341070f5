import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);

export interface TeamSearch {
  q?: string;
  place?: string;
}

export interface AuditSearch {
  kind?: string;
  place?: string;
  days?: '1' | '7' | '30';
}

export const staffRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/team',
    validateSearch: (search: Record<string, unknown>): TeamSearch => ({
      q: text(search.q),
      place: text(search.place),
    }),
    component: lazyRouteComponent(() => import('./team-screen'), 'TeamScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/team/roles',
    component: lazyRouteComponent(() => import('./roles-screen'), 'RolesScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/team/$id',
    component: lazyRouteComponent(() => import('./member-screen'), 'MemberScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/audit-log',
    validateSearch: (search: Record<string, unknown>): AuditSearch => ({
      kind: text(search.kind),
      place: text(search.place),
      days: (['1', '7', '30'] as const).find((each) => each === search.days),
    }),
    component: lazyRouteComponent(() => import('./audit-screen'), 'AuditScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/api-keys',
    component: lazyRouteComponent(() => import('./api-keys-screen'), 'ApiKeysScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/my-account',
    component: lazyRouteComponent(() => import('./my-account-screen'), 'MyAccountScreen'),
  }),
] as const;
