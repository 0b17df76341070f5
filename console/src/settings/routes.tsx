import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route';

export const chapterTabs = ['general', 'page', 'mail', 'team', 'media'] as const;
export type ChapterTab = (typeof chapterTabs)[number];

export const settingsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/settings',
    component: lazyRouteComponent(() => import('./settings-screen'), 'SettingsScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/settings/network',
    component: lazyRouteComponent(() => import('./network-screen'), 'NetworkScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/settings/mail-servers',
    component: lazyRouteComponent(() => import('./mail-servers-screen'), 'MailServersScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/settings/fields',
    component: lazyRouteComponent(() => import('./fields-screen'), 'FieldsScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/settings/topics',
    component: lazyRouteComponent(() => import('./topics-screen'), 'TopicsScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/settings/trainings',
    component: lazyRouteComponent(() => import('../volunteering/trainings-screen'), 'TrainingsScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/settings/confirmed-sign-up',
    component: lazyRouteComponent(() => import('./opt-in-screen'), 'OptInScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/settings/data-keeping',
    component: lazyRouteComponent(() => import('./retention-screen'), 'RetentionScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/settings/chapters/$id',
    validateSearch: (search: Record<string, unknown>): { tab?: ChapterTab } => ({
      tab: chapterTabs.find((tab) => tab === search.tab),
    }),
    component: lazyRouteComponent(() => import('./chapter-screen'), 'ChapterScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/settings/jobs',
    component: lazyRouteComponent(() => import('./jobs-screen'), 'JobsScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/settings/start-for-real',
    component: lazyRouteComponent(() => import('./start-for-real-screen'), 'StartForRealScreen'),
  }),
] as const;
