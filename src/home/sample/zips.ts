import { type Batch, type CityKey } from './world.js';

export interface SampleZip {
  zip: string;
  place: string;
  latitude: number;
  longitude: number;
}

/** About the middle of real ZIP codes of the three cities: near enough to practise with, replaced by any import. */
export const ZIPS: Record<CityKey, readonly SampleZip[]> = {
  boston: [
    at('02108', 'Boston', 42.355, -71.066),
    at('02111', 'Boston', 42.351, -71.061),
    at('02114', 'Boston', 42.364, -71.067),
    at('02115', 'Boston', 42.339, -71.095),
    at('02116', 'Boston', 42.351, -71.077),
    at('02118', 'Boston', 42.338, -71.07),
    at('02119', 'Roxbury', 42.324, -71.085),
    at('02121', 'Dorchester', 42.305, -71.087),
    at('02122', 'Dorchester', 42.295, -71.053),
    at('02124', 'Dorchester Center', 42.286, -71.075),
    at('02125', 'Dorchester', 42.316, -71.056),
    at('02126', 'Mattapan', 42.277, -71.094),
    at('02127', 'Boston', 42.335, -71.038),
    at('02128', 'Boston', 42.362, -71.007),
    at('02129', 'Charlestown', 42.38, -71.061),
    at('02130', 'Jamaica Plain', 42.308, -71.113),
    at('02131', 'Roslindale', 42.282, -71.125),
    at('02134', 'Allston', 42.359, -71.13),
    at('02135', 'Brighton', 42.35, -71.154),
    at('02136', 'Hyde Park', 42.255, -71.127),
    at('02139', 'Cambridge', 42.362, -71.102),
    at('02143', 'Somerville', 42.381, -71.097),
  ],
  denver: [
    at('80202', 'Denver', 39.752, -104.998),
    at('80203', 'Denver', 39.731, -104.982),
    at('80204', 'Denver', 39.734, -105.025),
    at('80205', 'Denver', 39.759, -104.966),
    at('80206', 'Denver', 39.733, -104.952),
    at('80207', 'Denver', 39.759, -104.918),
    at('80209', 'Denver', 39.707, -104.968),
    at('80210', 'Denver', 39.678, -104.963),
    at('80211', 'Denver', 39.767, -105.02),
    at('80212', 'Denver', 39.772, -105.048),
    at('80218', 'Denver', 39.732, -104.971),
    at('80219', 'Denver', 39.696, -105.034),
    at('80220', 'Denver', 39.734, -104.913),
    at('80222', 'Denver', 39.671, -104.928),
    at('80223', 'Denver', 39.7, -105.003),
    at('80224', 'Denver', 39.688, -104.911),
    at('80230', 'Denver', 39.722, -104.895),
    at('80246', 'Denver', 39.709, -104.931),
  ],
  portland: [
    at('97201', 'Portland', 45.499, -122.69),
    at('97202', 'Portland', 45.484, -122.636),
    at('97203', 'Portland', 45.603, -122.739),
    at('97205', 'Portland', 45.521, -122.702),
    at('97206', 'Portland', 45.483, -122.597),
    at('97209', 'Portland', 45.531, -122.684),
    at('97211', 'Portland', 45.565, -122.645),
    at('97212', 'Portland', 45.544, -122.643),
    at('97213', 'Portland', 45.538, -122.6),
    at('97214', 'Portland', 45.514, -122.643),
    at('97215', 'Portland', 45.515, -122.6),
    at('97216', 'Portland', 45.514, -122.558),
    at('97217', 'Portland', 45.59, -122.694),
    at('97219', 'Portland', 45.458, -122.707),
    at('97220', 'Portland', 45.55, -122.559),
    at('97232', 'Portland', 45.529, -122.644),
    at('97266', 'Portland', 45.483, -122.558),
  ],
};

function at(zip: string, place: string, latitude: number, longitude: number): SampleZip {
  return { zip, place, latitude, longitude };
}

export const STATE_CODES: Record<CityKey, string> = { boston: 'MA', denver: 'CO', portland: 'OR' };
const COUNTIES: Record<CityKey, string> = { boston: 'Suffolk', denver: 'Denver', portland: 'Multnomah' };

export function zipRows(): Batch {
  return {
    table: 'zip_points',
    rows: (Object.keys(ZIPS) as CityKey[]).flatMap((city) =>
      ZIPS[city].map((zip) => ({
        ...zip,
        county: COUNTIES[city],
        state: STATE_CODES[city],
        is_area: true,
        is_practice: true,
      })),
    ),
  };
}
