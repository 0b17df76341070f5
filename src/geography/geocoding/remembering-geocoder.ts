import { type Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { type Tokens } from '../../platform/tokens/tokens.service.js';
import { type Geocoded, Geocoder, type StreetAddress } from '../geocoder.service.js';
import { findGeocodings, type Geocoding, putGeocodings } from './geocodings.sql.js';

/** A street may be built tomorrow that is unknown today; one that is known stays where it is, mostly. */
const LIFETIMES = { found: '365 days', missing: '30 days' } as const;

/** Asks an outside geocoder about an address once, and remembers what it said under a keyed hash of it. */
export class RememberingGeocoder extends Geocoder {
  constructor(
    private readonly outside: Geocoder,
    private readonly method: string,
    private readonly database: Database,
    private readonly tokens: Tokens,
  ) {
    super();
  }

  async geocode(address: StreetAddress): Promise<Geocoded> {
    return (await this.remembering([address], async () => [await this.outside.geocode(address)]))[0]!;
  }

  geocodeAll(addresses: readonly StreetAddress[]): Promise<Geocoded[]> {
    return this.remembering(addresses, (unknown) => this.outside.geocodeAll(unknown));
  }

  private async remembering(
    addresses: readonly StreetAddress[],
    ask: (unknown: readonly StreetAddress[]) => Promise<Geocoded[]>,
  ): Promise<Geocoded[]> {
    const keys = addresses.map((each) => this.keyOf(each));
    const known = new Map(
      (await this.database.as(Scope.nothing, (tx) => findGeocodings(tx, keys))).map((each) => [
        each.key,
        each,
      ]),
    );
    const open = new Map(addresses.map((address, at) => [keys[at]!, address]));
    for (const key of known.keys()) open.delete(key);
    const answers = open.size === 0 ? [] : await ask([...open.values()]);
    const said = new Map([...open.keys()].map((key, at) => [key, answers[at]!]));
    await this.keep(said);
    return keys.map((key) => said.get(key) ?? toGeocoded(known.get(key)!));
  }

  /** That the service was away is not worth remembering. */
  private async keep(said: ReadonlyMap<string, Geocoded>): Promise<void> {
    const kept = [...said].flatMap(([key, { point, ...rest }]): (Geocoding & { lifetime: string })[] => {
      if (point) return [{ key, ...point, lifetime: LIFETIMES.found }];
      const isMissing = 'why' in rest && rest.why === 'not-found';
      return isMissing ? [{ key, latitude: null, longitude: null, lifetime: LIFETIMES.missing }] : [];
    });
    if (kept.length > 0) await this.database.as(Scope.nothing, (tx) => putGeocodings(tx, this.method, kept));
  }

  private keyOf({ street, city, state, zip }: StreetAddress): string {
    const text = [street, city, state, zip]
      .map((each) => each.trim().toLowerCase().replace(/\s+/g, ' '))
      .join('\n');
    return this.tokens.fingerprint('geocoding', text);
  }
}

function toGeocoded({ latitude, longitude }: Geocoding): Geocoded {
  return latitude === null || longitude === null
    ? { point: null, why: 'not-found' }
    : { point: { latitude, longitude } };
}
