import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import {
  type BoundaryIndex,
  contains,
  type District,
  type FoundDistrict,
  type Point,
} from './boundary-index.js';
import { Boundaries } from './boundaries.service.js';
import { matchKey } from './district-name.access.js';
import { type Geocoded, Geocoder, type StreetAddress } from './geocoder.service.js';
import { neighbouringZips, zipPoint, type ZipPoint } from './geography.sql.js';
import { stateJurisdiction } from './jurisdiction.access.js';
import { overlap, shapeSpread, type Spread, zipSpread } from './spread.js';

export type { FoundDistrict, Point } from './boundary-index.js';

/** How an answer was found; as stored with people's addresses. */
export type LocatedBy = 'map-pin' | 'geocoder' | 'zip-point' | 'town-point';

export interface Located {
  by: LocatedBy;
  point: Point;
  /** Districts that are certain, at most one of each layer of a jurisdiction. */
  districts: FoundDistrict[];
  /** Layers in which several districts are possible: the likeliest first. Only the person can tell. */
  choices: { layer: string; jurisdiction: string; candidates: FoundDistrict[] }[];
  isAmbiguous: boolean;
}

/** Why a place could not be found: a ZIP or town that we do not know, or a point that no boundary holds. */
export interface NotLocated {
  problem: 'unknown-zip' | 'unknown-town' | 'outside' | 'no-boundaries';
}

export type Lookup = Located | NotLocated;

export const isLocated = (lookup: Lookup): lookup is Located => !('problem' in lookup);

/**
 * From a place to its districts, without asking anybody outside. A point is certain. A town or a ZIP is certain for
 * the layers in which all of it lies in one district, and offers candidates for the others: a ZIP's middle alone
 * names the wrong state representative for one address in four.
 */
@Injectable()
export class Locating {
  private readonly townSpreads = new WeakMap<District, Spread>();

  constructor(
    private readonly database: Database,
    private readonly boundaries: Boundaries,
    private readonly geocoder: Geocoder,
  ) {}

  /** A point on the map, in WGS84 degrees. */
  async locate(point: Point, by: LocatedBy = 'map-pin'): Promise<Lookup> {
    const index = await this.boundaries.index();
    if (index.isEmpty) return { problem: 'no-boundaries' };
    const districts = index.at(point);
    if (districts.length === 0) return { problem: 'outside' };
    return { by, point, districts, choices: [], isAmbiguous: false };
  }

  /** A five-digit ZIP code. One of PO boxes or of a single firm covers no ground: all districts of its town are possible. */
  async locateZip(zip: string): Promise<Lookup> {
    const index = await this.boundaries.index();
    const found = await this.zip(zip);
    if (!found) return { problem: index.isEmpty ? 'no-boundaries' : 'unknown-zip' };
    const spread = await this.spreadOfZip(index, found);
    return answer('zip-point', found, spread, !found.is_area, index);
  }

  /** A town by its name. @param state postal code. */
  async locateTown(name: string, state: string): Promise<Lookup> {
    const index = await this.boundaries.index();
    const town = townOf(index, name, state);
    if (!town) return { problem: index.isEmpty ? 'no-boundaries' : 'unknown-town' };
    return answer('town-point', middleOf(town), this.spreadOfTown(index, town), false, index);
  }

  /**
   * An address. The geocoder's point is certain; without one, what the ZIP and the town have in common is certain or
   * offered. `by` says which it was.
   */
  async locateAddress(address: StreetAddress): Promise<Lookup> {
    return (
      (await this.byGeocoder(await this.geocoder.geocode(address))) ?? (await this.byZipAndTown(address))
    );
  }

  /**
   * Many addresses, one answer each, as locateAddress gives them.
   *
   * @param isPrivate of an address: it must not leave this installation, so no geocoder is asked.
   * @param memory what ZIPs and towns gave; handed to the next call of the same work, it saves most of the time.
   */
  async locateAll(
    addresses: readonly (StreetAddress & { isPrivate: boolean })[],
    memory: Map<string, Promise<Lookup>>,
  ): Promise<Lookup[]> {
    const asked = addresses.filter(({ isPrivate, street }) => !isPrivate && street.trim() !== '');
    const geocoded = await this.geocoder.geocodeAll(asked);
    const answers = new Map(asked.map((address, at) => [address, geocoded[at]!]));
    const lookups: Lookup[] = [];
    // One after the other: a thousand at once would each want a connection of the pool.
    for (const address of addresses) {
      const said = answers.get(address);
      lookups.push((said && (await this.byGeocoder(said))) ?? (await this.remembered(address, memory)));
    }
    return lookups;
  }

