import { type BoundaryIndex, contains, type FoundDistrict, type Point } from './boundary-index.js';
import { type Shape } from './geojson.js';

/**
 * Which districts an area may lie in when all we know of the area is its middle and its neighbours (a ZIP) or its
 * outline (a town). Answered by sampling: a grid of points, and the districts that hold them.
 */

/** Where an area may lie: districts by "layer jurisdiction", each with its share of the samples, 0 to 1. */
export type Spread = Map<string, Map<string, { district: FoundDistrict; share: number }>>;

const KM_PER_DEGREE = 111.2;
/** A ZIP reaches no farther than this from its middle, in kilometres: the largest of Massachusetts is 12 km across. */
const FARTHEST_KM = 8;
const STEPS = 24;
/**
 * ZIP areas do not end half-way between middles; a sample counts while it is at most this many times as far from its
 * own ZIP as from the nearest other. 1.3 asks a person once too often rather than naming the wrong official.
 */
const SLACK = 1.3;
const TOWN_STEPS = 48;
/** In degrees: about 100 m. */
const LEAST_STEP = 0.001;
/** Slivers of a town that its simplified outline pushes over a district line. */
const SLIVER = 0.01;

export function distanceKm(a: Point, b: Point): number {
  const shrink = Math.cos((((a.latitude + b.latitude) / 2) * Math.PI) / 180);
  return KM_PER_DEGREE * Math.hypot(a.latitude - b.latitude, (a.longitude - b.longitude) * shrink);
}

/** The spread of the area round a ZIP's middle, as far as it is nearer to it than to its neighbours. */
export function zipSpread(index: BoundaryIndex, middle: Point, neighbours: readonly Point[]): Spread {
  const near = neighbours.filter((each) => distanceKm(each, middle) <= 2 * SLACK * FARTHEST_KM);
  const gaps = near.map((each) => distanceKm(each, middle)).sort((a, b) => a - b);
  // Where towns are dense, a grid for the largest ZIP would have its points farther apart than whole districts.
  const reach = Math.min(FARTHEST_KM, Math.max(1, (gaps[5] ?? gaps.at(-1) ?? FARTHEST_KM) * SLACK));
  const degrees = reach / KM_PER_DEGREE;
  const shrink = Math.cos((middle.latitude * Math.PI) / 180);
  const points = [middle];
  for (let row = 0; row <= STEPS; row++) {
    for (let column = 0; column <= STEPS; column++) {
      const point = {
        latitude: middle.latitude + degrees * ((2 * row) / STEPS - 1),
        longitude: middle.longitude + (degrees / shrink) * ((2 * column) / STEPS - 1),
      };
      const own = distanceKm(point, middle);
      if (own <= reach && near.every((each) => own <= SLACK * distanceKm(point, each))) points.push(point);
    }
  }
  return spreadOf(index, points, 0);
}

/** The spread of an outline: a town's. */
export function shapeSpread(index: BoundaryIndex, shape: Shape): Spread {
  const positions = shape.coordinates.flatMap(([outer]) => outer!);
  const [west, east] = range(positions.map(([longitude]) => longitude));
  const [south, north] = range(positions.map(([, latitude]) => latitude));
  const step = Math.max(LEAST_STEP, Math.max(north - south, east - west) / TOWN_STEPS);
  const points: Point[] = [];
  for (let latitude = south + step / 2; latitude < north; latitude += step) {
    for (let longitude = west + step / 2; longitude < east; longitude += step) {
      if (contains(shape, { latitude, longitude })) points.push({ latitude, longitude });
    }
  }
  return spreadOf(index, points, SLIVER);
}

function range(values: readonly number[]): [number, number] {
  return values.reduce<[number, number]>(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Infinity, -Infinity],
  );
}

function spreadOf(index: BoundaryIndex, points: readonly Point[], least: number): Spread {
  const counts: Spread = new Map();
  for (const point of points) {
    for (const district of index.at(point)) {
      const set = `${district.layer} ${district.jurisdiction}`;
      const within = counts.get(set) ?? new Map<string, { district: FoundDistrict; share: number }>();
      counts.set(set, within);
      const entry = within.get(district.id) ?? { district, share: 0 };
      within.set(district.id, { district, share: entry.share + 1 / points.length });
    }
  }
  for (const within of counts.values()) {
    for (const [id, { share }] of within) if (share < least) within.delete(id);
  }
  return counts;
}

/** Where both may lie: the districts that both name, or the first's where they share none in a layer. */
export function overlap(one: Spread, other: Spread): Spread {
  return new Map(
    [...one].map(([set, within]) => {
      const common = new Map([...within].filter(([id]) => other.get(set)?.has(id)));
      return [set, common.size > 0 ? common : within];
    }),
  );
}
