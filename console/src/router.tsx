import { createRouter } from '@tanstack/react-router';
import { campaignsRoutes } from './campaigns/routes';
import { agreementsRoutes } from './agreements/routes';
import { commitmentsRoutes } from './commitments/routes';
import { creditRoutes } from './credit/routes';
import { decisionsRoutes } from './decisions/routes';
import { eventsRoutes } from './events/routes';
import { ErrorScreen } from './frame/error-screen';
import { NotFound } from './frame/not-found';
import { rootRoute } from './frame/root-route';
import { groupsRoutes } from './groups/routes';
import { hubRoutes } from './hub/routes';
import { homeRoutes } from './home/routes';
import { journeysRoutes } from './journeys/routes';
import { importsRoutes } from './imports/routes';
import { kitsRoutes } from './kits/routes';
import { lettersRoutes } from './letters/routes';
import { deliverabilityRoutes } from './deliverability/routes';
import { mailingsRoutes } from './mailings/routes';
import { meetingsRoutes } from './meetings/routes';
import { officialsRoutes } from './officials/routes';
import { partnersRoutes } from './partners/routes';
import { peopleRoutes } from './people/routes';
import { storiesRoutes } from './stories/routes';
import { petitionsRoutes } from './petitions/routes';
import { preferencesRoutes } from './preferences/routes';
import { reportsRoutes } from './reports/routes';
import { segmentsRoutes } from './segments/routes';
import { staffRoutes } from './staff/routes';
import { tasksRoutes } from './tasks/routes';
import { settingsRoutes } from './settings/routes';

// Every feature adds its routes here and its section in nav.ts.
const routeTree = rootRoute.addChildren([
  ...homeRoutes,
  ...hubRoutes,
  ...tasksRoutes,
  ...storiesRoutes,
  ...peopleRoutes,
  ...segmentsRoutes,
  ...kitsRoutes,
  ...campaignsRoutes,
  ...commitmentsRoutes,
  ...creditRoutes,
  ...reportsRoutes,
  ...eventsRoutes,
  ...partnersRoutes,
  ...meetingsRoutes,
  ...decisionsRoutes,
  ...groupsRoutes,
  ...agreementsRoutes,
  ...petitionsRoutes,
  ...deliverabilityRoutes,
  ...mailingsRoutes,
  ...journeysRoutes,
  ...importsRoutes,
  ...lettersRoutes,
  ...officialsRoutes,
  ...staffRoutes,
  ...settingsRoutes,
  ...preferencesRoutes,
]);

export const router = createRouter({
  routeTree,
  basepath: '/console',
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: ErrorScreen,
  defaultNotFoundComponent: NotFound,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
