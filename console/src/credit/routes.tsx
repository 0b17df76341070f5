import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

export const creditRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/credit',
    validateSearch: ({ month }: Record<string, unknown>): { month?: string } => ({
      month: typeof month === 'string' && MONTH.test(month) ? month : undefined,
    }),
    component: lazyRouteComponent(() => import('./credit-screen'), 'CreditScreen'),
  }),
] as const;
