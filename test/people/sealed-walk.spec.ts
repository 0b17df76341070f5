import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ApiDescription } from '../../src/platform/http/openapi.js';
import { Caller } from '../../src/staff/caller.access.js';
import { ROLES } from '../../src/staff/roles.access.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Answer, type Browser } from '../support/browser.js';
import { anEvent, signUp } from '../support/events.js';
import { insert } from '../support/fixture-rows.js';
import { FIXTURES } from '../support/fixtures.js';
import { anAccount, aPetition } from '../support/people.js';
import { aPopulatedNetwork, parametersFor, type Places } from '../support/places.js';
import { plainly, type Probe, Probing, withoutMoments } from '../support/probes.js';
import { parametersOf, type Route, routesOf } from '../support/routes.js';
import { type Actions, aSealedPerson } from './support/sealed.js';

const SEALED = {
  givenName: 'Imogen',
  familyName: 'Quillfeather',
  email: 'imogen@quill.example',
  phone: '+16175550142',
};
/** As likely a person, of whom nobody here has heard. */
const NOBODY: Probe = {
  id: randomUUID(),
  givenName: 'Leonor',
  familyName: 'Vasconcellos',
  email: 'leonor@vasco.example',
  phone: '+16175550187',
};
const asJson = { accept: 'application/json' };
/** What counts requests, or says how the server itself is, tells of nobody and never answers the same twice. */
const OF_THE_SERVER =
  /^\/(metrics|health|mailbox|account\/two-factor|api\/openapi\.json|api\/docs)|\/jobs|\/v1\/sessions?/;
/** What is done once to a whole organization: the second time it is another answer. */
const OF_THE_HOUSE = /^(PATCH|PUT|POST|DELETE) \/api\/v1\/(network|chapters\/:id|practice|two-factor-rules)/;

/**
 * The test of the first differentiator: a police partner's officer, who was given every role there is, asks every route
 * for a sealed person by id, email, name and telephone, and once more for somebody who does not exist.
 */
