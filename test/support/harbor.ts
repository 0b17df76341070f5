import { type INestApplicationContext } from '@nestjs/common';
import { type Client } from 'pg';
import { DistrictImport } from '../../src/geography/district-import.service.js';
import { ZipPoints } from '../../src/geography/zip-points.service.js';
import { type OfficialsFile } from '../../src/outreach/officials/import-files.js';
import { OfficialsFiles } from '../../src/outreach/officials/officials-files.service.js';
import { OfficialsImport } from '../../src/outreach/officials/officials-import.service.js';
import { type OfficialsReport } from '../../src/outreach/officials/officials-report.js';

/*
 * An invented corner of a state, drawn in squares: two House districts side by side in one Senate district, the town
 * of Westport in the first, and Eastport across the line between them.
 *
 *   -71.2      -71.15     -71.1     -71.05      -71.0
 *     |  1st Harbor          |  2nd Harbor        |   42.2
 *     |  Westport  |     Eastport     |           |
 *     |            Harbor and Hills               |   42.0
 */
export const WESTPORT = { latitude: 42.1, longitude: -71.18 };
export const EASTPORT = { latitude: 42.1, longitude: -71.08 };

const square = (west: number, east: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 42],
      [east, 42],
      [east, 42.2],
      [west, 42.2],
      [west, 42],
    ],
  ],
});

export function boundaries(districts: readonly (readonly [string, string, number, number])[]): string {
  const features = districts.map(([code, name, west, east]) => ({
    type: 'Feature',
    properties: { code, name },
    geometry: square(west, east),
  }));
  return JSON.stringify({ type: 'FeatureCollection', features });
}

export const LAYERS = {
  lower: boundaries([
    ['H1', 'First Harbor', -71.2, -71.1],
    ['H2', '2nd Harbor District', -71.1, -71],
  ]),
  upper: boundaries([['S1', 'Harbor & Hills', -71.2, -71]]),
  town: boundaries([
    ['T1', 'Westport', -71.2, -71.15],
    ['T2', 'Eastport', -71.15, -71.05],
  ]),
};

const ZIPS = `zip,place,county,state,lat_geonames,lng_geonames,lat_zcta2021,lng_zcta2021
00101,Westport,Harbor,MA,42.1,-71.18,42.1,-71.18
00102,Eastport,Harbor,MA,42.1,-71.1,42.1,-71.1
00103,Eastport,Harbor,MA,42.1,-71.1,,
`;

/** A person's file as Open States writes them. */
export function personFile(given: {
  id: number;
  name: string;
  chamber?: 'upper' | 'lower';
  district?: string;
  email?: string;
  folder?: string;
  phone?: string;
}): OfficialsFile {
  const [first, ...rest] = given.name.split(' ');
  const id = `ocd-person/00000000-0000-4000-8000-${String(given.id).padStart(12, '0')}`;
  const role = given.chamber
    ? `roles:
- type: ${given.chamber}
  start_date: '2025-01-01'
  jurisdiction: ocd-jurisdiction/country:us/state:ma/government
  district: ${given.district}
`
    : '';
  return {
    name: `${given.folder ?? 'legislature'}/${given.name.replaceAll(' ', '-')}.yml`,
    content: `id: ${id}
name: ${given.name}
given_name: ${first}
family_name: ${rest.join(' ')}
${given.email ? `email: ${given.email}\n` : ''}party:
- name: Independent
${role}${given.phone ? `offices:\n- classification: capitol\n  voice: ${given.phone}\n` : ''}`,
  };
}

export const RIVERA = personFile({
  id: 1,
  name: 'Ana Rivera',
  chamber: 'lower',
  district: '1st Harbor',
  email: 'ana.rivera@house.example',
});
export const CHO = personFile({
  id: 2,
  name: 'Ben Cho',
  chamber: 'lower',
  district: '2nd Harbor',
  email: 'https://cho.house.example/contact',
});
export const DIAZ = personFile({
  id: 3,
  name: 'Cora Diaz',
  chamber: 'upper',
  district: 'Harbor and Hills',
  email: 'cora.diaz@senate.example',
});
export const RETIRED = personFile({
  id: 4,
  name: 'Dan Old',
  chamber: 'lower',
  district: '1st Harbor',
  email: 'dan.old@house.example',
  folder: 'retired',
});

export function importOfficials(
  product: INestApplicationContext,
  files: readonly OfficialsFile[],
  { isComplete = true, isPractice = false } = {},
): Promise<OfficialsReport> {
  const reading = product.get(OfficialsFiles).read('openstates-yaml', files);
  return product.get(OfficialsImport).run(reading, { isComplete, isPractice });
}

export async function importHarbor(product: INestApplicationContext): Promise<void> {
  for (const [kind, content] of Object.entries(LAYERS)) {
    const options = { kind, idProperty: 'code', nameProperty: 'name', jurisdiction: 'MA', source: 'harbor' };
    await product.get(DistrictImport).run(content, options);
  }
  await product.get(ZipPoints).run(ZIPS, '');
  await importOfficials(product, [RIVERA, CHO, DIAZ, RETIRED]);
}

/** An open letter campaign to the representatives and senators of whoever writes. Gives its id. */
export async function aLetterCampaign(
  db: Client,
  given: {
    ownerId: string;
    slug: string;
    targets?: object;
    isPractice?: boolean;
    isTestMode?: boolean;
    isStoryRequired?: boolean;
  },
): Promise<string> {
  const targets = {
    chambers: ['lower', 'upper'],
    levels: [],
    committees: [],
    always: [],
    constituentsOnly: true,
    ...given.targets,
  };
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO letter_campaigns (owner_id, slug, state, title, introduction, subject, body, targets, version, is_practice,
       is_test_mode, is_story_required)
     VALUES ($1, $2, 'open', '{"en":"Fund the exit fund"}', '{"en":"Ask for it."}', '{"en":"Please fund the exit fund"}',
       '{"en":"I live in {{district}} and ask you to fund the exit fund."}', $3, 1, $4, $5, $6) RETURNING id`,
    [
      given.ownerId,
      given.slug,
      JSON.stringify(targets),
      given.isPractice ?? false,
      given.isTestMode ?? false,
      given.isStoryRequired ?? false,
    ],
  );
  await db.query(
    `INSERT INTO letter_versions (letter_campaign_id, version, text, text_hash) SELECT id, 1, body, sha256('x') FROM letter_campaigns WHERE id = $1`,
    [rows[0]!.id],
  );
  return rows[0]!.id;
}
