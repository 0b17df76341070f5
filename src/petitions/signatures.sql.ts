import { type EntityManager } from 'typeorm';
import { row, rows } from '../platform/database/sql.js';

/** Mails to one signer about one signature, confirmations and reminders together. */
export const MOST_MAILS = 5;

/** A consent box that was ticked, with the sentence as it stood there. */
export interface GivenConsent {
  organizationId: string;
  channel: 'email';
  isGiven: true;
  text: string;
  language: string;
}

/** What one form said. */
export interface Signing {
  petitionId: string;
  ownerId: string;
  /** The version of the text that the signer had before them. */
  version: number;
  givenName: string;
  familyName: string;
  email: string;
  canonicalEmail: string;
  zip: string;
  comment: string;
  isPublic: boolean;
  language: string;
  consents: GivenConsent[];
  source: string | null;
  shareCode: string;
  isSuspect: boolean;
}

export interface SigningOutcome {
  /** False where the petition no longer takes signatures, or not on this version. */
  isTaken: boolean;
  /** Null where a signature exists that nobody but its sealed signer may see. */
  signatureId: string | null;
}

/**
 * Puts many forms into the table at once. One signature per canonical email and version (the unique key): a form that
 * meets a pending or withdrawn one renews it, one that meets a confirmed one only makes an answer by mail due, and one of
 * a suspected robot changes nothing that is there. Rows are taken in the order of (petition, email), so that two batches
 * cannot wait for each other. Needs the owners in scope; leans on the unique key of signatures.
 */
export async function putSignatures(db: EntityManager, signings: Signing[]): Promise<SigningOutcome[]> {
  const given = signings.map((each, ord) => ({
    ord,
    petition_id: each.petitionId,
    version: each.version,
    given_name: each.givenName,
    family_name: each.familyName,
    email: each.email,
    canonical_email: each.canonicalEmail,
    zip: each.zip,
    comment: each.comment,
    is_public: each.isPublic,
    language: each.language,
    consents: each.consents,
    source_code: each.source,
    share_code: each.shareCode,
    is_suspect: each.isSuspect,
  }));
  return rows<SigningOutcome>(
    db,
    `WITH input AS MATERIALIZED (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS i(ord int, petition_id uuid, version int, given_name text,
         family_name text, email text, canonical_email text, zip text, comment text, is_public boolean, language text,
         consents jsonb, source_code text, share_code text, is_suspect boolean)
     ), taken AS (
       SELECT i.*, p.owner_id, p.is_practice FROM input i JOIN petitions p ON p.id = i.petition_id
       WHERE p.state = 'open' AND p.version = i.version AND (p.closes_at IS NULL OR p.closes_at > now())
     ), newest AS MATERIALIZED (
       SELECT DISTINCT ON (petition_id, canonical_email) * FROM taken
       ORDER BY petition_id, canonical_email, is_suspect, ord DESC
     ), made AS (
       INSERT INTO signatures (petition_id, version, owner_id, given_name, family_name, email, canonical_email, zip, comment,
         is_public, language, consents, source_code, share_code, is_suspect, is_practice, mail_due_at)
       SELECT petition_id, version, owner_id, given_name, family_name, email, canonical_email, zip, comment, is_public,
         language, consents, source_code, share_code, is_suspect, is_practice, CASE WHEN NOT is_suspect THEN now() END
       FROM newest ORDER BY petition_id, canonical_email
       ON CONFLICT (petition_id, version, canonical_email) DO NOTHING
       RETURNING id, petition_id, canonical_email
     ), renewed AS (
       UPDATE signatures s SET state = 'pending', given_name = n.given_name, family_name = n.family_name, email = n.email,
         zip = n.zip, comment = n.comment, is_public = n.is_public, language = n.language, consents = n.consents,
         source_code = coalesce(s.source_code, n.source_code), is_suspect = false, asked_at = now(), withdrawn_at = NULL,
         mail_due_at = CASE WHEN s.mails_sent < ${MOST_MAILS} THEN now() END
       FROM newest n
       WHERE s.petition_id = n.petition_id AND s.version = n.version AND s.canonical_email = n.canonical_email
         AND s.state <> 'confirmed' AND NOT n.is_suspect
     ), answered AS (
       UPDATE signatures s SET mail_due_at = now() FROM newest n
       WHERE s.petition_id = n.petition_id AND s.version = n.version AND s.canonical_email = n.canonical_email
         AND s.state = 'confirmed' AND NOT n.is_suspect AND s.mails_sent < ${MOST_MAILS}
     )
     SELECT t.ord IS NOT NULL AS "isTaken", coalesce(made.id, known.id) AS "signatureId"
     FROM input i
     LEFT JOIN taken t ON t.ord = i.ord
     LEFT JOIN made ON made.petition_id = i.petition_id AND made.canonical_email = i.canonical_email
     LEFT JOIN signatures known ON known.petition_id = i.petition_id AND known.version = i.version
       AND known.canonical_email = i.canonical_email
     ORDER BY i.ord`,
    [JSON.stringify(given)],
  );
}

