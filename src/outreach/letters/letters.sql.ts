import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type Letter, type Outreach, type OutreachState } from './letter.js';

export type NewLetter = Omit<Letter, 'id' | 'person_id' | 'state' | 'created_at' | 'confirmed_at'> & {
  edit_share: number;
  phone: string;
};

export type NewOutreach = Pick<Outreach, 'office_id' | 'official_id' | 'channel' | 'channel_value' | 'why'>;

const LETTER = `SELECT id, letter_campaign_id, version, owner_id, person_id, state, given_name, family_name, email, canonical_email,
  street, city, state_code, zip, located_by, districts, subject, body, story, text_hash, verification_code, language, consents,
  source_code, is_suspect, is_practice, created_at, confirmed_at FROM letters`;

const OUTREACH = `SELECT o.id, o.office_id, o.official_id, o.channel, o.channel_value, o.why, o.state, o.delivery_id, o.sink_address,
  f.name AS official_name, f.family_name, s.title, s.seat
  FROM outreaches o JOIN officials f ON f.id = o.official_id JOIN offices s ON s.id = o.office_id`;

/** Adds a letter and what it proposes to send, in one go. Gives the letter's id. */
export async function insertLetter(
  db: EntityManager,
  letter: NewLetter,
  to: readonly NewOutreach[],
): Promise<string> {
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO letters (letter_campaign_id, version, owner_id, given_name, family_name, email, canonical_email, street, city,
       state_code, zip, phone, located_by, districts, subject, body, story, text_hash, edit_share, verification_code, language,
       consents, source_code, is_suspect, is_practice)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
     RETURNING id`,
    [
      letter.letter_campaign_id,
      letter.version,
      letter.owner_id,
      letter.given_name,
      letter.family_name,
      letter.email,
      letter.canonical_email,
      letter.street,
      letter.city,
      letter.state_code,
      letter.zip,
      letter.phone,
      letter.located_by,
      JSON.stringify(letter.districts),
      letter.subject,
      letter.body,
      letter.story,
      letter.text_hash,
      letter.edit_share,
      letter.verification_code,
      letter.language,
      JSON.stringify(letter.consents),
      letter.source_code,
      letter.is_suspect,
      letter.is_practice,
    ],
  );
  await db.query(
    `INSERT INTO outreaches (letter_id, letter_campaign_id, owner_id, office_id, official_id, canonical_email, channel,
       channel_value, why)
     SELECT $1, $2, $3, t.office_id, t.official_id, $4, t.channel, t.channel_value, t.why
     FROM jsonb_to_recordset($5::jsonb) AS t (office_id uuid, official_id uuid, channel text, channel_value text, why text)`,
    [made!.id, letter.letter_campaign_id, letter.owner_id, letter.canonical_email, JSON.stringify(to)],
  );
  return made!.id;
}

/** How many letters this address was asked to confirm in the last day: so that a form cannot be used to flood somebody. */
export async function lettersToday(
  db: EntityManager,
  campaignId: string,
  canonical: string,
): Promise<number> {
  const found = await row<{ n: number }>(
    db,
    `SELECT count(*)::int AS n FROM letters
      WHERE letter_campaign_id = $1 AND canonical_email = $2 AND created_at > now() - interval '1 day'`,
    [campaignId, canonical],
  );
  return found!.n;
}

export function findLetter(db: EntityManager, id: string, campaignId: string): Promise<Letter | undefined> {
  return row(db, `${LETTER} WHERE id = $1 AND letter_campaign_id = $2`, [id, campaignId]);
}

export function findLetterById(db: EntityManager, id: string): Promise<Letter | undefined> {
  return row(db, `${LETTER} WHERE id = $1`, [id]);
}

/**
 * Takes one supporter's letters of one campaign in turn, to the end of the transaction: two confirmed at once must not
 * both find that an office has not been written to.
 */
export async function inTurn(
  db: EntityManager,
  letter: Pick<Letter, 'letter_campaign_id' | 'canonical_email'>,
): Promise<void> {
  await db.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 4207004))`, [
    `${letter.letter_campaign_id} ${letter.canonical_email}`,
  ]);
}

