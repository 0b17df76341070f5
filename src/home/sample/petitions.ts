import { randomBytes } from 'node:crypto';
import { CHAPTER_NAMES, CONSENT_TEXTS } from './joining.js';
import { FAMILY_NAMES, GIVEN_NAMES } from './names.js';
import { emailLocal } from './people.js';
import { COMMENTS, PETITION_TEXTS, type PetitionText } from './petition-texts.js';
import { idOf } from './row-id.js';
import { type Batch, type SamplePerson, type World } from './world.js';
import { ZIPS } from './zips.js';

/** How far each petition is. The second stands just below a goal that does not step up any more. */
const COURSES: Record<string, Course> = {
  'help-not-handcuffs': {
    confirmed: 372,
    pending: 41,
    withdrawn: 5,
    goal: 500,
    goalCap: null,
    opened: 56,
    closed: null,
    next: ['letter', 'fund-the-way-out'],
  },
  'help-line-at-every-stop': {
    confirmed: 287,
    pending: 22,
    withdrawn: 3,
    goal: 300,
    goalCap: 300,
    opened: 42,
    closed: null,
    next: ['event', 'denver-community-meeting'],
  },
  'keep-the-night-drop-in-open': {
    confirmed: 214,
    pending: 0,
    withdrawn: 6,
    goal: 200,
    goalCap: 200,
    opened: 70,
    closed: 9,
    next: null,
  },
};

interface Course {
  confirmed: number;
  pending: number;
  withdrawn: number;
  goal: number;
  goalCap: number | null;
  /** Days ago. */
  opened: number;
  closed: number | null;
  next: readonly [kind: string, slug: string] | null;
}

type State = 'pending' | 'confirmed' | 'withdrawn';
const SOURCES = [null, null, null, 'newsletter', 'newsletter', 'flyer-qr', 'harborlight', 'social'] as const;

/** Three petitions with about 900 signatures; their counts are those of the rows. */
export function petitionRows(
  world: World,
  campaignOf: (slug: string) => string | null,
): { petitions: Batch; signatures: Batch } {
  const petitions = PETITION_TEXTS.map((text) => {
    const course = COURSES[text.slug]!;
    return { id: idOf(world.ago(course.opened + 4)), text, course };
  });
  return {
    petitions: {
      table: 'petitions',
      rows: petitions.map(({ id, text, course }) => ({
        id,
        owner_id: world.chapters[text.city],
        campaign_id: campaignOf(text.slug),
        slug: text.slug,
        state: course.closed === null ? 'open' : 'closed',
        title: text.title,
        addressed_to: text.addressedTo,
        ask: text.ask,
        background: text.background,
        thanks: text.thanks,
        version: 1,
        goal: course.goal,
        goal_cap: course.goalCap,
        closes_at: course.closed === null ? world.ahead(60) : world.ago(course.closed),
        next_action_kind: course.next?.[0] ?? null,
        next_action_slug: course.next?.[1] ?? null,
        confirmed_count: course.confirmed,
        counted_at: world.now,
        is_practice: true,
        created_at: world.ago(course.opened + 4),
        updated_at: world.ago(course.closed ?? course.opened),
        opened_at: world.ago(course.opened),
        closed_at: course.closed === null ? null : world.ago(course.closed),
      })),
    },
    signatures: {
      table: 'signatures',
      rows: petitions.flatMap(({ id, text, course }) => [
        ...ofPeople(world, id, text, course),
        ...ofStrangers(world, id, text, course),
      ]),
    },
  };
}

/** Who confirmed is met as a person; some of them took it back. */
function ofPeople(world: World, petitionId: string, text: PetitionText, course: Course) {
  const { chance } = world;
  const end = world.ago(course.closed ?? 0.02);
  const able = world
    .peopleOf(text.city)
    .filter(({ email, isSealed, createdAt }) => email && !isSealed && createdAt < end);
  const signers = chance.several(able, course.confirmed + course.withdrawn);
  return signers.map((person, at) => {
    const isWithdrawn = at >= course.confirmed;
    const opened = world.ago(course.opened);
    const askedAt = chance.moment(person.createdAt > opened ? person.createdAt : opened, end);
    const confirmedAt = chance.moment(
      askedAt,
      new Date(Math.min(askedAt.getTime() + 3_600_000, end.getTime())),
    );
    const source = chance.pick(SOURCES);
    const deed = {
      ownerId: person.ownerId,
      personId: person.id,
      what: { kind: 'petition', id: petitionId, title: text.title.en! },
    };
    world.did({ ...deed, did: 'signed', source, detail: { version: 1 }, at: confirmedAt });
    const withdrawnAt = isWithdrawn ? chance.moment(confirmedAt, end) : null;
    if (withdrawnAt) world.did({ ...deed, did: 'withdrew', at: withdrawnAt });
    return signature(world, petitionId, text, {
      person,
      state: isWithdrawn ? 'withdrawn' : 'confirmed',
      source,
      askedAt,
      confirmedAt,
      withdrawnAt,
    });
  });
}

/** Who has not confirmed yet is no record: only the form stands there. */
function ofStrangers(world: World, petitionId: string, text: PetitionText, course: Course) {
  const { chance } = world;
  return Array.from({ length: course.pending }, (_, at) => {
    const [givenName, familyName] = [chance.pick(GIVEN_NAMES), chance.pick(FAMILY_NAMES)];
    return signature(world, petitionId, text, {
      person: {
        id: null,
        givenName,
        familyName,
        email: `${emailLocal(givenName, familyName)}.new${at + 1}@example.org`,
        zip: chance.pick(ZIPS[text.city]).zip,
        language: 'en',
        isSubscribed: chance.falls(0.5),
      },
      state: 'pending',
      source: chance.pick(SOURCES),
      askedAt: chance.moment(world.ago(12), world.ago(0.05)),
      confirmedAt: null,
      withdrawnAt: null,
    });
  });
}

interface Given {
  person: Pick<SamplePerson, 'givenName' | 'familyName' | 'email' | 'zip' | 'language' | 'isSubscribed'> & {
    id: string | null;
  };
  state: State;
  source: string | null;
  askedAt: Date;
  confirmedAt: Date | null;
  withdrawnAt: Date | null;
}

function signature(world: World, petitionId: string, text: PetitionText, given: Given) {
  const { person, state } = given;
  const { chance } = world;
  const organizationId = world.chapters[text.city];
  const said = COMMENTS.filter(({ language }) => language === person.language);
  return {
    id: idOf(given.askedAt),
    petition_id: petitionId,
    version: 1,
    owner_id: organizationId,
    person_id: person.id,
    state,
    given_name: person.givenName,
    family_name: person.familyName,
    email: person.email,
    canonical_email: person.email,
    zip: person.zip,
    country: 'US',
    comment: said.length > 0 && chance.falls(0.06) ? chance.pick(said).text : '',
    is_public: chance.falls(0.4),
    language: person.language,
    consents: person.isSubscribed
      ? [
          {
            organizationId,
            channel: 'email',
            isGiven: true,
            text: CONSENT_TEXTS[person.language](CHAPTER_NAMES[text.city]),
            language: person.language,
          },
        ]
      : [],
    source_code: given.source,
    share_code: randomBytes(6).toString('base64url'),
    is_suspect: false,
    is_practice: true,
    // Who has not answered after three days had the reminder too.
    mails_sent: state === 'pending' && given.askedAt > world.ago(2.9) ? 1 : 2,
    created_at: given.askedAt,
    asked_at: given.askedAt,
    confirmed_at: given.confirmedAt,
    withdrawn_at: given.withdrawnAt,
  };
}
