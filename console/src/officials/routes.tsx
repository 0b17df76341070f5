import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';
import { kinds, levels, type Kind, type Level } from './words';

export const VIEWS = ['holders', 'vacancies', 'districts', 'imports'] as const;
export type OfficialsView = (typeof VIEWS)[number];

export interface OfficialsSearch {
  view?: OfficialsView;
  level?: Level;
  kind?: Kind;
  q?: string;
}

const oneOf = <Key extends string>(words: Record<Key, unknown>, value: unknown): Key | undefined =>
  typeof value === 'string' && value in words ? (value as Key) : undefined;

export const officialsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/officials',
    validateSearch: (search: Record<string, unknown>): OfficialsSearch => ({
      view: VIEWS.find((each) => each === search.view),
      level: oneOf(levels, search.level),
      kind: oneOf(kinds, search.kind),
      q: typeof search.q === 'string' && search.q ? search.q : undefined,
    }),
    component: lazyRouteComponent(() => import('./officials-screen'), 'OfficialsScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/officials/$id',
    component: lazyRouteComponent(() => import('./official-screen'), 'OfficialScreen'),
  }),
] as const;
