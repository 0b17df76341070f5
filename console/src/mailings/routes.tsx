import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';
import { type MailingState, states, suppressionReasons, type SuppressionReason } from './words';

export interface MailingsSearch {
  state?: MailingState;
  q?: string;
}
/** From which day, and whether a week or four are shown. */
export interface CalendarSearch {
  from?: string;
  weeks?: 4;
}
export interface SuppressionsSearch {
  reason?: SuppressionReason;
  q?: string;
}

const oneOf = <Key extends string>(words: Record<Key, unknown>, value: unknown): Key | undefined =>
  typeof value === 'string' && value in words ? (value as Key) : undefined;
const DAY = /^\d{4}-\d\d-\d\d$/;
const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);

export const mailingsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/mailings',
    validateSearch: (search: Record<string, unknown>): MailingsSearch => ({
      state: oneOf(states, search.state),
      q: text(search.q),
    }),
    component: lazyRouteComponent(() => import('./mailings-screen'), 'MailingsScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/mailings/calendar',
    validateSearch: (search: Record<string, unknown>): CalendarSearch => ({
      from: typeof search.from === 'string' && DAY.test(search.from) ? search.from : undefined,
      weeks: Number(search.weeks) === 4 ? 4 : undefined,
    }),
    component: lazyRouteComponent(() => import('./calendar-screen'), 'CalendarScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/mailings/$id',
    // A paused mailing is looked at first and edited on request.
    validateSearch: (search: Record<string, unknown>): { edit?: true } => ({
      edit: search.edit === true || search.edit === 'true' ? true : undefined,
    }),
    component: lazyRouteComponent(() => import('./mailing-screen'), 'MailingScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/templates',
    component: lazyRouteComponent(() => import('./templates-screen'), 'TemplatesScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/templates/$id',
    component: lazyRouteComponent(() => import('./template-screen'), 'TemplateScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/suppressions',
    validateSearch: (search: Record<string, unknown>): SuppressionsSearch => ({
      reason: oneOf(suppressionReasons, search.reason),
      q: text(search.q),
    }),
    component: lazyRouteComponent(() => import('./suppressions-screen'), 'SuppressionsScreen'),
  }),
] as const;
