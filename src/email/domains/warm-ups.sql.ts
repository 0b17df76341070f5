import { type EntityManager } from 'typeorm';
import { affected, row } from '../../platform/database/sql.js';
import { WARM_UP_DAYS } from './warm-up.js';

export interface WarmingDomain {
  id: string;
  /** 0 on the first. */
  day: number;
  /** Messages claimed today, by the database's calendar (UTC). */
  count: number;
}

/**
 * The domain that a mailing is sent from or that this one belongs to, while it warms up; held until the transaction ends, so that claims at once count one
 * after the other.
 */
export function holdWarming(db: EntityManager, mailingId: string): Promise<WarmingDomain | undefined> {
  return row(
    db,
    `SELECT d.id, current_date - d.warming_since AS day,
       CASE WHEN d.warm_day = current_date THEN d.warm_count ELSE 0 END AS count
     FROM sending_domains d
     JOIN (SELECT split_part(v.content -> 'from' ->> 'address', '@', 2) AS domain FROM mailings m
       JOIN mailing_versions v ON v.mailing_id = m.id AND v.version = m.version WHERE m.id = $1) f
       ON f.domain = d.domain OR right(f.domain, length(d.domain) + 1) = '.' || d.domain
     WHERE d.verified_at IS NOT NULL AND d.warming_since > current_date - ${WARM_UP_DAYS}
     ORDER BY length(d.domain) DESC LIMIT 1 FOR UPDATE OF d`,
    [mailingId],
  );
}

export async function countWarming(db: EntityManager, id: string, claimed: number): Promise<void> {
  await affected(
    db,
    `UPDATE sending_domains SET warm_day = current_date,
       warm_count = CASE WHEN warm_day = current_date THEN warm_count ELSE 0 END + $2 WHERE id = $1`,
    [id, claimed],
  );
}

/** 0 where it was over, or the domain is not the caller's. */
export function endWarming(db: EntityManager, id: string): Promise<number> {
  return affected(
    db,
    `UPDATE sending_domains SET warming_since = NULL WHERE id = $1 AND warming_since IS NOT NULL`,
    [id],
  );
}
