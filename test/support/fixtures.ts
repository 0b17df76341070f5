import { createHash, randomBytes } from 'node:crypto';
import { PARTNER_FIXTURES } from './partner-fixtures.js';
import { IMPORT_FIXTURES } from './import-fixtures.js';
import { MAIL_FIXTURES } from './mail-fixtures.js';
import { PEOPLE_FIXTURES } from './people-fixtures.js';
import { anAccount, unique } from './people.js';
import { aRegistration, aShift, type Fixture, insert, json, slug, title } from './fixture-rows.js';

const SENATORS = {
  chambers: ['upper'],
  levels: ['state'],
  committees: [],
  always: [],
  constituentsOnly: true,
};
const TRIANGLE = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
];

const account: Fixture = {
  make: ({ db, mark, ownerId }) => anAccount(db, { name: `${mark} Staff`, grants: [['sender', ownerId]] }),
};

/**
 * How to make a row for each parameter of a path, by the noun before it. A new route with a new noun adds a line here,
 * or authorization.spec.ts fails and names it.
 */
export const FIXTURES: Record<string, Fixture> = {
  'staff/:id': account,
  'grants/:grantId': {
    make: async ({ db, ownerId, parents }) => {
      const { rows } = await db.query<{ id: string }>(
        `SELECT id FROM grants WHERE account_id = $1 AND organization_id = $2`,
        [parents[0], ownerId],
      );
      return rows[0]!.id;
    },
  },
  'sessions/:id': {
    make: ({ db, mark, accountId }) =>
      insert(db, 'sessions', {
        token_hash: createHash('sha256').update(randomBytes(32)).digest(),
        account_id: accountId,
        csrf_token: 'none',
        agent: mark,
        ends_at: new Date(Date.now() + 60_000),
      }),
  },
  'api-keys/:id': {
    make: async ({ db, mark, ownerId }) =>
      insert(db, 'api_keys', {
        account_id: await insert(db, 'accounts', {
          kind: 'program',
          email: `${unique()}@api-key.invalid`,
          name: mark,
        }),
        prefix: unique(),
        secret_hash: randomBytes(32),
        name: `${mark} key`,
        role: 'analyst',
        organization_id: ownerId,
      }),
  },
  'tasks/:id': {
    make: async ({ db, mark, ownerId }) =>
      insert(db, 'tasks', {
        owner_id: ownerId,
        title: `${mark} task`,
        due_on: '2026-01-01',
        assignee_id: await anAccount(db, { name: `${mark} Assignee`, grants: [['organizer', ownerId]] }),
      }),
  },
  'topics/:id': {
    isShared: true,
    make: async ({ db }) => {
      const { rows } = await db.query<{ id: string }>(
        `SELECT n.id FROM networks n JOIN organizations o USING (id) ORDER BY o.created_at LIMIT 1`,
      );
      return insert(db, 'topics', {
        network_id: rows[0]!.id,
        key: `topic-${unique()}`,
        name: json({ en: 'Topic' }),
      });
    },
  },
  'two-factor-rules/:id': { make: ({ ownerId }) => Promise.resolve(ownerId), isPublic: true },
  'mail-routes/:id': { make: ({ ownerId }) => Promise.resolve(ownerId), isPublic: true },
  'sending-rules/:id': { make: ({ ownerId }) => Promise.resolve(ownerId), isPublic: true },
  'sunset-rules/:id': { make: ({ ownerId }) => Promise.resolve(ownerId), isPublic: true },
  'chapters/:id': { make: ({ ownerId }) => Promise.resolve(ownerId), isPublic: true },
  // There is no dead job to be found: everybody who may ask gets 404.
  'jobs/:id': { make: () => Promise.resolve('no-such-job'), isShared: true },
  'districts/:id': {
    isShared: true,
    make: async ({ db }) => {
      const jurisdiction = unique();
      const set = { kind: 'town', layer: 'town', jurisdiction, source: 'x', content_hash: 'x' };
      return insert(db, 'districts', {
        boundary_set_id: await insert(db, 'boundary_sets', set),
        layer: 'town',
        jurisdiction,
        code: '1',
        name: 'Town',
        match_key: 'town',
        geometry: json({ type: 'MultiPolygon', coordinates: [[TRIANGLE]] }),
        bbox: [0, 0, 1, 1],
        content_hash: 'x',
      });
    },
  },
  'district-runs/:id': {
    isShared: true,
    make: ({ db }) => insert(db, 'district_runs', { reason: 'districts', title: 'Towns', state: 'finished' }),
  },
  'officials/:id': {
    isShared: true,
    make: ({ db }) => insert(db, 'officials', { name: 'Senator Example' }),
  },
  'reference-imports/:id': {
    isShared: true,
    make: ({ db }) => insert(db, 'reference_imports', { kind: 'districts', title: 'Towns', options: '{}' }),
  },
  'media-mentions/:id': {
    make: ({ db, mark, ownerId }) =>
      insert(db, 'media_mentions', {
        owner_id: ownerId,
        title: `${mark} in the news`,
        outlet: 'The Paper',
        url: 'https://paper.example/',
        published_on: '2026-01-01',
      }),
  },
  ...MAIL_FIXTURES,
  ...PARTNER_FIXTURES,
  ...PEOPLE_FIXTURES,
  'segments/:id': {
    make: ({ db, mark, ownerId }) =>
      insert(db, 'segments', {
        owner_id: ownerId,
        name: `${mark} ${unique()}`,
        filter: json({ kind: 'name', contains: mark }),
      }),
  },
  ...IMPORT_FIXTURES,
  'campaigns/:id': {
    make: ({ db, mark, ownerId }) =>
      insert(db, 'campaigns', { owner_id: ownerId, slug: slug(), title: title(mark) }),
  },
  'campaign-kits/:id': {
    make: async ({ db, mark, ownerId }) => {
      const made = { owner_id: ownerId, slug: slug(), title: title(mark), state: 'live' };
      const campaignId = await insert(db, 'campaigns', made);
      const content = json({ texts: { title: { en: mark } }, pieces: [] });
      await db.query(
        `INSERT INTO campaign_kits (campaign_id, version, owner_id, content) VALUES ($1, 1, $2, $3)`,
        [campaignId, ownerId, content],
      );
      return campaignId;
    },
  },
  'events/:id': {
    make: ({ db, mark, ownerId }) =>
      insert(db, 'events', {
        owner_id: ownerId,
        slug: slug(),
        title: title(mark),
        time_zone: 'America/New_York',
      }),
  },
  'shifts/:id': { make: aShift },
  'registrations/:id': { make: aRegistration },
  'attendances/:id': {
    make: async (context) => {
      const registrationId = await aRegistration(context);
      const { rows } = await context.db.query<{ id: string }>(
        `SELECT s.id FROM shifts s JOIN registrations r USING (event_id) WHERE r.id = $1`,
        [registrationId],
      );
      return insert(context.db, 'attendances', {
        registration_id: registrationId,
        shift_id: rows[0]!.id,
        owner_id: context.ownerId,
        state: 'registered',
        seats: 1,
      });
    },
  },
  'petitions/:id': {
    make: ({ db, mark, ownerId }) =>
      insert(db, 'petitions', { owner_id: ownerId, slug: slug(), title: title(mark) }),
  },
  'letter-campaigns/:id': {
    make: ({ db, mark, ownerId }) =>
      insert(db, 'letter_campaigns', {
        owner_id: ownerId,
        slug: slug(),
        title: title(mark),
        targets: json(SENATORS),
      }),
  },
  'journeys/:id': {
    make: ({ db, mark, ownerId }) => insert(db, 'journeys', { owner_id: ownerId, name: mark, did: 'signed' }),
  },
};
