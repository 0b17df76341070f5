import { createHash } from 'node:crypto';
import { Invalid } from '../platform/http/errors.js';

/** Longitude, latitude (RFC 7946 3.1.1), WGS84 degrees. */
export type Position = readonly [number, number];
export type Ring = readonly Position[];
/** A polygon: the outer ring, then its holes. */
export type Polygon = readonly Ring[];
/** West, south, east, north. */
export type Bbox = readonly [number, number, number, number];

/** Every shape is kept as many polygons, so that readers know one form. */
export interface Shape {
  type: 'MultiPolygon';
  coordinates: readonly Polygon[];
}

export interface BoundaryFeature {
  code: string;
  name: string;
  shape: Shape;
  bbox: Bbox;
  hash: string;
}

export interface BoundaryFile {
  features: BoundaryFeature[];
  /** What was left out, and why: one sentence each. */
  skipped: string[];
}

const MOST_FEATURES = 20_000;
const MOST_POSITIONS = 5_000_000;
/** What the Census calls water and land outside every district. */
const NOT_DEFINED = /^Z+$|not defined/i;

/**
 * Reads a GeoJSON FeatureCollection (RFC 7946) of districts in WGS84.
 *
 * @param idProperty property with the district's stable code; @param nameProperty the one with its name.
 * @throws Invalid naming what is wrong: no JSON, no collection, a missing property, a projected coordinate, an open
 *   ring, two features with one code (a district of several parts is one MultiPolygon).
 */
export function readBoundaries(content: string, idProperty: string, nameProperty: string): BoundaryFile {
  const features = featuresOf(parse(content));
  const file: BoundaryFile = { features: [], skipped: [] };
  const codes = new Set<string>();
  let positions = 0;
  features.forEach((feature, at) => {
    const where = `feature ${at + 1}`;
    const properties = record(record(feature)['properties']);
    const code = text(properties, idProperty, where);
    const name = text(properties, nameProperty, where);
    if (NOT_DEFINED.test(code) || NOT_DEFINED.test(name)) {
      file.skipped.push(`${name} (${code}) is no district`);
      return;
    }
    if (codes.has(code)) refuse(`${where}: a second district has the id ${code}`);
    codes.add(code);
    const shape = readShape(record(feature)['geometry'], `${where} (${name})`);
    positions += shape.coordinates.flat().reduce((sum, ring) => sum + ring.length, 0);
    if (positions > MOST_POSITIONS)
      refuse('The boundaries have too many points. Simplify them to about two metres.');
    const hash = createHash('sha256')
      .update(JSON.stringify([code, name, shape.coordinates]))
      .digest('hex');
    file.features.push({ code, name, shape, bbox: bboxOf(shape), hash });
  });
  if (file.features.length === 0) refuse('The file holds no district.');
  return file;
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    return refuse(`This is not JSON: ${(error as Error).message.slice(0, 120)}`);
  }
}

function featuresOf(document: unknown): unknown[] {
  const { type, features } = record(document);
  if (type !== 'FeatureCollection' || !Array.isArray(features))
    refuse('This is not a GeoJSON FeatureCollection.');
  if ((features as unknown[]).length > MOST_FEATURES)
    refuse(`More than ${MOST_FEATURES} features are too many.`);
  return features as unknown[];
}

function text(properties: Record<string, unknown>, property: string, where: string): string {
  const value = Object.hasOwn(properties, property) ? properties[property] : undefined;
  const found = typeof value === 'number' ? String(value) : value;
  if (typeof found === 'string' && found.trim() !== '')
    return found.trim().replaceAll('\0', '').slice(0, 200);
  const known = Object.keys(properties).slice(0, 12).join(', ') || 'none';
  return refuse(`${where} has no property ${property}. Its properties are: ${known}.`);
}

function readShape(geometry: unknown, where: string): Shape {
  const { type, coordinates } = record(geometry);
  const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : undefined;
  if (!Array.isArray(polygons) || polygons.length === 0)
    refuse(`${where} is neither a Polygon nor a MultiPolygon.`);
  return {
    type: 'MultiPolygon',
    coordinates: (polygons as unknown[]).map((polygon) => {
      if (!Array.isArray(polygon) || polygon.length === 0) refuse(`${where} has a polygon without rings.`);
      return (polygon as unknown[]).map((ring) => readRing(ring, where));
    }),
  };
}

function readRing(ring: unknown, where: string): Ring {
  if (!Array.isArray(ring) || ring.length < 4) refuse(`${where} has a ring of fewer than four points.`);
  const positions = (ring as unknown[]).map((position): Position => {
    const [longitude, latitude] = Array.isArray(position) ? (position as unknown[]) : [];
    if (!inRange(longitude, 180) || !inRange(latitude, 90)) {
      refuse(
        `${where} has a point that is no longitude and latitude. Convert the file to WGS84 (EPSG:4326).`,
      );
    }
    return [longitude as number, latitude as number];
  });
  const [first, last] = [positions[0]!, positions.at(-1)!];
  return first[0] === last[0] && first[1] === last[1]
    ? positions
    : refuse(`${where} has a ring that is not closed.`);
}

function inRange(value: unknown, most: number): boolean {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= most;
}

function bboxOf(shape: Shape): Bbox {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [longitude, latitude] of shape.coordinates.flat(2)) {
    [west, south] = [Math.min(west, longitude), Math.min(south, latitude)];
    [east, north] = [Math.max(east, longitude), Math.max(north, latitude)];
  }
  return [west, south, east, north];
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function refuse(message: string): never {
  throw new Invalid([{ param: 'files', message }], message);
}
