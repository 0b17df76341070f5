import { type EntityManager } from 'typeorm';
import { row, rows } from '../platform/database/sql.js';

/** Everything a record shows of a person but what they did, which is the ledger's. */
export interface PersonRecord {
  id: string;
  ownerId: string;
  ownerName: string;
  givenName: string;
  familyName: string;
  pronouns: string;
  language: string;
  isSealed: boolean;
  noTracking: boolean;
  source: string | null;
  actionCount: number;
  lastActionAt: Date | null;
  isPractice: boolean;
  createdAt: Date;
  updatedAt: Date;
  emails: { id: string; address: string; label: string; is_primary: boolean; status: string }[];
  phones: { id: string; number: string; label: string; is_primary: boolean; status: string }[];
  addresses: {
    id: string;
    street: string;
    city: string;
    state: string;
    zip: string;
    label: string;
    is_primary: boolean;
    status: string;
    located_by: string | null;
  }[];
  districts: { id: string; layer: string; name: string; code: string; method: string; found_at: string }[];
  tags: { id: string; name: string }[];
  subscriptions: {
    organization_id: string;
    organization_name: string;
    channel: string;
    is_subscribed: boolean;
    changed_at: string;
    /** The newest word behind it: what was said, how and when. */
    text: string | null;
    method: string | null;
  }[];
  /** "Yes" to mail that waits for a click in the person's own mail; under merged records too. */
  asked: {
    organization_id: string;
    organization_name: string;
    asked_at: string;
    expires_at: string;
    text: string;
  }[];
}

/**
 * One person with their details, each list in one subselect on its own index; for somebody who was merged, the record that
 * was kept. Null where the scope does not see them.
 */
export async function findPerson(
  db: EntityManager,
  id: string,
  within: readonly string[] | null,
): Promise<PersonRecord | null> {
  const found = await row<PersonRecord>(
    db,
    `SELECT p.id, p.owner_id AS "ownerId", o.public_name AS "ownerName", p.given_name AS "givenName",
       p.family_name AS "familyName", p.pronouns, p.language, p.is_sealed AS "isSealed", p.no_tracking AS "noTracking",
       p.source_code AS source, p.action_count AS "actionCount", p.last_action_at AS "lastActionAt",
       p.is_practice AS "isPractice", p.created_at AS "createdAt", p.updated_at AS "updatedAt",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'address', e.address, 'label', e.label,
          'is_primary', e.is_primary, 'status', e.status) ORDER BY e.is_primary DESC, e.created_at), '[]')
        FROM person_emails e WHERE e.person_id = p.id) AS emails,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'number', t.e164, 'label', t.label,
          'is_primary', t.is_primary, 'status', t.status) ORDER BY t.is_primary DESC, t.id), '[]')
        FROM person_phones t WHERE t.person_id = p.id) AS phones,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'street', a.line1, 'city', a.city, 'state', a.state,
          'zip', a.zip, 'label', a.label, 'is_primary', a.is_primary, 'status', a.status,
          'located_by', a.located_by) ORDER BY a.is_primary DESC, a.id), '[]')
        FROM person_addresses a WHERE a.person_id = p.id) AS addresses,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'layer', d.layer, 'name', d.name, 'code', d.code,
          'method', pd.method, 'found_at', pd.found_at) ORDER BY d.layer, d.name), '[]')
        FROM person_districts pd JOIN districts d ON d.id = pd.district_id WHERE pd.person_id = p.id) AS districts,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) ORDER BY g.name), '[]')
        FROM person_tags pt JOIN tags g ON g.id = pt.tag_id WHERE pt.person_id = p.id) AS tags,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('organization_id', s.organization_id, 'organization_name',
          coalesce(so.public_name, ''), 'channel', s.channel, 'is_subscribed', s.is_subscribed, 'changed_at', s.changed_at,
          'text', w.text, 'method', w.method) ORDER BY so.public_name, s.channel), '[]')
        FROM subscriptions s LEFT JOIN organizations so ON so.id = s.organization_id
        LEFT JOIN LATERAL (SELECT c.text, c.method FROM consents c WHERE c.person_id = p.id
          AND c.organization_id = s.organization_id AND c.channel = s.channel AND c.is_given = s.is_subscribed
          AND c.purpose = 'updates' ORDER BY c.id DESC LIMIT 1) w ON true
        WHERE s.person_id = p.id) AS subscriptions,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('organization_id', r.organization_id, 'organization_name',
          coalesce(ro.public_name, ''), 'asked_at', r.asked_at, 'expires_at', r.expires_at, 'text', r.text)
          ORDER BY r.asked_at), '[]')
        FROM opt_in_requests r LEFT JOIN organizations ro ON ro.id = r.organization_id
        WHERE r.state = 'asked' AND r.expires_at > now()
          AND r.person_id IN (SELECT p.id UNION ALL SELECT m.id FROM people m WHERE m.merged_into = p.id)) AS asked
     FROM people p LEFT JOIN organizations o ON o.id = p.owner_id
     WHERE p.id = coalesce((SELECT m.merged_into FROM people m WHERE m.id = $1), $1) AND p.state = 'active'
       AND ($2::uuid[] IS NULL OR p.owner_id = ANY ($2))`,
    [id, within],
  );
  return found ?? null;
}

/** Somebody of this owner with this email, as far as the scope sees. */
export async function somebodyWithEmail(
  db: EntityManager,
  ownerId: string,
  canonical: string,
): Promise<string | null> {
  const found = await row<{ id: string }>(
    db,
    `SELECT p.id FROM person_emails e JOIN people p ON p.id = e.person_id
     WHERE e.canonical = $2 AND e.owner_id = $1 AND p.state = 'active' ORDER BY p.created_at LIMIT 1`,
    [ownerId, canonical],
  );
  return found?.id ?? null;
}

/** The person and the records that were merged into them: whoever reads what hangs on a person reads it for all of these. */
export async function recordsOfPerson(db: EntityManager, personId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(db, 'SELECT id FROM people WHERE merged_into = $1', [personId]);
  return [personId, ...found.map(({ id }) => id)];
}
