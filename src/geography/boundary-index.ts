import Flatbush from 'flatbush';
import pointInPolygon from 'point-in-polygon-hao';
import { type Bbox, type Position, type Shape } from './geojson.js';

/** A district without its shape: what an answer names. */
export interface FoundDistrict {
  id: string;
  layer: string;
  /** The importer's own word for the layer. */
  kind: string;
  jurisdiction: string;
  code: string;
  name: string;
  matchKey: string;
}

export interface District extends FoundDistrict {
  shape: Shape;
  bbox: Bbox;
}

export interface Point {
  latitude: number;
  longitude: number;
}

/** All boundaries in memory: an R-tree of bounding boxes, then an exact test. About 10 µs a point for Massachusetts. */
export class BoundaryIndex {
  private readonly tree: Flatbush | null;

  constructor(private readonly districts: readonly District[]) {
    this.tree = districts.length === 0 ? null : new Flatbush(districts.length);
    for (const { bbox } of districts) this.tree!.add(...bbox);
    this.tree?.finish();
  }

  get isEmpty(): boolean {
    return this.tree === null;
  }

  /**
   * The districts that hold the point: one of each layer of a jurisdiction, also on a shared edge, where both sides
   * hold it and the first code wins, and where roughly drawn neighbours overlap.
   */
  at({ latitude, longitude }: Point): FoundDistrict[] {
    if (!this.tree) return [];
    const position: Position = [longitude, latitude];
    const found = this.tree
      .search(longitude, latitude, longitude, latitude)
      .map((at) => this.districts[at]!)
      .filter(({ shape }) => shape.coordinates.some((polygon) => pointInPolygon(position, polygon) !== false))
      .sort((a, b) => (a.code < b.code ? -1 : 1));
    const each = new Map<string, District>();
    for (const district of found) {
      const set = `${district.layer} ${district.jurisdiction}`;
      if (!each.has(set)) each.set(set, district);
    }
    return [...each.values()].map(withoutShape).sort((a, b) => (a.layer < b.layer ? -1 : 1));
  }

  /** The districts of a layer whose names have this key (see matchKey), in one jurisdiction or in all. */
  find(layer: string, matchKey: string, jurisdiction?: string): District[] {
    return this.districts.filter(
      (each) =>
        each.layer === layer &&
        each.matchKey === matchKey &&
        (jurisdiction === undefined || each.jurisdiction === jurisdiction),
    );
  }

  byId(id: string): FoundDistrict | undefined {
    const found = this.districts.find((each) => each.id === id);
    return found && withoutShape(found);
  }
}

export function contains(shape: Shape, { latitude, longitude }: Point): boolean {
  return shape.coordinates.some((polygon) => pointInPolygon([longitude, latitude], polygon) !== false);
}

function withoutShape({ id, layer, kind, jurisdiction, code, name, matchKey }: District): FoundDistrict {
  return { id, layer, kind, jurisdiction, code, name, matchKey };
}
