import { Injectable } from '@nestjs/common';
import { parse } from 'csv-parse/sync';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { Invalid } from '../platform/http/errors.js';
import { DistrictRuns } from './district-runs.service.js';
import { putZipPoints, type ZipPoint } from './geography.sql.js';
import { jurisdictionOf, stateOf } from './jurisdiction.access.js';

export interface ZipReport {
  created: number;
  updated: number;
  unchanged: number;
  skipped: string[];
}

/** The headings we know for each value, best first: GeoNames, Census gazetteers and our own. */
const HEADINGS = {
  zip: ['zip', 'zipcode', 'zip_code', 'postal_code', 'geoid', 'zcta'],
  place: ['place', 'place_geonames', 'city', 'place_name', 'primary_city'],
  county: ['county', 'county_geonames', 'admin_name2'],
  state: ['state', 'state_code', 'admin_code1'],
  latitude: ['lat_zcta2021', 'lat_zcta', 'intptlat', 'latitude', 'lat'],
  longitude: ['lng_zcta2021', 'lng_zcta', 'intptlong', 'longitude', 'lng', 'lon'],
  placeholderLatitude: ['lat_geonames'],
  placeholderLongitude: ['lng_geonames'],
} as const;

/** Where ZIP codes are. */
@Injectable()
export class ZipPoints {
  constructor(
    private readonly database: Database,
    private readonly runs: DistrictRuns,
  ) {}

  /**
   * Reads a CSV with a heading line: zip, place, county, state, latitude, longitude (or the headings of GeoNames and
   * the Census, see HEADINGS). A row that has the point of a ZCTA covers ground; one with only a GeoNames point in a
   * file that has both is a PO box or a single firm.
   *
   * @param state for files that have no column for it: whatever jurisdictionOf understands.
   * @throws Invalid where no column or no row can be read.
   */
  async run(content: string, state: string, isPractice = false): Promise<ZipReport> {
    const fallback = state ? stateOf(jurisdictionOf(state, 'state')) : null;
    const { points, skipped } = readZips(content, fallback);
    const { created, updated } = await this.database.as(Scope.nothing, async (tx) => {
      const written = await putZipPoints(tx, points, isPractice);
      if (written.created + written.updated > 0)
        await this.runs.open(tx, 'zip-points', `${points.length} ZIP codes`);
      return written;
    });
    return { created, updated, unchanged: points.length - created - updated, skipped };
  }
}

function readZips(content: string, fallback: string | null): { points: ZipPoint[]; skipped: string[] } {
  let records: Record<string, string>[];
  try {
    records = parse(content, {
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      bom: true,
      trim: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    const message = `This is not a CSV with a heading line: ${(error as Error).message.slice(0, 160)}`;
    throw new Invalid([{ param: 'files', message }], message);
  }
  const points = new Map<string, ZipPoint>();
  const skipped: string[] = [];
  records.forEach((record, at) => {
    const point = readZip(record, fallback);
    if (typeof point === 'string') skipped.push(`line ${at + 2}: ${point}`);
    else points.set(point.zip, point);
  });
  if (points.size === 0) {
    const message = `No row has a ZIP, a state and a point. ${skipped[0] ?? ''}`.trim();
    throw new Invalid([{ param: 'files', message }], message);
  }
  return { points: [...points.values()], skipped };
}

function readZip(record: Record<string, string>, fallback: string | null): ZipPoint | string {
  const value = (of: keyof typeof HEADINGS): string =>
    HEADINGS[of].map((heading) => record[heading]).find(Boolean) ?? '';
  const zip = value('zip').padStart(5, '0'); // spreadsheets eat leading zeros
  if (!/^\d{5}$/.test(zip)) return `${value('zip').slice(0, 20) || 'nothing'} is no ZIP code`;
  const state = value('state').toUpperCase() || fallback;
  if (!state || !/^[A-Z]{2}$/.test(state)) return `${zip} has no state`;
  const isArea = value('latitude') !== '' && value('longitude') !== '';
  const latitude = Number(isArea ? value('latitude') : value('placeholderLatitude') || NaN);
  const longitude = Number(isArea ? value('longitude') : value('placeholderLongitude') || NaN);
  if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) return `${zip} has no point`;
  return {
    zip,
    place: value('place') || zip,
    county: value('county'),
    state,
    latitude,
    longitude,
    is_area: isArea,
  };
}
