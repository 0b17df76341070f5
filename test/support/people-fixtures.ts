import { randomInt } from 'node:crypto';
import { type Fixture, type FixtureContext, insert } from './fixture-rows.js';
import { anAccount, aPerson, unique } from './people.js';

let countries = 0;

async function aStory({ db, mark, ownerId }: FixtureContext): Promise<string> {
  const today = new Date().toISOString().slice(0, 10);
  return insert(db, 'story_releases', {
    ...{
      owner_id: ownerId,
      person_id: await aPerson(db, { ownerId, givenName: mark }),
      title: `${mark} story`,
    },
    ...{ scope: ['text'], audiences: ['public'], channels: ['website'], body: `${mark} words` },
    ...{
      content_hash: Buffer.alloc(32),
      risk_checked_on: today,
      given_by: mark,
      starts_on: today,
      ends_on: today,
    },
  });
}

/** People and what hangs on them. */
export const PEOPLE_FIXTURES: Record<string, Fixture> = {
  'people/:id': {
    make: ({ db, mark, ownerId }) =>
      aPerson(db, { ownerId, givenName: mark, email: `${unique()}@${mark.toLowerCase()}.example` }),
  },
  'official-ties/:id': {
    make: async ({ db, mark, ownerId }) => {
      const person_id = await aPerson(db, { ownerId, givenName: mark });
      const official_id = await insert(db, 'officials', { name: 'Senator Example' });
      const said = { kind: 'friend', strength: 3, said_by: mark, verified_on: '2026-01-01' };
      return insert(db, 'official_ties', { owner_id: ownerId, person_id, official_id, ...said });
    },
  },
  'change-batches/:id': {
    make: ({ db, mark, ownerId }) =>
      insert(db, 'change_batches', { owner_id: ownerId, kind: 'bulk', state: 'done', reason: mark }),
  },
  'person-fields/:id': {
    make: ({ db, mark, ownerId }) =>
      insert(db, 'person_fields', {
        owner_id: ownerId,
        key: `field_${randomInt(1e9)}`,
        label: JSON.stringify({ en: mark }),
        type: 'text',
      }),
  },
  'stories/:id': { make: aStory },
  'story-uses/:id': {
    make: async (context) =>
      insert(context.db, 'story_uses', {
        owner_id: context.ownerId,
        release_id: await aStory(context),
        what_kind: 'outside',
        place: `${context.mark} newspaper`,
      }),
  },
  'duplicates/:id': {
    make: async ({ db, mark, ownerId }) => {
      const pair = [
        await aPerson(db, { ownerId, givenName: mark }),
        await aPerson(db, { ownerId, givenName: mark }),
      ].sort();
      return insert(db, 'duplicate_suggestions', {
        owner_id: ownerId,
        first_id: pair[0],
        second_id: pair[1],
        why: 'phone',
        score: 0.85,
      });
    },
  },
  'emails/:emailId': {
    make: async ({ db, mark, ownerId, parents }) => {
      const address = `${unique()}@${mark.toLowerCase()}.example`;
      const email = { person_id: parents[0], owner_id: ownerId, address, canonical: address };
      return insert(db, 'person_emails', email);
    },
  },
  'phones/:phoneId': {
    make: ({ db, ownerId, parents }) =>
      insert(db, 'person_phones', {
        person_id: parents[0],
        owner_id: ownerId,
        e164: `+1${randomInt(1e9, 9e9)}`,
      }),
  },
  'addresses/:addressId': {
    make: ({ db, mark, parents }) => insert(db, 'person_addresses', { person_id: parents[0], city: mark }),
  },
  'tags/:tagId': {
    make: async ({ db, mark, ownerId, parents }) => {
      const tagId = await insert(db, 'tags', { owner_id: ownerId, name: `${mark} ${unique()}` });
      await db.query(`INSERT INTO person_tags (tag_id, person_id) VALUES ($1, $2)`, [tagId, parents[0]]);
      return tagId;
    },
  },
  'tags/:id': {
    make: ({ db, mark, ownerId }) => insert(db, 'tags', { owner_id: ownerId, name: `${mark} ${unique()}` }),
  },
  'trainings/:id': {
    make: ({ db, mark, ownerId }) =>
      insert(db, 'trainings', { owner_id: ownerId, name: `${mark} ${unique()}` }),
  },
  'opt-in-rules/:id': {
    // One rule a form and country of an organization, so each asks for another country.
    make: ({ db, ownerId }) => {
      const at = countries++;
      const country = String.fromCharCode(65 + (Math.floor(at / 26) % 26), 65 + (at % 26));
      return insert(db, 'opt_in_rules', { owner_id: ownerId, form: 'event', country, spellings: [country] });
    },
  },
  'trainings/:trainingId': {
    make: async ({ db, mark, ownerId, parents }) => {
      const trainingId = await insert(db, 'trainings', { owner_id: ownerId, name: `${mark} ${unique()}` });
      await db.query(
        `INSERT INTO person_trainings (person_id, training_id, owner_id, done_on)
         SELECT id, $2, $3, '2026-01-01' FROM people WHERE id = $1 AND owner_id = $3`,
        [parents[0], trainingId, ownerId],
      );
      return trainingId;
    },
  },
  'person-requests/:id': {
    make: async ({ db, mark, ownerId }) =>
      insert(db, 'person_requests', {
        owner_id: ownerId,
        person_id: await aPerson(db, { ownerId, givenName: mark }),
        kind: 'copy',
        language: 'en',
      }),
  },
  'readers/:accountId': {
    make: async ({ db, ownerId, accountId, parents }) => {
      const other = await anAccount(db, { grants: [['organizer', ownerId]] });
      const { rowCount } = await db.query(
        `UPDATE people SET is_sealed = true WHERE id = $1 AND NOT is_sealed`,
        [parents[0]],
      );
      // Who is sealed already has readers of their own, and nobody walks in by a fixture.
      if (rowCount === 0) return other;
      await db.query(`INSERT INTO sealed_readers (person_id, account_id) VALUES ($1, $2), ($1, $3)`, [
        parents[0],
        accountId,
        other,
      ]);
      return other;
    },
  },
};
