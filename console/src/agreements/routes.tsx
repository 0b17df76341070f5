import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';
import { agreementStatuses, kinds, type AgreementKind, type AgreementStatus } from './words';

export interface AgreementsSearch {
  q?: string;
  status?: AgreementStatus;
  kind?: AgreementKind;
}

export const agreementsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/agreements',
    validateSearch: ({ q, status, kind }: Record<string, unknown>): AgreementsSearch => ({
      q: typeof q === 'string' && q ? q : undefined,
      status:
        typeof status === 'string' && status in agreementStatuses ? (status as AgreementStatus) : undefined,
      kind: typeof kind === 'string' && kind in kinds ? (kind as AgreementKind) : undefined,
    }),
    component: lazyRouteComponent(() => import('./agreements-screen'), 'AgreementsScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/agreements/$id',
    component: lazyRouteComponent(() => import('./agreement-screen'), 'AgreementScreen'),
  }),
] as const;
