import { createHash } from 'node:crypto';
import { matchKey } from '../../geography/district-name.access.js';
import { stateJurisdiction } from '../../geography/jurisdiction.access.js';
import { idOf } from './row-id.js';
import { ALIVE, type Batch, type CityKey, type SampleDistrict, type World } from './world.js';
import { STATE_CODES } from './zips.js';

/** West, south, east, north of the ground that practice districts cover. */
const GROUND: Record<CityKey, readonly [number, number, number, number]> = {
  boston: [-71.17, 42.24, -70.99, 42.41],
  denver: [-105.07, 39.65, -104.87, 39.81],
  portland: [-122.75, 45.44, -122.53, 45.62],
};

/** Cells along each side of a city: sixteen seats in the lower chamber and, two by two of them, four in the upper. */
const SIDE: Record<SampleDistrict['layer'], number> = { lower: 4, upper: 2 };
const CHAMBERS: Record<SampleDistrict['layer'], string> = { lower: 'House', upper: 'Senate' };

/**
 * A jurisdiction of its own inside the state, so that practice districts neither replace real boundaries nor are
 * replaced by them, and a letter to practice officials can never find a real one.
 */
export function practiceJurisdiction(city: CityKey): string {
  return `${stateJurisdiction(STATE_CODES[city])}/place:practice_${city}`;
}

export interface PracticeDistrict extends SampleDistrict {
  city: CityKey;
  box: readonly [number, number, number, number];
}

/** An invented chessboard of districts over each of the three cities. */
export function drawDistricts(world: World): PracticeDistrict[] {
  return ALIVE.flatMap((city) =>
    (['lower', 'upper'] as const).flatMap((layer) => {
      const [west, south, east, north] = GROUND[city];
      const side = SIDE[layer];
      const [wide, high] = [(east - west) / side, (north - south) / side];
      return Array.from({ length: side * side }, (_, at): PracticeDistrict => {
        const [column, row] = [at % side, Math.floor(at / side)];
        const name = `Practice ${CHAMBERS[layer]} District ${at + 1}`;
        return {
          id: idOf(world.ago(90)),
          city,
          layer,
          jurisdiction: practiceJurisdiction(city),
          code: String(at + 1),
          name,
          key: matchKey(name),
          box: [
            degrees(west + column * wide),
            degrees(south + row * high),
            degrees(west + (column + 1) * wide),
            degrees(south + (row + 1) * high),
          ],
        };
      });
    }),
  );
}

/** Six decimals: neighbors share their corners exactly. */
function degrees(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** The districts of a city that hold the point. */
export function districtsAt(
  districts: readonly PracticeDistrict[],
  city: CityKey,
  { latitude, longitude }: { latitude: number; longitude: number },
): PracticeDistrict[] {
  return districts.filter(({ city: of, box: [west, south, east, north] }) => {
    const isInside = longitude >= west && longitude < east && latitude >= south && latitude < north;
    return of === city && isInside;
  });
}

export function districtRows(world: World, districts: readonly PracticeDistrict[]): Batch[] {
  const sets = new Map<string, { id: string; layer: string; jurisdiction: string; city: CityKey }>();
  for (const { city, layer, jurisdiction } of districts) {
    const key = `${city} ${layer}`;
    if (!sets.has(key)) sets.set(key, { id: idOf(world.ago(90)), layer, jurisdiction, city });
  }
  return [
    {
      table: 'boundary_sets',
      rows: [...sets.values()].map(({ id, layer, jurisdiction, city }) => ({
        id,
        kind: layer,
        layer,
        jurisdiction,
        source: 'sample coalition',
        content_hash: createHash('sha256').update(`${city} ${layer}`).digest('hex'),
        is_practice: true,
        imported_at: world.ago(90),
      })),
    },
    {
      table: 'districts',
      rows: districts.map((district) => ({
        id: district.id,
        boundary_set_id: sets.get(`${district.city} ${district.layer}`)!.id,
        layer: district.layer,
        jurisdiction: district.jurisdiction,
        code: district.code,
        name: district.name,
        match_key: district.key,
        geometry: { type: 'MultiPolygon', coordinates: [[ring(district.box)]] },
        bbox: district.box,
        content_hash: createHash('sha256').update(JSON.stringify(district.box)).digest('hex'),
      })),
    },
  ];
}

/** Counterclockwise and closed (RFC 7946 3.1.6). */
function ring([west, south, east, north]: PracticeDistrict['box']): number[][] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}