describe.each([
  ['A sealed person', false],
  ['A sealed person, by row-level security alone, with every filter of the code off,', true],
])('%s', (_title, isBare) => {
  let app: TestApp;
  let places: Places;
  let routes: Route[];
  let officer: Browser;
  let actions: Actions;
  let probing: Probing;
  let sealed: Probe;
  let before: Map<string, string>;
  /** What hangs on the sealed person, by the parameter that would name it. */
  let trail: Record<string, string>;
  /** What the walk was answered, so that a walk before a closed door is noticed. */
  const statuses = new Map<string, number>();
  /** Rows of the chapter for the routes that only read, the same before and after. */
  const reading = new Map<Route, string>();

  beforeAll(async () => {
    if (isBare) {
      jest.spyOn(Caller.prototype, 'within').mockReturnValue(null);
      jest.spyOn(Caller.prototype, 'requires').mockReturnValue(undefined);
    }
    app = await startApp();
    places = await aPopulatedNetwork(app.db);
    const { networkId, home: ownerId, partner: partnerId } = places;
    routes = routesOf(app.web).filter(({ path }) => !OF_THE_SERVER.test(path));
    await app.db.query(`UPDATE organizations SET public_name = 'City Police' WHERE id = $1`, [partnerId]);
    await app.db.query(`INSERT INTO partners (id, sector) VALUES ($1, 'law-enforcement')`, [partnerId]);
    await insert(app.db, 'memberships', { partner_id: partnerId, chapter_id: ownerId, status: 'active' });
    officer = await app.signInAs(
      await anAccount(app.db, {
        grants: ROLES.flatMap((role) =>
          [networkId, ownerId, partnerId].map((at) => [role, at] as [typeof role, string]),
        ),
      }),
    );
    probing = new Probing(app.web.get(ApiDescription).document, ownerId);
    actions = await someActions(ownerId, partnerId);
    await aPersonEverybodySees(ownerId);
    for (const route of routes.filter(isRead)) reading.set(route, await filled(route, 'Homebird', null));
    await readings(); // what a first reading makes (a cached count) is there before the comparison
    before = await readings();
    const made = await aSealedPerson(app.db, SEALED, actions);
    sealed = { ...SEALED, id: made.id };
    trail = made.trail;
  }, 240_000);
  afterAll(async () => {
    jest.restoreAllMocks();
    await app.close();
  });

  const isRead = ({ method, rule, path }: Route): boolean =>
    method === 'GET' &&
    (rule !== 'public' || !path.includes(':')) &&
    parametersOf(path).every((each) => each in FIXTURES);
  const isAsked = ({ method, rule, path }: Route): boolean =>
    rule !== 'public' &&
    path.startsWith('/api/') &&
    !OF_THE_HOUSE.test(`${method} ${path}`) &&
    parametersOf(path).every((each) => each in FIXTURES);

  async function someActions(ownerId: string, partnerId: string): Promise<Actions> {
    const { id: petitionId } = await aPetition(app.db, { ownerId });
    const event = await anEvent(app.db, { ownerId });
    const make = async (kind: string): Promise<string> =>
      (await parametersFor({ db: app.db, ownerId, accountId: '', mark: 'Homebird' }, [kind]))[0]!;
    const letterCampaignId = await make('letter-campaigns/:id');
    await app.db.query(
      `INSERT INTO letter_versions (letter_campaign_id, version, text, text_hash) VALUES ($1, 1, '{}', sha256(''))`,
      [letterCampaignId],
    );
    const mailingId = await make('mailings/:id');
    await app.db.query(`UPDATE mailings SET state = 'finished', started_at = now() WHERE id = $1`, [
      mailingId,
    ]);
    const tagId = await make('tags/:id');
    return { ownerId, partnerId, petitionId, event, letterCampaignId, mailingId, tagId };
  }

  /** So that lists are not empty, and one more in them would be seen. */
  async function aPersonEverybodySees(ownerId: string): Promise<void> {
    const made = { owner_id: ownerId, given_name: 'Ada', family_name: 'Marsh' };
    const personId = await insert(app.db, 'people', made);
    await insert(app.db, 'engagements', {
      ...{ owner_id: ownerId, person_id: personId, did: 'signed' },
      ...{ what_kind: 'petition', what_id: actions.petitionId },
    });
  }

  /** The path with ids: a person's is the probe's, everything else is a row of the officer's own chapter. */
  async function filled(route: Route, mark: string, probe: Probe | null): Promise<string> {
    const context = { db: app.db, ownerId: places.home, accountId: officer.accountId, mark };
    const ids: string[] = [];
    for (const [at, parameter] of parametersOf(route.path).entries()) {
      const isPerson = probe !== null && parameter === 'people/:id';
      // What hangs on somebody who does not exist does not exist either.
      const isNowhere = at > 0 && ids[0] === NOBODY.id;
      ids.push(
        isPerson
          ? probe.id
          : isNowhere
            ? randomUUID()
            : await FIXTURES[parameter]!.make({ ...context, parents: ids }),
      );
    }
    return ids.reduce((url, id) => url.replace(/:[^/]+/, id), route.path);
  }

  /** Some reading, and every export, is written down: two answers are compared from the same log on. */
  const forgetReading = () =>
    app.db.query(`DELETE FROM audit_entries WHERE account_id = $1`, [officer.accountId]);

  async function readings(): Promise<Map<string, string>> {
    await forgetReading();
    const read = new Map<string, string>();
    for (const [route, path] of reading) {
      const { status, text } = await officer.get(path.replace('*', ''), asJson);
      read.set(`${route.method} ${route.path}`, `${status} ${withoutMoments(text)}`);
    }
    return read;
  }

  const ask = (route: Route, path: string, probe: Probe): Promise<Answer> => {
    const body = route.method === 'GET' ? undefined : probing.body(route.method, route.path, probe);
    return officer.fetch(path, {
      method: route.method,
      headers: { ...asJson, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  };

  const shown = ({ status, headers, text }: Answer): string =>
    `${status} ${headers.get('content-type')} ${plainly(text, [sealed, NOBODY])}`;

  /** Every route with a body or a path that can name somebody, and every query; gives where the two answers differ. */
  async function differences(): Promise<string[]> {
    const found: string[] = [];
    const compare = async (name: string, asked: (probe: Probe) => Promise<Answer>): Promise<void> => {
      const [of, ofNobody] = [await asked(sealed), await asked(NOBODY)];
      statuses.set(name, of.status);
      const [one, other] = [shown(of), shown(ofNobody)];
      if (one !== other)
        found.push(`${name}\n  sealed: ${one.slice(0, 300)}\n  nobody: ${other.slice(0, 300)}`);
    };
    // Reading first: what is written on the way stands in later lists.
    const asked = routes
      .filter(isAsked)
      .toSorted((a, b) => Number(b.method === 'GET') - Number(a.method === 'GET'));
    for (const route of asked) {
      const name = `${route.method} ${route.path}`;
      const paths = new Map<Probe, string>();
      const isSame = route.method === 'GET' && !route.path.includes('people/:id');
      const same = isSame ? await filled(route, 'Homebird', null) : null;
      for (const probe of [sealed, NOBODY])
        paths.set(probe, same ?? (await filled(route, 'Homebird', probe)));
      await compare(name, (probe) => ask(route, paths.get(probe)!, probe));
      const own = trail[parametersOf(route.path)[0] ?? ''];
      if (own)
        await compare(`${name} of theirs`, (probe) =>
          ask(route, route.path.replace(/:[^/]+/, probe === sealed ? own : randomUUID()), probe),
        );
      if (route.method !== 'GET' && route.path.includes('people/:id')) {
        // Somebody whom all may see is to be given what is the sealed person's.
        const ofAnother = new Map<Probe, string>();
        for (const probe of [sealed, NOBODY]) ofAnother.set(probe, await filled(route, 'Homebird', null));
        await compare(`${name} of another`, (probe) => ask(route, ofAnother.get(probe)!, probe));
      }
      const theirs = probing.queries(route.method, route.path, NOBODY);
      for (const [at, query] of probing.queries(route.method, route.path, sealed).entries()) {
        const path = paths.get(sealed)!;
        const of = (probe: Probe): string => (probe === sealed ? query : theirs[at]!);
        await compare(`${name}?${query}`, async (probe) => {
          await forgetReading();
          return officer.get(`${path}?${of(probe)}`, asJson);
        });
      }
    }
    return found;
  }

  it('is in no list, count, report, audit line or page that was there before', async () => {
    const after = await readings();
    const changed = [...before].filter(([route, text]) => after.get(route) !== text);
    expect(changed.map(([route, text]) => ({ route, before: text, after: after.get(route) }))).toEqual([]);
    for (const text of after.values())
      for (const word of Object.values(SEALED)) expect(text.toLowerCase()).not.toContain(word.toLowerCase());
  }, 120_000);

  it('is answered for as somebody who does not exist, whatever is asked by whatever is known of them', async () => {
    expect(await differences()).toEqual([]);
    expect([...statuses.values()].filter((status) => status === 401 || status === 403)).toEqual([]);
    const answered = [...statuses.values()].filter((status) => status < 300);
    expect(answered.length).toBeGreaterThan(100);
    expect(statuses.get('GET /api/v1/people/:id')).toBe(404);
  }, 400_000);

  it('is met by public forms as a stranger is', async () => {
    const signsUp = (probe: Probe): Promise<Answer> =>
      signUp(app, actions.event, {
        email: probe.email,
        given_name: probe.givenName,
        family_name: probe.familyName,
      });
    expect(shown(await signsUp(sealed))).toBe(shown(await signsUp(NOBODY)));
  });
});
