import { type EntityManager } from 'typeorm';
import { type Language } from '../layout/i18n.js';
import { ANSWER_LIMIT } from '../platform/database/database.service.js';
import { row, rows } from '../platform/database/sql.js';

/** Mails to one signer about one signature, confirmations and reminders together. */
export const MOST_MAILS = 5;

/** A consent box that was ticked, with the sentence as it stood there. */
export interface GivenConsent {
  organizationId: string;
  /** `share`: a partner's own box. */
  channel: 'email' | 'share';
  isGiven: true;
  text: string;
  language: Language;
}

/** What one form said. */
export interface Signing {
  petitionId: string;
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
  /** Null where the form was not taken, or where another transaction was just taking the same address. */
  signatureId: string | null;
}

/**
 * Puts many forms into the table in one statement: see put_signatures in the migration, which says what becomes of a form
 * whose address has signed before. Needs no scope; leans on the unique key of signatures.
 */
export const PUT_SIGNATURES = {
  name: 'signatures.put',
  text: 'SELECT is_taken AS "isTaken", signature_id AS "signatureId" FROM put_signatures($1, $2)',
  limit: ANSWER_LIMIT,
};

export function putParameters(signings: readonly Signing[]): unknown[] {
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
  return [JSON.stringify(given), MOST_MAILS];
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

/**
 * One signer more or less, in the transaction of the change itself and after it; Counting adds them up. Sealed people are
 * counted in full fives (count_signature in the migration).
 */
export async function countSigner(
  db: EntityManager,
  petitionId: string,
  personId: string | null,
  n: 1 | -1,
): Promise<void> {
  await db.query('SELECT count_signature($1, $2, $3)', [petitionId, personId, n]);
}