  private async byGeocoder({ point }: Geocoded): Promise<Located | null> {
    const located = point && (await this.locate(point, 'geocoder'));
    return located && isLocated(located) ? located : null;
  }

  private remembered(address: StreetAddress, memory: Map<string, Promise<Lookup>>): Promise<Lookup> {
    const { zip, city, state } = address;
    const key = [zip, city.trim().toLowerCase(), state.trim().toLowerCase(), namesHome(address)].join('\n');
    const known = memory.get(key) ?? this.byZipAndTown(address);
    memory.set(key, known);
    return known;
  }

  private async byZipAndTown(address: StreetAddress): Promise<Lookup> {
    const index = await this.boundaries.index();
    const zip = await this.zip(address.zip);
    const town = townOf(index, address.city, address.state || zip?.state || '');
    if (!zip) {
      if (town) return this.locateTown(address.city, address.state);
      return { problem: index.isEmpty ? 'no-boundaries' : 'unknown-zip' };
    }
    const spread = await this.spreadOfZip(index, zip);
    // A PO box says where mail is fetched, not where somebody lives; the town they name beside a street does.
    if (!zip.is_area) {
      return town !== undefined && namesHome(address)
        ? answer('town-point', middleOf(town), this.spreadOfTown(index, town), false, index)
        : answer('zip-point', zip, spread, true, index);
    }
    const both = town ? overlap(spread, this.spreadOfTown(index, town)) : spread;
    return answer('zip-point', zip, both, false, index);
  }

  /**
   * The same place with the person's own choice among the candidates. Ids that were not offered are ignored, so that
   * a forged form names nobody's district but an offered one.
   */
  choose(located: Located, chosen: readonly string[]): Located {
    const districts = [...located.districts];
    const open = located.choices.filter(({ candidates }) => {
      const picked = candidates.find(({ id }) => chosen.includes(id));
      if (picked) districts.push(picked);
      return !picked;
    });
    return { ...located, districts, choices: open, isAmbiguous: open.length > 0 };
  }

  private zip(zip: string): Promise<ZipPoint | undefined> {
    return this.database.as(Scope.nothing, (tx) => zipPoint(tx, zip));
  }

  private async spreadOfZip(index: BoundaryIndex, zip: ZipPoint): Promise<Spread> {
    if (!zip.is_area) {
      const town = townOf(index, zip.place, zip.state);
      return town ? this.spreadOfTown(index, town) : zipSpread(index, zip, []);
    }
    const neighbours = await this.database.as(Scope.nothing, (tx) => neighbouringZips(tx, zip));
    return zipSpread(index, zip, neighbours);
  }

  private spreadOfTown(index: BoundaryIndex, town: District): Spread {
    const known = this.townSpreads.get(town);
    if (known) return known;
    const spread = shapeSpread(index, town.shape);
    this.townSpreads.set(town, spread);
    return spread;
  }
}

/** Whether the street is one where somebody can live: a PO box is not. */
function namesHome({ street }: StreetAddress): boolean {
  return street.trim() !== '' && !/\bp\.?\s*o\.?\s*box\b/i.test(street);
}

function townOf(index: BoundaryIndex, name: string, state: string): District | undefined {
  if (name.trim() === '' || !/^[A-Za-z]{2}$/.test(state.trim())) return undefined;
  return index.find('town', matchKey(name), stateJurisdiction(state.trim()))[0];
}

/** The middle of a town's box, or, where the coast has it in the water, the first corner of its outline. */
function middleOf(town: District): Point {
  const [west, south, east, north] = town.bbox;
  const middle = { latitude: (south + north) / 2, longitude: (west + east) / 2 };
  const [longitude, latitude] = town.shape.coordinates[0]![0]![0]!;
  return contains(town.shape, middle) ? middle : { latitude, longitude };
}

/** @param neverExact for places that may not hold the person's home at all. */
function answer(by: LocatedBy, at: Point, spread: Spread, neverExact: boolean, index: BoundaryIndex): Lookup {
  if (index.isEmpty) return { problem: 'no-boundaries' };
  if (spread.size === 0) return { problem: 'outside' };
  const districts: FoundDistrict[] = [];
  const choices: Located['choices'] = [];
  for (const within of spread.values()) {
    const candidates = [...within.values()].sort((a, b) => b.share - a.share).map(({ district }) => district);
    const [first] = candidates;
    if (!first) continue;
    if (candidates.length === 1 && !neverExact) districts.push(first);
    else choices.push({ layer: first.layer, jurisdiction: first.jurisdiction, candidates });
  }
  const point = { latitude: at.latitude, longitude: at.longitude };
  return { by, point, districts, choices, isAmbiguous: choices.length > 0 };
}
