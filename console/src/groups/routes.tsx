import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';

export const groupsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/partners/groups',
    component: lazyRouteComponent(() => import('./groups-screen'), 'GroupsScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/partners/groups/$id',
    component: lazyRouteComponent(() => import('./group-screen'), 'GroupScreen'),
  }),
] as const;
