import { type EntityManager } from 'typeorm';
import { affected, rows } from '../../platform/database/sql.js';

export interface Geocoding {
  /** A keyed hash of the address, hexadecimal. */
  key: string;
  /** Null, as the longitude, where the geocoder knew no such address. */
  latitude: number | null;
  longitude: number | null;
}

export function findGeocodings(db: EntityManager, keys: readonly string[]): Promise<Geocoding[]> {
  return rows(
    db,
    `SELECT encode(address_hash, 'hex') AS key, latitude, longitude FROM geocodings
     WHERE address_hash = ANY (SELECT decode(k, 'hex') FROM unnest($1::text[]) k) AND expires_at > now()`,
    [keys],
  );
}

export async function putGeocodings(
  db: EntityManager,
  method: string,
  found: readonly (Geocoding & { lifetime: string })[],
): Promise<void> {
  await db.query(
    `INSERT INTO geocodings (address_hash, latitude, longitude, method, expires_at)
     SELECT decode(key, 'hex'), latitude, longitude, $1, now() + lifetime::interval
     FROM jsonb_to_recordset($2::jsonb) AS f (key text, latitude float8, longitude float8, lifetime text)
     ON CONFLICT (address_hash) DO UPDATE SET latitude = excluded.latitude, longitude = excluded.longitude,
       method = excluded.method, found_at = now(), expires_at = excluded.expires_at`,
    [method, JSON.stringify(found)],
  );
}

export function dropExpired(db: EntityManager): Promise<number> {
  return affected(db, `DELETE FROM geocodings WHERE expires_at <= now()`);
}
