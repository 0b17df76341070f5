import { type Position, type Ring, type Shape } from './geojson.js';

/** Finest detail of a drawing 600 pixels wide, as a part of the shape's size. */
const DETAIL = 1 / 600;

/**
 * The outer rings of a shape for a small drawing, by Ramer, Douglas and Peucker: no point farther than DETAIL of the
 * shape's size from where it was, and islands smaller than that left out.
 */
export function outlineOf(shape: Shape, bbox: readonly number[]): Position[][] {
  const [west, south, east, north] = bbox as [number, number, number, number];
  const tolerance = Math.max(east - west, north - south) * DETAIL;
  return shape.coordinates.map(([outer]) => simplified(outer!, tolerance)).filter((ring) => ring.length >= 4);
}

function simplified(ring: Ring, tolerance: number): Position[] {
  const keep = new Uint8Array(ring.length);
  keep[0] = keep[ring.length - 1] = 1;
  // A closed ring has no chord of its own: halve it at the point farthest from the start.
  const far = farthest(ring, 0, ring.length - 1).at;
  keep[far] = 1;
  const open: [number, number][] = [
    [0, far],
    [far, ring.length - 1],
  ];
  for (let span = open.pop(); span; span = open.pop()) {
    const { at, distance } = farthest(ring, ...span);
    if (distance <= tolerance) continue;
    keep[at] = 1;
    open.push([span[0], at], [at, span[1]]);
  }
  return ring.filter((_, at) => keep[at] === 1);
}

function farthest(ring: Ring, from: number, to: number): { at: number; distance: number } {
  const [[x1, y1], [x2, y2]] = [ring[from]!, ring[to]!];
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = Math.hypot(dx, dy);
  let best = { at: from, distance: -1 };
  for (let at = from + 1; at < to; at++) {
    const [x, y] = ring[at]!;
    const distance =
      length === 0 ? Math.hypot(x - x1, y - y1) : Math.abs((x - x1) * dy - (y - y1) * dx) / length;
    if (distance > best.distance) best = { at, distance };
  }
  return best;
}