/** A signature as its signer's links know it, with what its pages and mails need of the petition. */
export interface Signature {
  id: string;
  petitionId: string;
  ownerId: string;
  personId: string | null;
  version: number;
  state: 'pending' | 'confirmed' | 'withdrawn';
  givenName: string;
  familyName: string;
  email: string;
  canonicalEmail: string;
  zip: string;
  comment: string;
  isPublic: boolean;
  language: string;
  consents: GivenConsent[];
  source: string | null;
  shareCode: string;
  isPractice: boolean;
  askedAt: Date;
  isExpired: boolean;
}

export const SIGNATURE_COLUMNS = `s.id, s.petition_id AS "petitionId", s.owner_id AS "ownerId", s.person_id AS "personId", s.version,
  s.state, s.given_name AS "givenName", s.family_name AS "familyName", s.email, s.canonical_email AS "canonicalEmail",
  s.zip, s.comment, s.is_public AS "isPublic", s.language, s.consents, s.source_code AS source, s.share_code AS "shareCode",
  s.is_practice AS "isPractice", s.asked_at AS "askedAt", s.asked_at < now() - interval '14 days' AS "isExpired"`;

/**
 * The signature behind a signed link. Whoever holds the link is the signer, so a sealed one is shown to them too
 * (admit_signer in the migration). Null where it was erased.
 */
export async function signatureOfLink(db: EntityManager, id: string): Promise<Signature | null> {
  await db.query('SELECT admit_signer($1)', [id]);
  const found = await row<Signature>(db, `SELECT ${SIGNATURE_COLUMNS} FROM signatures s WHERE s.id = $1`, [
    id,
  ]);
  return found ?? null;
}

/**
 * All of a signer's signatures on a petition, every version, for this transaction alone, so that confirming one and
 * withdrawing all cannot interleave. The advisory lock comes first: a row lock that waited would look at the row that
 * another confirmation wrote, but judge by a snapshot from before it whether its new person may be seen.
 * Leans on signatures (petition_id, canonical_email).
 */
export async function lockSignaturesOfSigner(db: EntityManager, signature: Signature): Promise<Signature[]> {
  const { id, petitionId, canonicalEmail } = signature;
  await db.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 4010))`, [
    `${petitionId} ${canonicalEmail}`,
  ]);
  await db.query('SELECT admit_signer($1)', [id]);
  return rows<Signature>(
    db,
    `SELECT ${SIGNATURE_COLUMNS} FROM signatures s WHERE s.petition_id = $1 AND s.canonical_email = $2
     ORDER BY s.version FOR UPDATE`,
    [petitionId, canonicalEmail],
  );
}

/** +1 or -1, in the transaction of the change itself; Counting adds them up. */
export async function insertDelta(db: EntityManager, petitionId: string, n: 1 | -1): Promise<void> {
  await db.query('INSERT INTO petition_deltas (petition_id, n) VALUES ($1, $2)', [petitionId, n]);
}