/** False where it was not pending any more: of fifty clicks at once, one confirms. */
export async function confirmLetter(db: EntityManager, id: string): Promise<boolean> {
  return (
    (await affected(
      db,
      `UPDATE letters SET state = 'confirmed', confirmed_at = now() WHERE id = $1 AND state = 'pending'`,
      [id],
    )) === 1
  );
}

export async function setPerson(db: EntityManager, id: string, personId: string): Promise<void> {
  await affected(db, `UPDATE letters SET person_id = $2 WHERE id = $1`, [id, personId]);
}

export async function withdrawLetter(db: EntityManager, id: string): Promise<boolean> {
  return (
    (await affected(
      db,
      `UPDATE letters SET state = 'withdrawn', withdrawn_at = now() WHERE id = $1 AND state <> 'withdrawn'`,
      [id],
    )) === 1
  );
}

/** To whom a letter goes, by name: two sent in one moment have no order of their own. */
export function findOutreaches(db: EntityManager, letterId: string): Promise<Outreach[]> {
  return rows(db, `${OUTREACH} WHERE o.letter_id = $1 ORDER BY f.family_name, f.name, o.id`, [letterId]);
}

/** Officials, as "office official", whom this supporter has written to in this campaign by another letter. */
export async function alreadyWritten(
  db: EntityManager,
  letter: Pick<Letter, 'id' | 'letter_campaign_id' | 'canonical_email'>,
): Promise<Set<string>> {
  const found = await rows<{ target: string }>(
    db,
    `SELECT office_id || ' ' || official_id AS target FROM outreaches
      WHERE letter_campaign_id = $1 AND canonical_email = $2 AND letter_id <> $3
        AND state IN ('queued', 'sent', 'unknown', 'handed-off')`,
    [letter.letter_campaign_id, letter.canonical_email, letter.id],
  );
  return new Set(found.map(({ target }) => target));
}

/** Moves a proposed outreach on, to whoever holds the office now. */
export async function moveProposed(
  db: EntityManager,
  id: string,
  to: Pick<Outreach, 'official_id' | 'channel' | 'channel_value'> & {
    state: OutreachState;
    deliveryId: string | null;
    sink: string | null;
  },
): Promise<void> {
  await affected(
    db,
    `UPDATE outreaches SET official_id = $2, channel = $3, channel_value = $4, state = $5, delivery_id = $6, sink_address = $7,
       updated_at = now() WHERE id = $1 AND state = 'proposed'`,
    [id, to.official_id, to.channel, to.channel_value, to.state, to.deliveryId, to.sink],
  );
}

/** The supporter says that they sent it through the office's own form, or called. */
export async function handOff(db: EntityManager, letterId: string, outreachId: string): Promise<boolean> {
  return (
    (await affected(
      db,
      `UPDATE outreaches SET state = 'handed-off', updated_at = now()
        WHERE id = $2 AND letter_id = $1 AND state = 'proposed' AND channel <> 'email'
          AND EXISTS (SELECT 1 FROM letters l WHERE l.id = $1 AND l.state = 'confirmed')`,
      [letterId, outreachId],
    )) === 1
  );
}

/** Outreaches that wait for their delivery. Leans on outreaches_on_their_way. */
export function onTheirWay(
  db: EntityManager,
  after: string | null,
  limit: number,
): Promise<{ id: string; delivery_id: string }[]> {
  return rows(
    db,
    `SELECT id, delivery_id FROM outreaches WHERE state = 'queued' AND delivery_id > coalesce($1::bigint, 0)
      ORDER BY delivery_id LIMIT $2`,
    [after, limit],
  );
}

export async function settleOutreaches(
  db: EntityManager,
  outcomes: readonly { id: string; outcome: string }[],
): Promise<number> {
  return affected(
    db,
    `UPDATE outreaches o SET state = s.outcome, updated_at = now()
       FROM jsonb_to_recordset($1::jsonb) AS s (id bigint, outcome text)
      WHERE o.delivery_id = s.id AND o.state = 'queued'`,
    [JSON.stringify(outcomes)],
  );
}

export function letterOfCode(
  db: EntityManager,
  code: string,
): Promise<{ letter_id: string; owner_id: string } | undefined> {
  return row(db, `SELECT letter_id, owner_id FROM letter_of_code($1)`, [code]);
}
