import { slugOf } from '../../layout/slug.js';
import { NOTES, type PartnerLine, PARTNERS, type Status } from './partner-names.js';
import { idOf } from './row-id.js';
import { ALIVE, type Batch, type CityKey, type SamplePerson, type World } from './world.js';

interface Partner {
  id: string;
  membershipId: string;
  city: CityKey;
  line: PartnerLine;
  people: SamplePerson[];
  /** How it came to its status, oldest first. */
  path: readonly { status: Status; at: Date }[];
}

/** Each status with those that went before it. */
const PATHS: Record<Status, readonly Status[]> = {
  prospect: ['prospect'],
  invited: ['prospect', 'invited'],
  active: ['prospect', 'invited', 'active'],
  paused: ['prospect', 'invited', 'active', 'paused'],
  left: ['prospect', 'invited', 'active', 'left'],
};

const REASONS: Partial<Record<Status, string>> = {
  paused: 'Their coordinator is on leave until spring.',
  left: 'The group dissolved; its members joined others.',
};

const ROLES = ['leader', 'designee', 'communications'] as const;
const TITLES = { leader: 'Director', designee: 'Program manager', communications: 'Communications' };

/** Forty invented partners of all sectors, with their history and the people who speak for them. */
export function inventPartners(world: World): {
  batches: Batch[];
  firstListed: string;
  /** The id of a partner by its name. */
  partnerOf: (name: string) => string;
} {
  const partners = ALIVE.flatMap((city) => {
    const people = world.peopleOf(city).filter(({ email, isSealed }) => email && !isSealed);
    const spokespeople = world.chance.several(people, PARTNERS[city].length * 2);
    return PARTNERS[city].map((line): Partner => {
      const path = pathTo(world, line[3]);
      return {
        id: idOf(path[0]!.at),
        membershipId: idOf(path[0]!.at),
        city,
        line,
        people: spokespeople.splice(0, world.chance.whole(1, 2)),
        path,
      };
    });
  });
  const partnerOf = (name: string) => partners.find(({ line }) => line[0] === name)!.id;
  return { batches: rowsOf(world, partners), firstListed: partners[0]!.id, partnerOf };
}

/** Each step some weeks after the one before, all of them in the past. */
function pathTo(world: World, status: Status): Partner['path'] {
  let days = world.chance.whole(66, 80);
  return PATHS[status].map((step) => {
    const at = world.ago(days);
    days -= world.chance.whole(8, 20);
    return { status: step, at };
  });
}

function rowsOf(world: World, partners: readonly Partner[]): Batch[] {
  const { chance } = world;
  return [
    {
      table: 'organizations',
      rows: partners.map(({ id, line: [name], path }) => ({
        id,
        kind: 'partner',
        slug: slugOf(name),
        public_name: name,
        legal_name: null,
        is_practice: true,
        created_at: path[0]!.at,
        updated_at: path.at(-1)!.at,
      })),
    },
    {
      table: 'partners',
      rows: partners.map(({ id, line: [name, sector, legal, , isListed], people, path, city }) => ({
        id,
        sector,
        legal_type: legal,
        website: isListed ? `https://example.org/${slugOf(name)}` : '',
        service_area: { boston: 'Greater Boston', denver: 'Metro Denver', portland: 'Portland area' }[city],
        description: '',
        is_listing_consented: isListed,
        listing_consented_at: isListed ? path.at(-1)!.at : null,
        listing_consented_by: isListed ? nameOf(people[0]!) : '',
      })),
    },
    {
      table: 'memberships',
      rows: partners.map(({ id, membershipId, city, path }) => ({
        id: membershipId,
        partner_id: id,
        chapter_id: world.chapters[city],
        status: path.at(-1)!.status,
        status_since: path.at(-1)!.at.toISOString().slice(0, 10),
        owner_account_id: city === 'boston' ? world.accounts.organizer : null,
        last_contact_at: chance.moment(path.at(-1)!.at, world.ago(0.5)),
        is_practice: true,
        created_at: path[0]!.at,
      })),
    },
    {
      table: 'membership_changes',
      rows: partners
        .flatMap(({ membershipId, path }) =>
          path.map(({ status, at }, step) => ({
            membership_id: membershipId,
            from_status: path[step - 1]?.status ?? null,
            to_status: status,
            reason: REASONS[status] ?? '',
            changed_by: world.accounts.chapterAdmin,
            at,
          })),
        )
        .sort((a, b) => a.at.getTime() - b.at.getTime()),
    },
    {
      table: 'partner_roles',
      rows: partners.flatMap(({ id, people, path }) =>
        people.map((person, at) => ({
          id: idOf(path[0]!.at),
          partner_id: id,
          person_id: person.id,
          role: ROLES[at]!,
          title: TITLES[ROLES[at]!],
          starts_on: path[0]!.at.toISOString().slice(0, 10),
        })),
      ),
    },
    {
      table: 'partner_notes',
      rows: partners
        .filter(() => chance.falls(0.6))
        .map(({ membershipId, path }) => ({
          id: idOf(path[0]!.at),
          membership_id: membershipId,
          author_id: world.accounts.organizer,
          body: chance.pick(NOTES),
          created_at: chance.moment(path[0]!.at, world.ago(1)),
        })),
    },
  ];
}

function nameOf({ givenName, familyName }: SamplePerson): string {
  return `${givenName} ${familyName}`;
}
