import { Injectable } from '@nestjs/common';
import { type Point } from './boundary-index.js';

export interface StreetAddress {
  street: string;
  city: string;
  /** Postal code of the state. */
  state: string;
  zip: string;
}

/** A point for a street address, or the reason why there is none. */
export type Geocoded =
  { point: Point } | { point: null; why: 'no-street-data' | 'not-found' | 'unavailable' };

/** A service that finds street addresses. The port; an installation provides what it has. */
export abstract class Geocoder {
  /** For somebody who waits: answers within seconds, at worst 'unavailable'. */
  abstract geocode(address: StreetAddress): Promise<Geocoded>;

  /** For work nobody waits for. One answer an address, in their order. */
  abstract geocodeAll(addresses: readonly StreetAddress[]): Promise<Geocoded[]>;
}

/**
 * What runs without any service: it knows no streets and says so. Locating then falls back on the town and the ZIP,
 * names the districts that are certain from these, and asks the person about the others.
 */
@Injectable()
export class OfflineGeocoder extends Geocoder {
  geocode(_address: StreetAddress): Promise<Geocoded> {
    return Promise.resolve({ point: null, why: 'no-street-data' });
  }

  geocodeAll(addresses: readonly StreetAddress[]): Promise<Geocoded[]> {
    return Promise.all(addresses.map((each) => this.geocode(each)));
  }
}
