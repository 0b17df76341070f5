import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';
import { periods, type PeriodName } from './words';

export interface ReportSearch {
  period?: PeriodName;
  from?: string;
  to?: string;
  segment?: string;
}

const day = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined;

export const reportsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/report',
    validateSearch: ({ period, from, to, segment }: Record<string, unknown>): ReportSearch => ({
      period: String(period) in periods ? (String(period) as PeriodName) : undefined,
      from: day(from),
      to: day(to),
      segment: typeof segment === 'string' ? segment : undefined,
    }),
    component: lazyRouteComponent(() => import('./report-screen'), 'ReportScreen'),
  }),
] as const;
