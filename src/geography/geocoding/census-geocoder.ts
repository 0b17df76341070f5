import { parse } from 'csv-parse/sync';
import { type Geocoded, Geocoder, type StreetAddress } from '../geocoder.service.js';

/** Somebody fills in a form meanwhile. */
const ONE_MS = 4_000;
/** The service takes up to 10,000 addresses a request, at about 30 a second when it is busy. */
const MANY_MS = 180_000;
const BATCH = 2_000;
/** An answer of one address is about 1 kB, of a batch 200 B a line. */
const MOST_BYTES = 4_000_000;

const UNAVAILABLE: Geocoded = { point: null, why: 'unavailable' };
const NOT_FOUND: Geocoded = { point: null, why: 'not-found' };

/**
 * The geocoder of the U.S. Census Bureau, or one that speaks as it does: `locations/address` for one address and
 * `locations/addressbatch` for many (Geocoding Services Web API, 2024). It is asked without a cookie or key, follows no
 * redirect, and what it answers is believed only if it is a point on the globe.
 */
export class CensusGeocoder extends Geocoder {
  constructor(
    private readonly url: string,
    private readonly benchmark = 'Public_AR_Current',
  ) {
    super();
  }

  async geocode({ street, city, state, zip }: StreetAddress): Promise<Geocoded> {
    if (street.trim() === '') return NOT_FOUND;
    const query = new URLSearchParams({
      street,
      city,
      state,
      zip,
      benchmark: this.benchmark,
      format: 'json',
    });
    const answer = await this.ask(`${this.url}/locations/address?${query.toString()}`, ONE_MS);
    if (answer === null) return UNAVAILABLE;
    const read = readJson(answer) as {
      result?: { addressMatches?: { coordinates?: { x?: unknown; y?: unknown } }[] };
    } | null;
    if (!read?.result?.addressMatches) return UNAVAILABLE;
    const [match] = read.result.addressMatches;
    return match ? pointOf(match.coordinates?.x, match.coordinates?.y) : NOT_FOUND;
  }

  async geocodeAll(addresses: readonly StreetAddress[]): Promise<Geocoded[]> {
    const answers: Geocoded[] = [];
    for (let at = 0; at < addresses.length; at += BATCH)
      answers.push(...(await this.batch(addresses.slice(at, at + BATCH))));
    return answers;
  }

  /** Lines of `id,street,city,state,zip`; answered by `id,input,Match|No_Match|Tie,Exact|Non_Exact,matched,"x,y",...`. */
  private async batch(addresses: readonly StreetAddress[]): Promise<Geocoded[]> {
    const lines = addresses.map(({ street, city, state, zip }, id) =>
      [String(id), street, city, state, zip].map(quoted).join(','),
    );
    const body = new FormData();
    body.set('benchmark', this.benchmark);
    body.set('addressFile', new Blob([lines.join('\n')], { type: 'text/csv' }), 'addresses.csv');
    const answer = await this.ask(`${this.url}/locations/addressbatch`, MANY_MS, body);
    const found = answer === null ? null : readBatch(answer);
    return addresses.map((_, id) => found?.get(String(id)) ?? UNAVAILABLE);
  }

  /** Null where the service does not answer, or not with 200: being away is no error of ours. */
  private async ask(url: string, limit: number, body?: FormData): Promise<string | null> {
    try {
      const signal = AbortSignal.timeout(limit);
      const answer = await fetch(url, { method: body ? 'POST' : 'GET', body, redirect: 'error', signal });
      if (!answer.ok || Number(answer.headers.get('content-length') ?? 0) > MOST_BYTES) return null;
      const text = await answer.text();
      return text.length > MOST_BYTES ? null : text;
    } catch {
      return null; // time ran out, or the connection broke
    }
  }
}

/** Of an answer that is no CSV nothing is believed. */
function readBatch(answer: string): Map<string, Geocoded> | null {
  try {
    const lines: string[][] = parse(answer, { relax_column_count: true, skip_empty_lines: true });
    return new Map(
      lines.map(([id = '', , verdict, , , coordinates = '']): [string, Geocoded] => {
        const [x, y] = coordinates.split(',');
        return [id, verdict === 'Match' ? pointOf(x, y) : NOT_FOUND];
      }),
    );
  } catch {
    return null;
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function pointOf(x: unknown, y: unknown): Geocoded {
  const [longitude, latitude] = [Number(x ?? NaN), Number(y ?? NaN)];
  const isOnGlobe = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isOnGlobe ? { point: { latitude, longitude } } : UNAVAILABLE;
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""').replace(/[\r\n]+/g, ' ')}"`;
