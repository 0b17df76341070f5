import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';
import { type FoundDistrict } from '../../geography/locating.service.js';
import { type Level, type OfficeKind } from './official-record.js';
import { CURRENT } from './seats.sql.js';

/** Somebody who holds an office today. */
export interface Holder {
  office_id: string;
  official_id: string;
  name: string;
  family_name: string;
  party: string;
  image_url: string;
  title: string;
  seat: string;
  level: Level;
  kind: OfficeKind;
  jurisdiction: string;
  area_layer: string | null;
  area_jurisdiction: string;
  area_key: string;
  external_ids: string[];
  committee_ids: string[];
  is_practice: boolean;
}

const HOLDER = `SELECT DISTINCT ON (o.id, f.id) o.id AS office_id, f.id AS official_id, f.name, f.family_name, f.party, f.image_url, o.title, o.seat,
    o.level, o.kind, o.jurisdiction, o.area_layer, o.area_jurisdiction, o.area_key,
    ARRAY(SELECT s.external_id FROM official_sources s WHERE s.official_id = f.id
      ORDER BY s.content_hash = '', s.external_id DESC) AS external_ids,
    ARRAY(SELECT c.committee_id::text FROM committee_seats c WHERE c.official_id = f.id) AS committee_ids,
    o.is_practice OR f.is_practice AS is_practice
  FROM offices o JOIN terms t ON t.office_id = o.id JOIN officials f ON f.id = t.official_id
  WHERE NOT f.is_retired AND ${CURRENT}`;

/**
 * Who represents these districts: the holders of their seats, and of seats that all of a state or town elects. People
 * out of office never come: a term must run today and nobody retired is a holder. Leans on the index of areas.
 */
export function findRepresentatives(
  db: EntityManager,
  districts: readonly Pick<FoundDistrict, 'layer' | 'jurisdiction' | 'matchKey'>[],
): Promise<Holder[]> {
  return rows(
    db,
    `${HOLDER} AND ((o.area_jurisdiction, o.area_layer, o.area_key) IN (
        SELECT d.jurisdiction, d.layer, d."matchKey"
          FROM jsonb_to_recordset($1::jsonb) AS d (jurisdiction text, layer text, "matchKey" text))
      OR (o.area_layer IS NULL AND o.area_jurisdiction IN (
        SELECT DISTINCT d.jurisdiction FROM jsonb_to_recordset($1::jsonb) AS d (jurisdiction text))))
     ORDER BY o.id, f.id`,
    [JSON.stringify(districts)],
  );
}

/** Who holds these offices today. */
export function findHolders(db: EntityManager, officeIds: readonly string[]): Promise<Holder[]> {
  return rows(db, `${HOLDER} AND o.id = ANY ($1) ORDER BY o.id, f.id`, [officeIds]);
}

export interface Channel {
  official_id: string;
  kind: 'email' | 'web-form' | 'phone' | 'fax' | 'address';
  value: string;
  label: string;
  status: 'ok' | 'bouncing' | 'invalid';
}

export function findChannels(db: EntityManager, officialIds: readonly string[]): Promise<Channel[]> {
  return rows(
    db,
    `SELECT official_id, kind, value, label, status FROM official_channels WHERE official_id = ANY ($1) ORDER BY position, id`,
    [officialIds],
  );
}
