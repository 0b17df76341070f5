import { type Localized } from '../../layout/i18n.js';
import { approach, cityMission, networkMission } from './city-texts.js';
import { idOf } from './row-id.js';
import { ALIVE, type Batch, type CityKey, type World } from './world.js';

interface City {
  slug: string;
  name: string;
  territory: string;
  region: string;
  latitude: number;
  longitude: number;
  timeZone: string;
  colour: string;
  languages: readonly string[];
}

/** The eleven cities of the CEASE Network and where they are: public facts. All else about them here is made up. */
export const CITIES: readonly City[] = [
  city('Atlanta', 'GA', '', 33.8171, -84.3802, 'America/New_York', '#8a3b12'),
  city('Boston', 'MA', '', 42.3523, -71.0387, 'America/New_York', '#005c5e', ['en', 'es', 'pt']),
  city('Chicago', 'IL', 'Cook County', 41.8542, -87.676, 'America/Chicago', '#1f4e8c'),
  city('Dallas', 'TX', 'North Texas', 32.7886, -96.7872, 'America/Chicago', '#7a2048'),
  city('Denver', 'CO', '', 39.7387, -104.9817, 'America/Denver', '#5b3a8e', ['en', 'es']),
  city('Houston', 'TX', '', 29.7979, -95.4191, 'America/Chicago', '#0b5a3c'),
  city('Oakland', 'CA', 'Alameda County', 37.7977, -122.2409, 'America/Los_Angeles', '#8c4a00'),
  city('Phoenix', 'AZ', '', 33.4916, -112.0793, 'America/Phoenix', '#a3331f'),
  city('Portland', 'OR', 'Multnomah County', 45.5194, -122.6644, 'America/Los_Angeles', '#2f5d1e', [
    'en',
    'es',
  ]),
  city('San Diego', 'CA', '', 32.7551, -117.1473, 'America/Los_Angeles', '#00567a'),
  city('Seattle', 'WA', 'King County', 47.6037, -122.331, 'America/Los_Angeles', '#3a4a8c'),
];

function city(
  name: string,
  region: string,
  area: string,
  latitude: number,
  longitude: number,
  timeZone: string,
  colour: string,
  languages: readonly string[] = ['en', 'es'],
): City {
  const slug = name.toLowerCase().replaceAll(' ', '-');
  return { slug, name, territory: area || name, region, latitude, longitude, timeZone, colour, languages };
}

/** Streets are made up; the chapter's mail needs a postal address (CAN-SPAM, 15 U.S.C. 7704(a)(5)). */
const ADDRESSES: Record<CityKey, string> = {
  boston: 'CEASE Boston (practice), 100 Sample Street, Boston, MA 02118',
  denver: 'CEASE Denver (practice), 200 Sample Avenue, Denver, CO 80205',
  portland: 'CEASE Portland (practice), 300 Sample Street, Portland, OR 97214',
};

export const isAlive = (slug: string): slug is CityKey => ALIVE.includes(slug as CityKey);

/** The network, its eleven chapters (three of them have begun) and their teams. */
export function networkRows(world: World): Batch[] {
  const chapters = CITIES.map((each) => ({
    ...each,
    id: isAlive(each.slug) ? world.chapters[each.slug] : idOf(world.ago(180)),
  }));
  const nothing: Localized = {};
  return [
    {
      table: 'organizations',
      rows: [
        organization(world, world.networkId, 'network', 'cease-network', 'CEASE Network'),
        ...chapters.map(({ id, slug, name }) => organization(world, id, 'chapter', slug, `CEASE ${name}`)),
      ],
    },
    {
      table: 'networks',
      rows: [
        {
          id: world.networkId,
          mission: networkMission,
          postal_address: 'CEASE Network (practice), 100 Sample Street, Boston, MA 02118',
          from_address: 'network@example.org',
          // A trial must begin without an authenticator; a real network starts with the safe setting.
          requires_two_factor: false,
        },
      ],
    },
    {
      table: 'chapters',
      rows: chapters.map((each) => {
        const key = isAlive(each.slug) ? each.slug : null;
        return {
          id: each.id,
          network_id: world.networkId,
          state: key ? 'active' : 'planned',
          territory: each.territory,
          region: each.region,
          latitude: each.latitude,
          longitude: each.longitude,
          time_zone: each.timeZone,
          languages: each.languages,
          colour: each.colour,
          mission: key ? cityMission(each.name) : nothing,
          approach: key ? approach : nothing,
          exit_url: 'https://www.weather.gov',
          postal_address: key ? ADDRESSES[key] : '',
          from_name: key ? `CEASE ${each.name}` : null,
          from_address: key ? `${each.slug}@example.org` : null,
          reply_to: key ? `hello-${each.slug}@example.org` : null,
          // Two chapters let the network work for them and one does not: both can be seen at work.
          grants_network: key === 'boston' || key === 'denver',
          launched_on: null,
        };
      }),
    },
    { table: 'chapter_team_members', rows: ALIVE.flatMap((key) => teamOf(world, key)) },
  ];
}

function organization(world: World, id: string, kind: string, slug: string, name: string) {
  return {
    id,
    kind,
    slug,
    public_name: name,
    legal_name: null,
    is_practice: true,
    created_at: world.ago(180),
    updated_at: world.ago(90),
  };
}

const TEAMS: Record<CityKey, readonly (readonly [name: string, title: string])[]> = {
  boston: [
    ['Marisol Quintero-Hale', 'Chapter coordinator'],
    ['Ruth Abernathy-Osei', 'Survivor leadership council'],
    ['Delphine Marchetti', 'Partnerships'],
    ['Tobias Lindgren-Shaw', 'Volunteers and events'],
  ],
  denver: [
    ['Ezra Whitcombe-Ruiz', 'Chapter coordinator'],
    ['Anneliese Tafoya', 'Survivor leadership council'],
    ['Corwin Baptista', 'Policy'],
  ],
  portland: [
    ['Imogen Takahara', 'Chapter coordinator'],
    ['Solomon Vanterpool', 'Partnerships'],
  ],
};

function teamOf(world: World, key: CityKey) {
  return TEAMS[key].map(([name, title], position) => ({
    id: idOf(world.ago(90)),
    chapter_id: world.chapters[key],
    name,
    title,
    position,
  }));
}
