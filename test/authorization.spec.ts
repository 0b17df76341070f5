import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Caller } from '../src/staff/caller.access.js';
import {
  INSTALLATION_PERMISSIONS,
  type Permission,
  PERMISSIONS,
  ROLE_PERMISSIONS,
  type Role,
  ROLES,
} from '../src/staff/roles.access.js';
import { startApp, type TestApp } from './support/app.js';
import { type Answer } from './support/browser.js';
import { FIXTURES } from './support/fixtures.js';
import { anAccount } from './support/people.js';
import { aPopulatedNetwork, BODIES, CANARY, parametersFor, type Places } from './support/places.js';
import { answeredRoutes, parametersOf, type Route, routesOf } from './support/routes.js';

const WITHOUT_PERMISSION = new Set(['public', 'signed-in', 'half-signed-in']);
const asJson = { accept: 'application/json' };

describe('Who may call what', () => {
  let app: TestApp;
  let routes: Route[];
  let places: Places;
  let stranger: string;
  const accounts = new Map<Role, string>();

  beforeAll(async () => {
    app = await startApp();
    routes = routesOf(app.web);
    places = await aPopulatedNetwork(app.db);
    stranger = await anAccount(app.db, {
      name: `${CANARY} Stranger`,
      grants: [['organizer', places.foreign]],
    });
    for (const role of ROLES) {
      const organizationId =
        role === 'network-admin' ? places.networkId : role === 'partner-admin' ? places.partner : places.home;
      accounts.set(role, await anAccount(app.db, { grants: [[role, organizationId]] }));
    }
    // Something of every kind in the foreign chapter, so that every list there is has something to leak.
    for (const { path } of guarded()) await idsIn(places.foreign, stranger, path);
  }, 60_000);
  afterAll(() => app.close());

  const hasFixtures = ({ path }: Route): boolean => parametersOf(path).every((each) => each in FIXTURES);
  /** Without those that lack a fixture, which fail a test of their own. */
  const guarded = (): Route[] => routes.filter((route) => route.rule !== 'public' && hasFixtures(route));
  const ownable = (): Route[] =>
    guarded().filter(({ path }) => parametersOf(path).some((each) => !FIXTURES[each]?.isShared));

  function idsIn(ownerId: string, accountId: string, path: string): Promise<string[]> {
    const mark = ownerId === places.foreign ? CANARY : 'Homebird';
    return parametersFor({ db: app.db, ownerId, accountId, mark }, parametersOf(path));
  }

  const hasCanary = ({ text }: Answer): boolean => text.toLowerCase().includes(CANARY.toLowerCase());

  async function call(
    accountId: string | null,
    { method, path }: Route,
    ids: readonly string[],
  ): Promise<Answer> {
    const browser = accountId ? await app.signInAs(accountId) : app.visitor();
    const filled = ids.reduce((url, id) => url.replace(/:[^/]+/, id), path);
    const hasBody = ['POST', 'PUT', 'PATCH'].includes(method);
    return browser.fetch(filled, {
      method,
      headers: { ...asJson, ...(hasBody ? { 'content-type': 'application/json' } : {}) },
      ...(hasBody ? { body: JSON.stringify(BODIES[`${method} ${path}`]?.(places) ?? {}) } : {}),
    });
  }

  function may(role: Role, rule: string): boolean {
    if (WITHOUT_PERMISSION.has(rule)) return true;
    const isHeld = ROLE_PERMISSIONS[role].includes(rule as Permission);
    return isHeld && (role === 'network-admin' || !INSTALLATION_PERMISSIONS.has(rule as Permission));
  }

  /** Runs over every role and route, and gives what was not as it should be, in words. */
  async function faults(
    over: readonly Route[],
    judge: (role: Role, route: Route) => Promise<string | null>,
  ): Promise<string[]> {
    const found: string[] = [];
    for (const role of ROLES)
      for (const route of over) {
        const fault = await judge(role, route);
        if (fault) found.push(`${role}: ${route.method} ${route.path} ${fault}`);
      }
    return found;
  }

  it('is declared by every route there is', () => {
    const known = new Set([...PERMISSIONS, ...WITHOUT_PERMISSION]);
    expect(routes.filter(({ rule }) => rule === undefined || !known.has(rule as Permission))).toEqual([]);
    const declared = new Set(routes.map(({ method, path }) => `${method} ${path}`));
    const unguarded = answeredRoutes(app.web).filter(
      (route) => !declared.has(route.replace(/^HEAD /, 'GET ')) && !route.startsWith('OPTIONS '),
    );
    expect(unguarded).toEqual([]);
  });

  it('is tried with a row for every parameter: add missing ones to test/support/fixtures.ts', () => {
    const isGuarded = routes.filter(({ rule }) => rule !== 'public');
    const missing = isGuarded.filter((route) => !hasFixtures(route)).map(({ path }) => path);
    expect([...new Set(missing)]).toEqual([]);
  });

  it('keeps strangers out of everything that is not public, and half a sign-in out of all but its second half', async () => {
    const half = await anAccount(app.db, { grants: [['network-admin', places.networkId]] });
    await app.db.query(`UPDATE accounts SET totp_confirmed_at = now(), totp_secret = '' WHERE id = $1`, [
      half,
    ]);
    for (const route of guarded()) {
      const ids = await idsIn(places.home, stranger, route.path);
      expect([route.name, (await call(null, route, ids)).status]).toEqual([route.name, 401]);
      if (route.rule === 'half-signed-in') continue;
      const browser = await app.signInAs(half);
      await app.db.query('UPDATE sessions SET second_factor_at = NULL WHERE account_id = $1', [half]);
      const answer = await browser.fetch(
        ids.reduce((url, id) => url.replace(/:[^/]+/, id), route.path),
        { method: route.method, headers: asJson },
      );
      expect([route.name, answer.status]).toEqual([route.name, 401]);
    }
  }, 120_000);

  it('lets each role do at home what it may, and nothing else', async () => {
    const found = await faults(guarded(), async (role, route) => {
      const accountId = accounts.get(role)!;
      const ids = may(role, route.rule!) ? await idsIn(places.home, accountId, route.path) : [randomUUID()];
      const { status, text } = await call(accountId, route, ids);
      if (status >= 500) return `failed with ${status}: ${text.slice(0, 200)}`;
      if (!may(role, route.rule!)) return status === 403 ? null : `answered ${status}, not 403`;
      // What a partner's own people reach has no rows of a chapter; a job that died is nobody's to make here, what is
      // uploaded is not in the rows, and an invitation is the invited organization's.
      const isAbsent =
        role === 'partner-admin' ||
        /\/jobs\/|\/co-sponsorships\/|\/profile(\/|$)|\/own-\w+$|\/(logo|file|safe-contact)$/.test(
          route.path,
        );
      if (status === 404 && isAbsent) return null;
      return [401, 403, 404].includes(status) ? `answered ${status}` : null;
    });
    expect(found).toEqual([]);
  }, 240_000);

  it('answers for what belongs to others as for what does not exist, and shows nothing of it anywhere', async () => {
    const ids = new Map<Route, string[]>();
    for (const route of guarded()) ids.set(route, await idsIn(places.foreign, stranger, route.path));
    const isOwned = new Set(ownable());
    const found = await faults(guarded(), async (role, route) => {
      if (!may(role, route.rule!)) return null; // refused before anything is looked up: shown above
      const accountId = accounts.get(role)!;
      const answer = await call(accountId, route, ids.get(route)!);
      if (hasCanary(answer)) return 'shows a row of another chapter';
      if (!isOwned.has(route)) return null;
      if (answer.status !== 404 && answer.status !== 422) return `answered ${answer.status}, not 404`;
      const missing = await call(
        accountId,
        route,
        ids.get(route)!.map(() => randomUUID()),
      );
      const isSame = answer.status === missing.status && answer.text === missing.text;
      return isSame ? null : `tells the two apart: ${answer.text} ${missing.text}`;
    });
    expect(found).toEqual([]);
  }, 240_000);

  it('shows nothing of others by row-level security alone, with every filter of the code off', async () => {
    const off = [
      jest.spyOn(Caller.prototype, 'within').mockReturnValue(null),
      jest.spyOn(Caller.prototype, 'requires').mockReturnValue(undefined),
    ];
    try {
      const ids = new Map<Route, string[]>();
      for (const route of guarded()) ids.set(route, await idsIn(places.foreign, stranger, route.path));
      const isHidden = (path: string): boolean =>
        parametersOf(path).every((each) => !FIXTURES[each]!.isShared && !FIXTURES[each]!.isPublic);
      const isOwned = new Set(ownable().filter(({ path }) => isHidden(path)));
      const found = await faults(guarded(), async (role, route) => {
        if (!may(role, route.rule!)) return null;
        const answer = await call(accounts.get(role)!, route, ids.get(route)!);
        if (hasCanary(answer)) return 'shows a row of another chapter';
        return isOwned.has(route) && answer.status < 300 ? `answered ${answer.status}` : null;
      });
      expect(found).toEqual([]);
    } finally {
      for (const each of off) each.mockRestore();
    }
  }, 240_000);

  it('changes nothing by reading', async () => {
    const admin = accounts.get('network-admin')!;
    const reads = routes.filter(
      (each) => each.method === 'GET' && (each.rule === 'public' || hasFixtures(each)),
    );
    const ids = new Map<Route, string[]>();
    for (const route of reads)
      ids.set(route, await idsIn(places.home, admin, route.rule === 'public' ? '' : route.path));
    const browser = await app.signInAs(admin);
    const before = await contents();
    for (const route of reads) {
      const path = ids.get(route)!.reduce((url, id) => url.replace(/:[^/]+/, id), route.path);
      const { status } = await browser.get(path.replace(/:[^/]+/g, 'nothing').replace('*', ''));
      expect([route.name, status < 500 || status === 503]).toEqual([route.name, true]);
    }
    expect(await contents()).toEqual(before);
  }, 60_000);

  /** A fingerprint of every table but those that keep when somebody was last seen and how often they tried. */
  async function contents(): Promise<Record<string, string>> {
    const { rows } = await app.db.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'
         AND tablename NOT IN ('sessions', 'rate_counters', 'audit_entries') ORDER BY 1`,
    );
    const prints: Record<string, string> = {};
    for (const { name } of rows) {
      const { rows: print } = await app.db.query<{ print: string }>(
        `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS print FROM "${name}" t`,
      );
      prints[name] = print[0]!.print;
    }
    return prints;
  }
});
