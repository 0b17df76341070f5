import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';
import { type Sort } from '../parts/data-table/types';

export type PeopleField = 'name' | 'created_at' | 'last_action_at';
export type PeopleSort = Sort<PeopleField>;

export interface PeopleSearch {
  q?: string;
  segment_id?: string;
  tag_id?: string;
  did?: string;
  what_id?: string;
  subscribed?: 'yes' | 'no';
  language?: 'en' | 'es' | 'pt';
  met_within_days?: '7' | '30';
  sort?: PeopleSort;
}

const SORTS: string[] = ['name', 'created_at', 'last_action_at'].flatMap((field) => [field, `-${field}`]);

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const oneOf = <Value extends string>(values: readonly string[], value: unknown): Value | undefined =>
  values.includes(String(value)) ? (String(value) as Value) : undefined;

export const peopleRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/people',
    validateSearch: (search: Record<string, unknown>): PeopleSearch => ({
      q: text(search.q),
      segment_id: text(search.segment_id),
      tag_id: text(search.tag_id),
      did: text(search.did),
      what_id: text(search.what_id),
      subscribed: oneOf(['yes', 'no'], search.subscribed),
      language: oneOf(['en', 'es', 'pt'], search.language),
      met_within_days: oneOf(['7', '30'], search.met_within_days),
      sort: oneOf(SORTS, search.sort),
    }),
    component: lazyRouteComponent(() => import('./people-screen'), 'PeopleScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/people/map',
    validateSearch: (search: Record<string, unknown>): { tab?: 'moved' } => ({
      tab: oneOf(['moved'], search.tab),
    }),
    component: lazyRouteComponent(() => import('./locations-screen'), 'LocationsScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/people/duplicates',
    component: lazyRouteComponent(() => import('./duplicates-screen'), 'DuplicatesScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/people/$id/merge/$otherId',
    component: lazyRouteComponent(() => import('./merge-screen'), 'MergeScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/people/$id',
    component: lazyRouteComponent(() => import('./person-screen'), 'PersonScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/requests',
    validateSearch: ({ state }: Record<string, unknown>): { state?: 'done' } => ({
      state: state === 'done' ? 'done' : undefined,
    }),
    component: lazyRouteComponent(() => import('./requests-screen'), 'RequestsScreen'),
  }),
] as const;
