import { type EntityManager } from 'typeorm';
import { row, rows } from '../platform/database/sql.js';
import { type ConsentChannel } from './people.access.js';

export async function insertShare(
  db: EntityManager,
  share: {
    personId: string;
    fromId: string;
    toId: string;
    purpose: string;
    consentId: string;
    agreementId: string;
    endsAt: Date;
  },
): Promise<string> {
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO shares (person_id, from_id, to_id, purpose, consent_id, agreement_id, ends_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [
      share.personId,
      share.fromId,
      share.toId,
      share.purpose,
      share.consentId,
      share.agreementId,
      share.endsAt,
    ],
  );
  return made!.id;
}

/** The channels on which the organization has the person's word now, `share` among them while a share runs. */
export async function findTies(
  db: EntityManager,
  personId: string,
  organizationId: string,
): Promise<ConsentChannel[]> {
  const found = await rows<{ channel: ConsentChannel }>(
    db,
    `SELECT channel FROM subscriptions WHERE person_id = $1 AND organization_id = $2 AND is_subscribed
     UNION SELECT 'share' FROM shares s WHERE s.person_id = $1 AND s.to_id = $2 AND s.ends_at > now()
       AND NOT EXISTS (SELECT 1 FROM share_ends e WHERE e.share_id = s.id)`,
    [personId, organizationId],
  );
  return found.map(({ channel }) => channel);
}

/** Ends what still runs between a person and an organization. Leans on shares (person_id). */
export async function endShares(
  db: EntityManager,
  end: { personId: string; toId: string; reason: 'withdrawn'; endedBy: string | null },
): Promise<number> {
  const ended = await rows(
    db,
    `INSERT INTO share_ends (share_id, reason, ended_by)
     SELECT s.id, $3, $4 FROM shares s WHERE s.person_id = $1 AND s.to_id = $2 AND s.ends_at > now()
     ON CONFLICT (share_id) DO NOTHING RETURNING share_id`,
    [end.personId, end.toId, end.reason, end.endedBy],
  );
  return ended.length;
}

/** The same for an agreement that was ended: see end_shares_under in the migration. Leans on shares (agreement_id). */
export async function endSharesUnder(
  db: EntityManager,
  agreementId: string,
  endedBy: string | null,
): Promise<void> {
  await db.query(`SELECT end_shares_under($1, $2)`, [agreementId, endedBy]);
}
