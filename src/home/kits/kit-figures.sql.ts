import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';

/** What came of one chapter's copy. */
export interface CopyFigures {
  ownerId: string;
  name: string;
  state: string;
  copiedAt: Date;
  /** Those that are or were open to the public. */
  petitions: number;
  events: number;
  letters: number;
  signatures: number;
  signUps: number;
  lettersWritten: number;
}

/** The record that was kept where people were merged: whoever is sealed there is counted nowhere. */
const NOBODY_SEALED = (of: string): string => `NOT EXISTS (SELECT 1 FROM people m
  JOIN people p ON p.id = coalesce(m.merged_into, m.id) WHERE m.id = ${of} AND p.is_sealed)`;

/**
 * Copies of a kit by chapters that are still in the network, and what hangs on each; deeds until the last midnight of UTC.
 * The scope holds the chapters. Leans on the indexes of actions by campaign and of deeds by action.
 */
export function findCopyFigures(db: EntityManager, kitId: string): Promise<CopyFigures[]> {
  return rows(
    db,
    `SELECT k.owner_id AS "ownerId", o.public_name AS name, c.state, k.copied_at AS "copiedAt",
       (SELECT count(*)::int FROM petitions a WHERE a.campaign_id = c.id AND a.state <> 'draft') AS petitions,
       (SELECT count(*)::int FROM events a WHERE a.campaign_id = c.id AND a.state = 'published') AS events,
       (SELECT count(*)::int FROM letter_campaigns a WHERE a.campaign_id = c.id AND a.state <> 'draft') AS letters,
       (SELECT count(*)::int FROM petitions a JOIN signatures g ON g.petition_id = a.id
        WHERE a.campaign_id = c.id AND g.state = 'confirmed' AND g.confirmed_at < date_trunc('day', now())
          AND ${NOBODY_SEALED('g.person_id')}) AS signatures,
       (SELECT count(*)::int FROM events a JOIN registrations r ON r.event_id = a.id
        WHERE a.campaign_id = c.id AND r.created_at < date_trunc('day', now()) AND ${NOBODY_SEALED('r.person_id')}
          AND EXISTS (SELECT 1 FROM attendances t WHERE t.registration_id = r.id AND t.state <> 'cancelled')) AS "signUps",
       (SELECT count(*)::int FROM letter_campaigns a JOIN letters l ON l.letter_campaign_id = a.id
        WHERE a.campaign_id = c.id AND l.state = 'confirmed' AND l.confirmed_at < date_trunc('day', now())
          AND ${NOBODY_SEALED('l.person_id')}) AS "lettersWritten"
     FROM kit_copies k JOIN campaigns c ON c.id = k.campaign_id JOIN organizations o ON o.id = k.owner_id
     JOIN chapters h ON h.id = k.owner_id
     WHERE k.kit_id = $1 AND h.state <> 'left' ORDER BY plain(o.public_name), k.owner_id`,
    [kitId],
  );
}
