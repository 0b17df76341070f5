import { idOf } from './row-id.js';
import { type Batch, type SamplePerson, type World } from './world.js';
import { STATE_CODES, ZIPS } from './zips.js';

/** Whom their chapter knows, and how to reach them: written when everything they did is known. */
export function peopleRows(world: World): Batch[] {
  const activity = world.activity();
  const { people } = world;
  return [
    {
      table: 'people',
      rows: people.map((person) => ({
        id: person.id,
        owner_id: person.ownerId,
        given_name: person.givenName,
        family_name: person.familyName,
        language: person.language,
        is_sealed: person.isSealed,
        no_tracking: person.isSealed,
        last_action_at: activity.get(person.id)?.last ?? null,
        action_count: activity.get(person.id)?.count ?? 0,
        is_practice: true,
        created_at: person.createdAt,
        updated_at: person.createdAt,
      })),
    },
    {
      table: 'person_emails',
      rows: people.flatMap(({ id, ownerId, email, createdAt }) =>
        email === null
          ? []
          : [
              {
                id: idOf(createdAt),
                person_id: id,
                owner_id: ownerId,
                address: email,
                canonical: email,
                is_primary: true,
                status: 'ok',
                created_at: createdAt,
              },
            ],
      ),
    },
    {
      table: 'person_phones',
      rows: people.flatMap(({ id, ownerId, phone, createdAt }) =>
        phone === null
          ? []
          : [{ id: idOf(createdAt), person_id: id, owner_id: ownerId, e164: phone, is_primary: true }],
      ),
    },
    { table: 'person_addresses', rows: people.map(addressRow) },
    {
      table: 'person_districts',
      rows: people.flatMap(({ id, districts, createdAt }) =>
        districts.map((district) => ({
          person_id: id,
          district_id: district.id,
          method: 'zip-point',
          found_at: createdAt,
        })),
      ),
    },
    {
      table: 'sealed_readers',
      rows: people
        .filter(({ isSealed }) => isSealed)
        .map(({ id }) => ({ person_id: id, account_id: world.accounts.chapterAdmin })),
    },
  ];
}

function addressRow(person: SamplePerson) {
  const { place, latitude, longitude } = ZIPS[person.city].find(({ zip }) => zip === person.zip)!;
  return {
    id: idOf(person.createdAt),
    person_id: person.id,
    line1: '',
    city: place,
    state: STATE_CODES[person.city],
    zip: person.zip,
    country: 'US',
    is_primary: true,
    latitude,
    longitude,
    located_by: 'zip-point',
    located_at: person.createdAt,
  };
}

/** The evidence of consent in its order, and each newest word of it. */
export function consentRows(world: World): Batch[] {
  const inOrder = [...world.consents].sort((a, b) => a.at.getTime() - b.at.getTime());
  const newest = new Map(
    inOrder.map((consent) => [`${consent.personId} ${consent.organizationId}`, consent]),
  );
  return [
    {
      table: 'consents',
      rows: inOrder.map((consent) => ({
        person_id: consent.personId,
        organization_id: consent.organizationId,
        channel: 'email',
        purpose: 'updates',
        is_given: consent.isGiven,
        text: consent.text,
        language: consent.language,
        source_kind: consent.source.kind,
        source_id: consent.source.id,
        method: consent.method,
        recorded_by: consent.method === 'import' ? world.accounts.organizer : null,
        at: consent.at,
      })),
    },
    {
      table: 'subscriptions',
      rows: [...newest.values()].map((consent) => ({
        person_id: consent.personId,
        organization_id: consent.organizationId,
        channel: 'email',
        is_subscribed: consent.isGiven,
        changed_at: consent.at,
      })),
    },
  ];
}

const TAGS = ['Volunteer', 'Host', 'Student', 'Speaks at schools', 'Interpreter'];

const NOTES = [
  'Offered to host a house meeting in spring.',
  'Can drive on weekends. Has a van with a lift.',
  'Prefers text messages over calls.',
  'Would rather not be in photographs. Please tell whoever takes them.',
  'Retired nurse; happy to train volunteers.',
  'Asked for everything in Spanish.',
];

/** What staff added: tags on a good part of the people, a note here and there. */
export function careRows(world: World): Batch[] {
  const { chance, accounts } = world;
  const open = world.people.filter(({ isSealed }) => !isSealed);
  const tags = Object.values(world.chapters).flatMap((ownerId) =>
    TAGS.map((name) => ({ id: idOf(world.ago(80)), owner_id: ownerId, name, created_at: world.ago(80) })),
  );
  return [
    { table: 'tags', rows: tags },
    {
      table: 'person_tags',
      rows: open.flatMap((person) =>
        tags
          .filter((tag) => tag.owner_id === person.ownerId && chance.falls(0.09))
          .map((tag) => ({
            tag_id: tag.id,
            person_id: person.id,
            added_at: chance.moment(person.createdAt, world.now),
            added_by: accounts.organizer,
          })),
      ),
    },
    {
      table: 'person_notes',
      rows: open
        .filter(() => chance.falls(0.03))
        .map((person) => ({
          id: idOf(person.createdAt),
          person_id: person.id,
          author_id: accounts.organizer,
          body: chance.pick(NOTES),
          created_at: chance.moment(person.createdAt, world.now),
        })),
    },
  ];
}
