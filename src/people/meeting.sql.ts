import { type EntityManager } from 'typeorm';
import { row } from '../platform/database/sql.js';
import { type Introduction, type Whereabouts } from './people.access.js';

/**
 * Who this is among the owner's people, or null. Takes a lock on the email (and telephone) until the transaction ends,
 * so the caller's INSERT is the only one. Somebody sealed is met by proof or by their reader, and by nobody else. Leans on
 * person_emails (canonical, owner_id) and person_phones (e164, owner_id).
 */
export async function metPerson(
  db: EntityManager,
  who: Pick<Introduction, 'ownerId' | 'givenName' | 'familyName'> & {
    canonical: string | null;
    phone: string | null;
    isProven: boolean;
  },
): Promise<string | null> {
  const met = await row<{ id: string | null }>(db, 'SELECT meet_person($1, $2, $3, $4, $5, $6) AS id', [
    who.ownerId,
    who.canonical,
    who.phone,
    who.givenName,
    who.familyName,
    who.isProven,
  ]);
  return met?.id ?? null;
}

/** Mail to an address that was typed plainly keeps to the safe contact of the sealed person behind this relay. */
export async function noteTypedAddress(
  db: EntityManager,
  ownerId: string,
  canonical: string,
  relay: string,
): Promise<void> {
  await db.query('SELECT note_typed_address($1, $2, $3)', [ownerId, canonical, relay]);
}

export async function insertPerson(
  db: EntityManager,
  who: Pick<Introduction, 'ownerId' | 'givenName' | 'familyName' | 'language' | 'source' | 'isPractice'>,
): Promise<string> {
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO people (owner_id, given_name, family_name, language, source_code, is_practice)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [who.ownerId, who.givenName, who.familyName, who.language, who.source, who.isPractice ?? false],
  );
  return made!.id;
}

/** What staff or the person wrote before stays; only blanks are filled. Writes nothing where nothing was blank. */
export async function fillBlanks(db: EntityManager, personId: string, who: Introduction): Promise<void> {
  await db.query(
    `UPDATE people SET
       given_name = CASE WHEN given_name = '' THEN $2 ELSE given_name END,
       family_name = CASE WHEN family_name = '' THEN $3 ELSE family_name END,
       updated_at = now()
     WHERE id = $1 AND ((given_name = '' AND $2 <> '') OR (family_name = '' AND $3 <> ''))`,
    [personId, who.givenName, who.familyName],
  );
}

/** The first address of a person becomes their primary one. An address they have already is left as it is. */
export async function addEmail(
  db: EntityManager,
  email: { personId: string; ownerId: string; address: string; canonical: string; label?: string },
): Promise<void> {
  await db.query(
    `INSERT INTO person_emails (person_id, owner_id, address, canonical, label, is_primary)
     VALUES ($1, $2, $3, $4, $5, NOT EXISTS (SELECT 1 FROM person_emails WHERE person_id = $1 AND is_primary))
     ON CONFLICT (person_id, canonical) DO NOTHING`,
    [email.personId, email.ownerId, email.address, email.canonical, email.label ?? ''],
  );
}

/** The same for telephone numbers. */
export async function addPhone(
  db: EntityManager,
  phone: { personId: string; ownerId: string; e164: string; label?: string },
): Promise<void> {
  await db.query(
    `INSERT INTO person_phones (person_id, owner_id, e164, label, is_primary)
     VALUES ($1, $2, $3, $4, NOT EXISTS (SELECT 1 FROM person_phones WHERE person_id = $1 AND is_primary))
     ON CONFLICT (person_id, e164) DO NOTHING`,
    [phone.personId, phone.ownerId, phone.e164, phone.label ?? ''],
  );
}

/**
 * Adds a postal address. One with the same ZIP that lacks a street is completed by one that has it; a ZIP alone adds
 * nothing to a person whose address has it already.
 */
export async function addAddress(db: EntityManager, personId: string, place: Whereabouts): Promise<void> {
  await db.query(
    `WITH completed AS (
       UPDATE person_addresses SET line1 = $2, city = coalesce(nullif($3, ''), city), state = coalesce(nullif($4, ''), state),
         latitude = NULL, longitude = NULL, located_by = NULL, located_at = NULL
       WHERE person_id = $1 AND zip = $5 AND line1 = '' AND $2 <> ''
       RETURNING id)
     INSERT INTO person_addresses (person_id, line1, city, state, zip, is_primary)
     SELECT $1, $2, $3, $4, $5, NOT EXISTS (SELECT 1 FROM person_addresses WHERE person_id = $1 AND is_primary)
     WHERE NOT EXISTS (SELECT 1 FROM completed)
       AND NOT EXISTS (SELECT 1 FROM person_addresses
         WHERE person_id = $1 AND zip = $5 AND ($2 = '' OR plain(line1) = plain($2)))`,
    [personId, place.street, place.city, place.state, place.zip],
  );
}
