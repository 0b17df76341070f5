import {
  aMembership,
  aSourceCode,
  type Fixture,
  type FixtureContext,
  insert,
  json,
  slug,
  title,
} from './fixture-rows.js';
import { aShareTo } from './agreements.js';
import { aPerson } from './people.js';

/** An invitation to a petition of the owner, for a partner of its own. */
async function aCoSponsor(context: FixtureContext): Promise<string> {
  const { db, mark, ownerId } = context;
  const { rows } = await db.query<{ partner_id: string }>(
    `SELECT partner_id FROM memberships WHERE id = $1`,
    [await aMembership(context)],
  );
  const petition = { owner_id: ownerId, slug: slug(), title: title(mark), ask: json({ en: mark }) };
  return insert(db, 'co_sponsors', {
    action_kind: 'petition',
    action_id: await insert(db, 'petitions', petition),
    owner_id: ownerId,
    organization_id: rows[0]!.partner_id,
  });
}

/** Rows for the paths of partners/, as FIXTURES has them for all. */
export const PARTNER_FIXTURES: Record<string, Fixture> = {
  'partners/:id': { make: aMembership },
  'roles/:roleId': {
    make: async ({ db, mark, ownerId, parents }) => {
      const { rows } = await db.query<{ partner_id: string }>(
        `SELECT partner_id FROM memberships WHERE id = $1`,
        [parents[0]],
      );
      const personId = await aPerson(db, { ownerId, givenName: mark });
      return insert(db, 'partner_roles', {
        partner_id: rows[0]!.partner_id,
        person_id: personId,
        role: 'leader',
      });
    },
  },
  'agreements/:id': {
    make: async ({ db, mark, ownerId }) => {
      const days = { effective_on: '2026-01-01', starts_at: '2026-01-01T05:00:00Z' };
      const agreement = { owner_id: ownerId, kind: 'mou', title: `${mark} memorandum`, ...days };
      const id = await insert(db, 'agreements', agreement);
      await db.query(`INSERT INTO agreement_parties (agreement_id, organization_id) VALUES ($1, $2)`, [
        id,
        ownerId,
      ]);
      return id;
    },
  },
  'commitments/:id': {
    make: async (context) => {
      const { rows } = await context.db.query<{ partner_id: string }>(
        `SELECT partner_id FROM memberships WHERE id = $1`,
        [await aMembership(context)],
      );
      return insert(context.db, 'commitments', {
        owner_id: context.ownerId,
        partner_id: rows[0]!.partner_id,
        kind: 'other',
        details: context.mark,
      });
    },
  },
  'meetings/:id': {
    make: ({ db, mark, ownerId }) =>
      insert(db, 'meetings', {
        owner_id: ownerId,
        held_on: '2026-01-15',
        kind: 'coalition',
        title: `${mark} assembly`,
      }),
  },
  // A group is an organization: the caller's own one stands for it, as for `chapters/:id`.
  'working-groups/:id': {
    make: async ({ db, mark, ownerId }) => {
      await db.query(
        `INSERT INTO working_groups (id, parent_id, charter) VALUES ($1, $1, $2) ON CONFLICT (id) DO NOTHING`,
        [ownerId, `${mark} charter`],
      );
      return ownerId;
    },
  },
  'members/:memberId': {
    make: async ({ db, mark, ownerId }) =>
      insert(db, 'working_group_members', {
        owner_id: ownerId,
        person_id: await aPerson(db, { ownerId, givenName: mark }),
      }),
  },
  'decisions/:id': {
    make: async (context) => {
      const { db, mark, ownerId } = context;
      const id = await insert(db, 'decisions', {
        owner_id: ownerId,
        title: `${mark} proposal`,
        rule: 'consensus',
        deadline_local: '2030-01-01T12:00',
        time_zone: 'UTC',
        deadline_at: '2030-01-01T12:00:00Z',
      });
      await db.query(`INSERT INTO decision_versions (decision_id, version, text) VALUES ($1, 1, $2)`, [
        id,
        mark,
      ]);
      await db.query(
        `INSERT INTO decision_parties (decision_id, owner_id, partner_id)
         SELECT $1, $2, partner_id FROM memberships WHERE id = $3`,
        [id, ownerId, await aMembership(context)],
      );
      return id;
    },
  },
  'removal-notices/:id': {
    make: async (context) => {
      const { db, mark, ownerId } = context;
      const { rows } = await db.query<{ partner_id: string }>(
        `SELECT partner_id FROM memberships WHERE id = $1`,
        [await aMembership(context)],
      );
      const organizationId = rows[0]!.partner_id;
      const personId = await aPerson(db, { ownerId, givenName: mark });
      const id = await insert(db, 'removal_notices', { owner_id: ownerId, organization_id: organizationId });
      await db.query(`INSERT INTO removal_notice_shares (share_id, notice_id) VALUES ($1, $2)`, [
        await aShareTo(db, { ownerId, organizationId, personId }),
        id,
      ]);
      return id;
    },
  },
  'partners/:partnerId': { make: aMembership },
  'people/:personId': {
    make: async ({ db, mark, ownerId, parents }) => {
      const personId = await aPerson(db, { ownerId, givenName: mark });
      const attendance = { meeting_id: parents[0], owner_id: ownerId, person_id: personId };
      await insert(db, 'meeting_attendances', attendance);
      return personId;
    },
  },
  'source-codes/:code': { make: aSourceCode },
  'hash-matches/:id': {
    make: async (context) => {
      const { rows } = await context.db.query<{ partner_id: string }>(
        `SELECT partner_id FROM memberships WHERE id = $1`,
        [await aMembership(context)],
      );
      return insert(context.db, 'hash_matches', {
        partner_id: rows[0]!.partner_id,
        chapter_id: context.ownerId,
        month: '2026-01-01',
        salt: context.mark,
        expires_at: '2030-01-01',
      });
    },
  },
  'signatures/:organizationId': { make: ({ ownerId }) => Promise.resolve(ownerId), isPublic: true },
  'co-sponsors/:id': { make: aCoSponsor },
  'co-sponsorships/:id': { make: aCoSponsor },
};
